"""From findings to tables."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline.records import Article, Entity, Fact, Findings, Mention, Quote, Time
from pipeline.tables.schema import check_table, columns_of

Cell = str | int | float
Row = dict[str, Cell]
Tables = dict[str, pd.DataFrame]

ID_DIGITS = 12  # hexadecimal; a letter stands before them, as 12e456789012 is a number to a spreadsheet
# What makes a fact the same fact, whichever rule finds it and wherever the article says it.
IDENTITY = (
    "article_id", "relation", "subject", "object", "role", "group", "work", "place", "value",
    "date", "polarity", "modality", "attributed_to",
)  # fmt: skip
ORDER = {
    "events": ("article_id", "start", "end", "relation", "subject", "object", "event_id"),
    "entities": ("name", "type", "entity_id"),
    "mentions": ("article_id", "start", "end", "entity_id", "kind", "type"),
    "dates": ("article_id", "start", "end", "timex_value"),
    "quotes": ("article_id", "start", "end", "quote"),
    "articles": ("article_id",),
}


def build_tables(
    findings: Sequence[Findings], entities: Iterable[Entity], entity_ids: Mapping[tuple[str, str, str], str]
) -> Tables:
    """One checked DataFrame per table, by its file's stem.

    `entity_ids` maps (article id, chain, type) of a mention to its entity's id.
    Raises `OutputError` when a table does not keep to its schema.
    """
    rows: dict[str, list[Row]] = {
        "events": [row for one in findings for row in event_rows(one)],
        "entities": [entity_row(entity) for entity in entities],
        "mentions": [mention_row(one.article, that, entity_ids) for one in findings for that in one.mentions],
        "dates": [time_row(one.article, time) for one in findings for time in one.times],
        "quotes": [quote_row(one.article, quote) for one in findings for quote in one.quotes],
        "articles": [article_row(one) for one in findings],
    }
    return {name: to_table(name, rows[name]) for name in rows}


def to_table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """The checked table of these rows, in the table's fixed order."""
    ordered = sorted(rows, key=lambda row: [row[column] for column in ORDER[name]])
    types = columns_of(name)
    return check_table(name, pd.DataFrame(ordered, columns=list(types)).astype(types))


def event_rows(findings: Findings) -> list[Row]:
    """One row per fact of an article; of rows for the same fact the surest, then the first."""
    best: dict[Cell, Row] = {}
    rows = [event_row(findings.article, fact) for fact in findings.facts]
    for row in sorted(rows, key=lambda row: (-float(row["confidence"]), row["start"], row["rule"])):
        best.setdefault(row["event_id"], row)
    return list(best.values())


def event_row(article: Article, fact: Fact) -> Row:
    """A row of events.csv."""
    row: Row = {
        "event_id": "",
        "article_id": article.id,
        "relation": fact.relation,
        "subject": fact.subject,
        "subject_type": fact.subject_type,
        "object": fact.object,
        "object_type": fact.object_type,
        "role": fact.role,
        "group": fact.group,
        "work": fact.work,
        "place": fact.place,
        "value": fact.value,
        "date_text": fact.time.span.text if fact.time else "",
        "date": fact.time.edtf if fact.time else "",
        "date_start": fact.time.earliest if fact.time else "",
        "date_end": fact.time.latest if fact.time else "",
        "polarity": fact.factuality.polarity,
        "modality": fact.factuality.modality,
        "attributed_to": fact.factuality.attributed_to,
        "confidence": round(fact.confidence, 2),
        "rule": fact.rule,
        "trigger": fact.trigger.text,
        "sentence": fact.sentence.text,
        "start": fact.sentence.start,
        "end": fact.sentence.end,
    }
    return row | {"event_id": content_id("e", *(row[name] for name in IDENTITY))}


def entity_row(entity: Entity) -> Row:
    """A row of entities.csv."""
    return {
        "entity_id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": "; ".join(entity.aliases),
        "mentions": entity.mentions,
        "articles": entity.articles,
        "wikidata_id": entity.wikidata_id,
        "musicbrainz_id": entity.musicbrainz_id,
    }


def mention_row(article: Article, mention: Mention, entity_ids: Mapping[tuple[str, str, str], str]) -> Row:
    """A row of mentions.csv."""
    return {
        "article_id": article.id,
        "entity_id": entity_ids[article.id, mention.chain, mention.type],
        "text": mention.span.text,
        "kind": mention.kind,
        "type": mention.type,
        "start": mention.span.start,
        "end": mention.span.end,
    }


def time_row(article: Article, time: Time) -> Row:
    """A row of dates.csv."""
    return {
        "article_id": article.id,
        "text": time.span.text,
        "start": time.span.start,
        "end": time.span.end,
        "timex_type": time.timex_type,
        "timex_value": time.timex_value,
        "date": time.edtf,
        "date_start": time.earliest,
        "date_end": time.latest,
    }


def quote_row(article: Article, quote: Quote) -> Row:
    """A row of quotes.csv."""
    return {
        "article_id": article.id,
        "speaker": quote.speaker,
        "quote": quote.text,
        "cue": quote.cue,
        "work": quote.work,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def article_row(findings: Findings) -> Row:
    """A row of articles.csv."""
    article = findings.article
    return {
        "article_id": article.id,
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
        "words": findings.words,
        "sentences": findings.sentences,
        "events": len(event_rows(findings)),
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
    }


def content_id(letter: str, *parts: Cell) -> str:
    """An id that depends on these parts and nothing else."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return letter + digest[:ID_DIGITS]
