"""Objects and qualifiers that are words, not entities: roles and chart positions."""

import re
import tomllib
from functools import cache

from pipeline.packs import RULES, WORDS

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "hundred": 100,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_POSITION = re.compile(
    rf"(?P<top>\btop)[\s-]+(?P<n>{_NUMBER})\b"
    rf"|(?:\bnumber|\bno\.?|\bnos\.?|#|№|\bposition)[\s-]*(?P<p>{_NUMBER})\b"
    rf"|\b(?P<o>\d{{1,3}})(?:st|nd|rd|th)\s+(?:place|position|spot)"
    rf"|\b(?P<w>{'|'.join(_ORDINALS)})\s+(?:place|position|spot)"
    r"|(?P<summit>\b(?:top|summit|pinnacle)\s+(?:of|spot|slot)|\bto\s+the\s+(?:top|summit)(?=[.,;:)]|$))",
    re.IGNORECASE,
)
_PLURALS = (("men", "man"), ("women", "woman"))


@cache
def _classes() -> dict[str, frozenset[str]]:
    data = tomllib.loads((RULES / WORDS).read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


@cache
def role(text: str, lemma: str) -> str:
    """The role that a noun phrase names, without praise or nationality; empty when it names none.

    "the band's finest lead guitarists" is `lead guitarist`.
    """
    classes = _classes()
    words = text.replace("–", "-").split()
    head = words[-1].lower().strip(".,;:’'\"") if words else ""
    base = head if head in classes["instrument"] else _singular(head, lemma)
    tail = base.rsplit("-", 1)[-1]
    if not ({base, tail} & (classes["occupation"] | classes["instrument"] | classes["band_member"])):
        return ""
    kept = [base]
    for word in reversed(words[:-1]):
        plain = word.lower().strip(",")
        if plain not in classes["role_modifier"] and plain not in classes["instrument"]:
            break
        kept.insert(0, plain)
    if kept in (["part"], ["parts"], ["man"], ["woman"], ["half"], ["duties"], ["member"], ["veteran"]):
        return ""
    return " ".join(kept)


def _singular(head: str, lemma: str) -> str:
    if lemma and head.startswith(lemma[: max(2, len(lemma) - 2)]) and "-" not in head:
        return lemma
    for plural, single in _PLURALS:
        if head.endswith(plural):
            return head[: -len(plural)] + single
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def position(text: str) -> str:
    """The first chart position in the text: `1`, `top 10`; empty when there is none.

    "number two on the Hot 100" is `2`; "the top twenty" is `top 20`.
    """
    found = _POSITION.search(text)
    if not found:
        return ""
    if found["summit"]:
        return "1"
    if found["w"]:
        return str(_ORDINALS[found["w"].lower()])
    digits = found["n"] or found["p"] or found["o"]
    number = str(_NUMBERS.get(digits.lower(), digits))
    return f"top {number}" if found["top"] else number
