"""Quotations of an article: stretches that belong together, and who speaks in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.clauses.quotes.marks import Stretch
from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.readings import Reading, read
from pipeline.clauses.quotes.reports import Report
from pipeline.clauses.quotes.speakers import subject_of_clause
from pipeline.clauses.quotes.verbs import says
from pipeline.clauses.quotes.words import WORDS
from pipeline.records import Mention, Quote, Span

LONGEST_REPORT = 30  # tokens of a reporting clause that splits a quotation
LIVE_CUES = 2  # quotations in the present tense that make an interview


def find_quotes(doc: Doc, mentions: Sequence[Mention]) -> list[Quote]:
    """The direct quotations of the article in text order, titles and scare quotes left out.

    `text` is the quoted words without marks, the parts joined by a space and a
    comma at the very end dropped; `parts` are the stretches without their marks.
    """
    page = Page(doc, mentions)
    readings = [reading for parts in page.groups if (reading := read(page, parts))]
    return [_quote(page, reading) for reading in _assign(page, _join(page, readings))]


def _join(page: Page, readings: Iterable[Reading]) -> list[Reading]:
    """Readings, those that a reporting clause splits made one."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _resumes(page, joined[-1], reading):
            joined[-1] = replace(joined[-1], parts=joined[-1].parts + reading.parts, after=False)
        elif not reading.loose:
            joined.append(reading)
    return joined


def _resumes(page: Page, earlier: Reading, later: Reading) -> bool:
    """Whether `later` goes on where the reporting clause broke `earlier`: “...,” Page said. “...”."""
    tokens = _between(page, earlier.parts[-1], later.parts[0])
    if not earlier.after or not 0 < len(tokens) <= LONGEST_REPORT or tokens[-1].text == ":":
        return False
    ends = [token for token in tokens if page.ends_sentence(token.i)]
    if sum(says(tokens, at) for at in range(len(tokens))) > 1 or ends not in ([], tokens[-1:]):
        return False
    inner = page.words(later.parts[-1])
    if ends:
        return not later.after and (not later.loose or inner[-1] in ".!?…")
    return tokens[-1].text in (",", ";", "—", "–") and (
        not later.loose or inner[-1] in ".!?" or inner[0].islower()
    )


def _between(page: Page, earlier: Stretch, later: Stretch) -> list[Token]:
    """The tokens between two stretches of one paragraph; none for others."""
    if earlier.paragraph != later.paragraph:
        return []
    tokens = page.doc[page.token(earlier.close - 1) + 1 : page.token(later.open)]
    return [token for token in tokens if not token.is_space]


def _assign(page: Page, readings: Sequence[Reading]) -> list[Reading]:
    """Readings with a speaker also where only the sentence before or the interview tells it."""
    guest = _guest(readings)
    found: list[Reading] = []
    for reading in readings:
        if reading.report is None:
            speaker = _speaker_of_sentence_before(page, reading.parts[0])
            if speaker is None and found and _goes_on(page, found[-1], reading):
                speaker = found[-1].report.speaker if found[-1].report else None
            if speaker is None and guest and _in_first_person(page, reading):
                speaker = guest
            reading = replace(reading, report=Report("", speaker))
        found.append(reading)
    return found


def _guest(readings: Sequence[Reading]) -> Mention | None:
    """The one person who says things in the present tense, several times: an interview."""
    live = [r.report.speaker for r in readings if r.report and r.report.live and r.report.speaker]
    one = len({speaker.chain for speaker in live}) == 1 and live[0].type == "PERSON"
    return live[0] if one and len(live) >= LIVE_CUES else None


def _goes_on(page: Page, earlier: Reading, later: Reading) -> bool:
    """“...,” Page said. Then, after a pause: “...”: the same speaker, when nothing else is told between."""
    before = page.before(later.parts[0])
    if earlier.parts[-1].paragraph != later.parts[0].paragraph or not before or before[-1].text != ":":
        return False
    lead = page.text[earlier.parts[-1].close : before[0].idx]
    return not lead.strip() and not any(
        token.tag_[:2] == "VB" or token.tag_ in ("MD", "NNP", "PRP") for token in before
    )


def _in_first_person(page: Page, reading: Reading) -> bool:
    words = re.findall(r"[A-Za-z]+", " ".join(page.words(part) for part in reading.parts))
    return any(word.lower() in WORDS["first_person"] for word in words)


def _speaker_of_sentence_before(page: Page, stretch: Stretch) -> Mention | None:
    """Page shook his head. “...”: the subject, when the sentence has only one person in it."""
    end = page.token(stretch.open)
    if end < 1 or page.doc[end - 1].is_space or end - 1 in page.quoted:
        return None
    start = end - 1
    while start > 0 and start - 1 not in page.quoted and not page.ends_sentence(start - 1):
        start -= 1
    tokens = [token for token in page.doc[start:end] if not token.is_space]
    people = {m.chain for token in tokens for m in page.at(token) if m.type == "PERSON"}
    speaker = subject_of_clause(page, tokens)
    return speaker if speaker and speaker.type == "PERSON" and people == {speaker.chain} else None


def _quote(page: Page, reading: Reading) -> Quote:
    report = reading.report or Report("")
    speaker, type_ = (report.speaker.chain, report.speaker.type) if report.speaker else ("", "")
    first, last = reading.parts[0], reading.parts[-1]
    parts = tuple(_span(page, part) for part in reading.parts)
    text = re.sub(r"\s+", " ", " ".join(part.text for part in parts)).strip().rstrip(",").rstrip()
    return Quote(
        span=Span(first.open, last.close, page.text[first.open : last.close]),
        text=text,
        speaker=speaker,
        speaker_type=type_,
        cue=report.cue,
        work=report.work if report.work != speaker else "",
        parts=parts,
    )


def _span(page: Page, part: Stretch) -> Span:
    """The words of a stretch, without white space around them."""
    text = page.text[part.start : part.end]
    start = part.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())
