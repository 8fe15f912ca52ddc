"""The record of a time: its TIMEX3 value, its EDTF and its bounds."""

from pipeline.dates import edtf
from pipeline.dates.meanings import NEWS, Meaning
from pipeline.dates.readings import name_value
from pipeline.dates.story import Found
from pipeline.records import Span, Time


def as_time(found: Found, text: str) -> Time:
    """The record of a time."""
    meaning = found.resolved.meaning
    span = Span(found.start, found.end, text[found.start : found.end])
    resolved = found.resolved
    anchor = edtf.edtf(resolved.anchor) if resolved.anchor is not None else ""
    value = timex_value(meaning)
    if meaning.ancient is not None:
        return Time(span, meaning.type, value, edtf=ancient_edtf(meaning))
    if meaning.stretch is None:
        return Time(span, "DURATION" if value == meaning.duration else meaning.type, value)
    first, last = edtf.bounds(meaning.stretch, meaning.part)
    written = edtf.edtf(meaning.stretch, meaning.part, about=meaning.about)
    if meaning.until is not None:
        last = edtf.bounds(meaning.until, meaning.until_part)[1]
        written = edtf.spell(first, last, "~" if meaning.about else "")
    earliest, latest = edtf.iso(first), edtf.iso(last)
    if found.opening == "since":
        latest, written = "", edtf.spell(first, last).split("/")[0] + "/.."
    elif found.opening == "until":
        earliest, written = "", "../" + edtf.spell(first, last).split("/")[-1]
    return Time(span, meaning.type, value, written, earliest, latest, resolved.mode, anchor)


def timex_value(meaning: Meaning) -> str:
    """The TIMEX3 value of a meaning."""
    if meaning.value:
        return meaning.value
    if meaning.stretch is not None:
        return edtf.timex(meaning.stretch) + meaning.clock
    if meaning.duration:
        ago = meaning.relative is not None and meaning.relative.anchor == NEWS and meaning.relative.count < 0
        return "PAST_REF" if ago else meaning.duration
    relative = meaning.relative
    if relative is not None and relative.name is not None:
        return name_value(relative.name) + meaning.clock
    if meaning.clock:
        return f"XXXX-XX-XX{meaning.clock}"
    return unresolved_value(meaning)


def unresolved_value(meaning: Meaning) -> str:
    """What TIMEX3 writes for a date that nothing anchors."""
    relative = meaning.relative
    if relative is None:
        return "XXXX"
    if relative.anchor == NEWS and not relative.count and relative.unit == "day" and not meaning.clock:
        return "PRESENT_REF"  # today
    if relative.count < 0:
        return "PAST_REF"
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(relative.unit, "XXXX")


def ancient_edtf(meaning: Meaning) -> str:
    """Years before Christ, counted as EDTF counts them: 1 BC is the year 0000."""
    if meaning.ancient is None:
        return ""
    ends = [year + 1 for year in meaning.ancient]
    first, last = (f"-{-year:04}" if year else "0000" for year in ends)
    return first if first == last else f"{first}/{last}"
