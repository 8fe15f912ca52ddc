"""Models that load and models that do not; where sentences must begin."""

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.errors import ModelError
from pipeline.reading.model import ADVICE, SHIPPED, check_model, is_wrapped, load_model, make_doc, parse
from pipeline.records import Article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def starts(text: str) -> list[str]:
    """The words at which a sentence must begin."""
    return [token.text for token in make_doc(text, spacy.blank("en")) if token.is_sent_start and token.i > 0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A headline\nBy Ann Example\n\nThe band split. Then they met.", ["By", "The"]),
        ("One.\n \n  Two.\n\n\n“Three.”\n", ["Two", "“"]),
        ("\n\nOne.\n", ["One"]),
        ("One. Two.\tThree.", []),
        # lines wrapped at some width: only an empty line ends a paragraph
        ("The Hollies had formed\nin Manchester late in 1962\nand soon moved.\n\nThey split.", ["They"]),
        ("Photo: Dave Smith\n\nThe Hollies had formed\nin Manchester.", ["The"]),
        # headlines and list items are lines of their own
        ("The tracks\nBus Stop\nCarrie Anne\non a carousel", ["Bus", "Carrie", "on"]),
        ("", []),
    ],
)
def test_paragraphs_begin_sentences(text: str, words: list[str]) -> None:
    assert starts(text) == words


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("No newline at all.", False),
        ("Every paragraph is a line.\n\nAnother.\nA third.", False),
        ("A text that is wrapped\nat a width\n\nof some letters", True),
        ("1966\n1967\n1968", False),
    ],
)
def test_is_wrapped(text: str, wrapped: bool) -> None:
    assert is_wrapped(text) is wrapped


def test_parse_keeps_paragraphs_apart_and_every_character(nlp: Language) -> None:
    text = "The house band\n\nCarol Kaye  played bass 🎸.\nShe left in 1969.\n"
    doc = parse(Article(id="a", text=text), nlp)
    assert doc.text == text
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "The house band",
        "Carol Kaye  played bass 🎸.",
        "She left in 1969.",
    ]


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        (["parser"], "no parser"),
        (["ner"], "no ner"),
        (["parser", "ner"], "no parser, no ner"),
        (["lemmatizer"], "no lemmatizer"),
    ],
)
def test_a_model_that_lacks_a_component(names: list[str], lacking: str) -> None:
    with pytest.raises(ModelError, match=re.escape(f"model 'mine': has {lacking}; {ADVICE}")):
        check_model(spacy.load(SHIPPED, exclude=names), "mine")


def test_a_model_with_other_labels() -> None:
    nlp = spacy.load(SHIPPED, exclude=["parser"])
    nlp.add_pipe("parser").add_label("obj")
    message = f"model 'mine': its parser has no label dobj, no label nsubj, no label pobj; {ADVICE}"
    with pytest.raises(ModelError, match=f"^{re.escape(message)}$"):
        check_model(nlp, "mine")


def test_a_blank_model(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="has no tagger, no parser, no lemmatizer, no ner; use the shipped"):
        load_model(tmp_path)


@pytest.mark.parametrize("name", ["en_core_nowhere", "/nowhere/at/all"])
def test_no_such_model(name: str) -> None:
    message = f"model {name!r}: is neither an installed package nor a folder with a model; {ADVICE}"
    with pytest.raises(ModelError, match=f"^{re.escape(message)}$"):
        load_model(name)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as raised:
        load_model(tmp_path)
    assert "\n" not in str(raised.value)
