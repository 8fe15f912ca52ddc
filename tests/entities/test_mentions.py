"""Mentions of hand-made articles: names, their types and chains, and what stands for them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces

from pipeline.entities.mentions import find_mentions
from pipeline.records import Mention

CASES = Path(__file__).parent / "cases"
VOCAB = spacy.blank("en").vocab


def doc_of(text: str, table: str) -> Doc:
    """The Doc of a text and its tokens: word, tag, lemma, label, number of the head, entity."""
    rows = [line.replace("⏎", "\n").split(" ") for line in table.strip().splitlines()]
    words, spaces = get_words_and_spaces([row[0] for row in rows], text)
    return Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        tags=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) - 1 for row in rows],
        ents=[row[5] for row in rows],
    )


def shown(mention: Mention) -> str:
    """A mention on one line; names that are canonical are shown once."""
    if mention.kind == "name" and mention.span.text == mention.chain:
        return f"{mention.chain} {mention.type}"
    return f"{mention.span.text} = {mention.chain} {mention.type} {mention.kind}"


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['text'][:60]}", marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_mentions(case: dict[str, Any]) -> None:
    doc = doc_of(case["text"], case["tokens"])
    assert [shown(mention) for mention in find_mentions(doc)] == case["mentions"]


def test_spans_are_places_in_the_text() -> None:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            spans = [mention.span for mention in find_mentions(doc_of(case["text"], case["tokens"]))]
            assert spans == sorted(spans)
            assert [case["text"][span.start : span.end] for span in spans] == [span.text for span in spans]


def test_an_empty_article_has_no_mentions() -> None:
    assert find_mentions(Doc(VOCAB)) == []


def test_the_same_article_gives_the_same_mentions() -> None:
    case = tomllib.loads((CASES / "references.toml").read_text(encoding="utf-8"))["case"][0]
    first = find_mentions(doc_of(case["text"], case["tokens"]))
    assert find_mentions(doc_of(case["text"], case["tokens"])) == first
