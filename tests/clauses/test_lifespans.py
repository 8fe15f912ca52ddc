"""Births and deaths in brackets after a name."""

import pytest

from pipeline.clauses.build import find_clauses
from pipeline.records import Time
from tests.trees import doc_of, names_of, span_of

TABLE = """
Drake PROPN NNP Drake nsubj 7
( PUNCT -LRB- ( punct 3
1948 NUM CD 1948 appos 1
– PUNCT : – punct 3
1974 NUM CD 1974 nmod 3
) PUNCT -RRB- ) punct 3
sang VERB VBD sing ROOT 7
. PUNCT . . punct 7
"""


def lives(first: str, second: str) -> list[tuple[str, str, list[str]]]:
    doc = doc_of(TABLE.replace("1948", first).replace("1974", second))
    times = [
        Time(span_of(doc, year), "DATE", year, year, earliest=f"{year}-01-01", latest=f"{year}-12-31")
        for year in (first, second)
    ]
    clauses = find_clauses(doc, names_of(doc, {"Drake": "PERSON"}), times)
    return [
        (c.lemma, c.arguments[0].span.text, [span.text for span in c.times])
        for c in clauses
        if c.lemma in ("bear", "die")
    ]


def test_two_years_are_a_life():
    assert lives("1948", "1974") == [("bear", "Drake", ["1948"]), ("die", "Drake", ["1974"])]


@pytest.mark.parametrize(("first", "second"), [("1968", "1974"), ("1948", "1950")])
def test_years_in_a_band_are_no_life(first: str, second: str):
    assert lives(first, second) == []
