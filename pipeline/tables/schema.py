"""The columns of every table and what may stand in them; the only door of pandera."""

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from pipeline.errors import OutputError
from pipeline.records import ENTITY_TYPES

POLARITIES = ("positive", "negative")
MODALITIES = ("asserted", "possible", "planned", "hypothetical")
KINDS = ("name", "nominal", "pronoun")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
DAY = r"(\d{4}-\d{2}-\d{2})?"
SHOWN = 3  # faults that an error names


def _text(*checks: pa.Check, unique: bool = False) -> pa.Column:
    return pa.Column("str", list(checks), unique=unique)


def _count(least: int = 0) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(least))


def _table(columns: Mapping[str, pa.Column], *checks: pa.Check) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(dict(columns), list(checks), strict=True, ordered=True)


FILLED = pa.Check.str_length(min_value=1)
TYPE = pa.Check.isin(ENTITY_TYPES)
TYPE_OR_NONE = pa.Check.isin(("", *ENTITY_TYPES))
ISO_DAY = pa.Check.str_matches(f"^{DAY}$")
SPAN = pa.Check(lambda table: table["start"] < table["end"], name="start < end")

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "events": _table(
        {
            "event_id": _text(FILLED, unique=True),
            "article_id": _text(FILLED),
            "relation": _text(FILLED),
            "subject": _text(),
            "subject_type": _text(TYPE_OR_NONE),
            "object": _text(),
            "object_type": _text(TYPE_OR_NONE),
            "role": _text(),
            "group": _text(),
            "work": _text(),
            "place": _text(),
            "value": _text(),
            "date_text": _text(),
            "date": _text(),
            "date_start": _text(ISO_DAY),
            "date_end": _text(ISO_DAY),
            "polarity": _text(pa.Check.isin(POLARITIES)),
            "modality": _text(pa.Check.isin(MODALITIES)),
            "attributed_to": _text(),
            "confidence": pa.Column("float64", pa.Check.in_range(0, 1)),
            "rule": _text(FILLED),
            "trigger": _text(),  # a quotation may have none
            "sentence": _text(FILLED),
            "start": _count(),
            "end": _count(1),
        },
        SPAN,
    ),
    "entities": _table(
        {
            "entity_id": _text(FILLED, unique=True),
            "name": _text(FILLED),
            "type": _text(TYPE),
            "aliases": _text(),
            "mentions": _count(),
            "articles": _count(1),
            "wikidata_id": _text(),
            "musicbrainz_id": _text(),
        }
    ),
    "mentions": _table(
        {
            "article_id": _text(FILLED),
            "entity_id": _text(FILLED),
            "text": _text(FILLED),
            "kind": _text(pa.Check.isin(KINDS)),
            "type": _text(TYPE),
            "start": _count(),
            "end": _count(1),
        },
        SPAN,
    ),
    "dates": _table(
        {
            "article_id": _text(FILLED),
            "text": _text(FILLED),
            "start": _count(),
            "end": _count(1),
            "timex_type": _text(pa.Check.isin(TIMEX_TYPES)),
            "timex_value": _text(),
            "date": _text(),
            "date_start": _text(ISO_DAY),
            "date_end": _text(ISO_DAY),
        },
        SPAN,
    ),
    "quotes": _table(
        {
            "article_id": _text(FILLED),
            "speaker": _text(),
            "quote": _text(FILLED),
            "cue": _text(),
            "work": _text(),
            "start": _count(),
            "end": _count(1),
        },
        SPAN,
    ),
    "articles": _table(
        {
            "article_id": _text(FILLED, unique=True),
            "title": _text(),
            "author": _text(),
            "publisher": _text(),
            "published": _text(ISO_DAY),
            "url": _text(),
            "words": _count(),
            "sentences": _count(),
            "events": _count(),
            "sha256": _text(pa.Check.str_matches(r"^[0-9a-f]{64}$")),
        }
    ),
}


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table, in order, with their pandas types."""
    return {name: str(column.dtype) for name, column in SCHEMAS[table].columns.items()}


def check_table(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table itself; raises `OutputError` when it does not keep to its schema."""
    try:
        return SCHEMAS[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.head(SHOWN).itertuples()
        faults = "; ".join(f"{case.column} {case.failure_case!r} fails {case.check}" for case in cases)
        raise OutputError(f"{name}.csv: {faults}; a stage is at fault, please report it") from error
