"""Docs built by hand, as a parser would leave them."""

from spacy.tokens import Doc
from spacy.vocab import Vocab


def parsed(text: str, tags: str, heads: list[int], deps: str) -> Doc:
    """A doc whose sentences are its trees; words are split at spaces, heads are positions in it."""
    words = text.split()
    return Doc(
        Vocab(),
        words=words,
        tags=tags.split(),
        heads=heads,
        deps=deps.split(),
        lemmas=[word.lower() for word in words],
    )


def plain(text: str) -> Doc:
    """A doc without tags or parse: each word a token, all one sentence."""
    pieces = text.split(" ")
    return Doc(Vocab(), words=pieces, spaces=[True] * (len(pieces) - 1) + [False])
