"""Time expressions in an article: where they stand and what they mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from pipeline.dates.lexicon import read_words
from pipeline.dates.meanings import EVENT, Meaning
from pipeline.dates.readings import read, read_rate
from pipeline.dates.refuse import inside_name, is_refused, title_spans
from pipeline.dates.shapes import Match, find_matches
from pipeline.dates.spans import counted_from_dates, hours_of_days, join_spans
from pipeline.dates.story import Candidate, follow
from pipeline.dates.writing import as_time
from pipeline.records import Mention, Time

COUNTED_BEFORE = re.compile(
    r"(?:[$£€]\s?[\d.,]+(?:\s(?:million|billion|thousand))?|%|\b(?:percent|per cent|times|seconds|minutes|"
    r"hours|days|weeks|months|dollars|cents|pounds|euros|miles|shows|gigs|concerts|nights|dates|songs|records|albums|"
    r"million|billion|thousand))\s+$",
    re.IGNORECASE,
)
ENDS_THERE = re.compile(r"\s*(?:[.,;:!?)”\"—–]|$|(?:and|but|or)\b)")


def find_times(doc: Doc, published: date | None = None, *, mentions: Sequence[Mention] = ()) -> list[Time]:
    """Times in the article, earliest in the text first, none overlapping another.

    Offsets are characters of `doc.text`. A relative expression is resolved from
    the story's current date, or, where the writer speaks of the present day,
    from `published`; without either it keeps its text and has no EDTF.
    """
    text = doc.text
    found = follow(list(read_matches(doc, text, mentions)), doc, text, published)
    people = [mention.span.end for mention in mentions if mention.type == "PERSON" and mention.kind == "name"]
    found = hours_of_days(counted_from_dates(found, text), text)
    return [as_time(each, text) for each in join_spans(found, text, people)]


def read_matches(doc: Doc, text: str, mentions: Sequence[Mention]) -> Iterator[Candidate]:
    """The matches that are times, with their meaning and whether they stand free of a name."""
    titles = title_spans(text)
    for match in find_matches(list(read_words(text))):
        name = inside_name(match.start, match.end, text, mentions)
        if name == "name" or is_refused(match, text, titles) or is_number_of(match, doc):
            continue
        meaning = read(match)
        if meaning is not None and is_rate(match, text):
            meaning = read_rate(match.groups)
        if meaning is not None and names_its_event(match, text):
            meaning = tied(match, meaning)
        if meaning is not None:
            yield Candidate(match, meaning, not name)


def is_rate(match: Match, text: str) -> bool:
    """Whether "a year" says how often or how much: ten concerts a year."""
    if match.shape.reading != "duration" or set(match.groups) != {"a", "u"}:
        return False
    return bool(COUNTED_BEFORE.search(text, max(0, match.start - 30), match.start))


def is_number_of(match: Match, doc: Doc) -> bool:
    """Whether the parser takes a bare year for a number of things: a survey of 1709 children."""
    if match.shape.reading != "year" or match.last - match.first > 1:
        return False
    span = doc.char_span(match.start, match.end)
    if span is None or len(span) != 1 or span[0].dep_ != "nummod" or span[0].i + 1 >= len(doc):
        return False
    following = doc[span[0].i + 1]
    determined = span[0].i > 0 and doc[span[0].i - 1].tag_ in ("DT", "PRP$", "POS")
    return following.tag_ == "NNS" and following == span[0].head and not determined


def names_its_event(match: Match, text: str) -> bool:
    """Whether the words go on to say after or before what: "two weeks after the concert"."""
    counted_from = match.groups.get("s") or match.groups.get("r_after") or ()
    if not counted_from or counted_from[0].kind not in ("after", "before"):
        return False
    return not ENDS_THERE.match(text, match.end)


def tied(match: Match, meaning: Meaning) -> Meaning:
    """The meaning of a time counted from an event: no date, unless a date follows."""
    if meaning.relative is None:
        return meaning
    relative = replace(meaning.relative, anchor=EVENT)
    if match.shape.reading == "offset":
        return replace(meaning, type="DURATION", value=meaning.duration, relative=relative)
    return replace(meaning, relative=relative)
