"""Whether the event of a verb happened, is planned, doubted or supposed, and on whose word."""

from pipeline.clauses.cues import CUES
from pipeline.clauses.tree import Tree
from pipeline.records import Factuality

_RANK = {"asserted": 0, "possible": 1, "planned": 2, "hypothetical": 3}


def factuality(tree: Tree, verb: int) -> tuple[Factuality, int]:
    """Polarity and modality of a verb's event, and the token that names the reported source (or -1)."""
    negative = _negated(tree, verb)
    modality = _own_modality(tree, verb)
    source = -1
    below, infinitive = verb, _is_infinitive(tree, verb)
    if infinitive and tree.lemma[verb] in CUES["aspiring_verbs"]:
        modality = _stronger(modality, "planned")
    for above in tree.up(verb):
        label = tree.dep[below]
        if tree.is_verb(above):
            if label in ("relcl", "parataxis") or (label == "advcl" and not infinitive):
                break
            negative, modality = _inherit(tree, above, below, infinitive, negative, modality)
            if label == "ccomp" and tree.lemma[above] in CUES["reporting_verbs"] and source < 0:
                source = tree.child(above, "nsubj")
            infinitive = _is_infinitive(tree, above)
            below = above
        elif label == "relcl":
            break
        elif label == "pcomp" and _denies(tree, above):
            negative = not negative  # without joining, instead of joining
            below = above
        else:
            gerund = tree.dep[below] == "prep" and tree.tag[verb] == "VBG"
            if ((label == "acl" and infinitive) or gerund) and tree.lemma[above] in CUES["planning_nouns"]:
                modality = _stronger(modality, "planned")  # an invitation to join; talk of joining
            below = above
    source = source if source >= 0 else _according_to(tree, verb)
    return Factuality("negative" if negative else "positive", modality), source


def _denies(tree: Tree, prep: int) -> bool:
    """without joining, instead of joining"""
    before = tree.lower[prep - 1] if prep else ""
    name = before if tree.lower[prep] == "of" else tree.lower[prep]
    return name in CUES["denying_prepositions"]


def _inherit(
    tree: Tree, above: int, below: int, infinitive: bool, negative: bool, modality: str
) -> tuple[bool, str]:
    """Polarity and modality after what the verb above says of the one below."""
    lemma, label = tree.lemma[above], tree.dep[below]
    if label == "conj":
        if tree.start[below] > tree.start[above] and tree.child(below, "nsubj", "nsubjpass") < 0:
            modality = _stronger(modality, _own_modality(tree, above))  # may join or leave
            negative = negative or (_negated(tree, above) and _joined_by_or(tree, above))
        return negative, modality
    if label not in ("xcomp", "ccomp", "pcomp"):
        if (
            label == "advcl"
            and infinitive
            and lemma in CUES["planning_verbs"]
            and lemma not in ("love", "like")
        ):
            modality = _stronger(modality, "planned")
        elif label == "advcl" and infinitive and _negated(tree, above):
            negative = True
        return negative, modality
    if lemma in CUES["denying_verbs"] and (
        lemma not in CUES["denying_with_from"] or any(tree.lower[c] == "from" for c in tree.children[above])
    ):
        return (not negative) ^ _negated(tree, above), modality  # refused to join; did not refuse
    if (infinitive and (lemma in CUES["planning_verbs"] or lemma in CUES["planning_adjectives"])) or (
        infinitive and lemma in ("be", "go") and _announces(tree, above)
    ):
        modality = _stronger(modality, "planned")
    elif lemma in CUES["doubting_verbs"] and (
        label == "xcomp"
        or (label == "ccomp" and tree.child(above, "nsubj") >= 0 and lemma not in CUES["reporting_verbs"])
    ):
        modality = _stronger(modality, "possible")  # is said to have joined
    if label == "xcomp" and _negated(tree, above) and lemma not in CUES["resuming_verbs"]:
        negative = True
    modality = _stronger(modality, _own_modality(tree, above)) if label == "xcomp" else modality
    return negative, modality


def _announces(tree: Tree, i: int) -> bool:
    """be going to, be about to, be due to, was to."""
    if tree.lemma[i] == "go":
        return tree.tag[i] == "VBG" and tree.child(i, "aux") >= 0
    return any(tree.lemma[c] in CUES["planning_adjectives"] for c in tree.all(i, "acomp", "advmod", "prep"))


def _own_modality(tree: Tree, verb: int) -> str:
    """Modality from the verb's own auxiliaries, adverbs and mark."""
    modality = "asserted"
    auxiliaries = {tree.lower[c] for c in tree.all(verb, "aux")}
    if auxiliaries & CUES["doubting_modals"]:
        modality = "possible"
    elif "could" in auxiliaries and "have" in auxiliaries:
        modality = "hypothetical"
    elif auxiliaries & {"would", "should", "'d", "’d"} and "have" in auxiliaries:
        modality = "hypothetical"  # would have joined
    elif auxiliaries & CUES["planning_modals"]:
        modality = "planned"
    for c in tree.children[verb]:
        if tree.dep[c] == "mark" and tree.lower[c] in CUES["hypothetical_marks"]:
            asked = tree.lemma[tree.head[verb]] == "ask" and auxiliaries & {"would", "could"}
            modality = _stronger(modality, "planned" if asked else "hypothetical")  # asked if she would sing
        elif tree.lower[c] in CUES["doubting_adverbs"]:
            modality = _stronger(modality, "possible")
        elif tree.dep[c] == "aux" and tree.lemma[c] == "be" and tree.child(verb, "auxpass") < 0:
            if _is_infinitive(tree, verb):
                modality = _stronger(modality, "planned")  # was to join
        elif (
            tree.dep[c] == "advcl" and modality == "asserted" and auxiliaries & {"would", "could"}
            and any(tree.lower[m] in CUES["hypothetical_marks"] for m in tree.all(c, "mark"))
        ):  # fmt: skip
            modality = "hypothetical"
    return modality


def _negated(tree: Tree, verb: int) -> bool:
    """Whether the verb is denied: not, never, no one; but not `not only`, `not until`."""
    words = {tree.lower[c] for c in tree.children[verb]}
    for c in tree.children[verb]:
        if tree.dep[c] in ("neg", "advmod", "preconj", "det", "cc") and tree.lower[c] in CUES["negators"]:
            after = tree.lower[c + 1] if c + 1 < len(tree) else ""
            below = {tree.lower[d] for d in tree.children[c]}
            if tree.dep[c] == "cc" and tree.lower[c] == "nor":
                continue
            if (
                after in CUES["positive_after_negator"]
                or (below | words) & {"until", "till"}
                or "only" in below
            ):
                continue
            return True
        if tree.dep[c] in ("nsubj", "nsubjpass") and not words & {"until", "till"}:
            if tree.lower[c] in CUES["negative_subjects"] or _denied_noun(tree, c):
                return True
        elif tree.dep[c] in ("dobj", "attr") and _denied_noun(tree, c):
            return True
    return False


def _denied_noun(tree: Tree, i: int) -> bool:
    return any(tree.lower[d] == "no" for d in tree.all(i, "det", "neg"))


def _joined_by_or(tree: Tree, verb: int) -> bool:
    return any(tree.lower[c] in ("or", "nor") for c in tree.all(verb, "cc"))


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tag[c] == "TO" for c in tree.all(verb, "aux", "mark"))


def _according_to(tree: Tree, verb: int) -> int:
    """The source in `according to X, ...`, or -1."""
    for c in tree.children[verb]:
        if tree.lemma[c] in ("accord", "according") or tree.lower[c] == "according":
            for p in tree.children[c]:
                if tree.lower[p] == "to":
                    return tree.child(p, "pobj")
                if tree.dep[p] == "pobj":
                    return p
    return -1


def _stronger(one: str, other: str) -> str:
    return one if _RANK[one] >= _RANK[other] else other
