"""Who speaks: the phrase before or after the verb, the parse, or whose words they are."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.phrases import (
    FILLER_TAGS,
    FINITE,
    first_noun_phrase,
    is_noun_phrase,
    last_noun_phrase,
    split_first_aside,
    split_last_aside,
    strip_verb_group,
)
from pipeline.clauses.quotes.verbs import says
from pipeline.clauses.quotes.words import WORDS
from pipeline.records import Mention

GOVERNORS = {"IN", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}  # whose object no subject is
SHARING = {"conj", "advcl", "xcomp", "ccomp", "parataxis", "pcomp", "prep"}  # with the verb above, a subject
DEEPEST = 5  # verbs up to the one that has the subject


def named(page: Page, phrase: Sequence[Token]) -> Mention | None:
    """The speaker that a noun phrase means: `guitarist Jimmy Page`, not the Page of `Page’s manager`."""
    owners = {token.i - 1 for token in phrase if token.tag_ == "POS"}
    owners |= {token.i for token in phrase if token.tag_ == "PRP$"}

    def speakers(token: Token) -> list[Mention]:
        return [m for m in page.speakers(token) if page.token(m.span.end - 1) not in owners]

    people = list(dict.fromkeys(m for token in phrase for m in speakers(token) if m.type == "PERSON"))
    names = [mention for mention in people if mention.kind == "name"]
    heads = [token for token in phrase if token.tag_ not in ("POS", "DT", "PRP$")]
    others = speakers(heads[-1]) if heads else []
    return _single(page, names or people or others)


def speaker_after(page: Page, tokens: Sequence[Token]) -> Mention | None:
    """Who speaks when tokens follow the verb: said X, said the band’s manager, X."""
    while tokens and tokens[0].tag_ in FILLER_TAGS:
        tokens = tokens[1:]
    phrase = first_noun_phrase(tokens)
    rest = tokens[len(phrase) :]
    if rest and rest[0].tag_ == "CC" and named(page, first_noun_phrase(rest[1:])):
        return None  # said Page and Plant
    aside = first_noun_phrase(rest[1:]) if rest and rest[0].text == "," else []
    return _name_or(named(page, phrase), page, aside) if phrase else None


def speaker_before(page: Page, tokens: Sequence[Token]) -> Mention | None:
    """Who speaks when tokens precede the verb: X said, X, who was there, has since said."""
    left, aside = split_last_aside(strip_verb_group(tokens))
    phrase = last_noun_phrase(left)
    outer = left[: len(left) - len(phrase)]
    if outer and outer[-1].tag_ in GOVERNORS and outer[-1].lower_ not in WORDS["links"]:
        return None  # the engineer who worked with Page said
    if outer and outer[-1].tag_ == "CC" and named(page, last_noun_phrase(outer[:-1])):
        return None  # Page and Plant said
    return _name_or(named(page, phrase), page, aside if is_noun_phrase(aside) else []) if phrase else None


def _name_or(found: Mention | None, page: Page, aside: Sequence[Token]) -> Mention | None:
    """The person named in the aside when the phrase has no name: the band’s manager, Peter Grant."""
    if found and found.kind == "name":
        return found
    name = named(page, aside)
    return name if name and name.kind == "name" and name.type == "PERSON" else found


def agent(page: Page, tokens: Sequence[Token]) -> Mention | None:
    """Who stands after the first `by`."""
    for at, token in enumerate(tokens):
        if token.lower_ == "by":
            return speaker_after(page, tokens[at + 1 :])
    return None


def subject_of_clause(page: Page, tokens: Sequence[Token]) -> Mention | None:
    """Page put the guitar down, saying: the subject, when it or its verb begins the clause."""
    if tokens and says(tokens[:1], 0):
        return speaker_after(page, tokens[1:])  # “...,” said Page, adding
    while tokens and (tokens[0].tag_ in ("RB", "CC", "UH") or tokens[0].is_punct):
        tokens = tokens[1:]
    phrase = first_noun_phrase(tokens)
    aside, rest = split_first_aside(tokens[len(phrase) :])
    if not phrase or not rest or rest[0].tag_ not in (*FINITE, "RB"):
        return None
    # her mother, Ada, had other views
    return named(page, phrase) or (named(page, aside) if is_noun_phrase(aside) else None)


def owner(page: Page, tokens: Sequence[Token]) -> Mention | None:
    """Whose words they are: the Page of `Page’s terse reply`, the he of `his reply`."""
    for token in reversed(last_noun_phrase(tokens)):
        if token.tag_ == "PRP$" and (found := page.speakers(token)):
            return _single(page, found[:1])
        if token.tag_ == "POS" and token.i and (found := page.speakers(page.doc[token.i - 1])):
            return found[-1]
    return None


def subject_by_parse(page: Page, verb: Token) -> Mention | None:
    """Who speaks by the parse: the subject, shared by conjuncts and participles."""
    for _ in range(DEEPEST):
        subject = _child(verb, "nsubj")
        if subject and not (subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl"):
            return _by_head(page, subject)
        if subject or verb.dep_ == "acl":  # Page, who said / Page, speaking in 1977
            return _by_head(page, verb.head)
        if verb.dep_ not in SHARING:
            return None
        if verb.dep_ == "conj" and (subject := _child(verb.head, "nsubjpass")):
            return _by_head(page, subject)
        verb = verb.head
    return None


def subject_of_verb_above(page: Page, noun: Token) -> Mention | None:
    """Page had a reply: the subject of the verb that the noun hangs under."""
    verb = noun
    while verb.head.i != verb.i and verb.tag_[:2] not in ("VB", "MD"):
        verb = verb.head
    return subject_by_parse(page, verb) if verb.tag_[:2] == "VB" else None


def _child(token: Token, dep: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dep), None)


def _by_head(page: Page, head: Token) -> Mention | None:
    if _child(head, "conj"):
        return None
    found = page.speakers(head)
    for child in head.children:
        if child.dep_ == "appos" and (not found or found[-1].kind != "name"):
            found = [*found, *page.speakers(child)]
    return _single(page, found)


def _single(page: Page, found: Sequence[Mention]) -> Mention | None:
    """The last of the mentions, unless it stands for several: said they."""
    return found[-1] if found and not page.is_plural(found[-1]) else None
