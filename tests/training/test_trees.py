"""The hand-checked trees are trees, in known labels, over the words that the tokenizer makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.util import load_meta

import pipeline

ROOM = Path(pipeline.__file__).parent
FILES = sorted((ROOM / "training" / "trees").glob("*.conllu"))
MODEL = ROOM / "model"
LABELS = """
    ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl intj mark neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss
    preconj predet prep prt punct quantmod relcl xcomp
"""
TAGS = """
    $ '' , -LRB- -RRB- . : AFX CC CD DT EX FW HYPH IN JJ JJR JJS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB
    RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``
"""
POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
CROSSING = {
    "quotations-19",  # Which of the songs ... are you proudest of?
    "quotations-28",  # "That was the day," Moreau says, "that I stopped ..."
    "relatives-28",  # The record, which nobody at the label had listened to ...
    "relatives-30",  # ... beer, which they rarely complained about.
}


@dataclass(frozen=True)
class Tree:
    """One sentence of a file: its columns, and heads counted from 0 with -1 for the root."""

    name: str
    text: str
    words: list[str]
    spaces: list[bool]
    pos: list[str]
    tags: list[str]
    heads: list[int]
    deps: list[str]


def read_trees(path: Path) -> Iterator[Tree]:
    """The trees of a CoNLL-U file."""
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        lines = block.splitlines()
        said = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("#"))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        assert all(len(r) == 10 and r[0] == str(k) for k, r in enumerate(rows, 1)), said["sent_id"]
        yield Tree(
            name=said["sent_id"],
            text=said["text"],
            words=[r[1] for r in rows],
            spaces=["SpaceAfter=No" not in r[9] for r in rows],
            pos=[r[3] for r in rows],
            tags=[r[4] for r in rows],
            heads=[int(r[6]) - 1 for r in rows],
            deps=[r[7] for r in rows],
        )


def ancestors(tree: Tree, token: int) -> list[int]:
    """A token and what stands above it, nearest first; a cycle ends where it began."""
    path: list[int] = []
    while token != -1 and token not in path:
        path.append(token)
        token = tree.heads[token]
    return path


def crossing_words(tree: Tree) -> list[str]:
    """The words whose arc spans a word that does not depend on its head."""
    found = []
    for token, head in enumerate(tree.heads):
        inside = range(min(token, head) + 1, max(token, head))
        if head != -1 and any(head not in ancestors(tree, k) for k in inside):
            found.append(tree.words[token])
    return found


@cache
def tokenizer() -> Language:
    """The shipped model without its components."""
    return spacy.load(MODEL, exclude=load_meta(MODEL / "meta.json")["pipeline"])


@pytest.fixture(params=FILES, ids=lambda p: p.stem)
def trees(request: pytest.FixtureRequest) -> list[Tree]:
    """The trees of one file."""
    return list(read_trees(request.param))


def test_every_sentence_has_one_root_and_no_cycle(trees: list[Tree]) -> None:
    for tree in trees:
        roots = [k for k, head in enumerate(tree.heads) if head == -1]
        assert [k for k, dep in enumerate(tree.deps) if dep == "ROOT"] == roots, tree.name
        tops = [ancestors(tree, k)[-1] for k in range(len(tree.words))]
        assert tops == roots * len(tree.words), tree.name


def test_arcs_cross_only_where_the_language_does(trees: list[Tree]) -> None:
    names = {tree.name for tree in trees}
    assert {tree.name for tree in trees if crossing_words(tree)} == CROSSING & names


def test_labels_and_tags_are_known(trees: list[Tree]) -> None:
    known = [set(names.split()) for names in (LABELS, TAGS, POS)]
    for tree in trees:
        met = (tree.deps, tree.tags, tree.pos)
        assert [set(a) - b for a, b in zip(met, known, strict=True)] == [set(), set(), set()], tree.name


def test_punctuation_has_no_dependents(trees: list[Tree]) -> None:
    for tree in trees:
        assert [tree.words[h] for h in tree.heads if h != -1 and tree.deps[h] == "punct"] == [], tree.name


def test_words_make_up_the_text(trees: list[Tree]) -> None:
    for tree in trees:
        made = "".join(w + " " * s for w, s in zip(tree.words, tree.spaces, strict=True))
        assert made.rstrip() == tree.text, tree.name


def test_words_are_those_of_the_shipped_tokenizer(trees: list[Tree]) -> None:
    for tree in trees:
        assert [t.text for t in tokenizer().make_doc(tree.text)] == tree.words, tree.name


def test_no_sentence_comes_twice() -> None:
    every = [tree for path in FILES for tree in read_trees(path)]
    assert len({tree.text for tree in every}) == len({tree.name for tree in every}) == len(every)


def test_a_third_is_kept_for_development() -> None:
    parts = [path.name.split("-")[0] for path in FILES for _ in read_trees(path)]
    assert {part: parts.count(part) for part in ("train", "dev")} == {"train": 212, "dev": 106}
