"""What parsers get wrong around names, years and hyphens, put right before clauses are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.clauses.reattach import break_circles, reattach
from pipeline.clauses.titles import mend_titles

if TYPE_CHECKING:
    from pipeline.clauses.tree import Tree

NOMINAL_LABELS = {
    "nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "compound", "poss", "attr", "dative", "oprd",
    "nmod", "npadvmod", "ROOT", "pcomp",
}  # fmt: skip
PREFIXES = {"co", "re", "self", "pre", "over", "guest"}
OPENING = {'"', "“", "'", "‘", "``", "the", "a", "an"}
LIST_ENDS = {"and", "or", "&"}
LIST_WORDS = {*LIST_ENDS, ",", '"', "“", "”", "'", "‘", "’", "``", "''"}
PLACES = {"GPE", "LOC"}
YEAR = re.compile(r"(1[5-9]|20)\d\d$")


def mend(tree: Tree) -> None:
    """Correct heads and labels in place; `children` is built afterwards."""
    for i in range(len(tree)):
        if tree.lower[i] == "-" and i and tree.lower[i - 1] in PREFIXES and i + 1 < len(tree):
            _join_prefix(tree, i - 1)
        elif YEAR.match(tree.lower[i]):
            _free_year(tree, i)
        elif tree.tag[i] == "POS" and tree.unit[i] < 0:
            _attach_owner(tree, i)
        elif tree.lower[i] in ("a", "an") and tree.unit[i] < 0:
            _describe(tree, i)
    for top in tree.named:
        if tree.dep[top] not in NOMINAL_LABELS:
            _place_name(tree, top)
    reattach(tree)
    mend_titles(tree)
    for run in _lists_of_names(tree):
        _join_list(tree, run)
    break_circles(tree)


def _join_prefix(tree: Tree, prefix: int) -> None:
    """co-wrote is one verb."""
    verb = prefix + 2
    if tree.pos[verb] not in ("VERB", "AUX") or tree.unit[verb] >= 0:
        return
    tree.lemma[verb] = f"{tree.lower[prefix]}-{tree.lemma[verb]}"
    for i in (prefix, prefix + 1):
        for j in range(*tree.bounds[tree.sentence[i]]):
            if tree.head[j] == i and j not in (prefix, prefix + 1):
                tree.head[j] = verb
        if tree.head[i] == i:
            tree.head[verb], tree.dep[verb] = verb, "ROOT"
        tree.head[i], tree.dep[i], tree.pos[i] = verb, "punct", "X"


def _free_year(tree: Tree, year: int) -> None:
    """In 1974 Mick Taylor left: the year belongs to the preposition, the name to the verb."""
    head = tree.head[year]
    if tree.unit[year] >= 0 or tree.unit[head] < 0 or head < year or tree.dep[year] not in _INSIDE:
        return
    prep = year - 1
    if prep < 0 or tree.pos[prep] not in ("ADP", "SCONJ"):
        return
    tree.head[year], tree.dep[year] = prep, "pobj"
    verb = tree.head[prep]
    if tree.head[head] == prep and verb != prep and tree.pos[verb] in ("VERB", "AUX") and verb > head:
        has_subject = any(
            tree.head[j] == verb and tree.dep[j] in ("nsubj", "nsubjpass")
            for j in range(*tree.bounds[tree.sentence[year]])
        )
        if not has_subject:
            passive = any(tree.head[j] == verb and tree.dep[j] == "auxpass" for j in range(head, verb))
            tree.head[head], tree.dep[head] = verb, "nsubjpass" if passive else "nsubj"


def _describe(tree: Tree, article: int) -> None:
    """Shel Talmy, an American producer, brought him in: what is called a conjunct describes the name."""
    noun = tree.head[article]
    name = tree.head[noun]
    if (
        tree.dep[noun] != "conj"
        or tree.unit[noun] >= 0
        or tree.unit[name] < 0
        or tree.lower[article - 1] != ","
    ):
        return
    if not any(tree.lower[k] in ("and", "or", "&") for k in range(name, noun)):
        tree.dep[noun] = "appos"


def _attach_owner(tree: Tree, mark: int) -> None:
    """Jet Harris and Tony Meehan's song: the song is what the sentence is about, both own it."""
    last = tree.bounds[tree.sentence[mark]][1]
    owner = tree.unit[mark - 1] if mark and tree.unit[mark - 1] >= 0 else mark - 1
    while owner >= 0 and tree.dep[owner] == "conj" and tree.unit[tree.head[owner]] >= 0:
        owner = tree.head[owner]
    noun = mark + 1
    while noun < last and tree.lower[noun] in OPENING:
        noun += 1
    if noun < last and tree.unit[noun] >= 0 and tree.kind.get(tree.unit[noun]) == "WORK":
        _own_title(tree, owner, tree.unit[noun])
        return
    noun = mark + 1
    while noun < last and tree.pos[noun] in ("ADJ", "NUM", "ADV") and tree.unit[noun] < 0:
        noun += 1
    while (
        noun + 1 < last and tree.pos[noun] == "NOUN" and tree.pos[noun + 1] == "NOUN" and tree.unit[noun] < 0
    ):
        noun += 1
    if owner < 0 or noun >= last or tree.pos[noun] != "NOUN" or tree.unit[noun] >= 0 or tree.unit[owner] < 0:
        return
    if tree.dep[owner] == "poss" or (owner in tree.up(noun) and tree.head[noun] != owner):
        return
    if tree.dep[owner] not in ("pobj", "dobj", "nsubj", "nsubjpass", "attr"):
        return
    tree.head[noun], tree.dep[noun] = tree.head[owner], tree.dep[owner]
    tree.head[owner], tree.dep[owner] = noun, "poss"


def _own_title(tree: Tree, owner: int, title: int) -> None:
    """Marvin Gaye's What's Going On: the title is what the sentence is about."""
    if owner < 0 or tree.dep[owner] == "poss" or owner == title:
        return
    if tree.unit[owner] < 0 and tree.pos[owner] not in ("NOUN", "PROPN"):
        return
    if owner in tree.up(title) or (tree.dep[title] == "dep" and title not in tree.up(owner)):
        _take_place(tree, title, owner)
    tree.head[owner], tree.dep[owner] = title, "poss"


def _take_place(tree: Tree, i: int, other: int) -> None:
    """Hang the token where the other one hangs."""
    is_root = tree.head[other] == other
    tree.head[i] = i if is_root else tree.head[other]
    tree.dep[i] = tree.dep[other]


_INSIDE = {"nummod", "compound", "nmod", "amod", "name"}


def _place_name(tree: Tree, top: int) -> None:
    """A title that was parsed as a clause or a modifier: the documentary It Might Get Loud."""
    first = next(i for i in range(len(tree)) if tree.unit[i] == top)
    before = first - 1
    start = tree.bounds[tree.sentence[top]][0]
    while before >= start and tree.lower[before] in OPENING:
        before -= 1
    if before < start or _is_below(tree, before, top):
        tree.dep[top] = "nsubj" if tree.pos[tree.head[top]] in ("VERB", "AUX") else "dep"
        return
    if tree.pos[before] in ("ADP", "PART", "SCONJ") and tree.lower[before] not in ("'s", "’s", "not", "n't"):
        _hang_under_preposition(tree, top, before)
    elif tree.pos[before] == "NOUN":
        tree.head[top], tree.dep[top] = before, "appos"
    elif tree.pos[before] in ("VERB", "AUX") and tree.lemma[before] != "be":
        tree.head[top], tree.dep[top] = before, "dobj"
    else:
        tree.dep[top] = "appos" if tree.pos[tree.head[top]] in ("NOUN", "PROPN") else "dobj"


def _hang_under_preposition(tree: Tree, top: int, prep: int) -> None:
    if tree.head[prep] == top:
        tree.head[prep] = tree.head[top]
    if tree.dep[prep] in ("aux", "mark", "prt", "punct"):
        tree.dep[prep], tree.pos[prep] = "prep", "ADP"
    tree.head[top], tree.dep[top] = prep, "pobj"


def _lists_of_names(tree: Tree) -> Iterator[list[int]]:
    """Runs of names of one type with nothing but commas and a last `and` between them."""
    words: dict[int, list[int]] = {}
    for i, top in enumerate(tree.unit):
        if top >= 0:
            words.setdefault(top, []).append(i)
    run: list[int] = []
    closed = False
    for top in sorted(words, key=lambda top: words[top][0]):
        between = tree.lower[words[run[-1]][-1] + 1 : words[top][0]] if run else []
        joined = set(between) & LIST_ENDS
        fits = bool(run) and not closed and bool(between) and set(between) <= LIST_WORDS and between != ["("]
        if fits and tree.kind[top] == tree.kind[run[0]] and tree.sentence[top] == tree.sentence[run[0]]:
            run.append(top)
            closed = bool(joined)
            continue
        if closed or (len(run) > 2 and tree.kind[run[0]] == "WORK"):
            yield run
        run, closed = [top], False
    if closed or (len(run) > 2 and tree.kind[run[0]] == "WORK"):
        yield run


def _join_list(tree: Tree, run: list[int]) -> None:
    """the album contains “A”, “B” and “C”: all hang on the first."""
    first = run[0]
    if tree.kind[first] in PLACES or any(_acts_alone(tree, top, first) for top in run[1:]):
        return
    above = [i for i in tree.up(first) if i in run]
    if above:
        _take_place(tree, first, above[-1])
    for top in run[1:]:
        tree.head[top], tree.dep[top] = first, "conj"


def _acts_alone(tree: Tree, top: int, first: int) -> bool:
    """Whether the name is the subject of another verb: she sang “A”, and “B” became a hit."""
    verb = tree.head[top]
    # 1968 Robert Plant and John Bonham joined: the first hangs on the second
    apart = verb not in (tree.head[first], first) and tree.head[first] != top
    return tree.dep[top] in ("nsubj", "nsubjpass") and verb > top and apart


def _is_below(tree: Tree, i: int, top: int) -> bool:
    """Whether moving `top` under `i` would close a circle."""
    if tree.head[i] == top and tree.dep[i] in ("mark", "aux", "prep", "case"):
        return bool(tree.head[top] == top)
    return bool(i == top or top in tree.up(i))
