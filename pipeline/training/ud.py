"""From UD trees (EWT, GUM) to the trees of spaCy's English pipelines, which follow ClearNLP."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.training.names import words

GER_MARK_KEEP = words(
    "that if whether because although though unless while whilst as so lest once when where whereas whenever "
    "wherever cause cuz coz 'cause till"
)
PREP_ALWAYS = words(
    "about of on in with from at by into over upon through against towards toward regarding concerning "
    "despite besides beyond between without via during per onto"
)
SENT_ADV = words(
    "now also still already just always never often usually currently not n't n’t probably ever actually "
    "then here there perhaps maybe however therefore thus only even generally sometimes today again once "
    "soon finally simply certainly clearly obviously definitely indeed instead rarely primarily mainly "
    "mostly originally initially formerly previously reportedly allegedly apparently basically really "
    "surely too later normally typically no_longer"
)
DITRANS = words(
    "give hand sell offer send show award lend grant teach pay owe loan donate feed pass mail assign"
)
SMALL_CCOMP = words(
    "want let make see hear watch have get help need like love hate prefer believe find keep leave expect "
    "allow enable cause feel consider think require notice imagine wish deem mean catch observe bid know"
)
LINKING = words(
    "become remain be stay form constitute make prove seem turn represent comprise look feel sound"
)
SUBJ = words("nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer expl")
WH = words("WP WRB WDT WP$")
MONTH = words(
    "january february march april may june july august september october november december jan. feb. mar. "
    "apr. jun. jul. aug. sep. sept. oct. nov. dec. jan feb mar apr jun jul aug sep sept oct nov dec"
)
LABELS = dict(
    pair.split("=")
    for pair in words(
        "nsubj=nsubj nsubj:outer=nsubj nsubj:pass=nsubjpass csubj=csubj csubj:outer=csubj "
        "csubj:pass=csubjpass obj=dobj iobj=dative ccomp=ccomp xcomp=xcomp advcl=advcl advcl:relcl=advcl "
        "acl=acl acl:relcl=relcl aux=aux aux:pass=auxpass cop=aux amod=amod appos=appos cc=cc "
        "cc:preconj=preconj compound=compound compound:prt=prt conj=conj dep=dep det=det det:predet=predet "
        "discourse=intj dislocated=dep fixed=advmod goeswith=dep list=dep mark=mark nmod=nmod nmod:poss=poss "
        "nmod:desc=compound nmod:unmarked=npadvmod obl:unmarked=npadvmod obl=npadvmod obl:agent=npadvmod "
        "obl:npmod=npadvmod obl:tmod=npadvmod nmod:tmod=npadvmod nmod:npmod=npadvmod nummod=nummod "
        "orphan=dep parataxis=parataxis punct=punct reparandum=dep root=ROOT vocative=npadvmod case=case "
        "flat=compound advmod=advmod expl=nsubj intj=intj"
    )
)


class Tok:
    """A word of a treebank; `dep` holds a UD label until it is converted ("=nsubj" is final)."""

    def __init__(self, i: int, c: list[str]) -> None:
        self.i = i
        self.form, self.lemma, self.upos, self.xpos, self.feats = c[1:6]
        self.head = int(c[6]) - 1
        self.dep = c[7]
        self.misc = c[9]
        self.space = "SpaceAfter=No" not in c[9].split("|")
        self.ud_head, self.ud_dep = self.head, self.dep
        self.note: Any = None


Tree = list[Tok]
Sentence = dict[str, Any]


def sentence_of(rows: list[list[str]], joined: dict[tuple[int, int], str]) -> Tree:
    """The words of a sentence; the words of one written form have no space between them."""
    toks = [Tok(i, c) for i, c in enumerate(rows)]
    for (a, b), misc in joined.items():
        for k in range(a - 1, b - 1):
            toks[k].space = False
        toks[b - 1].space = "SpaceAfter=No" not in misc.split("|")
    return toks


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, with doc, newdoc, newpar and toks."""
    doc: str | None = None
    newpar = newdoc = True
    rows: list[list[str]] = []
    joined: dict[tuple[int, int], str] = {}
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if not line:
            if rows:
                yield {"doc": doc, "newpar": newpar, "newdoc": newdoc, "toks": sentence_of(rows, joined)}
                rows, joined, newpar, newdoc = [], {}, False, False
        elif line.startswith("# newdoc"):
            doc = line.split("=", 1)[1].strip() if "=" in line else None
            newdoc = newpar = True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            newpar = True
        elif not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                a, b = cells[0].split("-")
                joined[int(a), int(b)] = cells[9]
            elif "." not in cells[0]:
                rows.append(cells)


def kids(T: Tree, h: int) -> Tree:
    """The dependents of a word."""
    return [t for t in T if t.head == h and t.i != h]


def is_adp_case(t: Tok) -> bool:
    """Whether a case marker is a preposition, not a possessive or a sign."""
    return t.dep == "case" and t.xpos != "POS" and t.xpos not in ("HYPH", "SYM", ":", ",")


def ancestors(T: Tree, x: int) -> list[int]:
    """A word and all that it hangs on."""
    out = []
    while x != -1:
        out.append(x)
        x = T[x].head
    return out


def crosses(T: Tree, t: Tok) -> bool:
    """Whether something between a word and its head hangs on neither."""
    if t.head < 0:
        return False
    a, b = sorted((t.i, t.head))
    return any(t.head not in ancestors(T, k) for k in range(a + 1, b))


def arcs_over(T: Tree, t: Tok) -> list[Tok]:
    """The dependents of the arcs over a word, the narrowest arc first."""
    over = []
    for u in T:
        if u.head >= 0 and u.i != t.i and min(u.i, u.head) < t.i < max(u.i, u.head):
            over.append(u)
    return sorted(over, key=lambda u: abs(u.i - u.head))


def is_crossed(T: Tree, t: Tok) -> bool:
    """Whether an arc over a word does not reach over its head."""
    return any(not min(u.i, u.head) <= t.head <= max(u.i, u.head) for u in arcs_over(T, t))


def has_kid(T: Tree, h: int, *labels: str) -> bool:
    """Whether a word has a dependent with one of some labels."""
    return any(t.dep in labels for t in kids(T, h))


def promote(T: Tree, old: Tok, rest: Tree, label: str) -> None:
    """Make the last of some words their head; the others get a label."""
    new = rest[-1]
    new.head, new.dep = old.head, old.dep
    for t in kids(T, old.i):
        if t.i != new.i:
            t.head = new.i
    old.head, old.dep = new.i, label
    for t in rest[:-1]:
        t.head, t.dep = new.i, label


def names_to_last(T: Tree) -> None:
    """Hang the parts of a name on its last word ("Jimmy Page": Jimmy is a compound of Page)."""
    for h in range(len(T)):
        fl = [t for t in kids(T, h) if t.dep in ("flat", "flat:name", "flat:foreign") and t.i > h]
        if not fl:
            continue
        last = fl[-1]
        H = T[h]
        last.head = H.head
        last.dep = H.dep
        for t in kids(T, h):
            if t.i == last.i:
                continue
            t.head = last.i
            if t in fl:
                t.dep = "compound"
        H.head = last.i
        H.dep = "compound"
        # number/interjection-ish flats
        if H.upos in ("INTJ",):
            H.dep = "intj"


def money(T: Tree) -> None:
    """Make the number the head of a sum of money."""
    for h in range(len(T)):
        if T[h].xpos in ("$",) or T[h].form in ("$", "£", "€", "US$"):
            nm = [t for t in kids(T, h) if t.dep == "nummod" and t.i > h]
            if nm:
                m = nm[0]
                H = T[h]
                m.head = H.head
                m.dep = H.dep
                for t in kids(T, h):
                    if t.i != m.i:
                        t.head = m.i
                H.head = m.i
                H.dep = "=quantmod" if any(t.dep in ("compound", "nummod") for t in kids(T, m.i)) else "=nmod"


def number_ranges(T: Tree) -> None:
    """Make the second number the head of a range."""
    for h in range(len(T)):
        H = T[h]
        if H.xpos == "CD" and H.dep in ("nummod", "compound", "nmod", "obl", "nmod:unmarked", "obl:unmarked"):
            ends = [t for t in kids(T, h) if t.dep == "nmod" and t.xpos == "CD" and t.i > h and t.i - h <= 2]
            if ends and any(
                c.dep == "case" and (c.form in ("-", "–", "—", "to")) for c in kids(T, ends[0].i)
            ):
                r = ends[0]
                r.head = H.head
                r.dep = H.dep
                for t in kids(T, h):
                    if t.i != r.i:
                        t.head = r.i
                H.head = r.i
                H.dep = "=quantmod"
                for c in kids(T, r.i):
                    if c.dep == "case" and c.form in ("-", "–", "—"):
                        c.dep = "punct"
                    elif c.dep == "case" and c.form == "to" and h < c.i < r.i:
                        c.dep = "=quantmod"


def fixed_expressions(T: Tree) -> None:
    """Give fixed expressions ("such as", "as well as") the trees of spaCy's pipelines."""
    for h in range(len(T)):
        fx = [t for t in kids(T, h) if t.dep == "fixed"]
        if not fx:
            continue
        H = T[h]
        words = [H.form.lower()] + [t.form.lower() for t in fx]
        s = " ".join(words)
        last = fx[-1]

        if s in ("such as",):
            promote(T, H, fx, "=amod")
        elif s in ("as well as",):
            last.head = H.head
            last.dep = "cc" if H.dep in ("cc", "case", "mark") else H.dep
            fx[0].head = last.i
            fx[0].dep = "=advmod"
            H.head = fx[0].i
            H.dep = "=advmod"
        elif s in ("as well",):
            promote(T, H, fx, "=advmod")
        elif s in ("at least", "at most", "at last", "at all", "at best", "at first"):
            promote(T, H, fx, "=advmod")
            if last.dep in ("case", "mark"):
                last.dep = "advmod"
        elif s in ("each other", "one another"):
            promote(T, H, fx, "=det")
        elif s in ("rather than",):
            promote(T, H, fx, "=advmod")
        elif s in (
            "more than",
            "less than",
            "fewer than",
            "up to",
            "as many as",
            "as much as",
            "close to",
            "over than",
        ):
            if T[H.head].xpos == "CD" or (H.dep in ("advmod",) and H.head > h):
                H.dep = "=amod" if s[:2] != "up" else "=quantmod"
                for t in fx:
                    t.head = H.head
                    t.dep = "=quantmod"
            else:
                for t in fx:
                    t.dep = "=advmod"
        elif H.dep == "mark":
            for t in fx:
                t.head = H.head
                t.dep = "mark"
        elif H.dep == "case":
            prev = H
            for t in fx:
                t.note = ("fixcase", prev.i)  # handled in case chain
            for t in fx:
                t.head = H.head
                t.dep = "case"
        elif H.dep == "cc":
            for t in fx:
                t.dep = "=advmod"
        else:
            for t in fx:
                t.dep = "=advmod"
            if s == "instead of":
                fx[0].dep = "=prep"


def free_relatives(T: Tree) -> None:
    """Make the verb the head of a free relative ("what he wrote")."""
    for h in range(len(T)):
        W = T[h]
        if W.xpos not in WH or W.dep in ("det",):
            continue
        clauses = [t for t in kids(T, h) if t.dep in ("acl:relcl", "advcl:relcl") and t.i > h]
        if not clauses:
            continue
        r = clauses[0]
        if any(t.xpos in ("WDT", "WP", "WRB") and t.i != h for t in kids(T, r.i)):
            continue
        d = W.dep
        r.head = W.head
        m = {
            "nsubj": "csubj",
            "nsubj:pass": "csubj:pass",
            "nsubj:outer": "csubj",
            "obj": "ccomp",
            "advmod": "advcl",
            "xcomp": "ccomp",
            "iobj": "ccomp",
            "obl:unmarked": "advcl",
            "appos": "appos",
            "ccomp": "ccomp",
        }
        cs = [t for t in kids(T, h) if t.dep == "case" and t.i < h]
        mv = [t for t in kids(T, h) if t.i != r.i and not (t.dep in ("advmod", "det") and t.i == h - 1)]
        for t in mv:
            t.head = r.i
        r.dep = m.get(d, d)
        if cs:
            for t in cs:
                t.dep = "mark"
            r.dep = "acl" if d.startswith("nmod") else "advcl"
            r.note = "pcomp"
        W.head = r.i
        if W.xpos == "WRB":
            W.dep = "advmod"
            r.note = r.note or "freerel"
        else:
            r.note = r.note or "freerel"
            if not has_kid(T, r.i, "nsubj", "nsubj:pass", "csubj"):
                W.dep = "nsubj:pass" if has_kid(T, r.i, "aux:pass") else "nsubj"
            else:
                W.dep = "obj"


def expletives(T: Tree) -> None:
    """Label "there" and the subject that it stands for, and clauses put after "it"."""
    for t in T:
        if t.dep == "expl":
            if t.form.lower() == "there" or t.xpos == "EX":
                t.dep = "=expl"
                for k in kids(T, t.head):
                    if k.dep in ("nsubj", "nsubj:pass"):
                        k.dep = "=attr"
            else:
                t.dep = "nsubj:pass" if any(k.dep == "aux:pass" for k in kids(T, t.head)) else "nsubj"
                t.note = "it"
    # extraposed csubj
    for t in T:
        if t.dep not in ("csubj", "csubj:pass") or t.i < t.head:
            continue
        if any(k.dep in ("nsubj", "nsubj:pass") and k.i < t.i for k in kids(T, t.head)):
            inf = any(k.dep == "mark" and k.xpos == "TO" for k in kids(T, t.i))
            subj = any(k.dep in ("nsubj", "nsubj:pass") for k in kids(T, t.i))
            t.dep = "xcomp" if (inf or t.xpos == "VBG") and not subj else "ccomp"
            t.note = "extra"


def copulas(T: Tree) -> None:
    """Make the copula the head of its clause."""
    for t in list(T):
        if t.dep != "cop":
            continue
        X = T[t.head]
        c = t
        ch = [k for k in kids(T, X.i) if k.i != c.i]
        hascase = any((is_adp_case(k) and k.i < X.i) or (is_adp_case(k)) for k in ch)
        freerel = X.note == "freerel" and not any(k.dep == "cop" and k.i != c.i for k in ch)
        if X.note == "freerel":
            X.note = None
        c.head = X.head
        c.dep = X.dep
        c.note = X.note
        X.note = None
        outer = any(k.dep in ("nsubj:outer", "csubj:outer") for k in ch)
        X.head = c.i
        isadj = X.upos in ("ADJ",) or X.xpos in ("JJ", "JJR", "JJS", "VBN", "VBD")
        isadv = X.upos == "ADV"
        if outer and (X.upos in ("VERB", "AUX") or any(k.dep in ("nsubj", "mark") for k in ch)):
            inf = any(k.dep == "mark" and k.xpos == "TO" for k in ch)
            X.dep = "=xcomp" if inf and not any(k.dep == "nsubj" for k in ch) else "=ccomp"
            if X.xpos == "VBG":
                X.dep = "=xcomp" if not any(k.dep == "nsubj" for k in ch) else "=ccomp"
        elif freerel:
            X.dep = "=ccomp"
        elif hascase:
            X.dep = "obl"
        elif isadj:
            X.dep = "=acomp"
        elif isadv:
            X.dep = "=advmod"
        elif X.upos == "VERB":
            X.dep = "=xcomp" if (X.xpos in ("VBG", "VB")) else "=ccomp"
        else:
            X.dep = "=attr"
        isnom = not (isadj or isadv)
        lo = min(
            [k.i for k in ch if k.dep in ("det", "amod", "compound", "nummod", "case", "nmod:poss")] + [X.i]
        )
        inner_clause = X.dep in ("=xcomp", "=ccomp") and outer
        for k in ch:
            d = k.dep
            if freerel:
                if k.i < c.i or k.dep == "punct" or (k.dep in ("parataxis", "conj") and k.i > X.i):
                    k.head = c.i
                continue
            if inner_clause:
                # only what lies outside of the inner clause goes to the copula
                if d in ("nsubj:outer", "csubj:outer"):
                    k.head = c.i
                    continue
                if (
                    (k.i < c.i and d in ("mark", "advmod", "cc", "discourse", "aux", "advcl", "punct"))
                    or (d == "punct" and k.i > X.i)
                    or (False)
                ):
                    k.head = c.i
                continue
            if d in SUBJ or d in (
                "aux",
                "aux:pass",
                "cop",
                "mark",
                "parataxis",
                "discourse",
                "vocative",
                "dislocated",
                "list",
                "orphan",
            ):
                k.head = c.i
                if d == "aux:pass":
                    pass
            elif d == "advmod":
                f = k.form.lower()
                if X.i < c.i:  # fronted predicate
                    if not (k.i < X.i and k.i >= X.i - 2 and (isadj or isadv)):
                        k.head = c.i
                elif k.i < c.i:
                    k.head = c.i
                elif c.i < k.i < X.i:
                    if isnom:
                        if (
                            f not in ("almost", "nearly", "quite", "about", "approximately", "roughly")
                            and k.i <= lo
                        ) or f in ("not", "n't", "n’t", "never"):
                            k.head = c.i
                    elif f in SENT_ADV:
                        k.head = c.i
                elif k.i > X.i and (isnom or f not in ("enough", "as", "so", "indeed")):
                    k.head = c.i
            elif d == "advcl":
                inf = any(q.dep == "mark" and q.xpos == "TO" for q in kids(T, k.i))
                comp = any(
                    q.dep in ("mark", "case") and q.form.lower() in ("than", "as") for q in kids(T, k.i)
                )
                if k.i > X.i and isadj and (inf or comp):
                    if inf:
                        k.dep = "xcomp"
                else:
                    k.head = c.i
            elif d in ("obl", "obl:agent"):
                if k.i < c.i or (isnom and d == "obl" and k.i > X.i):
                    k.head = c.i
            elif d in ("obl:unmarked", "nmod:unmarked", "obl:tmod", "obl:npmod"):
                if d.startswith("obl") and not (c.i < k.i < X.i and not isnom):
                    k.head = c.i
            elif d in ("xcomp", "ccomp"):
                if k.note == "extra" or isnom:
                    k.head = c.i
            elif d == "cc" and k.i < X.i:
                k.head = c.i if k.i < c.i else k.head
            elif d == "conj":
                kk = kids(T, k.i)
                clause = (
                    (k.upos in ("VERB",) and k.xpos not in ("VBN", "VBG"))
                    or k.dep == "cop"
                    or k.upos == "AUX"
                    or any(q.dep in SUBJ or q.dep in ("cop", "aux", "aux:pass") for q in kk)
                )
                if clause:
                    k.head = c.i
            elif d == "punct":
                # brackets / quotes directly around X stay
                if (
                    (k.form in ("-", "–") and abs(k.i - X.i) == 1)
                    or (min(lo, X.i) - 1 <= k.i <= X.i + 1 and k.xpos in ("``", "-LRB-"))
                    or (k.i < X.i and k.i > lo)
                ):
                    pass
                else:
                    k.head = c.i
            elif d in ("=expl", "=attr") or d == "reparandum":
                k.head = c.i
            elif False:
                pass
        if c.dep in ("obl", "nmod"):
            c.dep = "advcl"


def raised_objects(T: Tree) -> None:
    """Give open complements the labels of ClearNLP; "let him go" has "him" as subject of "go"."""
    for t in T:
        if t.dep != "xcomp":
            continue
        V = T[t.head]
        vk = kids(T, V.i)
        tk = kids(T, t.i)
        obj = [k for k in vk if k.dep in ("obj", "iobj") and V.i < k.i < t.i]
        any(k.dep == "mark" and k.xpos == "TO" for k in tk)
        hascase = any(is_adp_case(k) for k in tk)
        verb = t.upos in ("VERB", "AUX")
        if hascase:
            t.dep = "obl"
            continue
        if verb and not (False):
            if obj and V.lemma in SMALL_CCOMP and V.upos in ("VERB", "AUX"):
                obj[0].head = t.i
                obj[0].dep = "nsubj" if not any(k.dep == "aux:pass" for k in tk) else "nsubj:pass"
                t.dep = "=ccomp"
            else:
                t.dep = "=xcomp"
        else:
            passive = any(k.dep == "aux:pass" for k in vk) or (
                V.xpos == "VBN" and not any(k.dep == "aux" for k in vk)
            )
            if t.upos == "ADJ":
                if obj and V.lemma in SMALL_CCOMP:
                    obj[0].head = t.i
                    obj[0].dep = "nsubj"
                    t.dep = "=ccomp"
                elif obj or passive:
                    t.dep = "=oprd"
                else:
                    t.dep = "=acomp"
            elif t.upos in ("ADV", "INTJ"):
                t.dep = "=advmod"
            else:
                t.dep = "=oprd" if (obj or passive) else "=attr"
                if (
                    V.lemma
                    not in (
                        "become",
                        "remain",
                        "be",
                        "stay",
                        "form",
                        "constitute",
                        "make",
                        "prove",
                        "seem",
                        "turn",
                        "represent",
                        "comprise",
                        "look",
                        "feel",
                        "sound",
                    )
                    and t.dep == "=attr"
                ):
                    t.dep = "=oprd"


def prepositions_before_clauses(T: Tree) -> None:
    """Make prepositions before gerunds and wh-clauses heads (prep, pcomp)."""
    for t in list(T):
        if t.dep != "mark":
            continue
        V = T[t.head]
        f = t.form.lower()
        if t.xpos == "TO" or (f == "to" and V.xpos == "VB"):
            t.dep = "=aux"
            continue
        others = [k for k in kids(T, V.i) if k.dep == "mark" and k.i != t.i and k.xpos != "TO"]
        vk = kids(T, V.i)
        fin = any(
            k.dep in ("aux", "aux:pass", "cop", "auxpass", "=aux") and k.xpos in ("MD", "VBD", "VBZ", "VBP")
            for k in vk
        ) or V.xpos in ("VBD", "VBZ", "VBP", "MD")
        ger = (
            V.xpos == "VBG" or any(k.xpos == "VBG" and k.dep in ("aux", "aux:pass") for k in vk)
        ) and not fin
        wh = any(k.xpos in WH and k.i < V.i for k in vk) or any(
            k.dep == "mark" and k.form.lower() in ("whether", "if") for k in others
        )
        topre = t.xpos in ("IN", "RP", "VBG", "RB") and t.upos in ("ADP", "SCONJ", "VERB", "ADV")
        go = (
            topre
            and V.dep != "=aux"
            and (
                V.note == "pcomp"
                or (ger and f not in GER_MARK_KEEP)
                or (
                    f in PREP_ALWAYS
                    and (
                        ger
                        or wh
                        or not any((k.dep == "=aux" and k.form.lower() == "to") or k.xpos == "TO" for k in vk)
                    )
                    and not (f in ("in",) and any(o.form.lower() in ("order", "that") for o in others))
                )
                or (wh and f in ("as", "to", "for", "than", "like"))
            )
        )
        if go:
            if any(k.dep == "=pcompmark" and k.i < t.i for k in kids(T, V.i)):
                continue
            d = V.dep
            t.head = V.head
            t.dep = "=prep" if d not in ("root", "conj", "parataxis", "ccomp", "list", "dep") else d
            if d == "conj":
                t.dep = "conj"
            V.head = t.i
            V.dep = "=pcomp"
            V.note = None
            for k in kids(T, V.i):
                if k.i < t.i:
                    k.head = t.i
            # fixed leftovers ("because of", "instead of", "in spite of")
            [
                k
                for k in kids(T, V.i)
                if k.dep == "mark" and t.i < k.i < V.i and k.note and k.note[0] == "fixcase"
            ]
        else:
            t.dep = "=mark"


def prepositions(T: Tree) -> dict[int, int]:
    """Make prepositions heads of their nouns; gives the preposition of every such noun."""
    prep_of = {}  # nominal -> first prep
    for N in list(T):
        ch = kids(T, N.i)
        cs = [k for k in ch if is_adp_case(k)]
        for k in ch:
            if k.dep == "case" and not is_adp_case(k):
                k.dep = "=case" if k.xpos == "POS" else "punct"
        if not cs:
            continue
        d = N.dep
        h = N.head
        left = [k for k in cs if k.i < N.i]
        right = [k for k in cs if k.i > N.i]
        chain = left if left else right[:1]
        P1 = chain[0]
        Pk = chain[-1]
        prev = None
        for k in chain:
            if prev is None:
                k.head = h
            else:
                k.head = prev.i
                k.dep = "=prep"
                if prev.form.lower() in ("because", "due", "owing", "as", "prior"):
                    k.dep = "=pcomp" if prev.form.lower() in ("because", "due", "owing") else "=prep"
            prev = k
        for k in cs:
            if k not in chain:
                k.head = N.i
                k.dep = "=prep"
        lab = "=prep"
        if d == "obl:agent":
            lab = "=agent" if P1.form.lower() == "by" else "=prep"
        elif d in (
            "root",
            "conj",
            "parataxis",
            "list",
            "discourse",
            "dep",
            "reparandum",
            "orphan",
            "ccomp",
            "appos",
            "csubj",
            "nsubj",
            "obj",
            "=ccomp",
            "dislocated",
        ):
            lab = d
            if d == "appos":
                lab = "=prep"
            if d in ("obj", "iobj", "csubj", "orphan"):
                lab = "=prep"
        elif d == "obl" and P1.form.lower() == "to" and T[h].lemma in DITRANS and T[h].upos == "VERB":
            lab = "=dative"
        P1.dep = lab
        N.head = Pk.i
        N.dep = "=pobj"
        prep_of[N.i] = P1.i
        if left:
            for k in kids(T, N.i):
                if k.i < P1.i and k.dep not in ("conj",):
                    k.head = P1.i
                elif P1.i < k.i < Pk.i:
                    k.head = Pk.i
        # clause-level stuff that hung on a root nominal
        if d in ("root", "parataxis", "conj", "ccomp"):
            for k in kids(T, N.i):
                if k.dep in SUBJ or k.dep in ("parataxis", "discourse", "vocative", "advcl"):
                    k.head = P1.i
                if k.dep == "punct" and k.i > N.i and d == "root":
                    k.head = P1.i
    return prep_of


def joined_prepositions(T: Tree, prep_of: dict[int, int]) -> None:
    """Join prepositional phrases by their prepositions."""
    # conj of PPs: attach P2 to P1, not to the noun
    for t in T:
        joined = t.dep == "conj" and t.i in prep_of.values() and t.head in prep_of
        if joined and prep_of[t.head] < t.i:
            t.head = prep_of[t.head]


def coordination(T: Tree) -> None:
    """Chain conjuncts, each on the one before, with its conjunction."""
    # gather conj groups: first conjunct h -> [c1, c2...]
    groups = defaultdict(list)
    for t in T:
        if t.dep == "conj" and t.head >= 0:
            groups[t.head].append(t)
    for h, cs in groups.items():
        cs = sorted(cs, key=lambda t: t.i)
        prev = T[h]
        for c in cs:
            if c.i < h:
                continue
            for k in kids(T, c.i):
                if (k.dep == "cc" and k.i < c.i) or (
                    k.dep == "punct"
                    and k.i < c.i
                    and not any(q.i < k.i and q.dep not in ("cc", "punct") for q in kids(T, c.i))
                    and k.form in (",", ";", "/", "&", "-", "–", "—", ":", "...")
                ):
                    k.head = prev.i
            # cc attached deeper (first child chain, e.g. on the old noun)
            c.head = prev.i
            prev = c
    # cc left of its head with the conjunct being a verb phrase etc.: nothing more


def final_labels(T: Tree) -> None:
    """Write the labels of ClearNLP."""
    for t in T:
        d = t.dep
        if d.startswith("="):
            t.dep = d[1:]
        else:
            t.dep = LABELS.get(d, LABELS.get(d.split(":")[0], "dep"))
            if d == "advmod":
                f = t.form.lower()
                if f in ("not", "n't", "n’t", "never", "nt"):
                    t.dep = "neg"
                elif t.xpos == "IN" and t.upos == "ADP":
                    t.dep = "prep"
                elif t.head >= 0 and T[t.head].xpos == "CD" and t.xpos in ("IN", "JJR", "RBR", "JJ"):
                    t.dep = "quantmod"
            elif (
                d in ("obl", "nmod", "obl:unmarked", "nmod:unmarked")
                and t.xpos in ("IN", "TO")
                and t.upos == "ADP"
            ):
                t.dep = "prep"
            elif (
                d == "nmod:unmarked"
                and t.xpos == "CD"
                and t.head >= 0
                and (T[t.head].form.lower() in MONTH or T[t.head].xpos in ("NNP", "NNPS", "CD"))
            ):
                t.dep = "nummod"
            elif d == "nmod:desc" and t.i > t.head:
                t.dep = "appos"
            elif (
                d == "iobj"
                and t.head >= 0
                and not any(k.ud_dep in ("obj",) or k.dep == "dobj" for k in kids(T, t.head))
            ):
                t.dep = "dobj"
            elif d == "advcl:relcl" and t.head >= 0 and T[t.head].upos in ("NOUN", "PROPN", "PRON"):
                t.dep = "relcl"
            elif d == "det" and t.form.lower() == "no" and False:
                t.dep = "neg"
            elif d == "case":
                t.dep = "prep" if t.xpos != "POS" else "case"
            elif d == "compound" and t.i > t.head >= 0 and t.xpos == "CD":
                t.dep = "nummod"
            elif False:
                pass


def is_sound(T: Tree) -> bool:
    """Whether there is one root and no cycle; the root is labelled."""
    roots = [t for t in T if t.head == -1]
    for t in roots:
        t.dep = "ROOT"
    if len(roots) != 1:
        return False
    # cycles
    for t in T:
        seen = set()
        x = t.i
        while x != -1:
            if x in seen:
                return False
            seen.add(x)
            x = T[x].head
    return True


def stops_to_root(T: Tree) -> None:
    """Hang the final full stop on the root."""
    # sentence-final punct -> root
    r = next(t.i for t in T if t.head == -1)
    for t in reversed(T):
        if t.dep == "punct" and t.xpos in (".", "''", ":", "-RRB-", "NFP") and t.i != r:
            if t.xpos == ".":
                t.head = r
        else:
            break


def uncross(T: Tree) -> None:
    """Lift punctuation, conjunctions and interjections that cross arcs."""
    for t in T:
        if t.dep not in ("punct", "cc", "intj"):
            continue
        for _ in range(30):
            if t.head < 0 or T[t.head].head < 0 or not (crosses(T, t) or is_crossed(T, t)):
                break
            t.head = T[t.head].head
    for t in T:
        for _ in range(10):
            if t.dep != "punct" or not is_crossed(T, t):
                break
            t.head = arcs_over(T, t)[0].head


def convert(T: Tree) -> bool:
    """Turn a UD tree into a ClearNLP tree, in place; False when none comes of it."""
    for step in (
        names_to_last,
        money,
        number_ranges,
        fixed_expressions,
        free_relatives,
        expletives,
        copulas,
        raised_objects,
        prepositions_before_clauses,
    ):
        step(T)
    joined_prepositions(T, prepositions(T))
    coordination(T)
    final_labels(T)
    if not is_sound(T):
        return False
    stops_to_root(T)
    uncross(T)
    return True
