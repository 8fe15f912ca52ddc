"""The times of an article resolved in the order of its text, while the story moves on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from pipeline.dates.meanings import AGES, NEAR, NEWS, Meaning
from pipeline.dates.resolve import RECENT, Resolved, Setting, resolve
from pipeline.dates.shapes import Match
from pipeline.dates.stretches import Stretch
from pipeline.dates.tense import is_pluperfect, is_present, tense_at

OPEN_AFTER = re.compile(r"\b(?:since|after|from)\s+(?:the\s+|about\s+|at least\s+)*$", re.IGNORECASE)
OPEN_BEFORE = re.compile(
    r"\b(?:until|till|before|up to|prior to)\s+(?:the\s+|about\s+|at least\s+)*$", re.IGNORECASE
)
FROM_ON = re.compile(r"\s+(?:on|onwards?|forward)\b", re.IGNORECASE)
NOT_UNTIL = re.compile(
    r"\b(?:not|n['’]t|never|no|nor|only|wait(?:ed|s|ing)?)\b[^.;:]*\buntil\s+(?:the\s+)?$", re.IGNORECASE
)
RELATIVE_CLAUSE = re.compile(r",?\s+(?:when|at which|in which)\b")
NEWS_WEIGHT = 1.5  # so many years gone by to one day of this week are still news
BRACKETED = re.compile(r"\([^()]*$")
DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|my|this|that)|['’]s?)\s+$", re.IGNORECASE)
NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|or|to|in|on|at|by|when|where|with|for|was|were|is|had|has|he|she|they|it|that|but|as)\b)[^\W\d]"
)
PLANNED = re.compile(  # scheduled for, set to meet on
    r"\b(?:scheduled|planned|set|slated|due|expected|booked|payable|likely|plans?|expects?)\s+"
    r"(?:to\s+\w+\s+(?:\w+\s+){0,4})?(?:for|on|in|at|by|as early as|as soon as)?\s*(?:the\s+)?$"
)
LISTED = re.compile(r"\s*(?:[-–—,/]|to|and|or|through|until|,\s*and)\s*(?:the\s+|in\s+)?")
BORN = re.compile(r"\b(?:born|b\.|née)\b[^.;)]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that is a time, before it is resolved; `free` unless it is part of an event's name."""

    match: Match
    meaning: Meaning
    free: bool = True


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


def follow(candidates: Sequence[Candidate], doc: Doc, text: str, published: date | None) -> list[Found]:
    """The candidates resolved one after another, the story's date moving on with them."""
    setting = Setting(
        published=published, birth=birth_date(candidates, text), news=is_news(candidates, published)
    )
    found: list[Found] = []
    sentences = Sentences(doc)
    for position, candidate in enumerate(candidates):
        match, meaning = candidate.match, candidate.meaning
        if found and "\n" in text[found[-1].end : match.start]:
            setting.new_paragraph = True
        if sentences.move_to(match.start):
            setting.day = None
            if published is not None and sentences.turned_to_present(passing=setting.new_paragraph):
                setting.scene = None
        meaning = with_year_of_next(candidates[position : position + 4], text)
        if setting.scene is None and published is None:
            meaning = with_year_ahead(meaning, candidates[position + 1 : position + 4], sentences)
        look_around(setting, match, meaning, doc, text)
        setting.said = said_when(candidates, position, sentences, setting, text) if setting.quoted else None
        resolved = resolve(meaning, setting)
        if is_idle_age(resolved, candidates[:position], sentences, match, text):
            continue
        free = candidate.free and stands_free(match, resolved.meaning, text)
        opening = open_end(match, resolved.meaning, text)
        found.append(Found(match.start, match.end, resolved, opening, free))
        move_on(setting, found[-1])
    return found


def is_idle_age(
    resolved: Resolved, before: Sequence[Candidate], sentences: "Sentences", match: Match, text: str
) -> bool:
    """Whether an age dates nothing: no birth date is known, or the sentence has a date (in 2002, aged 13)."""
    relative = resolved.meaning.relative
    if relative is None or relative.anchor != AGES:
        return False
    start, birth = sentences.current.start_char, resolved.anchor
    dates = [each.meaning.stretch for each in before[-3:] if each.match.start >= start]
    told = any(stretch not in (None, birth) for stretch in dates)
    return birth is None or told or bool(BRACKETED.search(text, max(0, match.start - 40), match.start))


def said_when(
    candidates: Sequence[Candidate], position: int, sentences: "Sentences", setting: Setting, text: str
) -> Stretch | None:
    """When the quotation at this position was said, if its sentence dates it outside the quotation marks."""
    sentence = sentences.current
    for each in candidates[max(0, position - 3) : position + 4]:
        inside = sentence.start_char <= each.match.start < sentence.end_char
        if inside and not in_quotation(text, each.match.start):
            return resolve(each.meaning, replace(setting, quoted=False, tense="past")).meaning.stretch
    return None


def look_around(setting: Setting, match: Match, meaning: Meaning, doc: Doc, text: str) -> None:
    """What the parse says of tense and quotation, where a relative expression needs it."""
    if meaning.relative is None:
        return
    planned = PLANNED.search(text, max(0, match.start - 60), match.start)
    setting.tense = "future" if planned else tense_at(doc, match.start, match.end)
    setting.pluperfect = is_pluperfect(doc, match.start, match.end)
    setting.quoted = in_quotation(text, match.start)


def move_on(setting: Setting, found: Found) -> None:
    """The setting after a time: a free, dated one becomes the story's current date."""
    meaning = found.resolved.meaning
    stretch = meaning.until if meaning.until is not None and meaning.relative is None else meaning.stretch
    if stretch is None or meaning.type in ("DURATION", "SET"):
        return
    if stretch.unit == "day":
        setting.day = setting.last_day = stretch
    if not found.free:
        return
    if found.resolved.mode == "news":
        near = meaning.relative is not None and meaning.relative.anchor == NEAR
        if setting.news or near:
            setting.story = stretch
            setting.new_paragraph = False
        if near:
            setting.scene = stretch
        return
    setting.story = setting.scene = stretch
    setting.new_paragraph = False


def is_news(candidates: Sequence[Candidate], published: date | None) -> bool:
    """Whether the article speaks of the days about its publication rather than of years gone by."""
    if published is None:
        return False
    relatives = [each.meaning.relative for each in candidates if each.meaning.relative is not None]
    current = sum(
        relative.anchor == NEWS or (relative.name is not None and relative.name.kind == "weekday")
        for relative in relatives
    )
    stretches = [each.meaning.stretch for each in candidates if each.meaning.stretch is not None]
    gone = sum(published - stretch.last > RECENT for stretch in stretches)
    return current * NEWS_WEIGHT >= gone


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

    @property
    def current(self) -> SpacySpan:
        """The sentence last moved to."""
        return self.sentences[max(self.number, 0)]

    def turned_to_present(self, *, passing: bool) -> bool:
        """Whether the sentence speaks of the writer's own day, or, `passing`, one since the last move.

        Within a paragraph a present tense on the way is description: the sleeve shows, the cat is called.
        """
        first = max(self.first, 0) if passing else max(self.number, 0)
        passed = self.sentences[first : self.number + 1]
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
        or (meaning.relative and meaning.relative.anchor == AGES)
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


def birth_date(candidates: Sequence[Candidate], text: str) -> Stretch | None:
    """The one birth date that the article gives; None where it gives none or several."""
    births = {
        each.meaning.stretch
        for each in candidates
        if each.meaning.stretch is not None
        and each.meaning.stretch.unit in ("day", "year")
        and not each.meaning.part
        and (
            BORN.search(text[max(0, each.match.start - 60) : each.match.start])
            or opens_a_life(each.match, text)
        )
    }
    return births.pop() if len(births) == 1 else None


def opens_a_life(match: Match, text: str) -> bool:
    """Whether a date is the first of "Name (27 April 1947 – 24 April 1975)"."""
    right = text[match.end : match.end + 30]
    return text[match.start - 1 : match.start] == "(" and bool(re.match(r"\s*[-–—]\s*\w[^)(]*\d{4}\)", right))


def with_year_of_next(candidates: Sequence[Candidate], text: str) -> Meaning:
    """The first meaning; October in "October and November 1980" takes the year that follows."""
    match, meaning = candidates[0].match, candidates[0].meaning
    relative = meaning.relative
    if relative is None or relative.name is None or relative.anchor != NEAR or meaning.stretch is not None:
        return meaning
    for other in candidates[1:]:
        if not LISTED.fullmatch(text, match.end, other.match.start):
            return meaning
        if other.meaning.stretch is not None:
            return dated_before(meaning, other.meaning.stretch)
        match = other.match
    return meaning


def with_year_ahead(meaning: Meaning, candidates: Sequence[Candidate], sentences: "Sentences") -> Meaning:
    """A first date without a year takes that of a later one of its sentence: on 19 May and on 2 June 1967."""
    if meaning.relative is None or meaning.relative.anchor != NEAR or meaning.stretch is not None:
        return meaning
    for other in candidates:
        if other.match.start >= sentences.current.end_char:
            break
        if other.meaning.stretch is not None:
            return dated_before(meaning, other.meaning.stretch)
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
