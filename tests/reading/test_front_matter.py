"""Front matter: values as strings, text untouched."""

import re
from datetime import date

import pytest

from pipeline.errors import ArticleError
from pipeline.reading.front_matter import read_date, split_front_matter


@pytest.mark.parametrize(
    ("source", "values", "text"),
    [
        ("Text.\n", {}, "Text.\n"),
        ("Text.\n---\ntitle: T\n---\n", {}, "Text.\n---\ntitle: T\n---\n"),
        ("---\n---\nText.\n", {}, "Text.\n"),
        ("---\ntitle: T\n---", {"title": "T"}, ""),
        (
            "---\ntitle: No\npublished: 1999\n---\n\nText.\n",
            {"title": "No", "published": "1999"},
            "\nText.\n",
        ),
        ("---\ntitle: 'Help!: a song'\ntags: [a, b]\n---\nText.\n", {"title": "Help!: a song"}, "Text.\n"),
        ("---\nauthor: [Ann A, Bo B]\n---\nText.\n", {"author": "Ann A; Bo B"}, "Text.\n"),
        ("---\ntitle: >\n  Two\n  lines\nurl:\n---\nText.\n", {"title": "Two lines", "url": ""}, "Text.\n"),
        ("---\ntitle: T\n---\nA.\n---\nB.\n", {"title": "T"}, "A.\n---\nB.\n"),
    ],
)
def test_split(source: str, values: dict[str, str], text: str) -> None:
    assert split_front_matter(source) == (values, text)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("---\ntitle: A\ntitle: B\n---\n", "line 3: front matter has 'title' twice; keep one"),
        ("---\ntitle: {a: b}\n---\n", "line 2: front matter has no text for 'title'; write `title: ...`"),
        ("---\n[a, b]: c\n---\n", "line 2: front matter has a key that is no word; write `key: value`"),
        ('---\ntitle: "A\\0"\n---\n', "line 2: front matter has a control character in 'title'; remove it"),
        ("---\ntitle: [\n---\n", "line 3: front matter is not YAML"),
        ("---\ntitle: \x07\n---\n", "line 2: front matter is not YAML"),
    ],
)
def test_mistakes(source: str, message: str) -> None:
    with pytest.raises(ArticleError, match=f"^{re.escape(message)}"):
        split_front_matter(source)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("", None),
        ("2022-11-15", date(2022, 11, 15)),
        ("2022-11-15T08:30:00Z", date(2022, 11, 15)),
        ("2022-11-15 08:30", date(2022, 11, 15)),
    ],
)
def test_read_date(value: str, day: date | None) -> None:
    assert read_date(value) == day


@pytest.mark.parametrize("value", ["2022", "2022-11", "15 November 2022", "11/15/2022", "soon"])
def test_no_date(value: str) -> None:
    with pytest.raises(ArticleError, match=r"is not a date; write it as YYYY-MM-DD$"):
        read_date(value)
