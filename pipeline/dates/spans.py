"""Times that belong together: the two ends of a span, and a time counted from a date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.dates import edtf
from pipeline.dates.meanings import EVENT, Meaning
from pipeline.dates.resolve import moved
from pipeline.dates.story import Found
from pipeline.dates.stretches import Stretch

BETWEEN_ENDS = re.compile(
    r"\s*(?:[-–—]|to|through|thru|until|till|up to|and|or)\s*(?:the\s+|about\s+)?", re.IGNORECASE
)
HOUR_TO_DAY = re.compile(r",?\s+(?:on\s+)?")
UP_TO_DATE = re.compile(r"\s+(?:the\s+|that\s+of\s+)?")
OPEN_BRACKET = re.compile(r"\((?:[^()]*[\s,;])?$")
LIFE_DAYS = 15 * 365  # a span in brackets after a name is a life if it is longer than this


def hours_of_days(found: Sequence[Found], text: str) -> list[Found]:
    """The times, an hour given the day that follows it; side by side they are one: "10 a.m. Monday"."""
    joined: list[Found] = []
    for each in found:
        before = joined[-1] if joined else None
        between = HOUR_TO_DAY.fullmatch(text, before.end, each.start) if before is not None else None
        if before is not None and between is not None and is_hour(before) and is_day(each):
            meaning = replace(before.resolved.meaning, stretch=each.stretch)
            hour = replace(before, resolved=replace(each.resolved, meaning=meaning))
            if not between[0].strip(" ,"):
                joined[-1] = replace(hour, end=each.end)
                continue
            joined[-1] = hour
        joined.append(each)
    return joined


def is_hour(found: Found) -> bool:
    """Whether a time is an hour or a part of some day that it does not name."""
    relative = found.resolved.meaning.relative
    return bool(found.resolved.meaning.clock) and relative is not None and relative.name is None


def is_day(found: Found) -> bool:
    """Whether a time is a day."""
    return found.stretch is not None and found.stretch.unit == "day" and not found.resolved.meaning.clock


def join_spans(found: Sequence[Found], text: str, people: Sequence[int] = ()) -> list[Found]:
    """The times, the two ends of "from 1963 to 1965" each given the whole span.

    `people` are the offsets at which names of people end: the years in brackets
    after one are those of birth and death.
    """
    joined = list(found)
    for number in range(1, len(joined)):
        first, second = joined[number - 1], joined[number]
        if makes_span(first, second, text, people):
            joined[number - 1], joined[number] = spanned(first, second)
    return joined


def counted_from_dates(found: Sequence[Found], text: str) -> list[Found]:
    """The times, those counted from a date that follows made one: "three days before Christmas 1970"."""
    merged: list[Found] = []
    for each in found:
        before = merged[-1] if merged else None
        if before is not None and each.stretch is not None and is_tied(before):
            stretch = counted_from(before.resolved.meaning, each.stretch)
            if stretch is not None and UP_TO_DATE.fullmatch(text, before.end, each.start):
                meaning = replace(
                    each.resolved.meaning, stretch=stretch, relative=before.resolved.meaning.relative
                )
                resolved = replace(each.resolved, meaning=meaning)
                merged[-1] = replace(each, start=before.start, resolved=resolved, opening="")
                continue
        merged.append(each)
    return merged


def is_tied(found: Found) -> bool:
    """Whether a time is counted from an event."""
    relative = found.resolved.meaning.relative
    return relative is not None and relative.anchor == EVENT


def counted_from(meaning: Meaning, stretch: Stretch) -> Stretch | None:
    """The stretch that lies as far from the given one as the meaning says."""
    if meaning.relative is None or meaning.relative.name is not None:
        return None
    return moved(stretch, meaning.relative)[0]


def makes_span(first: Found, second: Found, text: str, people: Sequence[int]) -> bool:
    """Whether two neighbouring dates are the ends of one span."""
    one, other = first.resolved.meaning, second.resolved.meaning
    if one.stretch is None or other.stretch is None or one.until or other.until or one.clock or other.clock:
        return False
    between = BETWEEN_ENDS.fullmatch(text, first.end, second.start)
    if between is None or not one.stretch.first < other.stretch.last:
        return False
    word = between[0].split()[0].lower() if between[0].split() else ""
    left = text[max(0, first.start - 25) : first.start].lower()
    if word in ("and", "or"):
        return word == "and" and bool(re.search(r"\bbetween\s+(?:the\s+)?$", left))
    if word in ("until", "till", "up"):
        return bool(re.search(r"\bfrom\s+(?:the\s+)?$", left))
    return not is_life(first, second, text, people)


def is_life(first: Found, second: Found, text: str, people: Sequence[int]) -> bool:
    """Whether the two are birth and death: "(27 April 1947 – 24 April 1975)"."""
    bracket = OPEN_BRACKET.search(text, max(0, first.start - 80), first.start)
    if bracket is None or first.stretch is None or second.stretch is None:
        return False
    if (second.stretch.first - first.stretch.first).days < LIFE_DAYS:
        return False
    to_the_day = "day" in (first.stretch.unit, second.stretch.unit)
    return to_the_day or any(0 <= bracket.start() - end <= 1 for end in people)


def spanned(first: Found, second: Found) -> tuple[Found, Found]:
    """Both ends of a span, each knowing the other."""
    one, other = first.resolved, second.resolved
    return (
        replace(
            first, opening="", resolved=replace(one, meaning=whole(one.meaning, other.meaning, one.meaning))
        ),
        replace(
            second,
            opening="",
            resolved=replace(other, meaning=whole(one.meaning, other.meaning, other.meaning)),
        ),
    )


def whole(one: Meaning, other: Meaning, own: Meaning) -> Meaning:
    """The meaning of a whole span, with the TIMEX3 value of one of its ends."""
    value = own.value or (edtf.timex(own.stretch) if own.stretch else "")
    return replace(
        one, until=other.stretch, until_part=other.part, value=value, about=one.about or other.about
    )
