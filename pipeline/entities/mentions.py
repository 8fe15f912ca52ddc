"""Who and what an article speaks of: names, nominals and pronouns, each with its chain."""

from spacy.tokens import Doc

from pipeline.entities.aliases import find_chains
from pipeline.entities.coreference import find_references
from pipeline.entities.kinds import find_kinds
from pipeline.entities.names import find_names
from pipeline.entities.tokens import Tokens, read_tokens
from pipeline.entities.traits import find_traits
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
        Mention(_span(tokens, name.start, name.end), chain.kind, "name", chain.title)
        for name, chain in zip(found.names, chains, strict=True)
        if chain
    ]
    traits = find_traits(tokens, found.names, chains)
    titles = {name.start for name in found.names if name.quoted}
    speech = [(start, end) for start, end in found.quotations if start + 1 not in titles]
    for reference in find_references(tokens, found.names, chains, traits, speech):
        span = _span(tokens, reference.start, reference.end)
        mentions += [Mention(span, chain.kind, reference.kind, chain.title) for chain in reference.chains]
    return sorted(mentions, key=lambda mention: mention.span)


def _span(tokens: Tokens, start: int, end: int) -> Span:
    span = tokens.doc[start:end]
    return Span(span.start_char, span.end_char, span.text)
