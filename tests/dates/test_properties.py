"""What holds for the times of any text."""

from datetime import date

import edtf as python_edtf
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.dates import edtf
from pipeline.dates.find import find_times
from pipeline.dates.lexicon import lexicon
from pipeline.dates.stretches import MONTHS_IN, Stretch, shift, stretch_at

NUMBERS = [
    "1",
    "9",
    "12",
    "31",
    "44",
    "68",
    "101",
    "1066",
    "1899",
    "1964",
    "1966",
    "2013",
    "1,500",
    "2.5",
    "½",
]
SIGNS = [",", ".", "-", "–", "/", "(", ")", "'", "’", "“", "”", "\n\n", ";", "$", "%", "#"]
ENDINGS = ["1960s", "'60s", "’44", "9th", "20th", "10:30", "a.m.", "B.C.", "1944-01-09", "09/01/1944"]
OTHERS = ["he", "left", "band", "the", "Page", "album", "was", "born", "will", "until", "since", "Capital"]
DAYS = st.dates(min_value=date(1200, 1, 1), max_value=date(2800, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", *MONTHS_IN])
PARTS = st.sampled_from(["", "early", "mid", "late", "first", "second"])


def texts() -> st.SearchStrategy[str]:
    """Texts made of the words that times are made of, and of others."""
    words = st.sampled_from(sorted(lexicon().entries) + NUMBERS + SIGNS + ENDINGS + OTHERS)
    cased = st.tuples(words, st.booleans()).map(lambda pair: pair[0].title() if pair[1] else pair[0])
    return st.lists(st.tuples(cased, st.sampled_from([" ", " ", " ", ""])), max_size=40).map(
        lambda pairs: "".join(word + space for word, space in pairs)
    )


@pytest.fixture(scope="module")
def nlp() -> Language:
    english = spacy.blank("en")
    english.add_pipe("sentencizer")
    return english


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(text=texts() | st.text(max_size=80), published=st.none() | DAYS)
def test_times_are_where_they_say_and_what_they_mean_is_valid(
    nlp: Language, text: str, published: date | None
) -> None:
    times = find_times(nlp(text), published)
    end = 0
    for time in times:
        assert end <= time.span.start < time.span.end
        assert text[time.span.start : time.span.end] == time.span.text
        assert time.timex_type in ("DATE", "TIME", "DURATION", "SET")
        assert time.timex_value
        assert time.mode in ("", "news", "narrative")
        if time.edtf:
            python_edtf.parse_edtf(time.edtf)
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
        end = time.span.end
    assert times == find_times(nlp(text), published)


@settings(derandomize=True, database=None)
@given(unit=UNITS, day=DAYS, part=PARTS, about=st.booleans())
def test_every_part_of_every_stretch_is_valid_edtf_inside_it(
    unit: str, day: date, part: str, about: bool
) -> None:
    stretch = stretch_at(unit, day)
    first, last = edtf.bounds(stretch, part)
    assert stretch.first <= first <= last <= stretch.last
    python_edtf.parse_edtf(edtf.edtf(stretch, part, about=about))


@settings(derandomize=True, database=None)
@given(unit=UNITS, day=DAYS, count=st.integers(min_value=-3, max_value=3))
def test_shifting_there_and_back_is_no_shift(unit: str, day: date, count: int) -> None:
    stretch = stretch_at(unit, day)
    assert shift(shift(stretch, count), -count) == stretch


@settings(derandomize=True, database=None)
@given(unit=UNITS, day=DAYS)
def test_stretches_follow_each_other_without_a_gap(unit: str, day: date) -> None:
    stretch = stretch_at(unit, day)
    if unit != "weekend":
        assert stretch.first <= day <= stretch.last
        assert (shift(stretch, 1).first - stretch.last).days == 1
    assert isinstance(stretch, Stretch)
