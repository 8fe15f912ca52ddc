"""Which group somebody is in, where a sentence about leaving it does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.packs import Pack
from pipeline.records import Fact


def name_groups(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts; those without a group have the one that the article last put the person in, or go.

    Hell founded Television with Verlaine. ... He was edged out in 1975.
    """
    named: list[Fact] = []
    for fact in facts:
        sources = packs[fact.relation].file.group_from if fact.relation in packs else ()
        if fact.object or not sources:
            named.append(fact)
        elif not _says_it_itself(fact, facts) and (group := _group_of(fact, facts, sources)) is not None:
            named.append(replace(fact, object=group.object, object_type=group.object_type))
    return named


def _says_it_itself(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the same words tell the fact with its group."""
    told = (fact.relation, fact.subject, fact.trigger)
    return any(f.object and (f.relation, f.subject, f.trigger) == told for f in facts)


def _group_of(fact: Fact, facts: Sequence[Fact], sources: Sequence[str]) -> Fact | None:
    """The last fact before that puts the person in a group, if the group is certain and not yet left."""
    before = [
        f for f in facts
        if f.relation in sources and f.subject == fact.subject and f.object_type == "GROUP"
        and f.trigger.start < fact.trigger.start and f.factuality == fact.factuality
    ]  # fmt: skip
    last = max(before, key=lambda f: f.trigger.start, default=None)
    if last is None or any(f.object != last.object for f in before if f.sentence == last.sentence):
        return None
    left = any(
        f.relation == fact.relation and f.subject == fact.subject and f.object == last.object
        and last.trigger.start < f.trigger.start < fact.trigger.start
        for f in facts
    )  # fmt: skip
    return None if left else last
