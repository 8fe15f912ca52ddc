"""Whose work it is, where a sentence about the work does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.packs import Pack
from pipeline.records import Fact

ARTISTS = ("PERSON", "GROUP")


def name_artists(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts, with the work's artist as subject where the text gives none or only the label.

    The artist is the one that the article first names for the work, or for the album it is on.
    """
    known = _artists(facts)
    albums = {fact.subject: fact.object for fact in facts if fact.relation == "part_of"}
    named: list[Fact] = []
    for fact in facts:
        sources = packs[fact.relation].file.artist_from if fact.relation in packs else ()
        works = (fact.object, albums.get(fact.object, ""))
        artists = next((known[s, w] for s in sources for w in works if (s, w) in known), ())
        if artists and fact.subject_type not in ARTISTS:
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


def _by(artist: Fact, fact: Fact) -> Fact:
    """The fact with the artist as subject; who released it becomes the label."""
    label = fact.group or (fact.subject if fact.subject_type == "ORG" else "")
    return replace(fact, subject=artist.subject, subject_type=artist.subject_type, group=label)
