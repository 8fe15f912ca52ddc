"""Findings to rows: every column, the fixed order, and ids that depend on the fact alone."""

import hashlib
import re
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.errors import OutputError
from pipeline.tables.build import Tables, build_tables, event_row, event_rows, to_table
from pipeline.tables.schema import SCHEMAS
from tests.tables.records import ARTICLE, ENTITIES, FINDINGS, IDS, LEFT, SAID, TEXT


def build() -> Tables:
    return build_tables([FINDINGS], ENTITIES, IDS)


def rows(table: pd.DataFrame) -> list[list[object]]:
    return table.to_numpy().tolist()


def test_tables_and_columns_are_those_of_the_interface() -> None:
    assert {name: list(table.columns) for name, table in build().items()} == {
        "events": [
            "event_id", "article_id", "relation", "subject", "subject_type", "object", "object_type", "role",
            "group", "work", "place", "value", "date_text", "date", "date_start", "date_end", "polarity",
            "modality", "attributed_to", "confidence", "rule", "trigger", "sentence", "start", "end",
        ],
        "entities": [
            "entity_id", "name", "type", "aliases", "mentions", "articles", "wikidata_id", "musicbrainz_id",
        ],
        "mentions": ["article_id", "entity_id", "text", "kind", "type", "start", "end"],
        "dates": [
            "article_id", "text", "start", "end", "timex_type", "timex_value", "date", "date_start",
            "date_end",
        ],
        "quotes": ["article_id", "speaker", "quote", "cue", "work", "start", "end"],
        "articles": [
            "article_id", "title", "author", "publisher", "published", "url", "words", "sentences", "events",
            "sha256",
        ],
    }  # fmt: skip


def test_events() -> None:
    assert [row[1:] for row in rows(build()["events"])] == [
        [
            "wood", "left", "Ronnie Wood", "PERSON", "Faces", "GROUP", "", "", "", "", "", "1975", "1975",
            "1975-01-01", "1975-12-31", "positive", "asserted", "", 0.9, "left/1", "left",
            "Ronnie Wood left Faces in 1975.", 0, 31,
        ],
        [
            "wood", "said", "Ronnie Wood", "PERSON", "It was time,", "QUOTE", "=SUM(A1)", "", "", "", "", "",
            "", "", "", "positive", "asserted", "Ronnie Wood", 0.67, "said/1", "said",
            "“It was time,” he said.", 33, 56,
        ],
    ]  # fmt: skip


def test_the_other_tables() -> None:
    tables = build()
    assert rows(tables["entities"]) == [
        ["g1", "Faces", "GROUP", "", 1, 1, "", ""],
        ["p1", "Ronnie Wood", "PERSON", "Ron Wood; Wood", 2, 1, "Q192465", ""],
    ]
    assert rows(tables["mentions"]) == [
        ["wood", "p1", "Ronnie Wood", "name", "PERSON", 0, 11],
        ["wood", "g1", "Faces", "name", "GROUP", 17, 22],
        ["wood", "p1", "he", "pronoun", "PERSON", 48, 50],
    ]
    assert rows(tables["dates"]) == [
        ["wood", "1975", 26, 30, "DATE", "1975", "1975", "1975-01-01", "1975-12-31"]
    ]
    assert rows(tables["quotes"]) == [["wood", "Ronnie Wood", "It was time,", "said", "", 33, 47]]
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert rows(tables["articles"]) == [
        ["wood", "Wood, leaving", "Ann Example", "", "2020-05-01", "u", 10, 2, 2, sha256]
    ]


def test_sentences_stand_where_the_table_says() -> None:
    events = build()["events"]
    assert [TEXT[row.start : row.end] for row in events.itertuples()] == list(events["sentence"])


def test_no_findings_give_empty_tables_with_their_columns() -> None:
    tables = build_tables([], [], {})
    assert {name: (len(table), list(table.columns)) for name, table in tables.items()} == {
        name: (0, list(schema.columns)) for name, schema in SCHEMAS.items()
    }


def test_an_id_depends_on_the_fact_alone() -> None:
    row = event_row(ARTICLE, LEFT)
    assert re.fullmatch("e[0-9a-f]{12}", str(row["event_id"]))
    same = replace(LEFT, rule="left/2", confidence=0.5, trigger=SAID.trigger, sentence=SAID.sentence)
    assert event_row(ARTICLE, same)["event_id"] == row["event_id"]
    others = [
        event_row(replace(ARTICLE, id="faces"), LEFT),
        event_row(ARTICLE, replace(LEFT, object="the Jeff Beck Group")),
        event_row(ARTICLE, replace(LEFT, role="guitarist")),
        event_row(ARTICLE, replace(LEFT, time=None)),
        # not the same as the role, though the words are
        event_row(ARTICLE, replace(LEFT, group="guitarist")),
    ]
    assert len({str(other["event_id"]) for other in [*others, row]}) == 6


def test_the_same_fact_twice_is_one_row_with_the_best_evidence() -> None:
    surer = replace(LEFT, confidence=0.95, rule="left/2")
    findings = replace(FINDINGS, facts=(LEFT, surer, LEFT))
    assert [(row["rule"], row["confidence"]) for row in event_rows(findings)] == [("left/2", 0.95)]


def test_order_does_not_depend_on_the_order_of_findings() -> None:
    other = replace(FINDINGS, article=replace(ARTICLE, id="alpha"))
    ids = IDS | {("alpha", name, kind): number for (_, name, kind), number in IDS.items()}
    forth, back = (
        build_tables([FINDINGS, other], ENTITIES, ids),
        build_tables([other, FINDINGS], ENTITIES, ids),
    )
    assert all(forth[name].equals(back[name]) for name in forth)
    assert list(forth["events"]["article_id"]) == ["alpha", "alpha", "wood", "wood"]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("polarity", "maybe", "polarity 'maybe' fails isin"),
        ("date_start", "1975", "date_start '1975' fails str_matches"),
        ("confidence", 1.5, "confidence 1.5 fails in_range"),
        ("sentence", "", "sentence '' fails str_length"),
        ("subject_type", "BAND", "subject_type 'BAND' fails isin"),
        ("start", 31, "start < end"),
    ],
)
def test_what_a_cell_may_not_hold(column: str, value: object, fault: str) -> None:
    row = event_row(ARTICLE, LEFT) | {column: value}  # type: ignore[dict-item]
    with pytest.raises(OutputError, match=f"^events.csv: .*{re.escape(fault)}.*please report it$"):
        to_table("events", [row])
