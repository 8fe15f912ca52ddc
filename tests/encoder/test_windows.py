"""Documents are read in windows of whole sentences."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.encoder.windows import LARGE, LONGEST, Window, after, first_windows, is_wrapped, read

VOCAB = English().vocab


def sentences(number: int, length: int) -> list[str]:
    return (["They"] + ["played"] * (length - 2) + ["."]) * number


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("The band split\nup in 1970 and\nleft for Wales.", True),
        ("Albums\nThe band made two.\nBoth sold.", False),
        ("One.\n\nTwo.", False),
        ("One line.", False),
    ],
)
def test_wrapped_lines(text: str, wrapped: bool) -> None:
    assert is_wrapped(text) == wrapped


def test_whitespace_is_left_out() -> None:
    doc = Doc(VOCAB, words=["Album", "\n\n", "It", "sold", "."], spaces=[False, False, True, False, False])
    reading = read(doc)
    assert (reading.tokens, reading.words) == ([0, 2, 3, 4], ["Album", "It", "sold", "."])
    assert (reading.breaks, reading.units) == ([0, 2, 0, 0], [(0, 1), (1, 4)])


def test_short_paragraphs_share_a_window() -> None:
    doc = Doc(VOCAB, words=["Album", "\n\n", "It", "sold", "."])
    assert first_windows(0, read(doc)) == [Window(0, 0, 0, 4, 4)]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    doc = Doc(VOCAB, words=sentences(20, 10))
    assert first_windows(3, read(doc)) == [Window(3, 0, 0, 100, 100), Window(3, 100, 100, 200, 200)]


def test_a_sentence_that_a_window_cuts_is_read_again() -> None:
    window = Window(0, 0, 0, LARGE, 200)
    assert after(window, [0, 100, 125]) == Window(0, 100, 125, 200, 200)
    assert after(Window(0, 0, 0, 200, 200), [0, 100]) is None


def test_a_sentence_longer_than_a_window_gets_a_longer_one_and_then_is_cut() -> None:
    assert after(Window(0, 0, 0, LARGE, 900), [0]) == Window(0, 0, 0, LONGEST, 900)
    assert after(Window(0, 0, 0, LONGEST, 900), [0]) == Window(0, LONGEST, LONGEST, LONGEST + 110, 900)
