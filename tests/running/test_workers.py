"""Articles divided among processes: the same outcomes, and one dead worker costs one article."""

from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.records import Article, Failure, Findings
from pipeline.running import workers
from pipeline.running.run import run_articles
from pipeline.running.workers import DIED, split_batches
from tests.running.setups import set_up, set_up_and_note, set_up_in_vain

ARTICLES = [Article(id=f"a{number:02}", text="word " * (number + 1)) for number in range(12)]
WORDS = [Findings(article, words=number + 1, sentences=1) for number, article in enumerate(ARTICLES)]


def test_batches_are_filled_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "BATCH", 30)
    assert [[article.id for article in batch] for batch in split_batches(ARTICLES[:8])] == [
        ["a00", "a01", "a02"],
        ["a03"],
        ["a04"],
        ["a05"],
        ["a06"],
        ["a07"],
    ]
    assert split_batches([]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_outcomes_come_in_order_of_ids(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(workers, "BATCH", 30)
    calls: list[tuple[int, int]] = []
    outcomes = run_articles(
        ARTICLES[::-1], set_up, workers=count, progress=lambda done, total: calls.append((done, total))
    )
    assert outcomes == WORDS
    assert (calls[0], calls[-1]) == ((0, 12), (12, 12))


@pytest.mark.parametrize("count", [1, 2])
def test_a_failed_article_is_reported_and_the_others_come_out(count: int) -> None:
    refused, broken = Article(id="b", text="refuse this"), Article(id="c", text="break this")
    assert run_articles([ARTICLES[0], refused, broken], set_up, workers=count) == [
        WORDS[0],
        Failure("b", "it does not want to"),
        Failure(
            "c",
            "cannot be extracted (ZeroDivisionError: integer division or modulo by zero); "
            "please report it with the article",
        ),
    ]


def test_a_dead_worker_costs_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "BATCH", 30)
    first, second = Article(id="a", text="die"), Article(id="a05-b", text="die now")
    outcomes = run_articles([first, *ARTICLES[:6], second, *ARTICLES[6:]], set_up, workers=2)
    assert outcomes == [Failure("a", DIED), *WORDS[:6], Failure("a05-b", DIED), *WORDS[6:]]


def test_set_up_runs_once_in_each_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(workers, "BATCH", 1)
    assert run_articles(ARTICLES, partial(set_up_and_note, tmp_path), workers=2) == WORDS
    assert len(list(tmp_path.iterdir())) in (1, 2)  # the second may find nothing left to do


@pytest.mark.parametrize("count", [1, 2])
def test_a_set_up_that_fails_is_one_error(count: int) -> None:
    with pytest.raises(ModelError, match=r"^model 'x': is not there$"):
        run_articles(ARTICLES, set_up_in_vain, workers=count)


def test_no_articles() -> None:
    assert run_articles([], set_up, workers=2) == []
