"""Verbs of saying: which tokens report, and which only seem to."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.phrases import strip_verb_group
from pipeline.clauses.quotes.words import PHRASES, SAY, WORDS

NEAR = 3  # words before a verb that can deny it or be its auxiliaries


def says(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is a verb of saying, its particle behind it: said, pointed out."""
    token, particle = tokens[at], SAY.get(tokens[at].lower_)
    if particle is None or token.tag_[:2] in ("NN", "JJ"):
        return False
    return not particle or follower(tokens, at) == particle


def says_after_name(page: Page, tokens: Sequence[Token], at: int) -> bool:
    """“...,” Page recalls: a verb right after a person, whatever the tagger makes of it."""
    form, before = tokens[at].lower_, strip_verb_group(tokens[:at])
    if not before or not form.endswith(("s", "ed")) or not (form in SAY or form in WORDS["manner"]):
        return False
    return before[-1].tag_ in ("NNP", "PRP") or any(m.type == "PERSON" for m in page.at(before[-1]))


def is_manner(token: Token) -> bool:
    """“...,” laughed Page."""
    return token.lower_ in WORDS["manner"] and token.tag_[:2] == "VB"


def describes(token: Token) -> bool:
    """Page called it “...”."""
    return token.lower_ in WORDS["describe"] and token.tag_[:2] == "VB"


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Page was told: passive, so that its subject listens."""
    left = [token for token in tokens[:at] if token.tag_ != "RB"]
    return bool(left) and left[-1].lower_ in WORDS["be"] and tokens[at].tag_ in ("VBN", "VBD")


def is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb is negated or only supposed: never said, might have said."""
    return any(token.lower_ in WORDS["denials"] for token in tokens[max(0, at - NEAR) : at])


def has_auxiliary(tokens: Sequence[Token], at: int) -> bool:
    """Page has said; without one, a participle is passive: quoted as saying."""
    return any(token.lower_ in WORDS["auxiliaries"] for token in tokens[max(0, at - NEAR) : at])


def phrase_at(tokens: Sequence[Token], at: int) -> int:
    """How many tokens of `according to` and the like begin here."""
    for phrase in PHRASES:
        if [token.lower_ for token in tokens[at : at + len(phrase)]] == phrase:
            return len(phrase)
    return 0


def follower(tokens: Sequence[Token], at: int) -> str:
    """The word behind the token, or nothing."""
    return tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
