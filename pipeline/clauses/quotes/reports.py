"""Reporting clauses: X said, said X, according to X, X’s reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.clauses.quotes.marks import Stretch
from pipeline.clauses.quotes.page import Page
from pipeline.clauses.quotes.phrases import (
    is_long_noun_phrase,
    is_noun_phrase,
    last_clause,
    last_noun_phrase,
    split_last_aside,
    strip_verb_group,
)
from pipeline.clauses.quotes.speakers import (
    agent,
    named,
    owner,
    speaker_after,
    speaker_before,
    subject_by_parse,
    subject_of_clause,
    subject_of_verb_above,
)
from pipeline.clauses.quotes.verbs import (
    describes,
    follower,
    has_auxiliary,
    is_denied,
    is_manner,
    is_passive,
    phrase_at,
    says,
    says_after_name,
)
from pipeline.clauses.quotes.words import WORDS
from pipeline.clauses.quotes.works import find_work
from pipeline.records import Mention

FARTHEST_VERB = 20  # tokens after the quotation
FARTHEST_NOUN = 7  # tokens before it
LONGEST_SIGNATURE = 6  # tokens: — Jimmy Page


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: its words, who speaks, and whether it touches the quotation."""

    cue: str
    speaker: Mention | None = None
    direct: bool = False
    live: bool = False  # in the present tense, as in an interview
    work: str = ""


def report_after(page: Page, stretch: Stretch) -> Report | None:
    """The reporting clause that follows: “...,” X said / said X / according to X / — X."""
    tokens: Sequence[Token] = page.after(stretch)
    dashed = bool(tokens) and tokens[0].text in ("—", "–", "--", "-")
    while tokens and tokens[0].is_punct and tokens[0].text not in ("(", ";"):
        tokens = tokens[1:]
    signed = speaker_after(page, tokens) if dashed and len(tokens) <= LONGEST_SIGNATURE else None
    if signed and signed.type == "PERSON":
        return Report("", signed, direct=True)
    if not tokens or (page.words(stretch)[-1:] == "." and not tokens[0].text[0].islower()):
        return None
    if phrase_at(tokens, 0):
        return _phrase_report(page, tokens, 0, direct=True)
    return _clause_after(page, tokens[1:] if tokens[0].lower_ == "as" else tokens)


def _clause_after(page: Page, tokens: Sequence[Token]) -> Report | None:
    """X said, said X, X, who was there, said: nothing but the speaker stands before the verb."""
    for at, token in enumerate(tokens[:FARTHEST_VERB]):
        if not (says(tokens, at) or is_manner(token) or says_after_name(page, tokens, at)):
            continue
        head, _ = split_last_aside(strip_verb_group(tokens[:at]))
        speaker = speaker_before(page, tokens[:at]) if head else speaker_after(page, tokens[at + 1 :])
        told = is_long_noun_phrase(head) if head else speaker is not None or token.tag_ != "VBG"
        if not told or is_denied(tokens, at) or is_passive(tokens, at):
            return None
        return Report(token.text, speaker, True, token.tag_ == "VBZ", find_work(page, tokens, at))
    return None


def report_before(page: Page, stretch: Stretch) -> Report | None:
    """The reporting clause that precedes: X said: “...” / according to X, “...” / X described it as “...”."""
    tokens = page.before(stretch)
    touching = bool(tokens) and tokens[-1].text in (",", ":")
    for at in range(len(tokens) - 1, -1, -1):
        if phrase_at(tokens, at):
            return _phrase_report(page, tokens, at, direct=touching)
        if _is_in_words_of(tokens, at):
            return Report(tokens[at].text, owner(page, tokens[:at]), direct=touching)
        # When NME asked Page about it, he was curt: “...”: another clause is nearer
        if _reports(tokens, at, touching) and not (touching and last_clause(tokens[at + 1 :])):
            return None if is_denied(tokens, at) else _verb_report(page, stretch, tokens, at)
        if tokens[at].tag_ in ("WDT", "WP") and not touching:
            return None
    return _noun_before(page, tokens) if touching else None


def _phrase_report(page: Page, tokens: Sequence[Token], at: int, *, direct: bool) -> Report:
    """According to Page."""
    end = at + phrase_at(tokens, at)
    cue = page.doc[tokens[at].i : tokens[end - 1].i + 1].text
    return Report(
        cue, speaker_after(page, tokens[end:]), direct=direct, work=find_work(page, tokens, end - 1)
    )


def _is_in_words_of(tokens: Sequence[Token], at: int) -> bool:
    """In Page’s words, it was “...”."""
    if tokens[at].lower_ not in WORDS["nouns"] or follower(tokens, at) != ",":
        return False
    phrase = last_noun_phrase(tokens[:at])
    outer = tokens[: at - len(phrase)]
    return bool(phrase) and bool(outer) and outer[-1].lower_ == "in"


def _reports(tokens: Sequence[Token], at: int, touching: bool) -> bool:
    """Whether the token is a verb that reports what comes after it; Page laughed: only right before it."""
    manner = tokens[at].lower_ in WORDS["manner"] and touching and at == len(tokens) - 2
    return says(tokens, at) or describes(tokens[at]) or manner


def _verb_report(page: Page, stretch: Stretch, tokens: Sequence[Token], at: int) -> Report:
    token = tokens[at]
    touching = tokens[-1].text in (",", ":") or at == len(tokens) - 1
    if _is_by_agent(tokens, at):
        after = page.after(stretch)
        first = next((word for word in after if not word.is_punct), None)
        by = after if first is not None and first.lower_ == "by" else []
        return Report(token.text, agent(page, tokens[at + 1 :]) or agent(page, by), direct=touching)
    speaker = speaker_before(page, tokens[:at]) or subject_by_parse(page, token)
    if speaker is None and (at == 0 or tokens[at - 1].text in (",", "and")):
        speaker = speaker_after(page, tokens[at + 1 :])
    if speaker is None and token.tag_ == "VBG":
        speaker = subject_of_clause(page, tokens[:at])
    return Report(token.text, speaker, touching, token.tag_ == "VBZ", find_work(page, tokens, at))


def _is_by_agent(tokens: Sequence[Token], at: int) -> bool:
    """Described (by Page) as “...”; but Page is quoted as saying."""
    token, before_as = tokens[at], follower(tokens, at) == "as"
    if before_as and at > 0 and token.lower_ == "quoted":
        return False
    listening = is_passive(tokens, at) or (token.tag_ == "VBN" and not has_auxiliary(tokens, at))
    return listening or (describes(token) and before_as)


def _noun_before(page: Page, tokens: Sequence[Token]) -> Report | None:
    """Page’s reply: “...” / Page: “...” / Page was blunt: “...”."""
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - FARTHEST_NOUN), -1):
        if tokens[at].lower_ in WORDS["nouns"]:
            speaker = owner(page, tokens[:at]) or subject_of_verb_above(page, tokens[at])
            return Report(tokens[at].text, speaker or subject_of_clause(page, tokens), direct=True)
    bare = tokens[:-1]
    if tokens[-1].text != ":" or not bare:
        return None
    if is_noun_phrase(bare):
        speaker = named(page, bare)
    else:
        speaker = subject_of_clause(page, last_clause(bare) or bare)
        speaker = speaker if speaker and speaker.type == "PERSON" else None
    return Report("", speaker, direct=True) if speaker else None
