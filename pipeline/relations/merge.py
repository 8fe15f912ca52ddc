"""The same fact said twice in one article is one row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.packs import Pack
from pipeline.records import Fact

QUALIFIERS = ("role", "group", "work", "place", "value")
# in which two tellings of one fact may differ and be two facts, for relations with editions
EDITION = ("group", "work", "place", "value")


def merge_repeats(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts without repeats, in the order of the text; the best-evidenced telling stays."""
    kept: dict[tuple[str, ...], list[Fact]] = {}
    for fact in _with_objects(facts, packs):
        pack = packs.get(fact.relation)
        tellings = kept.setdefault(_key(fact, symmetric=bool(pack and pack.file.symmetric)), [])
        editions = bool(pack and pack.file.editions)
        for i, other in enumerate(tellings):
            if _same(other, fact, editions=editions):
                tellings[i] = _merged(other, fact)
                break
        else:
            tellings.append(fact)
    merged = [fact for tellings in kept.values() for fact in tellings]
    return sorted(merged, key=lambda f: (f.sentence.start, f.trigger.start, f.relation, f.subject, f.object))


def _with_objects(facts: Sequence[Fact], packs: Mapping[str, Pack]) -> list[Fact]:
    """The facts; one that names no object takes the object of another telling (born ... born in Dublin)."""
    objects = {(f.relation, f.subject): f for f in reversed(facts) if f.object}
    out = []
    for fact in facts:
        pack = packs.get(fact.relation)
        other = objects.get((fact.relation, fact.subject))
        if not fact.object and fact.value:  # the first to chart on the Hot 100, reaching number 131
            beside = [f for f in facts if f.object and not f.value and _stand_together(f, fact)]
            other = beside[0] if beside else other
        if not fact.object and other and pack and (not pack.file.editions or _stand_together(other, fact)):
            fact = replace(fact, object=other.object, object_type=other.object_type)
        out.append(fact)
    return out


def _stand_together(one: Fact, other: Fact) -> bool:
    """Whether one sentence tells both of one subject."""
    ends = (other.relation, other.subject, other.sentence, other.factuality)
    return not one.value and (one.relation, one.subject, one.sentence, one.factuality) == ends


def _key(fact: Fact, *, symmetric: bool) -> tuple[str, ...]:
    ends = [fact.subject, fact.object]
    status = (fact.factuality.polarity, fact.factuality.modality)
    return (fact.relation, *(sorted(ends) if symmetric else ends), *status)


def _same(one: Fact, other: Fact, *, editions: bool) -> bool:
    if not editions:
        return True
    return _date_fits(one, other) and all(
        not getattr(one, q) or not getattr(other, q) or getattr(one, q) == getattr(other, q) for q in EDITION
    )


def _date_fits(one: Fact, other: Fact) -> bool:
    """Whether the two dates can be of one event: equal, missing, or one within the other."""
    a, b = one.time, other.time
    if a is None or b is None or not a.edtf or not b.edtf or a.edtf == b.edtf:
        return True
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    return (a.earliest <= b.earliest and b.latest <= a.latest) or (
        b.earliest <= a.earliest and a.latest <= b.latest
    )


def _merged(one: Fact, other: Fact) -> Fact:
    """The better-evidenced of two tellings, with what only the other says."""
    best, rest = sorted((one, other), key=lambda f: (-_weight(f), f.sentence.start, f.rule))
    gained: dict[str, Any] = {q: getattr(rest, q) for q in QUALIFIERS if not getattr(best, q)}
    time = best.time
    if (rest.time and rest.time.edtf and not (time and time.edtf)) or (
        time and rest.time and rest.sentence == best.sentence and len(rest.time.edtf) > len(time.edtf)
    ):
        time = rest.time
    factuality = best.factuality
    if not (one.factuality.attributed_to and other.factuality.attributed_to):
        factuality = replace(factuality, attributed_to="")  # the article says it itself
    confidence = max(one.confidence, other.confidence)
    return replace(best, time=time, factuality=factuality, confidence=confidence, **gained)


def _weight(fact: Fact) -> float:
    filled = sum(bool(getattr(fact, q)) for q in QUALIFIERS) + bool(fact.time and fact.time.edtf)
    return fact.confidence + 0.05 * filled
