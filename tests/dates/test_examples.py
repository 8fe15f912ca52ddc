"""The examples beside the shapes and the sentences of examples.toml, run."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

import pipeline.dates
from pipeline.dates.find import find_times
from pipeline.dates.readings import READINGS

FOLDER = Path(pipeline.dates.__file__).parent
SHAPES = tomllib.loads((FOLDER / "shapes.toml").read_text(encoding="utf-8"))["shape"]
SENTENCES = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))["example"]
PHRASES = [(shape["reading"], *example) for shape in SHAPES for example in shape["examples"]]
PUBLISHED = date(2013, 3, 22)  # a Friday


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that only divides the text into sentences: the words alone must do."""
    english = spacy.blank("en")
    english.add_pipe("sentencizer")
    return english


@pytest.mark.parametrize(("reading", "phrase", "value", "edtf"), PHRASES, ids=[case[1] for case in PHRASES])
def test_a_phrase_has_one_time(nlp: Language, reading: str, phrase: str, value: str, edtf: str) -> None:
    bracketed = re.search(r"\[(.*)\]", phrase)
    words = bracketed[1] if bracketed else phrase
    times = find_times(nlp(phrase.replace("[", "").replace("]", "")), PUBLISHED)
    assert [(time.span.text, time.timex_value, time.edtf) for time in times] == [(words, value, edtf)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["text"][:60] for sentence in SENTENCES])
def test_a_sentence_has_these_times_and_no_others(nlp: Language, sentence: dict[str, Any]) -> None:
    times = find_times(nlp(sentence["text"]), sentence.get("published"))
    assert [[time.span.text, time.timex_value, time.edtf] for time in times] == sentence["times"]


def test_there_are_enough_examples() -> None:
    assert len(PHRASES) + sum(len(sentence["times"]) for sentence in SENTENCES) >= 400


def test_every_reading_has_an_example_and_a_function() -> None:
    readings = {shape["reading"] for shape in SHAPES}
    assert readings == set(READINGS)
    assert sorted(readings - {reading for reading, *_ in PHRASES} - {"age"}) == []
