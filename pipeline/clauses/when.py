"""Which times date which predicates."""

from collections.abc import Sequence

from pipeline.clauses.cues import CUES
from pipeline.clauses.tree import Tree
from pipeline.records import Span, Time

QUOTES = ('"', "”", "’", "'", "''")
_OTHER_TIME_MARKS = ("after", "before", "since", "until")
_SAME_TIME_MARKS = ("when", "while", "as", "where")


def times_by_token(tree: Tree, times: Sequence[Time]) -> dict[int, list[Span]]:
    """Spans of the times that date each verb and noun, best first."""
    when = _attach_all(tree, [time for time in times if time.edtf])
    verbs = [i for i in range(len(tree)) if tree.is_verb(i)]
    own = {verb: list(when.get(verb, ())) for verb in verbs}
    ends = {time.span.end: time.span for time in times}
    for verb in verbs:
        if not when.get(verb):
            after_when = _time_before_when(tree, verb, ends)
            if after_when is not None:
                when[verb] = own[verb] = [after_when]
                continue
            inherited = _inherited(tree, own, verb)
            if inherited:
                when[verb] = inherited
    _date_nouns(tree, when, times)
    for i, spans in _attach_all(tree, [time for time in times if not time.edtf]).items():
        when.setdefault(i, spans)  # previously, a few weeks later: words without a date
    return when


def _attach_all(tree: Tree, times: Sequence[Time]) -> dict[int, list[Span]]:
    when: dict[int, list[Span]] = {}
    for time in times:
        top = _top(tree, time.span)
        if top >= 0:
            _attach(tree, when, top, time.span)
    return when


def _date_nouns(tree: Tree, when: dict[int, list[Span]], times: Sequence[Time]) -> None:
    """Give nouns the time of the verb, the infinitive or the words around them that is theirs too."""
    for i in range(len(tree)):
        governed = tree.dep[i] in ("attr", "oprd") and tree.is_verb(tree.head[i])
        if governed and i not in when and when.get(tree.head[i]):
            when[i] = when[tree.head[i]]  # was the drummer from 1970 to 1975
        if tree.pos[i] == "NOUN" and tree.dep[i] in ("dobj", "pobj") and i not in when:
            verb = tree.head[i] if tree.dep[i] == "dobj" else tree.head[tree.head[i]]
            if tree.lemma[verb] in CUES["light_verbs"] and when.get(verb):
                when[i] = when[verb]  # had a role in 2009; was on tour in May 1969
        if tree.dep[i] == "conj" and i not in when and tree.pos[i] == "NOUN" and tree.head[i] in when:
            when[i] = when[tree.head[i]]
        if tree.pos[i] == "NOUN" and i not in when:
            plans = [c for c in tree.all(i, "acl") if tree.tag[c] == "VB" and when.get(c)]
            if plans:
                when[i] = when[plans[0]]  # an invitation to join in 1964
            elif tree.lemma[i] in CUES["event_nouns"] and tree.child(i, "poss", "prep") >= 0:
                following = _time_after(tree, i, times)
                if following is not None:
                    when[i] = [following]  # the death of her father in an accident in 2004


def _time_after(tree: Tree, noun: int, times: Sequence[Time]) -> Span | None:
    """The first date after a noun in its sentence, with no verb between."""
    last = tree.bounds[tree.sentence[noun]][1]
    end = next((k for k in range(noun + 1, last) if tree.is_verb(k) or tree.lower[k] == ";"), last)
    stop = tree.end[end - 1]
    return next((t.span for t in times if t.edtf and tree.end[noun] <= t.span.start < stop), None)


def _top(tree: Tree, span: Span) -> int:
    """The highest token of a time expression."""
    first = tree.over(span.start)
    if first < 0:
        return -1
    inside = []
    i = first
    while i < len(tree) and tree.start[i] < span.end:
        inside.append(i)
        i += 1
    for i in inside:
        if not first <= tree.head[i] <= inside[-1] or tree.head[i] == i:
            return i
    return first


def _attach(tree: Tree, when: dict[int, list[Span]], top: int, span: Span) -> None:
    """Give the time to the predicates above it, up to the first verb."""
    below, nested = top, False
    prep = _preposition_before(tree, span)
    if prep >= 0 and tree.head[prep] != prep and prep not in tree.up(top):
        top = prep  # In 1974 Mick Taylor left: the year is no part of the name
    premodifier = tree.dep[top] in ("compound", "amod", "nmod", "nummod", "name", "poss")
    bracketed = _in_brackets(tree, top)
    inner = _clause_before(tree, top, span)
    if inner >= 0:
        when.setdefault(inner, []).append(span)
        return
    if tree.is_verb(top):
        when.setdefault(top, []).append(span)
        return
    for above in tree.up(top):
        if tree.is_verb(above):
            if bracketed and not _in_brackets(tree, above):
                return  # Ham (1947-1975) was a singer
            if nested and (premodifier or _belongs_to_noun(tree, below, span)):
                return  # the 1979 album X; the guitarists of the Sixties
            spans = when.setdefault(above, [])
            if nested:
                spans.append(span)
            else:
                spans.insert(sum(s.start < span.start for s in spans), span)
            return
        if tree.pos[above] in ("NOUN", "PROPN", "PRON") or tree.dep[above] == "appos":
            if bracketed and not _is_before_brackets(tree, above, top):
                nested = True  # Ham (1947-1975), a singer
            if not nested:
                when.setdefault(above, []).append(span)
            if tree.lemma[above] not in CUES["temporal_nouns"]:
                nested = True
        below = above


def _clause_before(tree: Tree, top: int, span: Span) -> int:
    """The relative clause that ends right before the time: Goodman, whom she married, in 1961, gave up."""
    governor = next((above for above in tree.up(top) if tree.is_verb(above)), -1)
    before = tree.first_from(span.start) - 1
    while before >= 0 and (tree.lower[before] == "," or tree.pos[before] in ("ADP", "DET")):
        before -= 1
    if (
        governor < 0
        or before < 0
        or span.start > tree.start[governor]
        or tree.sentence[before] != tree.sentence[top]
    ):
        return -1
    for i in (before, *tree.up(before)):
        if i == governor:
            return -1
        if tree.dep[i] == "relcl" and tree.is_verb(i) and governor in tree.up(i):
            return i
    return -1


def _time_before_when(tree: Tree, verb: int, ends: dict[int, Span]) -> Span | None:
    """The time right before the clause's `when`: waited until 1956, when she signed."""
    mark = next((c for c in tree.children[verb] if tree.lower[c] in ("when", "where")), -1)
    if mark < 1:
        return None
    before = mark - 1
    while before > 0 and tree.lower[before] in (",", "–", "-", "("):
        before -= 1
    return ends.get(tree.end[before])


def _preposition_before(tree: Tree, span: Span) -> int:
    """The preposition right before a time expression, or -1."""
    first = tree.first_from(span.start)
    for i in range(first - 1, max(first - 3, -1), -1):
        if tree.pos[i] in ("ADP", "SCONJ") and tree.lower[i] != "of":
            return i
        if tree.pos[i] != "DET":
            break
    return -1


def _belongs_to_noun(tree: Tree, below: int, span: Span) -> bool:
    """Whether the time hangs on its noun by `of` or a bracket rather than on the verb."""
    i = below_of = tree.first_from(span.start)
    while i > 0 and tree.head[i] != i:
        if tree.lower[i] == "of" and tree.lemma[below_of] not in CUES["temporal_nouns"]:
            return tree.lemma[tree.head[i]] not in CUES["temporal_nouns"]
        if i == below:
            break
        below_of, i = i, tree.head[i]
    return False


def _in_brackets(tree: Tree, i: int) -> bool:
    """Whether an opening bracket stands nearer before the token than a closing one."""
    first = tree.bounds[tree.sentence[i]][0]
    for k in range(i, first - 1, -1):
        if tree.lower[k] == "(":
            return True
        if tree.lower[k] == ")":
            return False
    return False


def _is_before_brackets(tree: Tree, i: int, inside: int) -> bool:
    """Whether the brackets around `inside` open right after the token's name, or hold the token too."""
    if _in_brackets(tree, i):
        return True
    after = i + 1
    while after < inside and (tree.lower[after] in QUOTES or (tree.unit[i] >= 0 and tree.unit[after] == i)):
        after += 1
    return tree.lower[after] == "("


def _inherited(tree: Tree, own: dict[int, list[Span]], verb: int) -> list[Span]:
    """The time that the verb shares with another: its conjunct, its governor, its when-clause."""
    label, head = tree.dep[verb], tree.head[verb]
    for c in tree.children[verb]:
        if (
            tree.dep[c] == "advcl"
            and own.get(c)
            and any(tree.lower[m] in _SAME_TIME_MARKS for m in tree.children[c])
        ):
            return own[c]  # declined when Clapton left in 1964
        if tree.dep[c] == "xcomp" and own.get(c):
            return own[c]
        if tree.dep[c] == "dobj":
            for below in tree.all(c, "acl", "relcl"):
                if tree.tag[below] == "VB" and (times := own.get(below) or _inherited(tree, own, below)):
                    return times  # declined the invitation to join when Clapton left in 1964
    if tree.lemma[head] == "be" and label in ("ccomp", "advcl", "relcl", "acl"):
        cleft = _time_of_cleft(tree, own, verb)
        if cleft:
            return cleft
    while_clause = any(tree.lower[m] in ("while", "as", "whilst") for m in tree.all(verb, "mark"))
    if label == "advcl" and head in own and verb > head and while_clause:
        return own[head]
    beside = label == "parataxis" and tree.is_verb(head) and tree.child(verb, "nsubj", "nsubjpass") < 0
    if (label == "conj" or beside) and head in own:
        fronted = [s for s in own[head] if s.end <= tree.start[head]]
        return fronted or _inherited(tree, own, head) if not own[head] or fronted else []
    if label == "xcomp" and head in own:
        return own[head] or _inherited(tree, own, head)
    follows = verb > head and tree.tag[verb] in ("VB", "VBG")
    if label in ("advcl", "pcomp") and follows and tree.child(verb, "nsubj", "nsubjpass") < 0:
        above = next((a for a in tree.up(verb) if a in own), -1)
        if above >= 0 and not any(tree.lower[m] in _OTHER_TIME_MARKS for m in _marks(tree, verb)):
            return own[above]  # left in 1970 to form Z
    return []


def _time_of_cleft(tree: Tree, own: dict[int, list[Span]], verb: int) -> list[Span]:
    """The time that a cleft brings forward: It was in July 1955 that she was put on a bill."""
    head = tree.head[verb]
    that = next((c for c in tree.children[verb] if tree.lower[c] in ("that", "when")), -1)
    if that < head or not any(tree.lower[c] == "it" for c in tree.all(head, "nsubj", "expl")):
        return []
    between = [span for spans in own.values() for span in spans]
    return [span for span in between if tree.start[head] < span.start < tree.start[that]][:1]


def _marks(tree: Tree, verb: int) -> list[int]:
    marks = tree.all(verb, "mark", "advmod")
    return [*marks, tree.head[verb]] if tree.dep[verb] == "pcomp" else marks
