"""Where it was said: recalled in the documentary X, told NME, in an interview with Q."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.phrases import NAME_TAGS, is_noun_phrase
from pipeline.clauses.quotes.words import WORDS
from pipeline.records import Mention

PREPOSITIONS = {"in", "on", "for", "to", "with"}
OF_MEDIUM = {"with", "for", "of", "to", "in"}  # after a medium: in an interview with Q


def find_work(page: Page, tokens: Sequence[Token], cue: int) -> str:
    """The film, book or paper that tokens name beside the verb at `cue`."""
    for at, token in enumerate(tokens):
        here = [m for m in page.at(token) if m.kind == "name" and m.type in ("WORK", "ORG")]
        here = [mention for mention in here if mention.span.start == token.idx]
        if here and (_is_told(tokens, at, cue, here[0]) or _is_source(tokens, at, cue, here[0])):
            return here[0].chain
    return ""


def _is_told(tokens: Sequence[Token], at: int, cue: int, work: Mention) -> bool:
    """Page told NME."""
    return at - 1 == cue and tokens[cue].lower_ in ("told", "tells", "tell") and _is_press(work)


def _is_source(tokens: Sequence[Token], at: int, cue: int, work: Mention) -> bool:
    """In his memoir X, wrote Page in X; not: said of his bass on X."""
    lead = _lead(tokens[:at])
    if not lead or lead[0].lower_ not in PREPOSITIONS:
        return False
    near = lead[0].i == tokens[cue].i + 1 or (lead[0].tag_ == "IN" and _follows_speaker(tokens, cue, lead[0]))
    return _has_medium(lead) or (near and (work.type == "WORK" or _is_press(work)))


def _follows_speaker(tokens: Sequence[Token], cue: int, preposition: Token) -> bool:
    """Whether only the speaker stands between the verb and the preposition: said Page in Life."""
    between = [token for token in tokens[cue + 1 :] if token.i < preposition.i]
    return bool(between) and between[0].i == tokens[cue].i + 1 and is_noun_phrase(between)


def _lead(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens from the preposition, over its medium, to the end."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.tag_ == "IN" or token.lower_ == "to":
            inner = tokens[at:]
            outer = _lead(tokens[:at]) if token.lower_ in OF_MEDIUM and not _has_medium(inner) else []
            return [*outer, *inner] if _has_medium(outer) else inner
        if token.tag_ not in NAME_TAGS and token.text != ",":
            break
    return []


def _has_medium(tokens: Sequence[Token]) -> bool:
    return any(token.lower_ in WORDS["media"] for token in tokens)


def _is_press(mention: Mention) -> bool:
    return mention.chain in WORDS["press"]
