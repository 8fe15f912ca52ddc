"""Direct quotations, who said them and where.

Marks are read as characters, paragraph by paragraph; the reporting clause is
read first by its surface (`said X`, `X said`, `X: “...”`), because parsers are
at their weakest in inverted reports, and then by the parse.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from pipeline.records import Mention, Quote, Span

DOUBLE = '“”"„'
SPEAKERS = ("PERSON", "GROUP", "ORG", "WORK")
LONGEST_TITLE = 12  # words
SHORTEST_PARTIAL = 3  # words of a quotation that is only part of a sentence
SHORTEST_SENTENCE = 4  # words of a quotation that nobody is said to have said
LONGEST_REPORT = 30  # tokens of a reporting clause that splits a quotation
LIVE_CUES = 2  # quotations in the present tense that make an interview

NAME_TAGS = {"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "CD", "HYPH", "PRP", "PDT"}
FILLER_TAGS = {"RB", "RBR", "RBS", "MD"}
AUXILIARIES = {
    "used",
    "to",
    "have",
    "has",
    "had",
    "do",
    "does",
    "did",
    "is",
    "was",
    "’s",
    "'s",
    "’d",
    "'d",
    "been",
    "be",
}
ADVERBS = {"once", "since", "then", "later", "also"}
BE = {"is", "was", "were", "are", "been", "being", "be", "’s", "'s", "got"}
DENIALS = {"never", "not", "n’t", "n't", "hardly", "without", "nobody", "neither", "nor"}
HEDGES = {"might", "may", "could", "must", "if"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
LINKS = {"that", "as", "when", "while", "because", "but", "although", "though", "where", "until", "since"}
FIRST_PERSON = {"i", "we", "my", "our", "me", "us", "mine"}
ENDS = {".", "!", "?", "…"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two marks; `closed` is false where a paragraph ends it."""

    open: int
    close: int  # after the closing mark
    start: int
    end: int
    paragraph: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: its verb, who speaks, and whether it touches the quotation."""

    cue: str
    speaker: Mention | None = None
    direct: bool = False
    live: bool = False
    work: str = ""
    token: int = -1


def find_quotes(doc: Doc, mentions: Sequence[Mention]) -> list[Quote]:
    """The direct quotations of the article in text order, titles and scare quotes left out.

    `text` is the quoted words without marks, the parts joined by a space and a
    comma at the very end dropped; `parts` are the stretches without their marks.
    """
    page = _Page(doc, mentions)
    readings = [reading for group in page.groups if (reading := _read(page, group))]
    return [_quote(page, reading) for reading in _assign(page, _join(page, readings))]


# --- words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    say: dict[str, tuple[str, ...]]  # form -> particle that must follow, or nothing
    manner: frozenset[str]
    describe: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    nouns: frozenset[str]
    titles: frozenset[str]
    shown: frozenset[str]
    small: frozenset[str]
    media: frozenset[str]
    press: frozenset[str]
    elided: frozenset[str]
    inches: frozenset[str]


def _forms(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else stem + "ed"
    third = verb[:-1] + "ies" if re.search("[^aeiou]y$", verb) else verb + "s"
    if re.search("(s|sh|ch|x|z)$", verb):
        third = verb + "es"
    return {verb, past, third, stem + "ing", *irregular.get(verb, ())}


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads(files("pipeline.clauses").joinpath("quotes.toml").read_text("utf-8"))
    irregular = data.pop("irregular")
    verbs = [(verb.split()[0], tuple(verb.split()[1:])) for verb in data["say"]]
    inflected = {
        name: frozenset(form for verb in data[name] for form in _forms(verb, irregular))
        for name in ("manner", "describe")
    }
    plain = {
        name: frozenset(data[name])
        for name in ("nouns", "titles", "shown", "small", "media", "press", "elided", "inches")
    }
    return _Words(
        say={form: particle for verb, particle in reversed(verbs) for form in _forms(verb, irregular)},
        phrases=tuple(tuple(phrase.split()) for phrase in data["phrases"]),
        **inflected,
        **plain,
    )


# --- marks ------------------------------------------------------------------------------------


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end: at empty lines, or at every line where there are none."""
    gap = r"\n[ \t]*\n\s*" if re.search(r"\n[ \t]*\n", text.strip()) else r"\n+"
    start = 0
    for match in re.finditer(gap, text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _at(text: str, offset: int) -> str:
    return text[offset] if 0 <= offset < len(text) else " "


def _opens(text: str, offset: int) -> bool:
    """Whether the double mark stands where an opening one stands; its glyph only counts in doubt."""
    before, after = _at(text, offset - 1), _at(text, offset + 1)
    free = before.isspace() or before in "([{—–-/‘'“"
    bound = not after.isspace() and (
        after not in ",;:!?)]}" and (after != "." or text[offset + 2 : offset + 3] == ".")
    )
    if text[offset] == "”":
        return before.isspace() and after.isalnum()
    if text[offset] == '"':
        return free and bound
    return free or not (after.isspace() or after in ",.;:!?)")


def _is_inches(text: str, offset: int) -> bool:
    """A 12” single."""
    word = re.match(r"\W*(\w+)", text[offset + 1 : offset + 20])
    return _at(text, offset - 1).isdigit() and word is not None and word[1].lower() in _words().inches


def _double(text: str, start: int, end: int, goes_on: bool) -> tuple[int, bool] | None:
    """Where the stretch from `start` ends, and whether at a mark; None for a stray mark."""
    depth, inner = 1, False
    for offset in range(start + 1, end):
        if text[offset] not in DOUBLE or _is_inches(text, offset):
            continue
        if _opens(text, offset):
            depth, inner = depth + 1, True
        else:
            depth -= 1
        if not depth:
            return offset, True
    return None if inner and not goes_on else (end, False)


def _opens_single(text: str, offset: int) -> bool:
    before, word = _at(text, offset - 1), re.match(r"\w+", text[offset + 1 : offset + 20])
    if not (before.isspace() or before in "([—–") or not word:
        return False
    return text[offset] in "‘'" and not word[0][0].isdigit() and word[0].lower() not in _words().elided


def _single(text: str, start: int, end: int) -> int | None:
    """The offset of the mark that closes the single one at `start`, where no apostrophe can be meant."""
    marks = "’" if text[start] == "‘" else "'"
    stop = text.find("‘", start + 1, end) if marks == "’" else -1
    ends = [
        offset
        for offset in range(start + 1, stop if stop > 0 else end)
        if text[offset] in marks
        and not _at(text, offset + 1).isalnum()
        and not _at(text, offset - 1).isspace()
    ]
    sure = [offset for offset in ends if text[offset - 1] in ",.!?…—"]
    plain = [offset for offset in ends if text[offset - 1] not in "sn"]
    if sure and plain:
        return min(sure[0], plain[0])
    if sure or plain:
        return (sure or plain)[0]
    return ends[0] if len(ends) == 1 and marks == "’" else None


def _stretches(text: str) -> Iterator[Stretch]:
    """Everything in quotation marks, outermost marks only."""
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        follower = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        goes_on = _at(text, follower) in '“"„'
        offset = start
        while offset < end:
            close: tuple[int, bool] | None = None
            if text[offset] in DOUBLE and _opens(text, offset):
                close = _double(text, offset, end, goes_on)
            elif _opens_single(text, offset) and (single := _single(text, offset, end)) is not None:
                close = single, True
            if close is None:
                offset += 1
                continue
            stop, closed = close
            yield Stretch(offset, stop + closed, offset + 1, stop, number, closed)
            offset = stop + closed


def _group(text: str) -> list[tuple[Stretch, ...]]:
    """Stretches, those of one quotation over several paragraphs together."""
    groups: list[tuple[Stretch, ...]] = []
    for stretch in _stretches(text):
        last = groups[-1][-1] if groups else None
        if (
            last
            and not last.closed
            and stretch.paragraph == last.paragraph + 1
            and not text[last.close : stretch.open].strip()
        ):
            groups[-1] += (stretch,)
        else:
            groups.append((stretch,))
    return groups


# --- the page ---------------------------------------------------------------------------------


class _Page:
    """One article with what lies where: stretches by token, mentions by character."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc, self.text = doc, doc.text
        self.groups = _group(self.text)
        self.quoted = {
            index: stretch
            for group in self.groups
            for stretch in group
            for index in range(self.token(stretch.open), self.token(stretch.close - 1) + 1)
        }
        self.mentions = sorted(
            mentions, key=lambda mention: (mention.span.start, -mention.span.end, mention.chain)
        )
        self.parsed = doc.has_annotation("DEP")

    def token(self, offset: int) -> int:
        """The index of the token at or before the character."""
        low, high = 0, len(self.doc)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.doc[middle].idx <= offset else (low, middle)
        return low

    def covering(self, token: Token) -> list[Mention]:
        """Mentions that the token is in and that could speak, shortest name first."""
        found = [
            mention
            for mention in self.mentions
            if mention.type in SPEAKERS and mention.span.start <= token.idx < mention.span.end
        ]
        return sorted(found, key=lambda mention: len(mention.span.text))

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends with this token."""
        token = self.doc[index]
        if "\n" in token.text_with_ws and self._breaks(token):
            return True
        return token.text in ENDS or token.text[-1:] in "!?"

    def _breaks(self, token: Token) -> bool:
        return token.is_space and (token.text.count("\n") > 1 or "\n\n" not in self.text)

    def before(self, stretch: Stretch) -> list[Token]:
        """The tokens of the sentence before the stretch, other quoted stretches left out."""
        found: list[Token] = []
        index = self.token(stretch.open) - 1
        if index > 0 and self.doc[index].is_space and self.doc[index - 1].text in (":", ","):
            index -= 1  # Page put it like this: (a new paragraph) “...”
        while index >= 0 and not (index not in self.quoted and self.ends_sentence(index)):
            inner = self.quoted.get(index)
            if inner and (not inner.closed or self.text[inner.end - 1] in ".!?"):
                break
            if not inner and not self.doc[index].is_space:
                found.append(self.doc[index])
            index -= 1
        return found[::-1]

    def after(self, stretch: Stretch) -> list[Token]:
        """The tokens after the stretch up to the sentence's end or the next quoted stretch."""
        found: list[Token] = []
        index = self.token(stretch.close - 1) + 1
        while index < len(self.doc) and index not in self.quoted:
            if self.ends_sentence(index):
                break
            if not self.doc[index].is_space:
                found.append(self.doc[index])
            index += 1
        return found


# --- speakers ---------------------------------------------------------------------------------


def _is_plural(page: _Page, mention: Mention) -> bool:
    """They, the two: several chains on one span."""
    return sum(other.span == mention.span for other in page.mentions) > 1


def _named(page: _Page, phrase: Sequence[Token]) -> Mention | None:
    """The speaker that a noun phrase means: `guitarist Jimmy Page`, not the Page of `Page’s manager`."""
    owners = {token.i - 1 for token in phrase if token.tag_ == "POS"}
    owners |= {token.i for token in phrase if token.tag_ == "PRP$"}
    people: list[Mention] = []
    for token in phrase:
        for mention in page.covering(token):
            last = page.token(mention.span.end - 1)
            if mention.type == "PERSON" and last not in owners and mention not in people:
                people.append(mention)
    names = [mention for mention in people if mention.kind == "name"]
    heads = [token for token in phrase if token.tag_ not in ("POS", "DT", "PRP$")]
    others = page.covering(heads[-1]) if heads else []
    others = [mention for mention in others if page.token(mention.span.end - 1) not in owners]
    for mention in (*names[-1:], *people[-1:], *others[-1:]):
        return None if _is_plural(page, mention) else mention
    return None


def _noun_phrase_after(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that tokens begin with."""
    phrase: list[Token] = []
    for token in tokens:
        if token.tag_ not in NAME_TAGS:
            break
        phrase.append(token)
    return phrase


def _speaker_after(page: _Page, tokens: Sequence[Token]) -> Mention | None:
    """Who speaks when tokens follow the verb: said X, said the band’s manager, X."""
    while tokens and tokens[0].tag_ in FILLER_TAGS:
        tokens = tokens[1:]
    phrase = _noun_phrase_after(tokens)
    if not phrase:
        return None
    rest = tokens[len(phrase) :]
    if rest and rest[0].tag_ == "CC" and _named(page, _noun_phrase_after(rest[1:])):
        return None  # said Page and Plant
    found = _named(page, phrase)
    if (found is None or found.kind != "name") and rest and rest[0].text == ",":
        aside = _noun_phrase_after(rest[1:])
        named = _named(page, aside)
        if named and named.kind == "name" and named.type == "PERSON":
            return named  # said the band’s manager, Peter Grant
    return found


def _strip_verb_group(tokens: Sequence[Token]) -> list[Token]:
    """Tokens before a verb without its auxiliaries and adverbs."""
    left = list(tokens)
    while left and (
        left[-1].tag_ in FILLER_TAGS or left[-1].lower_ in AUXILIARIES or left[-1].lower_ in ADVERBS
    ):
        left.pop()
    return left


def _phrase_before(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that tokens end with."""
    phrase: list[Token] = []
    for token in reversed(tokens):
        if token.tag_ not in NAME_TAGS:
            break
        phrase.append(token)
    return phrase[::-1]


def _skip_aside(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Tokens without the aside in commas or brackets that they end with, and the aside."""
    if not tokens or tokens[-1].text not in (",", ")", "–", "—"):
        return list(tokens), []
    opener = {")": "("}.get(tokens[-1].text, tokens[-1].text)
    for index in range(len(tokens) - 2, 0, -1):
        if tokens[index].text == opener:
            return list(tokens[:index]), list(tokens[index + 1 : -1])
    return list(tokens), []


def _speaker_before(page: _Page, tokens: Sequence[Token]) -> Mention | None:
    """Who speaks when tokens precede the verb: X said, X, who was there, has since said."""
    left, aside = _skip_aside(_strip_verb_group(tokens))
    phrase = _phrase_before(left)
    if not phrase:
        return None
    outer = left[: len(left) - len(phrase)]
    if (
        outer
        and outer[-1].tag_ in ("IN", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
        and outer[-1].lower_ not in LINKS
    ):
        return None  # the engineer who worked with Page said
    if outer and outer[-1].tag_ == "CC" and _named(page, _phrase_before(outer[:-1])):
        return None  # Page and Plant said
    found = _named(page, phrase)
    if (found is None or found.kind != "name") and aside:
        named = _named(page, aside)
        if named and named.kind == "name" and named.type == "PERSON" and _phrase_before(aside) == aside:
            return named  # the band’s manager, Peter Grant, said
    return found


def _subject_by_parse(page: _Page, cue: Token) -> Mention | None:
    """Who speaks by the parse: the subject, shared by conjuncts and participles."""
    if not page.parsed:
        return None
    verb, seen = cue, 0
    while seen < 5:
        seen += 1
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if subjects and subjects[0].tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
            return _by_head(page, verb.head)
        if subjects:
            return _by_head(page, subjects[0])
        if verb.dep_ == "acl":
            return _by_head(page, verb.head)
        if verb.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "parataxis", "pcomp", "prep"):
            return None
        if verb.dep_ == "conj" and any(child.dep_ == "nsubjpass" for child in verb.head.children):
            return _by_head(page, next(child for child in verb.head.children if child.dep_ == "nsubjpass"))
        verb = verb.head
    return None


def _by_head(page: _Page, head: Token) -> Mention | None:
    if any(child.dep_ == "conj" for child in head.children):
        return None
    found = page.covering(head)
    for child in head.children:
        if child.dep_ == "appos" and (not found or found[-1].kind != "name"):
            found = [*found, *page.covering(child)]
    return found[-1] if found and not _is_plural(page, found[-1]) else None


# --- reporting clauses ------------------------------------------------------------------------


def _is_cue(token: Token, follower: str) -> bool:
    words = _words()
    particle = words.say.get(token.lower_)
    return (
        particle is not None
        and token.tag_[:2] not in ("NN", "JJ")
        and (not particle or follower == particle[0])
    )


def _is_cue_after_name(page: _Page, tokens: Sequence[Token], at: int) -> bool:
    """“...,” Page recalls: a verb right after a person, whatever the tagger makes of it."""
    form, before = tokens[at].lower_, _strip_verb_group(tokens[:at])
    if not before or not form.endswith(("s", "ed")) or not (form in _words().say or form in _words().manner):
        return False
    return before[-1].tag_ in ("NNP", "PRP") or any(m.type == "PERSON" for m in page.covering(before[-1]))


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Page was told: passive, so that its subject listens."""
    left = [token for token in tokens[:at] if token.tag_ != "RB"]
    return bool(left) and left[-1].lower_ in BE and tokens[at].tag_ in ("VBN", "VBD")


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb is negated or only supposed: never said, might have said."""
    near = [token.lower_ for token in tokens[max(0, at - 3) : at]]
    return any(word in DENIALS or word in HEDGES for word in near)


def _phrase_at(tokens: Sequence[Token], at: int) -> int:
    """How many tokens of `according to` and the like begin here."""
    for phrase in _words().phrases:
        if tuple(token.lower_ for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _text(page: _Page, tokens: Sequence[Token]) -> str:
    return page.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""


def _report_after(page: _Page, stretch: Stretch) -> Report | None:
    """The reporting clause that follows: “...,” X said / said X / according to X / — X."""
    tokens = page.after(stretch)
    inner = page.text[stretch.start : stretch.end].rstrip()
    dashed = bool(tokens) and tokens[0].text in ("—", "–", "--", "-")
    while tokens and tokens[0].is_punct and tokens[0].text not in ("(", ";"):
        tokens = tokens[1:]
    if not tokens:
        return None
    if dashed and len(tokens) <= 6 and (speaker := _speaker_after(page, tokens)) and speaker.type == "PERSON":
        return Report("", speaker, True)  # “...” — Jimmy Page
    if inner[-1:] == "." and not tokens[0].text[0].islower():
        return None
    if length := _phrase_at(tokens, 0):
        speaker = _speaker_after(page, tokens[length:])
        return Report(_text(page, tokens[:length]), speaker, True, work=_work(page, tokens, length - 1))
    start = 1 if tokens[0].lower_ == "as" else 0
    return _clause_after(page, tokens[start:])


def _clause_after(page: _Page, tokens: Sequence[Token]) -> Report | None:
    words = _words()
    for at, token in enumerate(tokens[:20]):
        follower = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
        manner = token.lower_ in words.manner and token.tag_[:2] == "VB"
        if not (_is_cue(token, follower) or manner or _is_cue_after_name(page, tokens, at)):
            continue
        head, _ = _skip_aside(_strip_verb_group(tokens[:at]))
        if not head:
            speaker = _speaker_after(page, tokens[at + 1 :])
            if speaker is None and token.tag_ == "VBG":
                return None
        elif _phrase_before(head) == head or _is_name_with_of(head):
            speaker = _speaker_before(page, tokens[:at])
        else:
            return None
        if _is_denied(tokens, at) or _is_passive(tokens, at):
            return None
        return Report(token.text, speaker, True, token.tag_ == "VBZ", _work(page, tokens, at), token.i)
    return None


def _is_name_with_of(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a noun phrase with complements and no verb: the drummer of the Kinks."""
    return all(token.tag_ in NAME_TAGS or token.tag_ in ("IN", ",") for token in tokens)


def _report_before(page: _Page, stretch: Stretch) -> Report | None:
    """The reporting clause that precedes: X said: “...” / according to X, “...” / X described it as “...”."""
    tokens = page.before(stretch)
    if not tokens:
        return None
    touching = tokens[-1].text in (",", ":")
    for at in range(len(tokens) - 1, -1, -1):
        if length := _phrase_at(tokens, at):
            speaker = _speaker_after(page, tokens[at + length :])
            return Report(
                _text(page, tokens[at : at + length]),
                speaker,
                touching,
                work=_work(page, tokens, at + length - 1),
            )
        if _is_in_words_of(tokens, at):
            return Report(tokens[at].text, _owner(page, tokens[:at]), touching)
        report = _verb_before(page, stretch, tokens, at, touching)
        if report and not (touching and _has_later_subject(tokens[at + 1 :])):
            return None if _is_denied(tokens, at) else report
        if tokens[at].tag_ in ("WDT", "WP") and not touching:
            return None
    return _noun_before(page, tokens) if touching else None


def _is_in_words_of(tokens: Sequence[Token], at: int) -> bool:
    """In Page’s words, it was “...”."""
    if tokens[at].lower_ not in _words().nouns or tokens[at + 1 : at + 2] == [] or tokens[at + 1].text != ",":
        return False
    phrase = _phrase_before(tokens[:at])
    outer = tokens[: at - len(phrase)]
    return bool(phrase) and bool(outer) and outer[-1].lower_ == "in"


def _has_later_subject(tokens: Sequence[Token]) -> bool:
    """When NME asked Page about it, he was curt: another clause stands nearer to the quotation."""
    return _last_clause(tokens) is not None


def _last_clause(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens of the last main clause that a comma and a subject begin."""
    for at in range(len(tokens) - 1, -1, -1):
        phrase = _noun_phrase_after(tokens[at + 1 :]) if tokens[at].text == "," else []
        rest = tokens[at + 1 + len(phrase) :]
        if phrase and rest and rest[0].tag_ in FINITE:
            return list(tokens[at + 1 :])
    return None


def _verb_before(
    page: _Page, stretch: Stretch, tokens: list[Token], at: int, touching: bool
) -> Report | None:
    words, token = _words(), tokens[at]
    follower = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    describes = token.lower_ in words.describe and token.tag_[:2] == "VB"
    manner = token.lower_ in words.manner and touching and at == len(tokens) - 2
    if not (_is_cue(token, follower) or describes or manner):
        return None
    quoted = follower == "as" and at > 0 and token.lower_ == "quoted"
    touching = touching or at == len(tokens) - 1
    listening = _is_passive(tokens, at) or (token.tag_ == "VBN" and not _has_auxiliary(tokens, at))
    if (listening or (describes and follower == "as")) and not quoted:
        agent = _agent(page, [*tokens[at + 1 :]]) or _agent(page, page.after(stretch), first=True)
        return Report(token.text, agent, touching, False, "", token.i)
    speaker = _speaker_before(page, tokens[:at]) or _subject_by_parse(page, token)
    if (speaker is None and at == 0) or (at and tokens[at - 1].text in (",", "and")):
        speaker = speaker or _speaker_after(page, tokens[at + 1 :])
    if speaker is None and token.tag_ == "VBG":
        speaker = _subject_of_earlier(page, tokens[:at])
    return Report(token.text, speaker, touching, token.tag_ == "VBZ", _work(page, tokens, at), token.i)


def _has_auxiliary(tokens: Sequence[Token], at: int) -> bool:
    return any(token.lower_ in AUXILIARIES for token in tokens[max(0, at - 3) : at])


def _agent(page: _Page, tokens: Sequence[Token], *, first: bool = False) -> Mention | None:
    """Who stands after `by`."""
    for at, token in enumerate(tokens):
        if token.lower_ == "by":
            return _speaker_after(page, tokens[at + 1 :])
        if first and not token.is_punct:
            return None
    return None


def _subject_of_earlier(page: _Page, tokens: Sequence[Token]) -> Mention | None:
    """Page put the guitar down, saying: the subject of the sentence, when it or its verb begins it."""
    if tokens and _is_cue(tokens[0], ""):
        return _speaker_after(page, tokens[1:])  # “...,” said Page, adding
    while tokens and (tokens[0].tag_ in ("RB", "CC", "UH") or tokens[0].is_punct):
        tokens = tokens[1:]
    phrase = _noun_phrase_after(tokens)
    aside, rest = _split_aside(tokens[len(phrase) :])
    if not phrase or not rest or rest[0].tag_ not in (*FINITE, "RB"):
        return None
    named = _named(page, aside) if _phrase_before(aside) == list(aside) else None
    return _named(page, phrase) or named  # her mother, Ada, had other views


def _split_aside(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The aside between commas that tokens begin with, and what follows it."""
    if tokens and tokens[0].text == ",":
        for at in range(1, len(tokens)):
            if tokens[at].text == ",":
                return tokens[1:at], tokens[at + 1 :]
    return [], tokens


def _noun_before(page: _Page, tokens: list[Token]) -> Report | None:
    """Page’s reply: “...” / Page: “...” / Page was blunt: “...”."""
    colon = tokens[-1].text == ":"
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 8), -1):
        if tokens[at].lower_ not in _words().nouns:
            continue
        owner = _owner(page, tokens[:at])
        speaker = owner or _main_subject(page, tokens, tokens[at])
        return Report(tokens[at].text, speaker, True, False, "", tokens[at].i)
    if not colon:
        return None
    bare = tokens[:-1]
    if bare and _phrase_before(bare) == bare:
        return Report("", _named(page, bare), True) if _named(page, bare) else None
    speaker = _subject_of_earlier(page, _last_clause(bare) or bare)
    return Report("", speaker, True) if speaker and speaker.type == "PERSON" else None


def _owner(page: _Page, tokens: Sequence[Token]) -> Mention | None:
    """Whose words they are: the Page of `Page’s terse reply`, the he of `his reply`."""
    phrase = _phrase_before(tokens)
    for token in reversed(phrase):
        if token.tag_ == "PRP$" and (found := page.covering(token)):
            return None if _is_plural(page, found[0]) else found[0]
        if token.tag_ == "POS" and token.i and (found := page.covering(page.doc[token.i - 1])):
            return found[-1]
    return None


def _main_subject(page: _Page, tokens: Sequence[Token], noun: Token) -> Mention | None:
    head = noun
    while page.parsed and head.head.i != head.i and head.tag_[:2] not in ("VB", "MD"):
        head = head.head
    found = _subject_by_parse(page, head) if page.parsed and head.tag_[:2] == "VB" else None
    return found or _subject_of_earlier(page, tokens)


# --- where it was said ------------------------------------------------------------------------


def _work(page: _Page, tokens: Sequence[Token], cue: int) -> str:
    """Where it was said: `recalled in the documentary X`, `told NME`, `in an interview with Q`."""
    words = _words()
    for at, token in enumerate(tokens):
        found = [
            mention
            for mention in page.mentions
            if mention.kind == "name" and mention.span.start == token.idx and mention.type in ("WORK", "ORG")
        ]
        if not found:
            continue
        lead = _lead(tokens[:at])
        medium = any(word.lower_ in words.media for word in lead)
        near = len(lead) > 0 and (
            lead[0].i == tokens[cue].i + 1
            or (lead[0].tag_ == "IN" and not medium and _follows_cue(page, tokens, cue, lead[0]))
        )
        press = found[0].chain in words.press
        if (
            lead
            and lead[0].lower_ in ("in", "on", "for", "to", "with")
            and (medium or (near and (found[0].type == "WORK" or press)))
        ):
            if found[0].type == "WORK" or medium:
                return found[0].chain
            return found[0].chain if press else ""
        if at and at - 1 == cue and tokens[cue].lower_ in ("told", "tells", "tell") and press:
            return found[0].chain
    return ""


def _lead(tokens: Sequence[Token]) -> list[Token]:
    """The tokens from the preposition, over its medium, to the end."""
    words = _words()
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.tag_ == "IN" or token.lower_ == "to":
            rest = [word for word in tokens[at:] if word.lower_ in words.media]
            outer = (
                _lead(tokens[:at]) if not rest and token.lower_ in ("with", "for", "of", "to", "in") else []
            )
            if outer and any(word.lower_ in words.media for word in outer):
                return [*outer, *tokens[at:]]
            return list(tokens[at:])
        if token.tag_ not in NAME_TAGS and token.text != ",":
            return []
    return []


def _follows_cue(page: _Page, tokens: Sequence[Token], cue: int, preposition: Token) -> bool:
    """Whether only the speaker stands between the verb and the preposition: said Page in Life."""
    between = [token for token in tokens[cue + 1 :] if token.i < preposition.i]
    return bool(between) and between[0].i == tokens[cue].i + 1 and _noun_phrase_after(between) == between


# --- from stretches to quotations -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """A group of stretches taken as a quotation, with its reporting clause."""

    parts: tuple[Stretch, ...]
    report: Report | None = None
    after: bool = False
    loose: bool = False  # no quotation, unless it goes on with one


def _inside(page: _Page, stretch: Stretch) -> str:
    return page.text[stretch.start : stretch.end].strip()


def _is_title(text: str) -> bool:
    words = re.findall(r"[^\s—–/-]+", text)
    bare = [word.strip("()[],.!?…:;“”\"‘'’&") for word in words]
    small = _words().small
    return (
        0 < len(words) <= LONGEST_TITLE
        and (bare[0][:1].isupper() or bare[0][:1].isdigit())
        and all(not word or word in small or not word[0].islower() for word in bare)
    )


def _is_named(page: _Page, stretch: Stretch) -> bool:
    """Whether the words before say that the stretch is a name, is sung or is on show."""
    words = _words()
    before = page.before(stretch)
    while before and before[-1].text in (",", ":"):
        before = before[:-1]
    return bool(before) and (before[-1].lower_ in words.titles or before[-1].lower_ in words.shown)


def _read(page: _Page, parts: tuple[Stretch, ...]) -> _Reading | None:
    """The quotation that stretches make; loose for titles, names and scare quotes."""
    first, last = parts[0], parts[-1]
    text = " ".join(_inside(page, part) for part in parts)
    if not re.search(r"\w", text):
        return None
    after = _report_after(page, last)
    report = after or (_report_after(page, first) if len(parts) > 1 else None) or _report_before(page, first)
    if _is_said(page, parts, text, report, after is not None):
        return _Reading(parts, report, after is not None)
    return _Reading(parts, loose=True)


def _is_said(page: _Page, parts: tuple[Stretch, ...], text: str, report: Report | None, after: bool) -> bool:
    """Whether the stretches are somebody's words, and not a title, a name or a scare quote."""
    first, last = parts[0], parts[-1]
    before, words = page.before(first), re.findall(r"\w[\w’']*", text)
    alone = not before or before[-1].text == ":" or [token.text for token in before] == ["("]
    opens = alone or before[-1].text in (",", "(", "—", "–")
    pointed = text[-1] in ",.!?…—-" or _at(page.text, last.close) == ","
    direct = report is not None and report.direct and (pointed or not before)
    if (_is_title(text) or len(words) < SHORTEST_PARTIAL) and not (direct and opens):
        return False
    if _is_title(text) and not before and _is_work(page, first, last):
        return False
    if _is_named(page, first) and not (after and before[-1].text == ","):
        return False
    if report is None:
        return alone and _is_sentence(page, first, words)
    return report.speaker is not None or (report.direct and (after or not text[0].islower()))


def _is_work(page: _Page, first: Stretch, last: Stretch) -> bool:
    return any(
        mention.type == "WORK" and mention.span.start <= first.start and mention.span.end >= last.end - 1
        for mention in page.mentions
    )


def _is_sentence(page: _Page, stretch: Stretch, words: Sequence[str]) -> bool:
    tokens = page.doc[page.token(stretch.start) : page.token(max(stretch.start, stretch.end - 1)) + 1]
    finite = any(token.tag_ in FINITE for token in tokens)
    ended = _inside(page, stretch).rstrip("’”'\"")[-1:] in (".", "!", "?", "…", ",", "—")
    return len(words) >= SHORTEST_SENTENCE and finite and ended


def _join(page: _Page, readings: list[_Reading]) -> list[_Reading]:
    """Readings, those that a reporting clause splits made one."""
    joined: list[_Reading] = []
    for reading in readings:
        if joined and _resumes(page, joined[-1], reading):
            joined[-1] = replace(joined[-1], parts=joined[-1].parts + reading.parts, after=False)
        elif not reading.loose:
            joined.append(reading)
    return joined


def _resumes(page: _Page, earlier: _Reading, later: _Reading) -> bool:
    """Whether `later` goes on where the reporting clause broke `earlier`: “...,” Page said. “...”."""
    gap_start, gap_end = earlier.parts[-1].close, later.parts[0].open
    if not earlier.after or earlier.parts[-1].paragraph != later.parts[0].paragraph:
        return False
    gap = page.doc[page.token(gap_start - 1) + 1 : page.token(gap_end)]
    tokens = [token for token in gap if not token.is_space]
    if not tokens or len(tokens) > LONGEST_REPORT or tokens[-1].text == ":":
        return False
    ends = [token for token in tokens if page.ends_sentence(token.i)]
    cues = [
        at
        for at, token in enumerate(tokens)
        if _is_cue(token, tokens[at + 1].lower_ if at + 1 < len(tokens) else "")
    ]
    if len(cues) > 1 or any(token.i != tokens[-1].i for token in ends):
        return False
    inner = _inside(page, later.parts[-1])
    if ends:
        return not later.after and (not later.loose or inner[-1] in ".!?…")
    return tokens[-1].text in (",", ";", "—", "–") and (
        not later.loose or inner[-1] in ".!?" or inner[0].islower()
    )


def _assign(page: _Page, readings: list[_Reading]) -> list[_Reading]:
    """Readings with a speaker also where only the sentence before or the interview tells it."""
    live = [r.report.speaker for r in readings if r.report and r.report.live and r.report.speaker]
    guests = {speaker.chain for speaker in live}
    guest = live[0] if len(guests) == 1 and len(live) >= LIVE_CUES and live[0].type == "PERSON" else None
    found: list[_Reading] = []
    for reading in readings:
        if reading.report is None:
            speaker = _speaker_of_sentence_before(page, reading.parts[0])
            if speaker is None and found and _goes_on(page, found[-1], reading):
                speaker = found[-1].report.speaker if found[-1].report else None
            if speaker is None and guest and _in_first_person(page, reading):
                speaker = guest
            reading = replace(reading, report=Report("", speaker, False))
        found.append(reading)
    return found


def _goes_on(page: _Page, earlier: _Reading, later: _Reading) -> bool:
    """“...,” Page said. Then, after a pause: “...”: the same speaker, when nothing else is told between."""
    before = page.before(later.parts[0])
    lead = page.text[earlier.parts[-1].close : before[0].idx] if before else "..."
    return (
        earlier.parts[-1].paragraph == later.parts[0].paragraph
        and not lead.strip()
        and before[-1].text == ":"
        and not any(token.tag_[:2] == "VB" or token.tag_ in ("MD", "NNP", "PRP") for token in before)
    )


def _in_first_person(page: _Page, reading: _Reading) -> bool:
    words = re.findall(r"[A-Za-z]+", " ".join(_inside(page, part) for part in reading.parts))
    return any(word.lower() in FIRST_PERSON for word in words)


def _speaker_of_sentence_before(page: _Page, stretch: Stretch) -> Mention | None:
    """Page shook his head. “...”: the subject, when the sentence has only one person in it."""
    index = page.token(stretch.open) - 1
    if index < 0 or page.doc[index].is_space or index in page.quoted:
        return None
    tokens = [page.doc[index]]
    while index > 0 and index - 1 not in page.quoted and not page.ends_sentence(index - 1):
        index -= 1
        tokens.insert(0, page.doc[index])
    people = {m.chain for token in tokens for m in page.covering(token) if m.type == "PERSON"}
    speaker = _subject_of_earlier(page, [token for token in tokens if not token.is_space])
    return speaker if speaker and speaker.type == "PERSON" and people == {speaker.chain} else None


def _quote(page: _Page, reading: _Reading) -> Quote:
    report = reading.report or Report("")
    first, last = reading.parts[0], reading.parts[-1]
    parts = tuple(_span(page.text, part.start, part.end) for part in reading.parts)
    text = re.sub(r"\s+", " ", " ".join(part.text for part in parts)).strip().rstrip(",").rstrip()
    speaker = report.speaker
    return Quote(
        span=Span(first.open, last.close, page.text[first.open : last.close]),
        text=text,
        speaker=speaker.chain if speaker else "",
        speaker_type=speaker.type if speaker else "",
        cue=report.cue,
        work=report.work if report.work != (speaker.chain if speaker else "") else "",
        parts=parts,
    )


def _span(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])
