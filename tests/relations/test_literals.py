"""Roles and chart positions, read from words."""

import pytest

from pipeline.relations.literals import position, role


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("guitarists", "guitarist", "guitarist"),
        ("the finest session guitarists", "guitarist", "session guitarist"),
        ("an American record producer", "producer", "record producer"),
        ("lead vocalist", "vocalist", "lead vocalist"),
        ("a Welsh singer", "singer", "singer"),
        ("singer-songwriter", "songwriter", "singer-songwriter"),
        ("bass guitar", "guitar", "bass guitar"),
        ("backing vocals", "vocal", "backing vocals"),
        ("Drummer", "drummer", "drummer"),
        ("bluesmen", "bluesman", "bluesman"),
        ("the queue", "queue", ""),
        ("a part", "part", ""),
        ("", "", ""),
    ],
)
def test_role(text, lemma, expected):
    assert role(text, lemma) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number one in the UK", "1"),
        ("No. 12 on the Hot 100", "12"),
        ("number-one status", "1"),
        ("#4", "4"),
        ("the top twenty", "top 20"),
        ("Top 40", "top 40"),
        ("the top of the chart", "1"),
        ("third place", "3"),
        ("the sixth studio album", ""),
        ("1976", ""),
        ("four weeks", ""),
    ],
)
def test_position(text, expected):
    assert position(text) == expected
