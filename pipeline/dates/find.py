"""Time expressions in an article: where they stand and what they mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from pipeline.dates import edtf
from pipeline.dates.lexicon import read_words
from pipeline.dates.meanings import EVENT, NEWS, Meaning
from pipeline.dates.readings import as_duration, name_value, read
from pipeline.dates.refuse import inside_name, is_refused, title_spans
from pipeline.dates.resolve import RECENT, Resolved, Setting, moved, resolve
from pipeline.dates.shapes import Match, find_matches
from pipeline.dates.stretches import Stretch
from pipeline.dates.tense import is_pluperfect, is_present, tense_at
from pipeline.records import Mention, Span, Time

OPEN_AFTER = re.compile(r"\b(?:since|after|from)\s+(?:the\s+|about\s+|at least\s+)*$", re.IGNORECASE)
OPEN_BEFORE = re.compile(
    r"\b(?:until|till|before|up to|prior to)\s+(?:the\s+|about\s+|at least\s+)*$", re.IGNORECASE
)
FROM_ON = re.compile(r"\s+(?:on|onwards?|forward)\b", re.IGNORECASE)
NOT_UNTIL = re.compile(
    r"\b(?:not|n['’]t|never|no|nor|only|wait(?:ed|s|ing)?)\b[^.;:]*\buntil\s+(?:the\s+)?$", re.IGNORECASE
)
RELATIVE_CLAUSE = re.compile(r",?\s+(?:when|at which|in which)\b")
BETWEEN_ENDS = re.compile(
    r"\s*(?:[-–—]|to|through|thru|until|till|up to|and|or)\s*(?:the\s+|about\s+)?", re.IGNORECASE
)
BRACKETED = re.compile(r"\([^()]*$")
DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|my|this|that)|['’]s?)\s+$", re.IGNORECASE)
NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|or|to|in|on|at|by|when|where|with|for|was|were|is|had|has|he|she|they|it|that|but|as)\b)[^\W\d]"
)
BORN = re.compile(r"\b(?:born|b\.|née)\b[^.;)]{0,40}$", re.IGNORECASE)
ENDS_THERE = re.compile(r"\s*(?:[.,;:!?)”\"—–]|$|(?:and|but|or)\b)")
UP_TO_DATE = re.compile(r"\s+(?:the\s+|that\s+of\s+)?")
LIFE_YEARS = 15 * 365  # a bracketed span of days longer than this is a life


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression on its way to a `Time`."""

    start: int
    end: int
    resolved: Resolved
    opening: str = ""  # since, until
    free: bool = True  # False: it belongs to a noun, a bracket or an event, not to the story

    @property
    def stretch(self) -> Stretch | None:
        """The stretch that was found."""
        return self.resolved.meaning.stretch


def find_times(doc: Doc, published: date | None = None, *, mentions: Sequence[Mention] = ()) -> list[Time]:
    """Times in the article, earliest in the text first, none overlapping another.

    Offsets are characters of `doc.text`. A relative expression is resolved from
    the story's current date, or, where the writer speaks of the present day,
    from `published`; without either it keeps its text and has no EDTF.
    """
    found = resolve_all(list(read_matches(doc, mentions)), doc, published)
    return [as_time(each, doc.text) for each in join_spans(counted_from_dates(found, doc.text), doc.text)]


def read_matches(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[Match, Meaning, bool]]:
    """The matches that are times, with their meaning and whether they stand free of a name."""
    titles = title_spans(doc)
    for match in find_matches(list(read_words(doc.text))):
        name = inside_name(match.start, match.end, doc.text, mentions)
        if name == "name" or is_refused(match, doc, titles):
            continue
        meaning = read(match)
        if meaning is not None and names_its_event(match, doc.text):
            meaning = tied(match, meaning)
        if meaning is not None:
            yield match, meaning, not name


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
        return replace(meaning, type="DURATION", value=as_duration(match.groups), relative=relative)
    return replace(meaning, relative=relative)


# ---------------------------------------------------------------- in the order of the text


def resolve_all(
    matches: Sequence[tuple[Match, Meaning, bool]], doc: Doc, published: date | None
) -> list[Found]:
    """The matches resolved one after another, the story's date moving on with them."""
    setting = Setting(
        published=published, birth=birth_date(matches, doc.text), news=is_news(matches, published)
    )
    found: list[Found] = []
    sentences = Sentences(doc)
    for position, (match, meaning, free) in enumerate(matches):
        if "\n" in doc.text[found[-1].end : match.start] if found else False:
            setting.new_paragraph = True
        if sentences.move_to(match.start):
            setting.day = setting.said = None
            if published is not None and sentences.turned_to_present():
                setting.scene = None
        meaning = with_year_of_next(meaning, match, matches, position, doc.text)
        look_around(setting, match, meaning, doc)
        resolved = resolve(meaning, setting)
        free = free and stands_free(match, resolved.meaning, doc.text)
        opening = open_end(match, resolved.meaning, doc.text)
        found.append(Found(match.start, match.end, resolved, opening, free))
        move_on(setting, found[-1])
        if found[-1].free and not in_quotation(doc.text, match.start):
            setting.said = found[-1].stretch
    return found


def look_around(setting: Setting, match: Match, meaning: Meaning, doc: Doc) -> None:
    """What the parse says of tense and quotation, where a relative expression needs it."""
    if meaning.relative is None or setting.published is None:
        if meaning.relative is not None:
            setting.pluperfect = is_pluperfect(doc, match.start, match.end)
        return
    setting.tense = tense_at(doc, match.start, match.end)
    setting.pluperfect = is_pluperfect(doc, match.start, match.end)
    setting.quoted = in_quotation(doc.text, match.start)


def move_on(setting: Setting, found: Found) -> None:
    """The setting after a time: a free, dated one becomes the story's current date."""
    meaning = found.resolved.meaning
    stretch = meaning.until if meaning.until is not None and meaning.relative is None else meaning.stretch
    if stretch is None or meaning.type in ("DURATION", "SET"):
        return
    if stretch.unit == "day":
        setting.day = stretch
    if found.resolved.mode == "news" or not found.free or found.stretch is None:
        return
    setting.story = setting.scene = stretch
    setting.new_paragraph = False


def is_news(matches: Sequence[tuple[Match, Meaning, bool]], published: date | None) -> bool:
    """Whether the article speaks of the days about its publication rather than of years gone by."""
    if published is None:
        return False
    relatives = [meaning.relative for _, meaning, _ in matches if meaning.relative is not None]
    current = sum(
        relative.anchor == NEWS or (relative.name is not None and relative.name.kind == "weekday")
        for relative in relatives
    )
    stretches = [meaning.stretch for _, meaning, _ in matches if meaning.stretch is not None]
    return current >= sum(published - stretch.last > RECENT for stretch in stretches)


def in_quotation(text: str, offset: int) -> bool:
    """Whether an offset lies between quotation marks of its paragraph."""
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


class Sentences:
    """The sentences of a doc, walked through once from left to right."""

    def __init__(self, doc: Doc) -> None:
        known = doc.has_annotation("SENT_START")
        self.sentences: list[SpacySpan] = list(doc.sents) if known else [doc[:]]
        self.number = -1
        self.first = 0

    def move_to(self, offset: int) -> bool:
        """Whether the offset lies in a new sentence."""
        before, self.first = self.number, self.number + 1
        while self.number + 1 < len(self.sentences) and self.sentences[self.number + 1].start_char <= offset:
            self.number += 1
        return self.number != before

    def turned_to_present(self) -> bool:
        """Whether one of the sentences since the last move speaks of the writer's own day."""
        passed = self.sentences[max(self.first, 0) : self.number + 1]
        return any(is_present(sentence) for sentence in passed if len(sentence))


# ---------------------------------------------------------------- the words around


def stands_free(match: Match, meaning: Meaning, text: str) -> bool:
    """Whether the story moves to this date: not one in brackets, and not that of "the 1979 album"."""
    left, right = text[max(0, match.start - 60) : match.start], text[match.end : match.end + 20]
    if BRACKETED.search(left):
        return False
    if meaning.stretch is not None and meaning.stretch.unit == "year" and not meaning.part:
        return not (DETERMINED.search(left) and NOUN_AFTER.match(right))
    return True


def open_end(match: Match, meaning: Meaning, text: str) -> str:
    """`since` or `until` where a preposition leaves one end open."""
    if (
        meaning.type != "DATE"
        or meaning.value.endswith("_REF")
        or (meaning.relative and meaning.relative.anchor == "age")
    ):
        return ""
    left, right = text[max(0, match.start - 80) : match.start], text[match.end : match.end + 20]
    if right[:2] in ("'s", "’s") or (DETERMINED.search(left) and NOUN_AFTER.match(right)):
        return ""
    after = OPEN_AFTER.search(left)
    if after:
        return "since" if not after[0].lower().startswith("from") or FROM_ON.match(right) else ""
    if OPEN_BEFORE.search(left) and not NOT_UNTIL.search(left) and not RELATIVE_CLAUSE.match(right):
        return "until"
    return ""


def birth_date(matches: Sequence[tuple[Match, Meaning, bool]], text: str) -> Stretch | None:
    """The one birth date that the article gives; None where it gives none or several."""
    births = {
        meaning.stretch
        for match, meaning, _ in matches
        if meaning.stretch is not None
        and meaning.stretch.unit in ("day", "year")
        and not meaning.part
        and (BORN.search(text[max(0, match.start - 60) : match.start]) or opens_a_life(match, text))
    }
    return births.pop() if len(births) == 1 else None


def opens_a_life(match: Match, text: str) -> bool:
    """Whether a date is the first of "Name (27 April 1947 – 24 April 1975)"."""
    right = text[match.end : match.end + 30]
    return text[match.start - 1 : match.start] == "(" and bool(re.match(r"\s*[-–—]\s*\w[^)(]*\d{4}\)", right))


def with_year_of_next(
    meaning: Meaning, match: Match, matches: Sequence[tuple[Match, Meaning, bool]], position: int, text: str
) -> Meaning:
    """October in "October and November 1980" takes the year that follows."""
    relative = meaning.relative
    if relative is None or relative.name is None or relative.anchor != "near" or meaning.stretch is not None:
        return meaning
    for other, following, _ in matches[position + 1 : position + 4]:
        if not re.fullmatch(
            r"\s*(?:[-–—,/]|to|and|or|through|until|,\s*and)\s*(?:the\s+|in\s+)?",
            text[match.end : other.start],
        ):
            return meaning
        if following.stretch is not None:
            return dated_before(meaning, following.stretch)
        match = other
    return meaning


def dated_before(meaning: Meaning, following: Stretch) -> Meaning:
    """The occurrence of a month or day that precedes the date that follows it."""
    name = meaning.relative.name if meaning.relative else None
    if (
        name is None
        or name.kind not in ("month", "day", "season")
        or following.unit not in ("month", "day", "season")
    ):
        return meaning
    earlier = resolve(replace(meaning, stretch=following), Setting()).meaning.stretch
    if earlier is not None and earlier.first > following.first:
        year = Stretch("year", date(following.first.year - 1, 1, 1))
        earlier = resolve(replace(meaning, stretch=year), Setting()).meaning.stretch
    return replace(meaning, stretch=earlier, relative=None)


# ---------------------------------------------------------------- spans of time


def join_spans(found: Sequence[Found], text: str) -> list[Found]:
    """The times, the two ends of "from 1963 to 1965" each given the whole span."""
    joined = list(found)
    for number in range(1, len(joined)):
        first, second = joined[number - 1], joined[number]
        if makes_span(first, second, text):
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


def makes_span(first: Found, second: Found, text: str) -> bool:
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
    return not is_life(first, second, text)


def is_life(first: Found, second: Found, text: str) -> bool:
    """Whether the two are birth and death: "(27 April 1947 – 24 April 1975)"."""
    if not text[: first.start].endswith("(") or first.stretch is None or second.stretch is None:
        return False
    days = (second.stretch.first - first.stretch.first).days
    return first.stretch.unit == second.stretch.unit == "day" and days > LIFE_YEARS


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


# ---------------------------------------------------------------- writing it down


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
        return Time(span, meaning.type, value)
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
