"""The words of a text that can be part of a time expression, each with its class and value."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.toml")
YEARS = range(1000, 2100)  # four digits that can be a year
SIGNS = {
    ",": "comma", "-": "dash", "‐": "dash", "‑": "dash", "–": "dash", "—": "dash", "/": "slash",
    "(": "paren", ")": "close_paren", "'s": "poss", "’s": "poss",
}  # fmt: skip
GLUED = re.compile(r"[\w$£€¥#@№%+*=_~^<>]")  # a number that touches one of these is no date
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number: its class, its value, and where it stands."""

    kind: str
    value: Any
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """words.toml, turned round: each word's class and value."""

    entries: dict[str, tuple[str, Any]]
    cased: frozenset[str]
    dotted: frozenset[str]
    token: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon beside the code, read once."""
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    entries: dict[str, tuple[str, Any]] = {}
    for kind, words in data["lists"].items():
        entries.update((word, (kind, word)) for word in words)
    for kind, table in data["values"].items():
        entries.update((word, (kind, value)) for word, value in table.items())
    phrases = sorted((word for word in entries if " " in word or "'" in word), key=len, reverse=True)
    return Lexicon(entries, frozenset(data["cased"]), frozenset(data["dotted"]), token_pattern(phrases))


def token_pattern(phrases: list[str]) -> re.Pattern[str]:
    """What a word is: a phrase of the lexicon, a number in one of its dresses, letters, or a sign."""
    fixed = "|".join(f"{letter}(?:{rest})" for letter, rest in by_letter(phrases).items())
    return re.compile(
        rf"""
        (?=[^\W\d_])(?:
            (?P<phrase>\b(?:{fixed})\b)
            | (?P<ampm>\b[ap]\.m\.|\b[ap]m\b|(?<=\d)[ap]m\b)
            | (?P<era>\b[ab]\.(?:c|d)\.(?:e\.)?|\bc\.e\.)
            | (?P<word>[^\W\d_]+)
        )
        | (?P<iso>\b\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b)
        | (?P<numeric>\b\d{{1,2}}(?P<between>[./-])\d{{1,2}}(?P=between)(?:\d{{4}}|\d\d)\b)
        | (?P<clock>\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b(?!%|[.,]\d))
        | (?P<short>(?<!\w)['’‘]\d\d(?P<short_s>s)?\b)
        | (?P<fraction>\b\d+\s1/2\b|\b\d*½)
        | (?P<number>\b\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?\b|\b\d+(?:\.\d+)?(?=(?:s|st|nd|rd|th|[ap]m)?\b))
          (?P<suffix>s\b|st\b|nd\b|rd\b|th\b|['’]s\b)?
        | (?P<poss>['’]s\b)
        | (?P<sign>[^\w\s]|[\d_]\w*)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def by_letter(phrases: list[str]) -> dict[str, str]:
    """The patterns of the phrases without their first letter, by that letter: tried only where it stands."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rest = re.escape(phrase[1:]).replace(r"\ ", r"\s").replace("'", "['’]?")
        rests.setdefault(phrase[0], []).append(rest)
    return {letter: "|".join(patterns) for letter, patterns in rests.items() if letter.isalpha()}


def read_words(text: str) -> Iterator[Word | None]:
    """The words of the text that the lexicon knows, and None where it does not know one."""
    known = lexicon()
    position = 0
    before = ""  # the class of the word before; empty where it is none of ours
    for match in known.token.finditer(text):
        start = match.start()
        if start < position:  # the full stop of Oct.
            continue
        if start - position > 1 and PARAGRAPH.search(text, position, start):
            yield None
        word = None
        kind = match.lastgroup
        if kind == "word":
            word = plain_word(known, match, text)
        elif kind in ("number", "suffix"):
            word = number_word(match, text, before)
        elif kind is not None and not (match[0] == "-" and not before and start == position):
            word = special_word(known, kind, match)  # but not the hyphen of Blink-182
        yield word
        position = word.end if word else match.end()
        before = word.kind if word else ""


def plain_word(known: Lexicon, match: re.Match[str], text: str) -> Word | None:
    """A word of letters: January, Jan., about."""
    surface = match[0]
    lower = surface.lower()
    entry = known.entries.get(lower)
    if entry is None or (lower in known.cased and surface[0].islower()):
        return None
    end = match.end()
    if lower in known.dotted and text[end : end + 1] == ".":
        end += 1
    return Word(entry[0], entry[1], match.start(), end, text[match.start() : end])


def number_word(match: re.Match[str], text: str, before: str) -> Word | None:
    """A number in digits: 9, 9th, 1944, 1960s, 60s, 1,500."""
    start, digits, suffix = match.start(), match["number"], (match["suffix"] or "").lower()
    if start and (GLUED.match(text[start - 1]) or hyphenated_name(text, start, before)):
        return None
    if text[match.end() : match.end() + 1] in ("%", "°"):
        return None
    if "," in digits or "." in digits:
        return Word("figure", float(digits.replace(",", "")), start, match.end(), match[0])
    value = int(digits)
    if suffix in ("'s", "’s") and not decade_with_apostrophe(digits, before):
        return Word(number_kind(digits), value, start, match.end("number"), digits)
    kind = suffixed_kind(digits, suffix)
    return Word(kind, value, start, match.end(), match[0]) if kind else None


def hyphenated_name(text: str, start: int, before: str) -> bool:
    """Whether the number hangs on a name by a hyphen (Blink-182, not mid-1960s or 1963-65)."""
    return text[start - 1] == "-" and start > 1 and not text[start - 2].isspace() and before != "dash"


def decade_with_apostrophe(digits: str, before: str) -> bool:
    """Whether 1980's is the decade (the 1980's, mid-1980's), not the possessive of a year."""
    return digits.endswith("0") and before in ("the", "part", "dash", "those")


def number_kind(digits: str) -> str:
    """The class of a number without ending."""
    value = int(digits)
    if len(digits) == 4 and value in YEARS:
        return "year"
    if len(digits) <= 2 and 1 <= value <= 31:
        return "hour" if value <= 12 else "monthday" if value <= 24 else "lateday"
    return "two_digits" if len(digits) == 2 else "figure"


def suffixed_kind(digits: str, suffix: str) -> str:
    """The class of a number with its ending; empty where the two do not go together."""
    value = int(digits)
    if suffix in ("s", "'s", "’s"):
        if len(digits) == 4 and value in YEARS and value % 10 == 0:
            return "decade"
        return "short_decade" if len(digits) == 2 and value % 10 == 0 else ""
    if suffix:
        return "ordinal_day" if value <= 31 else "ordinal"
    return number_kind(digits)


def special_word(known: Lexicon, kind: str, match: re.Match[str]) -> Word | None:
    """Anything else: a holiday, an ISO date, a clock, an apostrophe year, a sign."""
    text = match[0]
    start, end = match.span()
    if kind == "phrase":
        entry = known.entries.get(" ".join(text.lower().replace("’", "'").split()))
        return Word(entry[0], entry[1], start, end, text) if entry else None
    if kind in ("short", "short_s"):
        return Word("short_decade" if match["short_s"] else "short_year", int(text[1:3]), start, end, text)
    if kind == "sign":
        return Word(SIGNS[text], text, start, end, text) if text in SIGNS else None
    if kind == "fraction":
        return Word("figure", float(re.split(r"\D", text)[0] or 0) + 0.5, start, end, text)
    if kind == "era":
        return Word("bc" if text[0] in "bB" else "ad", text, start, end, text)
    return Word(kind, text, start, end, text)
