"""Whatever a parser makes of a text, clauses come out: no circle, no endless list, spans in the text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.clauses.build import find_clauses
from pipeline.clauses.tree import Tree
from pipeline.records import Mention, Span
from tests.trees import VOCAB

WORDS = (
    "Page",
    "joined",
    "the",
    "Who",
    ",",
    "and",
    "in",
    "1966",
    "“",
    "”",
    "'s",
    "wrote",
    "a",
    "song",
    "by",
    "-",
    "co",
)
TAGS = ("NNP", "VBD", "DT", "NN", "IN", "CC", "POS", "CD", "VBN", "TO", "WP", "VBG", "PRP")
PARTS = ("PROPN", "VERB", "DET", "NOUN", "ADP", "CCONJ", "PART", "NUM", "AUX", "PRON", "PUNCT")
LABELS = (
    "nsubj", "dobj", "prep", "pobj", "conj", "appos", "relcl", "acl", "advcl", "xcomp", "ccomp", "poss",
    "compound", "attr", "agent", "nsubjpass", "pcomp", "punct", "aux", "dep", "case", "mark", "nmod",
)  # fmt: skip
TYPES = ("PERSON", "GROUP", "WORK", "GPE")


@st.composite
def parses(draw: st.DrawFn) -> tuple[Doc, list[Mention]]:
    size = draw(st.integers(1, 14))

    def some(values: tuple[str, ...]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    heads = [draw(st.integers(0, max(0, i - 1))) if i else 0 for i in range(size)]
    order = draw(st.permutations(range(size)))
    place = {old: new for new, old in enumerate(order)}
    moved = [0] * size
    for old, head in enumerate(heads):
        moved[place[old]] = place[head]
    deps = some(LABELS)
    deps[place[0]] = "ROOT"
    doc = Doc(
        VOCAB, words=some(WORDS), tags=some(TAGS), pos=some(PARTS), deps=deps, heads=moved,
        lemmas=some(("join", "be", "song", "write", "one", "bassist")),
        sent_starts=[i == 0 for i in range(size)],
    )  # fmt: skip
    mentions = []
    start = 0
    while start < size and draw(st.booleans()):
        end = min(size, start + draw(st.integers(1, 3)))
        words = doc[start:end]
        span = Span(words.start_char, words.end_char, words.text)
        mentions.append(Mention(span, draw(st.sampled_from(TYPES)), "name", words.text))
        start = end + draw(st.integers(0, 2))
    return doc, mentions


@given(parses())
@settings(max_examples=300, deadline=None)
def test_trees_stay_trees_and_spans_stand_in_the_text(parse):
    doc, mentions = parse
    tree = Tree(doc, mentions)
    for i in range(len(tree)):
        above = list(tree.up(i))
        assert len(above) <= len(tree)
        assert i not in above
    for clause in find_clauses(doc, mentions):
        assert len(clause.arguments) < 400
        for argument in clause.arguments:
            assert doc.text[argument.span.start : argument.span.end] == argument.span.text
