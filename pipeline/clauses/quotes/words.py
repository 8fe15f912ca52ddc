"""The word lists of quotations; verbs in all their forms."""

import re
import tomllib
from pathlib import Path
from typing import Any


def inflect(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    """The forms of a verb: say, says, saying, said."""
    stem = verb[:-1] if verb.endswith("e") else verb
    past, third = stem + "ed", verb + "s"
    if re.search("[^aeiou]y$", verb):
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    elif re.search("(s|sh|ch|x|z)$", verb):
        third = verb + "es"
    return {verb, past, third, stem + "ing", *irregular.get(verb, ())}


def particles(verbs: list[str], irregular: dict[str, list[str]]) -> dict[str, str]:
    """Each form of the verbs, with the word that must follow it, or "": of `write` and `write back`, ""."""
    found: dict[str, str] = {}
    for verb, _, particle in (phrase.partition(" ") for phrase in verbs):
        for form in inflect(verb, irregular):
            found.setdefault(form, particle)
    return found


_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_IRREGULAR = _DATA.pop("irregular")

SAY: dict[str, str] = particles(_DATA.pop("say"), _IRREGULAR)
PHRASES: list[list[str]] = [phrase.split() for phrase in _DATA.pop("phrases")]
WORDS: dict[str, frozenset[str]] = {
    name: frozenset(form for verb in words for form in inflect(verb, _IRREGULAR))
    if name in ("manner", "describe")
    else frozenset(words)
    for name, words in _DATA.items()
}
