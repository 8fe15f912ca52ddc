"""Quotation marks: what stands between them, read as characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.clauses.quotes.words import WORDS

DOUBLE = '“”"„'
MARK = re.compile(f"[{DOUBLE}‘']")  # that may open a quotation
DEEPEST = 8  # quotations in quotations; beyond, marks are stray
LONGEST_SINGLE = 2_000  # characters between single marks


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two marks; `closed` is false where a paragraph ends it."""

    open: int
    close: int  # after the closing mark
    start: int
    end: int
    paragraph: int
    closed: bool = True


def find_stretches(text: str) -> list[tuple[Stretch, ...]]:
    """Everything in quotation marks, outermost marks only; the paragraphs of one quotation together."""
    groups: list[tuple[Stretch, ...]] = []
    for stretch in _stretches(text):
        if groups and _goes_on(text, groups[-1][-1], stretch):
            groups[-1] += (stretch,)
        else:
            groups.append((stretch,))
    return groups


def _goes_on(text: str, earlier: Stretch, later: Stretch) -> bool:
    """Whether a mark opens the next paragraph of a quotation that none has closed."""
    next_ = not earlier.closed and later.paragraph == earlier.paragraph + 1
    return next_ and not text[earlier.close : later.open].strip()


def _stretches(text: str) -> Iterator[Stretch]:
    paragraphs = list(_paragraphs(text))
    followers = [start for start, _ in paragraphs[1:]] + [len(text)]
    for number, ((start, end), follower) in enumerate(zip(paragraphs, followers, strict=True)):
        goes_on = char_at(text, follower) in '“"„'
        offset = start
        while mark := MARK.search(text, offset, end):
            opened, offset = mark.start(), mark.end()
            if (closing := _closing(text, opened, end, goes_on)) is not None:
                stop, closed = closing
                yield Stretch(opened, stop + closed, opened + 1, stop, number, closed)
                offset = stop + closed


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end: at empty lines, or at every line where there are none."""
    gap = r"\n[ \t]*\n\s*" if re.search(r"\n[ \t]*\n", text.strip()) else r"\n+"
    start = 0
    for match in re.finditer(gap, text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _closing(text: str, start: int, end: int, goes_on: bool) -> tuple[int, bool] | None:
    """Where the stretch that the mark opens ends, and whether at a mark; None when it opens none."""
    if text[start] in DOUBLE:
        return _double(text, start, end, goes_on) if _opens(text, start) else None
    stop = _single(text, start, end) if _opens_single(text, start) else None
    return None if stop is None else (stop, True)


def _opens(text: str, offset: int) -> bool:
    """Whether the double mark stands where an opening one stands; its glyph only counts in doubt."""
    before, after = char_at(text, offset - 1), char_at(text, offset + 1)
    free = before.isspace() or before in "([{—–-/‘'“"
    if text[offset] == "”":
        return before.isspace() and after.isalnum()
    if text[offset] == '"':
        dots = text[offset + 1 : offset + 3] == ".."
        return free and not after.isspace() and (dots or after not in ".,;:!?)]}")
    return free or not (after.isspace() or after in ",.;:!?)")


def _double(text: str, start: int, end: int, goes_on: bool) -> tuple[int, bool] | None:
    """Where the double mark is closed, nested ones first, or the paragraph; None for a stray mark."""
    depth, inner = 1, False
    for offset in range(start + 1, end):
        if text[offset] not in DOUBLE or _is_inches(text, offset):
            continue
        if _opens(text, offset):
            depth, inner = depth + 1, True
        else:
            depth -= 1
        if not depth:
            return offset, True
        if depth > DEEPEST:
            return None
    return None if inner and not goes_on else (end, False)


def _is_inches(text: str, offset: int) -> bool:
    """A 12” single."""
    word = re.match(r"\W*(\w+)", text[offset + 1 : offset + 20])
    return char_at(text, offset - 1).isdigit() and word is not None and word[1].lower() in WORDS["inches"]


def _opens_single(text: str, offset: int) -> bool:
    """Whether the single mark stands where an opening one stands and elides nothing: not in ’60s, ’em."""
    before, word = char_at(text, offset - 1), re.match(r"\w+", text[offset + 1 : offset + 20])
    if not (before.isspace() or before in "([—–") or not word:
        return False
    return not word[0][0].isdigit() and word[0].lower() not in WORDS["elided"]


def _single(text: str, start: int, end: int) -> int | None:
    """The offset of the mark that closes the single one at `start`, where no apostrophe can be meant."""
    mark = "’" if text[start] == "‘" else "'"
    end = min(end, start + LONGEST_SINGLE)
    stop = text.find("‘", start + 1, end) if mark == "’" else -1
    ends = [
        match.start()
        for match in re.compile(rf"(?<!\s){mark}").finditer(text, start + 1, stop if stop > 0 else end)
        if not char_at(text, match.end()).isalnum()
    ]
    sure = [offset for offset in ends if text[offset - 1] in ",.!?…—"]
    plain = [offset for offset in ends if text[offset - 1] not in "sn"]  # not the brothers’ van
    if sure or plain:
        return min(sure[:1] + plain[:1])
    return ends[0] if len(ends) == 1 and mark == "’" else None


def char_at(text: str, offset: int) -> str:
    """The character there; a space beyond the text."""
    return text[offset] if 0 <= offset < len(text) else " "
