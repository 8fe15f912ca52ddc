"""Who and what an article speaks of: names, nominals and pronouns, each with its chain."""

from spacy.tokens import Doc

from pipeline.entities.aliases import find_chains
from pipeline.entities.kinds import find_kinds
from pipeline.entities.names import Name, find_names
from pipeline.entities.tokens import Tokens, read_tokens
from pipeline.records import Mention, Span


def find_mentions(doc: Doc) -> list[Mention]:
    """Mentions of the article, in the order of their first characters.

    The chain of a mention is the fullest form of the name in the article: `Page`,
    `he` and `the guitarist` are mentions of `Jimmy Page`.
    """
    tokens = read_tokens(doc)
    found = find_names(tokens)
    kinds, evidence = find_kinds(tokens, found.names)
    chains = find_chains(tokens, found.names, kinds, evidence)
    mentions = [
        Mention(_span(tokens, name), chain.kind, "name", chain.title)
        for name, chain in zip(found.names, chains, strict=True)
        if chain
    ]
    return sorted(mentions, key=lambda mention: mention.span)


def _span(tokens: Tokens, name: Name) -> Span:
    span = tokens.doc[name.start : name.end]
    return Span(span.start_char, span.end_char, span.text)
