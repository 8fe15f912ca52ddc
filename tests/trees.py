"""Docs built by hand: one word per line, with what the parser would say of it."""

import spacy
from spacy.tokens import Doc

from pipeline.records import Mention, Span, Time

VOCAB = spacy.blank("en").vocab
TIGHT = {",", ".", "”", ")", "’s", "'s", "?", ":", "-"}  # no space stands before these


def doc_of(table: str) -> Doc:
    """The Doc of a table: word, part of speech, tag, lemma, label, number of the head's line."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0] for row in rows]
    return Doc(
        VOCAB,
        words=words,
        spaces=[
            word not in ("“", "(", "-") and following not in TIGHT
            for word, following in zip(words, [*words[1:], "."], strict=True)
        ],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        lemmas=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        heads=[int(row[5]) - 1 for row in rows],
    )


def span_of(doc: Doc, text: str) -> Span:
    """Where the words first stand."""
    start = doc.text.index(text)
    return Span(start, start + len(text), text)


def names_of(doc: Doc, names: dict[str, str]) -> list[Mention]:
    """Mentions of the names, each of its type."""
    return [Mention(span_of(doc, name), kind, "name", name) for name, kind in names.items()]


def times_of(doc: Doc, texts: list[str]) -> list[Time]:
    """Dates that stand for themselves."""
    return [Time(span_of(doc, text), "DATE", text, text) for text in texts]
