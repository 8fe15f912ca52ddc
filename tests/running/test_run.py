"""A whole corpus with the shipped model and packs: complete, in order, and the same every time."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import ArticleError, CorpusError, ModelError, PackError
from pipeline.reading.articles import read_corpus
from pipeline.records import Article, Findings, Mention, Span
from pipeline.running import run as running
from pipeline.running.run import check_evidence, extract_corpus, make_extractor, run_articles, spans_of
from pipeline.tables.build import Tables
from pipeline.tables.files import write_tables
from tests.running.corpus import FILES, write_corpus


def bytes_of(tables: Tables, folder: Path) -> dict[str, bytes]:
    """The files that these tables make."""
    write_tables(tables, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("run") / "corpus")


@pytest.fixture(scope="module")
def tables(corpus: Path) -> Tables:
    return extract_corpus(corpus).tables


def test_every_article_comes_out(tables: Tables) -> None:
    assert list(tables["articles"]["article_id"]) == ["gold-star", "motown", "muscle-shoals", "stax"]
    assert list(tables["articles"]["title"]) == [
        "Gold Star",
        "The snake pit",
        "Muscle Shoals",
        "The house band of Stax",
    ]
    assert set(tables["events"]["article_id"]) == {"gold-star", "motown", "muscle-shoals", "stax"}


def test_every_row_stands_in_its_article(corpus: Path, tables: Tables) -> None:
    texts = {article.id: article.text for article in read_corpus(corpus)[0]}
    for name, column in (("events", "sentence"), ("mentions", "text"), ("dates", "text")):
        table = tables[name]
        found = [texts[row.article_id][row.start : row.end] for row in table.itertuples()]
        assert found == list(table[column])


def test_every_mention_has_its_entity(tables: Tables) -> None:
    assert set(tables["mentions"]["entity_id"]) == set(tables["entities"]["entity_id"])


def test_runs_workers_and_orders_give_the_same_bytes(tmp_path: Path, tables: Tables) -> None:
    expected = bytes_of(tables, tmp_path / "once")
    turned = write_corpus(tmp_path / "turned", list(FILES)[::-1])
    assert bytes_of(extract_corpus(turned).tables, tmp_path / "again") == expected
    assert bytes_of(extract_corpus(turned, workers=2).tables, tmp_path / "two") == expected
    setup = partial(make_extractor, None, ())
    findings = run_articles(read_corpus(turned)[0][::-1], setup)
    assert [found.article.id for found in findings if isinstance(found, Findings)] == sorted(
        name.split(".")[0] for name in FILES
    )


def test_ids_stay_when_other_articles_go(tmp_path: Path, tables: Tables) -> None:
    alone = extract_corpus(write_corpus(tmp_path / "alone", ["stax.txt"])).tables
    for name, column in (("events", "event_id"), ("mentions", "entity_id")):
        of_article = tables[name][tables[name]["article_id"] == "stax"]
        assert list(alone[name][column]) == list(of_article[column])


@pytest.mark.parametrize("workers", [1, 2])
def test_failures_are_named_by_file(tmp_path: Path, workers: int) -> None:
    folder = write_corpus(tmp_path / "corpus", ["stax.txt", "gold-star.txt"])
    (folder / "empty.md").write_text("")
    run = extract_corpus(folder, workers=workers)
    assert list(run.tables["articles"]["article_id"]) == ["gold-star", "stax"]
    assert [failure.path for failure in run.failures] == ["empty.md"]


def test_an_article_that_a_stage_breaks_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "corpus", ["stax.txt", "motown.md"])
    real: Callable[..., Findings] = running.extract

    def break_on_motown(article: Article, *rest: object) -> Findings:
        if article.id == "motown":
            raise KeyError("subject")
        return real(article, *rest)

    monkeypatch.setattr(running, "extract", break_on_motown)
    run = extract_corpus(folder)
    assert list(run.tables["articles"]["article_id"]) == ["stax"]
    assert [(failure.path, failure.message) for failure in run.failures] == [
        ("motown.md", "cannot be extracted (KeyError: 'subject'); please report it with the article")
    ]


def test_an_article_whose_rows_are_out_of_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "corpus", ["stax.txt", "motown.md"])
    real: Callable[..., Findings] = running.extract

    def garble_motown(article: Article, *rest: object) -> Findings:
        findings = real(article, *rest)
        return replace(findings, words=-1) if article.id == "motown" else findings

    monkeypatch.setattr(running, "extract", garble_motown)
    run = extract_corpus(folder)
    assert list(run.tables["articles"]["article_id"]) == ["stax"]
    assert [(failure.path, failure.message.split(";")[0]) for failure in run.failures] == [
        ("motown.md", "articles.csv: words -1 fails greater_than_or_equal_to(0)")
    ]


def test_evidence_must_stand_in_the_text() -> None:
    article = Article(id="a", text="Faces")
    findings = Findings(article, 1, 1, mentions=(Mention(Span(0, 4, "Wood"), "GROUP", "name", "Faces"),))
    with pytest.raises(ArticleError, match=r"^characters 0 to 4 are not 'Wood'; a stage is at fault"):
        check_evidence(article, spans_of(findings))


def test_wrong_usage(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        extract_corpus(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="no articles in it"):
        extract_corpus(tmp_path)
    with pytest.raises(ModelError, match="neither an installed package nor a folder"):
        extract_corpus(corpus, model="en_core_nowhere")
    typo = tmp_path / "joined.toml"
    typo.write_text('relation = "joined"\nsubjekt = ["PERSON"]\n')
    for workers in (1, 2):
        with pytest.raises(PackError, match="'subjekt' is not a key"):
            extract_corpus(corpus, rules=[typo], workers=workers)
