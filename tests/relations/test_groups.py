"""The group that somebody leaves, where the sentence does not name it."""

from pipeline.packs import read_packs
from pipeline.records import Fact, Factuality, Span
from pipeline.relations.groups import name_groups

PACKS = {pack.relation: pack for pack in read_packs()}


def told(relation: str, subject: str, group: str, start: int, *, polarity: str = "positive") -> Fact:
    """A fact whose predicate stands at `start`, alone in its sentence."""
    return Fact(
        relation=relation,
        subject=subject,
        subject_type="PERSON",
        object=group,
        object_type="GROUP" if group else "",
        trigger=Span(start, start + 4, "verb"),
        sentence=Span(start, start + 9, "sentence."),
        rule=f"{relation}/1",
        factuality=Factuality(polarity=polarity),
    )


def groups(facts: list[Fact]) -> list[tuple[str, str]]:
    """Who leaves which group."""
    return [(f.subject, f.object) for f in name_groups(facts, PACKS) if f.relation == "left"]


def test_the_last_group_before_is_left():
    facts = [
        told("founded", "Peter Green", "Fleetwood Mac", 10),
        told("left", "Peter Green", "", 40),
        told("joined", "Peter Green", "Katmandu", 70),
    ]
    assert groups(facts) == [("Peter Green", "Fleetwood Mac")]


def test_nobody_leaves_a_group_that_the_article_does_not_tell():
    facts = [told("member_of", "Mick Fleetwood", "Fleetwood Mac", 10), told("left", "Peter Green", "", 40)]
    assert groups(facts) == []


def test_two_groups_in_one_sentence_are_not_certain():
    one, other = (told("member_of", "Ron Wood", group, 10) for group in ("the Faces", "the Rolling Stones"))
    assert groups([one, other, told("left", "Ron Wood", "", 40)]) == []


def test_a_group_is_not_left_twice():
    facts = [
        told("joined", "Mick Taylor", "the Rolling Stones", 10),
        told("left", "Mick Taylor", "the Rolling Stones", 40),
        told("left", "Mick Taylor", "", 70),
    ]
    assert groups(facts) == [("Mick Taylor", "the Rolling Stones")]


def test_words_that_name_the_group_say_it_once():
    facts = [
        told("joined", "Mick Taylor", "the Rolling Stones", 10),
        told("left", "Mick Taylor", "the Rolling Stones", 40),
        told("left", "Mick Taylor", "", 40),
    ]
    assert groups(facts) == [("Mick Taylor", "the Rolling Stones")]


def test_a_denied_membership_is_none():
    facts = [
        told("member_of", "Jimmy Page", "the Who", 10, polarity="negative"),
        told("left", "Jimmy Page", "", 40),
    ]
    assert groups(facts) == []
