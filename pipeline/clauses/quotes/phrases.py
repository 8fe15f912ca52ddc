"""Stretches of tokens: noun phrases, asides and verb groups, by their tags."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.clauses.quotes.words import WORDS

NAME_TAGS = {"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "CD", "HYPH", "PRP", "PDT"}
FILLER_TAGS = {"RB", "RBR", "RBS", "MD"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}


def first_noun_phrase(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that tokens begin with."""
    phrase: list[Token] = []
    for token in tokens:
        if token.tag_ not in NAME_TAGS:
            break
        phrase.append(token)
    return phrase


def last_noun_phrase(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that tokens end with."""
    return first_noun_phrase(tokens[::-1])[::-1]


def is_noun_phrase(tokens: Sequence[Token]) -> bool:
    """Whether tokens are one noun phrase and nothing else."""
    return all(token.tag_ in NAME_TAGS for token in tokens)


def is_long_noun_phrase(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a noun phrase with complements and no verb: the drummer of the Kinks."""
    return all(token.tag_ in NAME_TAGS or token.tag_ in ("IN", ",") for token in tokens)


def split_first_aside(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The aside between commas that tokens begin with, and what follows it."""
    if tokens and tokens[0].text == ",":
        for at in range(1, len(tokens)):
            if tokens[at].text == ",":
                return tokens[1:at], tokens[at + 1 :]
    return [], tokens


def split_last_aside(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Tokens without the aside in commas, dashes or brackets that they end with, and the aside."""
    if not tokens or tokens[-1].text not in (",", ")", "–", "—"):
        return tokens, []
    opener = "(" if tokens[-1].text == ")" else tokens[-1].text
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at].text == opener:
            return tokens[:at], tokens[at + 1 : -1]
    return tokens, []


def strip_verb_group(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens before a verb without its auxiliaries and adverbs: X, who was there, (has since) said."""
    small = WORDS["auxiliaries"] | WORDS["adverbs"]
    while tokens and (tokens[-1].tag_ in FILLER_TAGS or tokens[-1].lower_ in small):
        tokens = tokens[:-1]
    return tokens


def last_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of the last main clause that a comma and a subject begin; none without one."""
    for at in range(len(tokens) - 1, -1, -1):
        phrase = first_noun_phrase(tokens[at + 1 :]) if tokens[at].text == "," else []
        rest = tokens[at + 1 + len(phrase) :]
        if phrase and rest and rest[0].tag_ in FINITE:
            return tokens[at + 1 :]
    return []
