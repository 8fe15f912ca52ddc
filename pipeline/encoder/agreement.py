"""Mentions of one name in a document agree on their label, unless one of them is sure of another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

OTHERS = 0.7  # what the other mentions of a name weigh beside a mention's own scores
SURNAME = 0.5  # what the full names that end with a word weigh for that word alone
FLOOR = -6.0  # no mention speaks more strongly against a label than this
ARTICLES = {"the", "a", "an"}
JOINING = {"and", "&"}
LOOSE_ENDS = {"to", "and", "or", "from", "by", "with", "for", "in", "on", "at", "the", "a"}
MARKS = {'"', "“", "‘", "``"}
TAILS = {"'s", "’s", "'", "’"}


@dataclass(frozen=True)
class Name:
    """A name in words, its label, and the mean log probability of every label over its words."""

    start: int
    end: int
    label: str
    scores: NDArray[np.float32]
    probability: float


def key(words: list[str]) -> tuple[str, ...]:
    """A name without its article and possessive, capitals apart."""
    low = [w.lower() for w in words]
    while len(low) > 1 and low[0] in ARTICLES:
        low = low[1:]
    while len(low) > 1 and low[-1] in TAILS:
        low = low[:-1]
    return tuple(low)


def trimmed(name: Name, words: list[str]) -> Name:
    """The name without small words at its end: "everyone from the Who to Petula Clark"."""
    end = name.end
    while end - name.start > 1 and words[end - 1] in LOOSE_ENDS and words[end - 2] not in LOOSE_ENDS:
        end -= 1
    return replace(name, end=end)


def split(names: list[Name], words: list[str]) -> list[Name]:
    """The names, with "Page and the Yardbirds" in two where both stand by themselves in the document."""
    alone = {key(words[n.start : n.end]): n for n in names}
    people = {k[-1]: n for k, n in alone.items() if n.label == "PERSON"}
    out: list[Name] = []
    for n in names:
        parts = []
        for i in range(n.start + 1, n.end - 1):
            if words[i] in JOINING:
                left, right = key(words[n.start : i]), key(words[i + 1 : n.end])
                one = alone.get(left) or (people.get(left[0]) if len(left) == 1 else None)
                if one and right in alone:
                    parts = [
                        replace(one, start=n.start, end=i),
                        replace(alone[right], start=i + 1, end=n.end),
                    ]
        out += parts or [n]
    return out


def agree(names: list[Name], words: list[str], labels: list[str]) -> list[Name]:
    """The names of a document, labelled with what their other mentions say in mind.

    What stands in quotation marks has no say on what does not: the album “Led
    Zeppelin” and the band.
    """
    names = split([trimmed(n, words) for n in names], words)
    keys = [key(words[n.start : n.end]) for n in names]
    quoted = [n.start > 0 and words[n.start - 1] in MARKS for n in names]
    heard = [np.maximum(n.scores, FLOOR) for n in names]
    groups: dict[tuple[bool, tuple[str, ...]], list[int]] = defaultdict(list)
    for i, k in enumerate(keys):
        groups[quoted[i], k].append(i)
    surnames: dict[str, list[int]] = defaultdict(list)
    for i, (n, k) in enumerate(zip(names, keys, strict=True)):
        if n.label == "PERSON" and len(k) > 1:
            surnames[k[-1]].append(i)
    out = []
    for i, n in enumerate(names):
        total = heard[i].copy()
        others = [heard[j] for j in groups[quoted[i], keys[i]] if j != i]
        if others:
            total += OTHERS * np.mean(others, axis=0)
        if len(keys[i]) == 1 and surnames.get(keys[i][0]):
            total += SURNAME * np.mean([heard[j] for j in surnames[keys[i][0]]], axis=0)
        out.append(replace(n, label=labels[int(total.argmax())]))
    return out
