"""Who and what an article speaks of: names, nominals and pronouns, each with its chain."""

from spacy.tokens import Doc

from pipeline.entities.aliases import Chain, find_chains
from pipeline.entities.coreference import Reference, find_references
from pipeline.entities.kinds import find_kinds
from pipeline.entities.names import Found, find_names
from pipeline.entities.speech import find_first_persons
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
    chains = find_chains(tokens, found.names, find_kinds(tokens, found.names))
    mentions = [
        Mention(_span(tokens, name.start, name.end), chain.kind, "name", chain.title)
        for name, chain in zip(found.names, chains, strict=True)
        if chain
    ]
    for reference in _references(tokens, found, chains):
        span = _span(tokens, reference.start, reference.end)
        mentions += [Mention(span, chain.kind, reference.kind, chain.title) for chain in reference.chains]
    return sorted(mentions, key=lambda mention: mention.span)


def _references(tokens: Tokens, found: Found, chains: list[Chain | None]) -> list[Reference]:
    """Pronouns and nominals, those of quoted speakers included."""
    traits = find_traits(tokens, found.names, chains)
    titles = {name.start for name in found.names if name.quoted}
    speech = [(start, end) for start, end in found.quotations if start + 1 not in titles]
    references = find_references(tokens, found.names, chains, traits, speech)
    meant: dict[int, tuple[Chain, ...]] = {
        tokens.root(name.start, name.end): (chain,)
        for name, chain in zip(found.names, chains, strict=True)
        if chain is not None
    }
    meant |= {reference.end - 1: reference.chains for reference in references}
    return [*references, *find_first_persons(tokens, speech, meant)]


def _span(tokens: Tokens, start: int, end: int) -> Span:
    span = tokens.doc[start:end]
    return Span(span.start_char, span.end_char, span.text)
