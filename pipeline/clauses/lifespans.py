"""Births and deaths in brackets: Pete Ham (27 April 1947 – 24 April 1975)."""

from collections.abc import Iterator, Sequence

from pipeline.clauses.tree import Tree
from pipeline.records import Argument, Clause, Span, Time

DASHES = {"–", "-", "—", "to", "−"}
BIRTH = {"b", "b.", "*", "née", "né"}
DEATH = {"d", "d.", "†", "died"}
LEAST_YEARS = 16  # a shorter span is a stay in a band
MOST_WORDS = 24


def lifespans(tree: Tree, times: Sequence[Time]) -> Iterator[Clause]:
    """A clause `was born` and a clause `died` for each name with such dates in brackets."""
    for name, kind in list(tree.kind.items()):
        if kind == "PERSON":
            yield from _lifespan(tree, name, times)


def _lifespan(tree: Tree, name: int, times: Sequence[Time]) -> Iterator[Clause]:
    opening = name + 1
    while opening < len(tree) and tree.unit[opening] == name:
        opening += 1
    last = tree.bounds[tree.sentence[name]][1]
    closing = next((i for i in range(opening, min(last, opening + MOST_WORDS)) if tree.lower[i] == ")"), -1)
    if opening >= last or tree.lower[opening] != "(" or closing < 0:
        return
    words = range(opening + 1, closing)
    if any(tree.pos[i] in ("VERB", "AUX") and tree.lower[i] not in DEATH for i in words):
        return
    inside = [t for t in times if tree.end[opening] <= t.span.start < tree.start[closing]]
    marks = {tree.lower[i] for i in words}
    if len(inside) == 2 and marks & DASHES and _apart(inside[0].earliest, inside[1].earliest):
        yield _clause(tree, name, "bear", inside[0], words)
        yield _clause(tree, name, "die", inside[1], words)
    elif len(inside) == 1 and _apart(inside[0].earliest, inside[0].latest):
        yield _clause(tree, name, "bear", inside[0], words)  # (22 June 1940 – 4 July 2016) as one time
        yield _clause(tree, name, "die", inside[0], words)
    elif len(inside) == 1 and marks & BIRTH:
        yield _clause(tree, name, "bear", inside[0], words)
    elif len(inside) == 1 and marks & DEATH:
        yield _clause(tree, name, "die", inside[0], words)


def _apart(birth: str, death: str) -> bool:
    """Whether the two days can be the ends of a life."""
    return bool(birth and death) and int(death[:4]) - int(birth[:4]) >= LEAST_YEARS


def _clause(tree: Tree, name: int, lemma: str, time: Time, words: range) -> Clause:
    """The clause of a birth or death; places named beside its date are where it was."""
    passive = lemma == "bear"
    arguments = [_argument(tree, "object" if passive else "subject", name)]
    dash = next((i for i in words if tree.lower[i] in DASHES), words.stop)
    before = time.span.start < tree.start[dash] if dash < words.stop else True
    places = [i for i in words if tree.kind.get(i) in ("GPE", "LOC") and (i < dash) == before]
    arguments += [_argument(tree, "in", i) for i in places[:1]]
    return Clause(
        sentence=tree.sentences[tree.sentence[name]],
        trigger=Span(time.span.start, time.span.end, time.span.text),
        kind="verb",
        lemma=lemma,
        voice="passive" if passive else "active",
        arguments=tuple(arguments),
        times=(time.span,),
    )


def _argument(tree: Tree, slot: str, i: int) -> Argument:
    return Argument(slot, tree.phrase(i), tree.start[i], tree.lemma[i])
