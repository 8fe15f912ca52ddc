"""What quoted stretches are: somebody's words, or a title, a name or a scare quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clauses.quotes.marks import Stretch, char_at
from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.phrases import FINITE
from pipeline.clauses.quotes.reports import Report, report_after, report_before
from pipeline.clauses.quotes.words import WORDS

LONGEST_TITLE = 12  # words
SHORTEST_PARTIAL = 3  # words of a quotation that is only part of a sentence
SHORTEST_SENTENCE = 4  # words of a quotation that nobody is said to have said


@dataclass(frozen=True, slots=True)
class Reading:
    """Stretches taken as a quotation, with the reporting clause."""

    parts: tuple[Stretch, ...]
    report: Report | None = None
    after: bool = False  # whether the reporting clause follows
    loose: bool = False  # no quotation, unless it goes on with one


def read(page: Page, parts: tuple[Stretch, ...]) -> Reading | None:
    """The quotation that stretches make; loose for titles, names and scare quotes, none without words."""
    first, last = parts[0], parts[-1]
    text = " ".join(page.words(part) for part in parts)
    if not re.search(r"\w", text):
        return None
    after = report_after(page, last)
    report = after or (report_after(page, first) if len(parts) > 1 else None) or report_before(page, first)
    if _is_said(page, parts, text, report, after is not None):
        return Reading(parts, report, after is not None)
    return Reading(parts, loose=True)


def _is_said(page: Page, parts: Sequence[Stretch], text: str, report: Report | None, after: bool) -> bool:
    first, last = parts[0], parts[-1]
    before, words = page.before(first), re.findall(r"\w[\w’']*", text)
    alone = not before or before[-1].text == ":" or [token.text for token in before] == ["("]
    opens = alone or before[-1].text in (",", "(", "—", "–")
    pointed = text[-1] in ",.!?…—-" or char_at(page.text, last.close) == ","
    direct = report is not None and report.direct and (pointed or not before)
    if (_is_title(text) or len(words) < SHORTEST_PARTIAL) and not (direct and opens):
        return False
    if _is_title(text) and not before and _is_work(page, first, last):
        return False
    if _is_named(page, first) and not (after and before[-1].text == ","):
        return False
    if report is None:
        return alone and len(words) >= SHORTEST_SENTENCE and _is_sentence(page, first)
    return report.speaker is not None or (report.direct and (after or not text[0].islower()))


def _is_title(text: str) -> bool:
    """Whether all words but small ones are capitalized: Mercy Mercy Me, The Dock of the Bay."""
    words = re.findall(r"[^\s—–/-]+", text)
    bare = [word.strip("()[],.!?…:;“”\"‘'’&") for word in words]
    return (
        0 < len(words) <= LONGEST_TITLE
        and (bare[0][:1].isupper() or bare[0][:1].isdigit())
        and all(not word or word in WORDS["small"] or not word[0].islower() for word in bare)
    )


def _is_work(page: Page, first: Stretch, last: Stretch) -> bool:
    return any(
        mention.type == "WORK" and mention.span.start <= first.start and mention.span.end >= last.end - 1
        for mention in page.mentions
    )


def _is_named(page: Page, stretch: Stretch) -> bool:
    """Whether the words before say that the stretch is a name, is sung or is on show: the song “...”."""
    words = [token.lower_ for token in page.before(stretch)]
    while words and words[-1] in (",", ":"):
        words.pop()
    return bool(words) and (words[-1] in WORDS["titles"] or words[-1] in WORDS["shown"])


def _is_sentence(page: Page, stretch: Stretch) -> bool:
    tokens = page.doc[page.token(stretch.start) : page.token(max(stretch.start, stretch.end - 1)) + 1]
    ended = page.words(stretch).rstrip("’”'\"")[-1:] in (".", "!", "?", "…", ",", "—")
    return ended and any(token.tag_ in FINITE for token in tokens)
