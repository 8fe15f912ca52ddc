"""Shapes of time expressions: sequences of word classes, read from shapes.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.dates.lexicon import Word, lexicon
from pipeline.errors import PackError

SHAPES = Path(__file__).with_name("shapes.toml")
ITEM = re.compile(r"(?:(?P<name>\w+)=)?(?P<macro>@?)(?P<classes>[a-z_/]+)")
FIRST_CODE = 0xE000  # one private character per class: a run of words becomes a string
Groups = Mapping[str, Sequence[Word]]
Parsed = tuple[int, int, int, tuple[tuple[str, int, int], ...]]  # shape, first, last, extents of its names


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write a time: a pattern over classes, and how it is read."""

    pattern: re.Pattern[str]
    reading: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """A shape found in a text: the words of each of its names, and its extent."""

    shape: Shape
    groups: Groups
    start: int  # characters
    end: int
    first: int  # words of the run
    last: int


@cache
def codes() -> dict[str, str]:
    """The private character of each word class."""
    fixed = ["comma", "dash", "slash", "paren", "close_paren", "poss", "iso", "numeric", "clock", "ampm"]
    fixed += ["short_decade", "short_year", "figure", "year", "hour", "monthday", "lateday", "two_digits"]
    fixed += ["decade", "ordinal_day"]
    kinds = sorted({kind for kind, _ in lexicon().entries.values()} - set(fixed))
    return {kind: chr(FIRST_CODE + number) for number, kind in enumerate(fixed + kinds)}


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes beside the code, compiled once."""
    data = tomllib.loads(SHAPES.read_text(encoding="utf-8"))
    return tuple(
        Shape(compile_shape(words, data["macro"]), entry["reading"], entry.get("options", {}))
        for entry in data["shape"]
        for words in entry["words"]
    )


def compile_shape(words: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression, over class characters, of a shape's notation."""

    def item(match: re.Match[str]) -> str:
        if match["macro"]:
            body = f"(?:{ITEM.sub(item, macros[match['classes']])})"
        else:
            body = f"[{''.join(map(code, match['classes'].split('/')))}]"
        return f"(?P<{match['name']}>{body})" if match["name"] else body

    def code(kind: str) -> str:
        if kind not in codes():
            raise PackError(f"shapes.toml: {words!r}: {kind!r} is not a class of words.toml")
        return codes()[kind]

    marked = words.replace("[", "‹").replace("]", "›")
    marked = ITEM.sub(item, marked).replace("‹", "(?P<open_>)").replace("›", "(?P<close_>)")
    return re.compile(marked.replace(" ", ""))


def find_matches(words: Sequence[Word | None]) -> Iterator[Match]:
    """The shapes in a text from left to right, the longest at each place, none overlapping."""
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None:
            run.append(word)
        elif run:
            yield from matches_in_run(run)
            run = []


def matches_in_run(run: Sequence[Word]) -> Iterator[Match]:
    """The matches in words that stand side by side."""
    kinds = codes()
    coded = "".join(kinds.get(word.kind, " ") for word in run)
    for number, first, last, spans in parse(coded):
        groups = {name: run[a:b] for name, a, b in spans}
        yield Match(shapes()[number], groups, run[first].start, run[last - 1].end, first, last)


@lru_cache(maxsize=65536)
def parse(coded: str) -> tuple[Parsed, ...]:
    """Which shapes a coded run holds, from left to right."""
    found = []
    position = 0
    while position < len(coded):
        best = longest(coded, position)
        if best is None:
            position += 1
            continue
        inner = longest(coded, best[1]) if best[1] > position else None
        if inner is not None and inner[1] == best[1] and inner[2] > best[2]:
            best = inner  # in May 1969: not only "May", seen after "in"
        found.append(best)
        position = max(best[2], position + 1)
    return tuple(found)


def longest(coded: str, position: int) -> Parsed | None:
    """The shape that reaches furthest from a position, the earlier of equals."""
    best: tuple[int, re.Match[str]] | None = None
    for number, shape in enumerate(shapes()):
        match = shape.pattern.match(coded, position)
        if match and match.end() > position and (best is None or match.end() > best[1].end()):
            best = number, match
    if best is None:
        return None
    number, match = best
    names = match.groupdict()
    spans = tuple((n, *match.span(n)) for n in names if names[n] and n not in ("open_", "close_"))
    return number, *edges(match), spans


def edges(match: re.Match[str]) -> tuple[int, int]:
    """The extent of the expression itself: from [ to ], where the shape marks them."""
    names = match.re.groupindex
    first = match.start("open_") if "open_" in names and match.start("open_") >= 0 else match.start()
    last = match.start("close_") if "close_" in names and match.start("close_") >= 0 else match.end()
    return first, last
