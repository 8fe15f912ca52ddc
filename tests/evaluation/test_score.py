"""What counts as right, wrong and missed; and the same numbers as the reference scorer."""

import csv
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CorpusError
from pipeline.evaluation.score import Score, plain, read_gold, same_name, same_quote, score
from pipeline.evaluation.table import score_lines

SHARED = Path(__file__).parents[3] / "shared"


def fact(relation: str, subject: str, *objects: str, **more: Any) -> dict[str, Any]:
    """A gold fact."""
    subjects = [subject] if subject else []
    whole = {"relation": relation, "subject": subjects, "object": list(objects), "role": None, "date": ""}
    return whole | {"polarity": "positive", "modality": "asserted"} | more


def row(relation: str, subject: str, object: str, **more: Any) -> dict[str, Any]:
    """A row of events.csv."""
    whole = {"article_id": "a", "relation": relation, "subject": subject, "object": object, "role": ""}
    return whole | {"date": "", "polarity": "positive", "modality": "asserted", "confidence": 0.9} | more


def counts(result: Score) -> tuple[int, int, int]:
    return result.total.right, result.total.wrong, result.total.missed


JOINED = fact("joined", "Mick Taylor", "The Rolling Stones", "the Stones", date="1969", role=["guitarist"])


@pytest.mark.parametrize(
    ("facts", "rows", "expected"),
    [
        ([JOINED], [row("joined", "mick taylor", "Stones")], (1, 0, 0)),
        ([JOINED], [row("left", "Mick Taylor", "The Rolling Stones")], (0, 1, 1)),
        ([JOINED], [], (0, 0, 1)),
        # a second row for the same fact is wrong
        ([JOINED], [row("joined", "Mick Taylor", "Stones")] * 2, (1, 1, 0)),
        # optional facts count neither way
        ([JOINED | {"optional": True}], [row("joined", "Mick Taylor", "Stones")], (0, 0, 0)),
        ([JOINED | {"optional": True}], [], (0, 0, 0)),
        # a fact that is asked for is taken before an optional one
        ([JOINED | {"optional": True}, JOINED], [row("joined", "Mick Taylor", "Stones")], (1, 0, 0)),
        # symmetric relations hold either way round, others do not
        ([fact("married", "A", "B")], [row("married", "B", "A")], (1, 0, 0)),
        ([fact("produced", "A", "B")], [row("produced", "B", "A")], (0, 1, 1)),
        # no object is no object
        ([fact("disbanded", "Cream")], [row("disbanded", "Cream", "")], (1, 0, 0)),
        ([fact("disbanded", "Cream")], [row("disbanded", "Cream", "1968")], (0, 1, 1)),
        ([fact("founded", "", "Cream")], [row("founded", "", "Cream")], (1, 0, 0)),
        # rows of articles without gold are left out
        ([JOINED], [row("joined", "X", "Y", article_id="b")], (0, 0, 1)),
    ],
)
def test_right_wrong_missed(
    facts: list[dict[str, Any]], rows: list[dict[str, Any]], expected: tuple[int, int, int]
) -> None:
    assert counts(score({"a": facts}, rows)) == expected


def test_dates_roles_and_status() -> None:
    sure = row("joined", "Mick Taylor", "Stones", date="1969~", role="guitarist", confidence=0.9)
    unsure = row("born", "Mick Taylor", "", date="1949", polarity="negative", confidence=0.1)
    result = score(
        {"a": [JOINED, fact("born", "Mick Taylor", date="1948"), fact("died", "A")]}, [unsure, sure]
    )
    assert counts(result) == (2, 0, 1)
    assert (result.strict.right, result.strict.wrong, result.strict.missed) == (1, 1, 2)
    assert (result.dates.accuracy, result.status.accuracy, result.roles.accuracy) == (0.5, 0.5, 1.0)
    assert (result.total.precision, result.total.recall, result.total.f1) == (1.0, 2 / 3, 0.8)
    assert result.without_rows == ()


def test_the_fact_with_the_same_date_is_taken() -> None:
    editions = [fact("released", "A", "B", date="1970"), fact("released", "A", "B", date="1971")]
    assert score({"a": editions}, [row("released", "A", "B", date="1971")]).strict.right == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Beatles", "beatles"),
        ("Booker T. & the M.G.'s", "booker t and the m g"),
        ("“Heroes” (album)", "heroes"),
        ("Motörhead’s", "motorheads"),
        ("A  Hard Day's Night", "hard day night"),
        ("", ""),
    ],
)
def test_plain(name: str, words: str) -> None:
    assert plain(name) == words


def test_names_and_quotations() -> None:
    assert same_name("beatles", ["The Beatles", "The Fabs"])
    assert same_name(" ", [])
    assert same_name("", None)
    assert not same_name("The Beatles", [])
    assert same_quote("We never wrote anything down", ["We never wrote anything down, never."])
    assert not same_quote("We never", ["We never wrote anything down, never."])
    assert not same_quote("", [""])


def test_table() -> None:
    result = score(
        {"a": [JOINED, fact("died", "A")], "b": [JOINED]}, [row("joined", "Mick Taylor", "Stones")]
    )
    assert [" ".join(line.split()) for line in score_lines(result)] == [
        "relation precision recall F1 right wrong missed",
        "joined 1.0000 0.5000 0.6667 1 0 1",
        "died 0.0000 0.0000 0.0000 0 0 1",
        "",
        "article precision recall F1 right wrong missed",
        "a 1.0000 0.5000 0.6667 1 0 1",
        "b 0.0000 0.0000 0.0000 0 0 1",
        "",
        "total precision recall F1 right wrong missed",
        "all facts 1.0000 0.3333 0.5000 1 0 2",
        "with date and status 0.0000 0.0000 0.0000 0 1 3",
        "",
        "date accuracy 0.0000 of 1",
        "status accuracy 1.0000 of 1",
        "role accuracy 0.0000 of 1",
        "no facts found in: b",
    ]


@pytest.mark.parametrize("source", ["", "[]", "{}", '{"id": "a"}', '{"id": "a", "facts": 1}'])
def test_gold_that_is_none(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.json").write_text(source)
    with pytest.raises(
        CorpusError, match=r"a\.json: not gold facts \(.*\); write an object with id and facts$"
    ):
        read_gold(tmp_path)


def garbled(gold: dict[str, list[dict[str, Any]]], seed: int) -> list[dict[str, Any]]:
    """Rows made of gold facts, some of them left out, doubled, turned or changed."""
    chance = random.Random(seed)
    rows = []
    for article, facts in gold.items():
        for one in facts * 2:
            made = {name: chance.choice(one[name] or [""]) for name in ("subject", "object")}
            made["role"] = chance.choice(one.get("role") or ["", "guitarist"])
            made["relation"] = chance.choice([one["relation"]] * 9 + ["joined"])
            made["date"] = chance.choice([one.get("date") or ""] * 4 + ["1969~"])
            made["polarity"] = chance.choice([one["polarity"]] * 9 + ["negative"])
            made["confidence"] = chance.choice(["0.9", "0.5", "0.95"])
            if chance.random() < 0.2:
                made["subject"], made["object"] = made["object"], made["subject"]
            if chance.random() < 0.2:
                made["object"] = made["object"][::2]
            if chance.random() < 0.5:
                rows.append({"article_id": article, "modality": one["modality"], **made})
    return rows


@pytest.mark.parametrize("seed", range(5))
def test_same_numbers_as_the_reference(tmp_path: Path, seed: int) -> None:
    reference, folder = SHARED / "score" / "score_facts.py", SHARED / "gold" / "facts"
    if not (reference.is_file() and folder.is_dir()):
        pytest.skip("needs ../shared with the reference scorer and gold facts")
    gold = read_gold(folder)
    rows = garbled(gold, seed)
    with (tmp_path / "events.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, sorted(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    command = [sys.executable, str(reference), str(folder), str(tmp_path / "events.csv"), "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    result = score(gold, rows)
    assert {
        "articles": len(gold),
        "articles_without_rows": list(result.without_rows),
        "gold": result.total.right + result.total.missed,
        "predicted": result.total.right + result.total.wrong,
        "precision": round(result.total.precision, 4),
        "recall": round(result.total.recall, 4),
        "f1": round(result.total.f1, 4),
        "strict_f1": round(result.strict.f1, 4),
        "date_accuracy": round(result.dates.accuracy or 0, 4),
        "status_accuracy": round(result.status.accuracy or 0, 4),
        "role_accuracy": round(result.roles.accuracy or 0, 4),
    } == expected
