"""Constructions that parsers hang in the wrong place: titles, fragments, clauses after a semicolon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.clauses.cues import CUES

if TYPE_CHECKING:
    from pipeline.clauses.tree import Tree

PEOPLE = ("GROUP", "ORG")
CLAUSAL = ("ccomp", "parataxis", "dep", "conj", "advcl", "relcl")
FRONTED = ("with", "in", "at", "for", "from", "on", "by", "despite", "after", "as", "of", "like")
RESULT_VERBS = ("lead", "result", "culminate", "end", "involve", "mean", "see")
WEAK_LABELS = ("dep", "npadvmod", "appos", "compound", "nmod", "amod", "oprd")
PARTICLES = ("up", "off", "out", "down", "in", "on", "over")
QUOTES = ('"', "“", "'", "‘", "``")
RANKS = ("number", "no", "no.", "#")
PREFIXES = ("co", "half", "step", "ex", "great")
PERCEPTION = ("see", "watch", "hear")


def reattach(tree: Tree) -> None:
    """Correct heads and labels in place, sentence by sentence."""
    break_circles(tree)
    _reattach_all(tree)


def break_circles(tree: Tree) -> None:
    """Make every token reach its sentence's root: one of those that hang on each other lets go."""
    state = [0] * len(tree)  # 1: on the way up now, 2: known to reach a root
    for i in range(len(tree)):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = tree.head[i]
        if path and state[i] == 1 and tree.head[i] != i:
            tree.head[i] = i
        for j in path:
            state[j] = 2


def _reattach_all(tree: Tree) -> None:
    for top in list(tree.named):
        _join_title(tree, top)
        _join_apposition(tree, top)
        _part_gapped(tree, top)
        _part_gapped_title(tree, top)
        _free_birthplace(tree, top)
        _name_the_group(tree, top)
        _unlist_members(tree, top)
        _read_verb_after_name(tree, top)
        _make_subject_of_gerund(tree, top)
    for first, last in tree.bounds:
        for i in range(first, last):
            _join_in_law(tree, i, last)
            _join_hyphenated_noun(tree, i, first)
            _read_base_form_as_noun(tree, i, last)
            _read_adjective_as_participle(tree, i)
            _read_verb_before_rank(tree, i, first)
            _list_verbs(tree, i, first)
            _read_request(tree, i)
            _read_gerund_as_noun(tree, i, last)
            _read_as_well_as(tree, i, first)
            _free_fronted_preposition(tree, i, last)
            _read_perception(tree, i)
            _unlist_apposition(tree, i)
            _make_subject_of_next(tree, i, last)
            if tree.lower[i] == ";":
                _open_clause(tree, i, first, last)
        _demote_fragment(tree, first, last)
        _raise_predicate(tree, first, last)


def _first_of(tree: Tree, top: int) -> int:
    i = top
    while i > 0 and tree.unit[i - 1] == top:
        i -= 1
    return i


def _last_of(tree: Tree, top: int) -> int:
    i = top
    while i + 1 < len(tree) and tree.unit[i + 1] == top:
        i += 1
    return i


def _is_title(tree: Tree, i: int) -> bool:
    return tree.unit[i] < 0 and tree.pos[i] in ("NOUN", "PROPN", "ADJ") and tree.lower[i][:1].isalpha()


def _join_title(tree: Tree, person: int) -> None:
    """by Rage Against the Machine bassist Tim Commerford: the band belongs to the title, that to the name."""
    if tree.kind.get(person) != "PERSON":
        return
    first = _first_of(tree, person)
    sentence = tree.sentence[person]
    title = first - 1
    if (
        title < 0
        or tree.sentence[title] != sentence
        or not _is_title(tree, title)
        or tree.pos[title] == "ADJ"
    ):
        return
    if tree.lemma[title] not in CUES["person_nouns"]:
        return
    outer = title - 1
    while outer >= 0 and tree.sentence[outer] == sentence and _is_title(tree, outer):
        outer -= 1
    group = tree.unit[outer] if outer >= 0 and tree.sentence[outer] == sentence else -1
    if group >= 0 and tree.kind.get(group) in PEOPLE:
        _hang_between(tree, group, title, person)
    elif person not in (title, tree.head[title]) and tree.head[person] != title:
        _make_title(tree, title, person)


def _make_title(tree: Tree, title: int, person: int) -> None:
    """photographer Alberto Korda's image; the band's bassist Paul Samwell-Smith produced it."""
    verb = tree.head[person]
    if tree.head[verb] == title and tree.dep[verb] in ("relcl", "acl"):
        return  # the guitarist Page admired
    if person in tree.up(title) and tree.head[title] != person:
        return
    if tree.dep[person] in WEAK_LABELS and tree.head[title] != title and title not in tree.up(person):
        tree.head[person], tree.dep[person] = tree.head[title], tree.dep[title]
    if tree.dep[person] not in WEAK_LABELS and title not in tree.up(person):
        tree.head[title], tree.dep[title] = person, "compound"


def _join_apposition(tree: Tree, person: int) -> None:
    """with his wife, Valerie Simpson: a loose name after a comma says who the person is."""
    first = _first_of(tree, person)
    noun = first - 2
    if tree.dep[person] not in ("dep", "dobj", "nsubj") or tree.head[person] >= first:
        return
    if noun < 0 or tree.lower[first - 1] != "," or tree.unit[noun] >= 0:
        return
    if tree.lemma[noun] in CUES["person_nouns"] and tree.pos[noun] == "NOUN" and person not in tree.up(noun):
        tree.head[person], tree.dep[person] = noun, "appos"


def _part_gapped(tree: Tree, name: int) -> None:
    """Segundo died in July, González in December: the second is no second subject of the verb."""
    first = tree.head[name]
    verb = tree.head[first]
    if tree.dep[name] == "conj" and tree.dep[first] in ("nsubj", "nsubjpass") and first < verb < name:
        tree.head[name], tree.dep[name] = verb, "dep"


def _part_gapped_title(tree: Tree, title: int) -> None:
    """Simon recorded “Kodachrome”, the Staple Singers “I’ll Take You There”: each title is its singer's."""
    first = _first_of(tree, title)
    if tree.kind.get(title) != "WORK" or first < 3 or tree.lower[first - 1] not in QUOTES:
        return
    artist = tree.unit[first - 2]
    if artist < 0 or tree.kind[artist] not in ("PERSON", "GROUP"):
        return
    start = _first_of(tree, artist) - 1
    start -= tree.lower[start] == "the"
    begin = tree.bounds[tree.sentence[title]][0]
    if start <= begin or tree.lower[start] not in (",", "and", "while"):
        return
    verb = start
    while verb > begin and (tree.pos[verb] != "VERB" or tree.unit[verb] >= 0):
        verb -= 1
    other = any(tree.kind[i] == "WORK" and verb < i < start for i in tree.named)
    if verb <= begin or not other or artist in tree.up(verb) or title in tree.up(verb):
        return
    tree.head[artist], tree.dep[artist] = verb, "gap"
    tree.head[title], tree.dep[title] = artist, "gap"


def _free_birthplace(tree: Tree, place: int) -> None:
    """born 6 April 1953, Berlin: the place is the verb's, not the day's."""
    if tree.kind.get(place) not in ("GPE", "LOC") or tree.dep[place] not in (
        "npadvmod",
        "appos",
        "conj",
        "dep",
    ):
        return
    if tree.pos[tree.head[place]] == "NUM":
        verb = next((i for i in tree.up(place) if tree.pos[i] == "VERB"), -1)
        if verb >= 0 and tree.lemma[verb] == "bear":
            tree.head[place], tree.dep[place] = verb, "npadvmod"


def _name_the_group(tree: Tree, name: int) -> None:
    """joined the band the Breeders: which band it is."""
    first = _first_of(tree, name)
    noun = first - 1 - (first > 0 and tree.lower[first - 1] == "the")
    if (
        noun < 0
        or tree.unit[noun] >= 0
        or tree.pos[noun] != "NOUN"
        or tree.dep[name] not in ("oprd", "dep", "dobj")
    ):
        return
    if (
        tree.lemma[noun] in CUES["collectives"]
        and tree.head[noun] == tree.head[name]
        and tree.head[name] < first
    ):
        tree.head[name], tree.dep[name] = noun, "appos"


def _unlist_members(tree: Tree, group: int) -> None:
    """The Supremes, Diana Ross, Mary Wilson and Florence Ballard, sang: between commas, who they are."""
    after = _last_of(tree, group) + 1
    if tree.kind.get(group) != "GROUP" or after + 1 >= len(tree) or tree.lower[after] != ",":
        return
    first = tree.unit[after + 1]
    if (
        first < 0
        or tree.kind.get(first) != "PERSON"
        or tree.head[first] != group
        or tree.dep[first] != "conj"
    ):
        return
    people, grown = {first}, True
    while grown:
        more = {i for i in tree.named if tree.head[i] in people and tree.dep[i] in ("conj", "appos")} - people
        people |= more
        grown = bool(more)
    end = _last_of(tree, max(people)) + 1
    closed = end < len(tree) and tree.lower[end] == ","
    if closed and len(people) > 1 and all(tree.kind.get(i) == "PERSON" for i in people):
        tree.dep[first] = "appos"


def _read_verb_after_name(tree: Tree, name: int) -> None:
    """Ziskrout left Bad Religion and was replaced: a participle right after a name is its verb."""
    verb = _last_of(tree, name) + 1
    if (
        verb >= len(tree)
        or tree.tag[verb] not in ("VBD", "VBN")
        or tree.sentence[verb] != tree.sentence[name]
    ):
        return
    noun, other = tree.head[verb], tree.head[name]
    if tree.unit[verb] >= 0 or tree.dep[verb] != "amod" or noun <= verb:
        return
    if other == name or noun == other:
        tree.head[verb], tree.dep[verb] = verb, "ROOT"
    elif tree.dep[name] in ("nsubj", "nsubjpass") and other > noun and tree.pos[other] in ("VERB", "AUX"):
        tree.head[verb] = verb if tree.head[other] == other else tree.head[other]
        tree.dep[verb] = tree.dep[other]
        tree.head[other], tree.dep[other] = verb, "conj"
    else:
        return
    tree.pos[verb], tree.tag[verb] = "VERB", "VBD"
    tree.head[name], tree.dep[name] = verb, "nsubj"
    tree.head[noun], tree.dep[noun] = verb, "dobj"


def _raise_predicate(tree: Tree, first: int, last: int) -> None:
    """Loretta Lynn, a miner's daughter, recorded with him: for want of another it is the main verb."""
    root = next((i for i in range(first, last) if tree.head[i] == i and tree.dep[i] == "ROOT"), -1)
    if root < 0 or tree.unit[root] < 0:
        return
    below = {root} | {i for i in range(root, last) if tree.head[i] == root and tree.dep[i] == "appos"}
    verbs = [i for i in range(root + 1, last) if tree.pos[i] in ("VERB", "AUX") and tree.unit[i] < 0]
    has_subject = {tree.head[j] for j in range(first, last) if tree.dep[j] in ("nsubj", "nsubjpass")}
    helped = {tree.head[j] for j in range(first, last) if tree.dep[j] in ("aux", "auxpass", "agent")}
    if any(i in has_subject and tree.dep[i] not in ("relcl", "acl", "parataxis") for i in verbs):
        return
    loose = [
        i for i in verbs
        if tree.head[i] in below and tree.tag[i] in ("VBD", "VBN") and tree.dep[i] in ("acl", "relcl", "dep")
        and tree.lower[i - 1] in (",", ")") and i not in has_subject and i not in helped
    ]  # fmt: skip
    if loose and sum(tree.lower[i] in (",", "(", ")") for i in range(root + 1, loose[-1])) > 1:
        verb = loose[-1]
        tree.head[verb], tree.dep[verb], tree.tag[verb] = verb, "ROOT", "VBD"
        tree.head[root], tree.dep[root] = verb, "nsubj"


def _hang_between(tree: Tree, group: int, title: int, person: int) -> None:
    inside = {title, person}
    if tree.head[group] in inside and tree.head[title] in (person, *_ups(tree, person)):
        if tree.head[group] == person:
            tree.head[group], tree.dep[group] = title, "compound"
        return
    outside = next((i for i in (group, title, person) if tree.unit[tree.head[i]] != group
                    and not group <= tree.head[i] <= title and tree.head[i] != person), -1)  # fmt: skip
    if outside < 0:
        return
    head, label = tree.head[outside], tree.dep[outside]
    if tree.head[outside] == outside:
        head = person
    if label in ("compound", "nmod", "amod"):
        return
    tree.head[person], tree.dep[person] = head, label
    tree.head[title], tree.dep[title] = person, "compound"
    tree.head[group], tree.dep[group] = title, "compound"


def _ups(tree: Tree, i: int) -> tuple[int, ...]:
    return tuple(tree.up(i))


def _make_subject_of_gerund(tree: Tree, name: int) -> None:
    """resulted in Page founding the band; led to Gibb temporarily leaving the group."""
    verb = _last_of(tree, name) + 1
    while verb < len(tree) and tree.pos[verb] == "ADV":
        verb += 1
    if verb >= len(tree) or tree.tag[verb] != "VBG" or tree.sentence[verb] != tree.sentence[name]:
        return
    if tree.pos[verb] not in ("VERB", "AUX") or tree.unit[verb] >= 0:
        return
    if tree.head[name] == verb and tree.dep[name] in ("compound", "nmod", "amod", "poss", "dep"):
        tree.dep[name] = "nsubj"
        return
    prep = tree.head[name]
    if tree.dep[name] == "pobj" and tree.head[verb] == tree.head[prep] and tree.dep[verb] == "advcl":
        if tree.lemma[tree.head[prep]] not in RESULT_VERBS:
            return
        tree.head[verb], tree.dep[verb] = prep, "pcomp"
        tree.head[name], tree.dep[name] = verb, "nsubj"


def _join_in_law(tree: Tree, i: int, last: int) -> None:
    """brother-in-law is one noun."""
    if tree.lower[i] != "-" or i == 0 or i + 3 >= last or tree.pos[i - 1] != "NOUN":
        return
    if tree.lower[i + 1] != "in" or tree.lower[i + 3] not in ("law", "laws"):
        return
    noun, law = i - 1, i + 3
    is_root = tree.head[noun] == noun
    tree.head[law], tree.dep[law] = (law if is_root else tree.head[noun]), tree.dep[noun]
    tree.lemma[law], tree.pos[law], tree.tag[law] = f"{tree.lemma[noun]}-in-law", "NOUN", tree.tag[noun]
    for j in range(*tree.bounds[tree.sentence[i]]):
        if noun <= tree.head[j] < law and not noun <= j <= law:
            tree.head[j] = law
    for j in range(noun, law):
        tree.head[j], tree.dep[j] = law, "punct" if tree.lower[j] == "-" else "compound"


def _join_hyphenated_noun(tree: Tree, i: int, first: int) -> None:
    """break-up, line-up, co-founder are one noun each."""
    if i < first + 2 or tree.lower[i - 1] != "-" or tree.unit[i] >= 0 or tree.pos[i] not in ("NOUN", "PROPN"):
        return
    if tree.lower[i] in PARTICLES or tree.lower[i - 2] in PREFIXES:
        tree.lemma[i] = f"{tree.lower[i - 2]}-{tree.lemma[i]}"


def _read_base_form_as_noun(tree: Tree, i: int, last: int) -> None:
    """a producer and sound engineer: no verb stands between a conjunction and the noun after it."""
    head, noun = tree.head[i], i + 1
    if tree.tag[i] != "VB" or tree.dep[i] != "conj" or tree.pos[head] != "NOUN" or noun >= last:
        return
    if (
        tree.pos[noun] != "NOUN"
        or tree.unit[noun] >= 0
        or any(tree.head[j] == i and tree.dep[j] == "aux" for j in range(head, i))
    ):
        return
    tree.head[noun], tree.dep[noun] = head, "conj"
    tree.head[i], tree.dep[i], tree.pos[i] = noun, "compound", "NOUN"


def _read_adjective_as_participle(tree: Tree, i: int) -> None:
    """was married to: with an auxiliary of the passive it is a verb."""
    passive = any(tree.head[j] == i and tree.dep[j] == "auxpass" for j in range(max(0, i - 6), i))
    if passive and tree.pos[i] == "ADJ" and tree.unit[i] < 0 and tree.lower[i].endswith("ed"):
        tree.pos[i], tree.tag[i] = "VERB", "VBN"


def _list_verbs(tree: Tree, i: int, first: int) -> None:
    """wrote, produced and engineered the song: a verb after a verb and a comma is listed with it."""
    verb = i - 2
    if verb < first or tree.lower[i - 1] != "," or tree.head[i] != verb or tree.unit[i] >= 0:
        return
    if tree.dep[i] in ("ccomp", "parataxis", "dep") and tree.tag[i] in ("VBD", "VBN"):
        tree.dep[i] = "conj" if tree.pos[verb] == "VERB" and tree.unit[verb] < 0 else tree.dep[i]


def _read_verb_before_rank(tree: Tree, i: int, first: int) -> None:
    """came out in May and reached number seven: after a conjunction, before a rank, it is the next verb."""
    if tree.dep[i] != "amod" or tree.tag[i] not in ("VBN", "VBD") or tree.lower[i + 1] not in RANKS:
        return
    before = i - 1 - (tree.pos[i - 1] == "ADV")
    rank, verb = tree.head[i], before
    while verb > first and (tree.pos[verb] != "VERB" or tree.unit[verb] >= 0):
        verb -= 1
    if before <= first or tree.pos[before] != "CCONJ" or rank <= i or tree.pos[verb] != "VERB":
        return
    if verb in (i, rank) or i in tree.up(verb) or rank in tree.up(verb):
        return
    tree.head[i], tree.dep[i], tree.pos[i], tree.tag[i] = verb, "conj", "VERB", "VBD"
    tree.head[rank], tree.dep[rank] = i, "dobj"


def _make_subject_of_next(tree: Tree, i: int, last: int) -> None:
    """It made the top ten, and the theme from Shaft won an award: no noun is listed beside a verb."""
    verb = tree.head[i]
    if tree.dep[i] != "conj" or tree.pos[i] not in ("NOUN", "PROPN") or verb >= i:
        return
    if tree.pos[verb] != "VERB" or tree.unit[verb] >= 0:
        return
    governors = (i, verb, tree.head[verb])
    following = (
        j for j in range(i + 1, last)
        if tree.pos[j] in ("VERB", "AUX") and tree.unit[j] < 0 and tree.dep[j] == "conj"
        and tree.head[j] in governors and tree.tag[j] in ("VBD", "VBZ", "VBP", "VBN")
    )  # fmt: skip
    following_verb = next(following, -1)
    own = [j for j in range(i, last) if tree.head[j] == following_verb]
    if following_verb < 0 or any(tree.dep[j] in ("nsubj", "nsubjpass", "expl") for j in own):
        return
    if any(tree.dep[j] == "cc" and tree.head[j] in governors for j in range(i + 1, following_verb)):
        return
    passive = any(tree.dep[j] == "auxpass" for j in own)
    tree.head[i], tree.dep[i] = following_verb, "nsubjpass" if passive else "nsubj"
    tree.head[following_verb] = verb


def _read_request(tree: Tree, i: int) -> None:
    """invited him to play with them: what he is to do completes the verb."""
    head = tree.head[i]
    if tree.dep[i] != "advcl" or tree.tag[i] != "VB" or tree.lemma[head] not in CUES["request_verbs"]:
        return
    between = [j for j in range(head + 1, i) if tree.head[j] == i]
    asked = any(tree.head[j] == head and tree.dep[j] in ("dobj", "nsubjpass") for j in range(i))
    if (
        asked
        and any(tree.tag[j] == "TO" for j in between)
        and not any(tree.dep[j] == "mark" for j in between)
    ):
        tree.dep[i] = "xcomp"


def _read_gerund_as_noun(tree: Tree, i: int, last: int) -> None:
    """enrolled in painting classes, signed a recording contract: the noun is what counts."""
    noun = i + 1
    if tree.tag[i] != "VBG" or tree.unit[i] >= 0 or noun >= last or tree.head[noun] != i:
        return
    if tree.dep[noun] != "dobj" or tree.lemma[noun] not in CUES["gerund_heads"]:
        return
    head, label = tree.head[i], tree.dep[i]
    if label not in ("pcomp", "xcomp", "dobj", "pobj", "nsubj", "csubj"):
        return
    for j in range(len(tree.head)):
        if tree.head[j] == i and j != noun:
            tree.head[j] = noun
    tree.head[noun] = noun if head == i else head
    tree.dep[noun] = {"pcomp": "pobj", "xcomp": "dobj", "csubj": "nsubj"}.get(label, label)
    tree.head[i], tree.dep[i], tree.pos[i] = noun, "compound", "NOUN"


def _read_as_well_as(tree: Tree, i: int, first: int) -> None:
    """a singer as well as guitarist of another band: the second is listed beside the first."""
    if i < first + 2 or tree.lower[i] != "as" or tree.lower[i - 1] != "well" or tree.lower[i - 2] != "as":
        return
    for j in range(i + 1, min(i + 12, len(tree))):
        if tree.head[j] == i and tree.dep[j] == "pobj":
            partner = tree.head[i]
            if tree.pos[partner] in ("NOUN", "PROPN", "PRON") and partner < i:
                tree.head[j], tree.dep[j], tree.dep[i] = partner, "conj", "cc"
                return


def _free_fronted_preposition(tree: Tree, i: int, last: int) -> None:
    """With contributions to songs by others, he is ...: of two subjects the first is the preposition's."""
    if tree.dep[i] != "mark" or tree.lower[i] not in FRONTED or tree.unit[i] >= 0:
        return
    verb = tree.head[i]
    subjects = [
        j for j in range(i + 1, last) if tree.head[j] == verb and tree.dep[j] in ("nsubj", "nsubjpass")
    ]
    if len(subjects) < 2 or "," not in tree.lower[subjects[0] : subjects[1]]:
        return
    tree.dep[i], tree.pos[i] = "prep", "ADP"
    tree.head[subjects[0]], tree.dep[subjects[0]] = i, "pobj"


def _read_perception(tree: Tree, verb: int) -> None:
    """See Page and the Yardbirds perform the song: they perform."""
    head = tree.head[verb]
    if tree.dep[verb] != "conj" or tree.tag[verb] not in ("VB", "VBP") or tree.lemma[head] not in PERCEPTION:
        return
    between = range(head + 1, verb)
    if any(tree.head[j] == head and tree.dep[j] == "dobj" for j in between) and not any(
        tree.head[j] == head and tree.dep[j] == "cc" for j in between
    ):
        tree.dep[verb] = "ccomp"


def _unlist_apposition(tree: Tree, i: int) -> None:
    """Two executives, Harry Balk and Barney Ales, ...; his wife, the singer Karen Elson: who they are."""
    noun = tree.head[i]
    if tree.dep[i] != "conj" or noun >= i or tree.unit[noun] >= 0 or tree.pos[noun] != "NOUN":
        return
    owned = tree.lemma[noun] in CUES["person_nouns"] and any(
        tree.head[j] == noun and tree.dep[j] == "poss" for j in range(noun)
    )  # Tom Waits and his wife, Kathleen Brennan
    if (tree.dep[noun] == "conj" and not owned) or tree.lower[noun + 1] != ",":
        return
    end = tree.bounds[tree.sentence[i]][1]
    if any(tree.head[j] == noun and tree.dep[j] in ("cc", "preconj") for j in range(noun + 1, end)):
        return
    named = tree.unit[i] >= 0 or any(
        tree.head[j] == i and tree.dep[j] == "appos" and tree.unit[j] >= 0 for j in range(i + 1, end)
    )
    listed = any(tree.head[j] == i and tree.dep[j] == "conj" for j in range(i + 1, end))
    several = tree.tag[noun] in ("NNS", "NNPS") or tree.lemma[noun] in CUES["collectives"]
    if named and (several or not listed) and tree.lemma[noun] not in ("song", "album"):
        tree.dep[i] = "appos"


def _open_clause(tree: Tree, mark: int, first: int, last: int) -> None:
    """...; his sister, Samantha, is an actress: after a semicolon a noun is the subject of its own clause."""
    noun = next((j for j in range(mark + 1, last) if _reaches_back(tree, j, mark)), -1)
    if noun < 0 or any(tree.pos[j] in ("VERB", "AUX") and tree.head[j] < mark for j in range(mark + 1, noun)):
        return
    verb = next(
        (j for j in range(noun + 1, last) if tree.pos[j] in ("VERB", "AUX") and tree.head[j] < mark), -1
    )
    if verb < 0 or tree.dep[verb] not in ("conj", "parataxis", "ccomp", "dep"):
        return
    inside = range(first, last)
    if any(tree.head[j] == verb and tree.dep[j] in ("nsubj", "nsubjpass", "expl") for j in inside):
        return
    passive = any(tree.head[j] == verb and tree.dep[j] == "auxpass" for j in inside)
    tree.head[noun], tree.dep[noun] = verb, "nsubjpass" if passive else "nsubj"


def _reaches_back(tree: Tree, i: int, mark: int) -> bool:
    return (
        tree.head[i] < mark
        and tree.dep[i] in ("appos", "conj", "dep", "dobj")
        and tree.pos[i] in ("NOUN", "PROPN", "PRON")
    )


def _demote_fragment(tree: Tree, first: int, last: int) -> None:
    """Born in Maud, Jackson grew up; Once a drummer, he turned to ...: the finite clause is the main one."""
    root = next((i for i in range(first, last) if tree.head[i] == i and tree.dep[i] == "ROOT"), -1)
    if root < 0 or tree.unit[root] >= 0:
        return
    own = [i for i in range(first, last) if tree.head[i] == root]
    participle = tree.tag[root] in ("VBN", "VBG")
    if not participle and tree.pos[root] != "NOUN":
        return
    if any(tree.dep[i] in ("nsubj", "nsubjpass", "expl", "auxpass") for i in own):
        return
    if any(tree.unit[i] >= 0 or tree.tag[i] in ("VBD", "VBZ", "VBP") for i in range(first, root)):
        return
    for verb in own:
        if verb < root or tree.dep[verb] not in CLAUSAL or tree.pos[verb] not in ("VERB", "AUX"):
            continue
        subject = _subject_after_comma(tree, verb, root)
        if subject >= 0 and (participle or tree.dep[verb] != "conj"):
            _swap(tree, root, verb, own)
            return


def _subject_after_comma(tree: Tree, verb: int, root: int) -> int:
    """The subject of a verb when nothing but a comma stands before it, or -1."""
    for i in range(root + 1, verb):
        if (
            tree.head[i] == verb
            and tree.dep[i] in ("nsubj", "nsubjpass")
            and tree.tag[i] not in ("WDT", "WP")
        ):
            start = i
            while (
                start - 1 > root
                and (
                    tree.head[start - 1] == i
                    or tree.unit[start - 1] == i
                    or tree.head[tree.head[start - 1]] == i
                )
                and tree.lower[start - 1] != ","
            ):
                start -= 1
            return i if tree.lower[start - 1] == "," else -1
    return -1


def _swap(tree: Tree, root: int, verb: int, own: list[int]) -> None:
    prep = next(
        (i for i in own if i < root and tree.dep[i] in ("prep", "mark") and tree.pos[i] != "PART"), -1
    )
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    if prep >= 0 and tree.lower[prep] in (*FRONTED, "before", "without", "since", "while"):
        tree.head[prep], tree.dep[prep], tree.pos[prep] = verb, "prep", "ADP"
        tree.head[root], tree.dep[root] = prep, "pcomp" if tree.tag[root] in ("VBN", "VBG") else "pobj"
    else:
        tree.head[root], tree.dep[root] = verb, "advcl"
