"""How a document is read: in windows of whole sentences, long paragraphs in several with context before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from pipeline.encoder.agreement import Name
from pipeline.encoder.features import OPEN_QUOTE, cases

WINDOW = 110  # words of a window; training saw windows of up to 150
LARGE = 140  # words of a window that is not cut
SLACK = 30  # words that a cut may lie off the middle
LONGEST = 240  # words of a sentence; a longer one is cut
CONTEXT = 30  # words of whole sentences before a window that goes on in a paragraph
WRAPPED = 0.5  # share of lines that begin in lower case, from which a text is wrapped at some width
STOPS = {".", "!", "?"}
AFTER_STOP = {"”", '"', "''", ")", "]", "’"}
LINE = re.compile(r"(?<!\n)\n[ \t]*(?=[^\W\d_])")


@dataclass(frozen=True)
class Reading:
    """The words of a document as the encoder reads them."""

    tokens: list[int]  # the token of every word; whitespace is left out
    words: list[str]
    cases: list[int]
    breaks: list[int]
    presets: list[int]  # 1 a sentence starts here, -1 none does, 0 not said
    units: list[tuple[int, int]]  # paragraphs, in words


@dataclass
class Found:
    """What the encoder says of a document's words, filled window by window."""

    tags: NDArray[np.int64]
    pos: NDArray[np.int64]
    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True)
class Window:
    """Words start to end are read, words from keep on are kept."""

    doc: int
    start: int
    keep: int
    end: int
    limit: int  # where the paragraphs that the window belongs to end


def is_wrapped(text: str) -> bool:
    """Whether lines are wrapped at some width, so that a single newline ends no paragraph."""
    firsts = [text[m.end()] for m in LINE.finditer(text)]
    return bool(firsts) and sum(c.islower() for c in firsts) / len(firsts) >= WRAPPED


def read(doc: Doc) -> Reading:
    """The words of a document with letter case, breaks and preset sentence starts."""
    tokens: list[int] = []
    words: list[str] = []
    spaces: list[bool] = []
    breaks: list[int] = []
    presets: list[int] = []
    ends = 2 if is_wrapped(doc.text) else 1  # newlines that end a paragraph
    newlines = 0
    for t in doc:
        if t.is_space:
            newlines += t.text.count("\n")
            if spaces:
                spaces[-1] = True
            continue
        tokens.append(t.i)
        words.append(t.text)
        spaces.append(bool(t.whitespace_))
        breaks.append(2 if newlines >= ends and len(tokens) > 1 else 0)
        presets.append(int(t.sent_start))
        newlines = 0
    bounds = [0, *(i for i, b in enumerate(breaks) if b == 2), len(words)]
    units = [(a, b) for a, b in pairwise(bounds) if b > a]
    return Reading(tokens, words, cases(words, spaces), breaks, presets, units)


def sure_starts(reading: Reading, start: int, end: int) -> list[int]:
    """The words of a paragraph that surely begin a sentence: after a full stop of its own, or preset."""
    found = []
    for i in range(start + 1, end):
        before = i - 1
        while before > start and reading.words[before] in AFTER_STOP:
            before -= 1
        stop = reading.words[before] in STOPS and reading.presets[i] == 0
        opens = reading.words[i][:1].isupper() or reading.cases[i] == OPEN_QUOTE
        if reading.presets[i] == 1 or (stop and opens and reading.words[i] not in AFTER_STOP):
            found.append(i)
    return found


def pieces_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """A long paragraph in parts of about the same length, cut where a sentence surely begins."""
    number = -(-(end - start) // WINDOW)
    bounds, starts = [start], sure_starts(reading, start, end)
    for k in range(1, number):
        aim = start + k * (end - start) // number
        near = [s for s in starts if bounds[-1] < s and abs(s - aim) <= SLACK]
        if near:
            bounds.append(min(near, key=lambda s: (abs(s - aim), s)))
    return list(zip(bounds, [*bounds[1:], end], strict=True))


def first_windows(number: int, reading: Reading) -> list[Window]:
    """The windows that a document begins with: short paragraphs together, long ones in parts."""
    out: list[Window] = []
    for unit in reading.units:
        for start, end in pieces_of(reading, *unit) if unit[1] - unit[0] > LARGE else [unit]:
            if out and end - out[-1].start <= WINDOW:
                out[-1] = Window(number, out[-1].start, out[-1].start, end, end)
            else:
                out.append(Window(number, start, start, min(end, start + LARGE), end))
    return out


def after(window: Window, starts: list[int]) -> Window | None:
    """The window that goes on after one whose kept sentences start at these words, None at the end.

    The last sentence of a window that was cut is read again, whole, with what
    comes before it as context.
    """
    if window.end == window.limit:
        return None
    last = starts[-1]
    if last == window.keep:  # one sentence, longer than the window
        if window.end - window.keep < LONGEST:
            longer = min(window.limit, window.keep + LONGEST)
            return Window(window.doc, window.keep, window.keep, longer, window.limit)
        return Window(
            window.doc, window.end, window.end, min(window.limit, window.end + WINDOW), window.limit
        )
    near = [s for s in starts if last - s <= CONTEXT]
    return Window(window.doc, near[0], last, min(window.limit, last + WINDOW), window.limit)
