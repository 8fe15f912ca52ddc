"""Mentions of one name agree, within reason."""

import numpy as np

from pipeline.encoder.agreement import Name, agree, key

LABELS = ["PERSON", "GROUP", "SONG"]


def name(start: int, end: int, **chances: float) -> Name:
    scores = np.log(np.array([chances.get(x, 0.01) for x in LABELS], dtype=np.float32))
    return Name(start, end, LABELS[int(scores.argmax())], scores, 0.5)


def labels(words: list[str], *names: Name) -> list[str]:
    return [n.label for n in agree(list(names), words, LABELS)]


def test_an_unsure_mention_follows_the_sure_ones() -> None:
    words = ["The", "Slits", "played", ".", "Slits"]
    assert labels(words, name(0, 2, GROUP=0.98), name(4, 5, PERSON=0.5, GROUP=0.45)) == ["GROUP", "GROUP"]


def test_a_sure_mention_keeps_its_label() -> None:
    words = ["Can", "met", "Can"]
    assert labels(words, name(0, 1, GROUP=0.98), name(2, 3, PERSON=0.999)) == ["GROUP", "PERSON"]


def test_a_quoted_title_says_nothing_of_the_band() -> None:
    words = ["“", "Bad", "Company", "”", "by", "Bad", "Company"]
    found = labels(words, name(1, 3, SONG=0.99), name(5, 7, SONG=0.5, GROUP=0.48))
    assert found == ["SONG", "SONG"]
    assert labels(words, name(1, 3, SONG=0.99), name(5, 7, SONG=0.48, GROUP=0.5)) == ["SONG", "GROUP"]


def test_a_surname_follows_the_full_name() -> None:
    words = ["Nina", "Simone", "sang", "Simone"]
    found = labels(words, name(0, 2, PERSON=0.99), name(3, 4, GROUP=0.5, PERSON=0.4))
    assert found == ["PERSON", "PERSON"]


def test_articles_and_possessives_are_no_part_of_the_name() -> None:
    assert key(["The", "Slits", "’"]) == key(["slits"]) == ("slits",)


def test_two_names_that_stand_alone_elsewhere_are_not_one() -> None:
    text = "Robin Gibb left The Slits . Gibb and The Slits met Robin and The Hoods"
    words = text.split()
    names = [
        name(0, 2, PERSON=0.99),
        name(3, 5, GROUP=0.99),
        name(6, 10, GROUP=0.8),
        name(11, 15, GROUP=0.9),
    ]
    found = [(" ".join(words[n.start : n.end]), n.label) for n in agree(names, words, LABELS)]
    assert found == [
        ("Robin Gibb", "PERSON"),
        ("The Slits", "GROUP"),
        ("Gibb", "PERSON"),
        ("The Slits", "GROUP"),
        ("Robin and The Hoods", "GROUP"),
    ]


def test_small_words_do_not_end_names() -> None:
    words = ["from", "The", "Byrds", "to", "Sade"]
    (found,) = agree([name(1, 4, GROUP=0.9)], words, LABELS)
    assert (found.start, found.end) == (1, 3)
