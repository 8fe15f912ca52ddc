"""The word lists beside this file, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cues:
    """What words say about the names beside them: `cues.toml` turned inside out."""

    nouns: dict[str, str]  # lemma -> entity type
    endings: dict[str, str]  # last word of a name -> entity type
    names: dict[str, str]  # whole name -> entity type
    groups: dict[str, frozenset[str]]  # every other list, as "section.key"


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names: gender (`male`, `female`, `either`) and the full names of short ones."""

    gender: dict[str, str]
    short: dict[str, frozenset[str]]


@cache
def read_cues() -> Cues:
    """The cues of `cues.toml`."""
    data = tomllib.loads((HERE / "cues.toml").read_text(encoding="utf-8"))
    tables = {key: _invert(data.pop(key)) for key in ("nouns", "endings", "names")}
    groups = {
        f"{section}.{key}": frozenset(words)
        for section, lists in data.items()
        for key, words in lists.items()
    }
    return Cues(**tables, groups=groups)


@cache
def read_given_names() -> GivenNames:
    """The names of `given_names.toml`."""
    data = tomllib.loads((HERE / "given_names.toml").read_text(encoding="utf-8"))
    gender = {name: key for key, names in data["names"].items() for name in names}
    return GivenNames(gender, {name: frozenset(full) for name, full in data["short"].items()})


def _invert(lists: dict[str, list[str]]) -> dict[str, str]:
    inverted: dict[str, str] = {}
    for key, words in lists.items():
        for word in words:
            inverted.setdefault(word, key)
    return inverted
