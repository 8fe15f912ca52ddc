"""Whose work it is, where a sentence about the work does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.packs import Pack
from pipeline.records import Fact

ARTISTS = ("PERSON", "GROUP")
LEADING_SHARE = 0.95  # of the works whose performer an article names, those of the artist it is about


def name_artists(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts, with the work's artist as subject where the text gives none or only the label.

    The artist is the one that the article first names for the work, or for the album it is on;
    else the one whose works the article is about.
    """
    known = _artists(facts)
    leading = _leading_artist(facts)
    albums = {fact.subject: fact.object for fact in facts if fact.relation == "part_of"}
    named: list[Fact] = []
    for fact in facts:
        sources = packs[fact.relation].file.artist_from if fact.relation in packs else ()
        works = (fact.object, albums.get(fact.object, ""))
        artists = next((known[s, w] for s in sources for w in works if (s, w) in known), leading)
        if sources and artists and fact.subject_type not in ARTISTS:
            named += [_by(artist, fact) for artist in artists]
        else:
            named.append(fact)
    return named


def _artists(facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """By relation and work, the facts that tell its artists: those of the first sentence that does."""
    known: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.factuality.polarity == "positive" and fact.subject_type in ARTISTS:
            told = known.setdefault((fact.relation, fact.object), [])
            if not told or told[0].sentence == fact.sentence:
                told.append(fact)
    return {key: list({f.subject: f for f in reversed(told)}.values())[::-1] for key, told in known.items()}


def _leading_artist(facts: Sequence[Fact]) -> list[Fact]:
    """One fact of the artist who performs most of the works that the article names, if one does."""
    performed: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.relation == "performed" and fact.subject_type in ARTISTS:
            performed.setdefault(fact.subject, {}).setdefault(fact.object, fact)
    if not performed:
        return []
    works = max(performed.values(), key=len)
    share = len(works) / sum(len(other) for other in performed.values())
    return [next(iter(works.values()))] if share >= LEADING_SHARE else []


def _by(artist: Fact, fact: Fact) -> Fact:
    """The fact with the artist as subject; who released it becomes the label."""
    label = fact.group or (fact.subject if fact.subject_type == "ORG" else "")
    return replace(fact, subject=artist.subject, subject_type=artist.subject_type, group=label)
