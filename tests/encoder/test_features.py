"""What the encoder sees of words."""

from pipeline.encoder.features import (
    CLOSE_QUOTE,
    DIGIT,
    LETTER,
    LOWER,
    MARK,
    MIXED,
    OPEN_QUOTE,
    TITLE,
    UPPER,
    cases,
    normal,
)


def test_letter_case() -> None:
    words = ["The", "MC5", "played", "a", "U", "McCartney", "song", "1966", "."]
    found = cases(words, [True] * len(words))
    assert found == [TITLE, UPPER, LOWER, LOWER, LETTER, MIXED, LOWER, DIGIT, MARK]


def test_straight_quotes_open_and_close_by_their_spaces() -> None:
    # "Layla" came out
    words, spaces = ['"', "Layla", '"', "came"], [False, False, True, True]
    assert cases(words, spaces) == [OPEN_QUOTE, TITLE, CLOSE_QUOTE, LOWER]


def test_curly_and_straight_are_one() -> None:
    assert [normal(w) for w in ("’s", "“", "``", "--", "n’t", "word")] == ["'s", '"', '"', "—", "n't", "word"]
