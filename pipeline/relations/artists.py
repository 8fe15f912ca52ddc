"""Whose work it is, where a sentence about the work does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.packs import Pack
from pipeline.records import Fact

ARTISTS = ("PERSON", "GROUP")


def name_artists(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts, with the work's artist as subject where the text gives none or only the label.

    The artist is the one that the article names for the work, or for the album it is on.
    """
    known: dict[tuple[str, str], dict[str, Fact]] = {}
    for fact in facts:
        if fact.factuality.polarity == "positive" and fact.subject_type in ARTISTS:
            known.setdefault((fact.relation, fact.object), {}).setdefault(fact.subject, fact)
    albums = {fact.subject: fact.object for fact in facts if fact.relation == "part_of"}
    named: list[Fact] = []
    for fact in facts:
        source = packs[fact.relation].file.artist_from if fact.relation in packs else ""
        artists = known.get((source, fact.object)) or known.get((source, albums.get(fact.object, "")))
        if source and artists and fact.subject_type not in ARTISTS:
            named += [_by(artist, fact) for artist in artists.values()]
        else:
            named.append(fact)
    return named


def _by(artist: Fact, fact: Fact) -> Fact:
    """The fact with the artist as subject; who released it becomes the label."""
    label = fact.group or (fact.subject if fact.subject_type == "ORG" else "")
    return replace(fact, subject=artist.subject, subject_type=artist.subject_type, group=label)
