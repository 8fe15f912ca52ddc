"""Names, above all titles of works, where parsers hang them wrong: subjects without a verb, authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.clauses.cues import CUES

if TYPE_CHECKING:
    from pipeline.clauses.tree import Tree

FINITE = ("VBD", "VBZ", "VBP", "MD")
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
LOOSE = ("parataxis", "relcl", "acl", "ccomp", "appos", "dep", "conj")
TIMES = {
    "year",
    "month",
    "week",
    "day",
    "summer",
    "spring",
    "autumn",
    "fall",
    "winter",
    "time",
    "night",
    "evening",
}
MOST_WORDS = 6  # between a record and the comma before its title
OPENING_MARKS = {'"', "“", "'", "‘", "``"}
CLOSING_MARKS = {'"', "”", "'", "’", "''", ")"}


def mend_titles(tree: Tree) -> None:
    """Correct heads and labels in place."""
    for top in list(tree.named):
        _free_from_time(tree, top)
        _coordinate_like_with_like(tree, top)
        if tree.kind[top] == "WORK":
            _take_author(tree, top)
            _open_participle(tree, top)
            _open_after_apposition(tree, top)
            _name_the_record(tree, top)
        if tree.dep[top] == "ROOT":
            _give_predicate(tree, top)


def _last_of(tree: Tree, top: int) -> int:
    i = top
    while i + 1 < len(tree) and tree.unit[i + 1] == top:
        i += 1
    return i


def _children(tree: Tree, i: int) -> list[int]:
    first, last = tree.bounds[tree.sentence[i]]
    return [j for j in range(first, last) if tree.head[j] == i and j != i]


def _has_subject(tree: Tree, verb: int) -> bool:
    return any(tree.dep[j] in SUBJECTS for j in _children(tree, verb))


def _give_predicate(tree: Tree, name: int) -> None:
    """“Fujiyama Mama”, on the other hand, went to number one: the verb below the name is its predicate."""
    verbs = [
        j for j in _children(tree, name)
        if j > name and tree.pos[j] in ("VERB", "AUX") and tree.dep[j] in LOOSE and tree.unit[j] < 0
    ]  # fmt: skip
    if any(tree.tag[j] in FINITE and _has_subject(tree, j) for j in verbs):
        return
    verb = next((j for j in verbs if _is_predicate(tree, name, j)), -1)
    if verb < 0:
        return
    passive = any(tree.dep[j] == "auxpass" for j in _children(tree, verb))
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[name], tree.dep[name] = verb, "nsubjpass" if passive else "nsubj"
    if tree.tag[verb] == "VBN" and not passive:
        tree.tag[verb] = "VBD"
    for j in _children(tree, name):
        if j > verb or (tree.dep[j] in ("prep", "advmod", "neg") and j > _last_of(tree, name)):
            tree.head[j] = verb


def _is_predicate(tree: Tree, name: int, verb: int) -> bool:
    """Whether a verb below a name can be finite: went, was taken; stalled right after the name, by nobody."""
    if _has_subject(tree, verb):
        return False
    auxiliaries = [j for j in _children(tree, verb) if tree.dep[j] in ("aux", "auxpass")]
    if any(tree.tag[j] in FINITE for j in auxiliaries) or tree.tag[verb] in ("VBD", "VBZ", "VBP"):
        return True
    if tree.tag[verb] != "VBN" or auxiliaries or not tree.lower[verb].endswith("ed"):
        return False
    if any(tree.dep[j] == "neg" or tree.tag[j] in FINITE for j in _children(tree, verb) if j != name):
        return True  # never charted at home and went to number one in Japan
    near = all(tree.lower[j] in CLOSING_MARKS for j in range(_last_of(tree, name) + 1, verb))
    return near and not any(tree.dep[j] == "agent" for j in _children(tree, verb))


def _open_participle(tree: Tree, name: int) -> None:
    """“Be My Baby” reached number two: read as a participle before the number, the verb is the main one."""
    verb = _last_of(tree, name) + 1
    while verb < len(tree) and tree.lower[verb] in CLOSING_MARKS:
        verb += 1
    if verb >= len(tree) or tree.dep[verb] != "amod" or tree.tag[verb] not in ("VBN", "VBD"):
        return
    noun = tree.head[verb]
    if noun < verb or tree.unit[verb] >= 0:
        return
    below_name = tree.head[noun] == name and tree.head[name] == name
    if not below_name and (tree.head[noun] != noun or tree.head[name] not in (noun, verb)):
        return
    for j in _children(tree, name):
        if j > noun:
            tree.head[j] = verb
    tree.head[verb], tree.dep[verb], tree.tag[verb], tree.pos[verb] = verb, "ROOT", "VBD", "VERB"
    tree.head[name], tree.dep[name] = verb, "nsubj"
    tree.head[noun], tree.dep[noun] = verb, "dobj"


def _comma_before(tree: Tree, name: int) -> int:
    """The comma before a title, or -1."""
    i = name
    while i > 0 and (tree.unit[i - 1] == name or tree.lower[i - 1] in OPENING_MARKS):
        i -= 1
    same = i > 1 and tree.sentence[i - 1] == tree.sentence[name]
    return i - 1 if same and tree.lower[i - 1] == "," else -1


def _after_title(tree: Tree, name: int) -> int:
    after = _last_of(tree, name) + 1
    while after < len(tree) and tree.lower[after] in CLOSING_MARKS:
        after += 1
    return after


def _open_after_apposition(tree: Tree, name: int) -> None:
    """The record, “Green Onions”, reached number three: the participle after the comma is the main verb."""
    noun, verb = _comma_before(tree, name) - 1, _after_title(tree, name) + 1
    if noun < 0 or verb >= len(tree) or tree.lower[verb - 1] != "," or tree.unit[verb] >= 0:
        return
    if tree.lemma[noun] not in CUES["record_nouns"] or tree.dep[verb] != "amod" or tree.head[verb] <= verb:
        return
    if tree.tag[verb] not in ("VBN", "VBD") or tree.sentence[verb] != tree.sentence[name]:
        return
    reached, other = tree.head[verb], tree.head[name]
    if tree.head[noun] != noun and tree.head[name] != name:
        return
    tree.head[verb], tree.dep[verb], tree.tag[verb], tree.pos[verb] = verb, "ROOT", "VBD", "VERB"
    tree.head[name], tree.dep[name] = verb, "nsubj"
    tree.head[noun], tree.dep[noun] = name, "appos"
    tree.head[reached], tree.dep[reached] = verb, "dobj"
    if other > reached:
        tree.head[other], tree.dep[other] = verb, "conj"


def _name_the_record(tree: Tree, name: int) -> None:
    """singing a song of his own, “You Better Move On”: a title between commas says which song it is."""
    comma, after = _comma_before(tree, name), _after_title(tree, name)
    if comma < 0 or (after < len(tree) and tree.lower[after] not in (",", ".", ";", ":", "–", "for", "at")):
        return
    first = tree.bounds[tree.sentence[name]][0]
    for noun in range(comma - 1, max(first, comma - MOST_WORDS) - 1, -1):
        if tree.lower[noun] in (",", ";", "(", ")") or tree.pos[noun] in ("VERB", "AUX"):
            return
        if tree.lemma[noun] in CUES["record_nouns"] and tree.unit[noun] < 0 and tree.pos[noun] == "NOUN":
            break
    else:
        return
    listed = tree.tag[noun] == "NNS" or (tree.dep[name] in ("appos", "conj") and tree.head[name] == noun)
    inner = any(tree.lemma[i] in CUES["record_nouns"] for i in tree.up(noun) if i < noun)
    if listed or inner or name in tree.up(noun) or tree.head[name] > _after_title(tree, name):
        return  # the first track from the album, “Walking Far from Home”, was released
    tree.head[name], tree.dep[name] = noun, "appos"


def _free_from_time(tree: Tree, name: int) -> None:
    """That year “Right or Wrong”, a ballad, returned her to the fold: the title is no part of the year."""
    head = tree.head[name]
    if (
        tree.dep[name] not in ("appos", "nmod", "compound", "dep")
        or tree.lemma[head] not in TIMES
        or head > name
    ):
        return
    verb = tree.head[head]
    if (
        tree.unit[head] >= 0
        or tree.pos[verb] not in ("VERB", "AUX")
        or verb < name
        or _has_subject(tree, verb)
    ):
        return
    passive = any(tree.dep[j] == "auxpass" for j in _children(tree, verb))
    tree.head[name], tree.dep[name] = verb, "nsubjpass" if passive else "nsubj"
    for j in _children(tree, head):
        if j > name and tree.dep[j] == "appos":
            tree.head[j] = name


def _coordinate_like_with_like(tree: Tree, name: int) -> None:
    """by Polydor in the UK and Atco in the US: the second label is listed beside the first."""
    partner, kind = tree.head[name], tree.kind[name]
    if tree.dep[name] != "conj" or kind not in ("ORG", "GPE", "PERSON", "GROUP", "CHART"):
        return
    if tree.kind.get(partner, kind) == kind:
        return
    for above in tree.up(partner):
        if tree.kind.get(above) == kind and above < partner:
            tree.head[name] = above
            return
        if tree.pos[above] in ("VERB", "AUX"):
            return


def _take_author(tree: Tree, title: int) -> None:
    """appears on Odessa by the Bee Gees: right after a title, by belongs to it unless the verb is passive."""
    by = _last_of(tree, title) + 1
    while by < len(tree) and tree.lower[by] in CLOSING_MARKS:
        by += 1
    if by >= len(tree) or tree.lower[by] != "by" or tree.sentence[by] != tree.sentence[title]:
        return
    verb = tree.head[by]
    if tree.dep[by] not in ("prep", "agent") or tree.pos[verb] not in ("VERB", "AUX") or verb > by:
        return
    if tree.tag[verb] == "VBN" and any(tree.dep[j] == "auxpass" for j in _children(tree, verb)):
        return
    if tree.tag[verb] != "VBN":
        tree.head[by], tree.dep[by] = title, "prep"
