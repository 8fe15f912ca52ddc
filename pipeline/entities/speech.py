"""First persons: whom `I` and `my` mean inside a direct quotation."""

from collections.abc import Iterator, Mapping

from pipeline.entities.aliases import Chain
from pipeline.entities.coreference import Reference
from pipeline.entities.tokens import Tokens
from pipeline.entities.words import read_cues

REACH = 12  # tokens between a mark and the verb that reports

Speakers = Mapping[int, tuple[Chain, ...]]  # who is meant at a token


def find_first_persons(tokens: Tokens, speech: list[tuple[int, int]], meant: Speakers) -> Iterator[Reference]:
    """References of `I`, `me` and `my` to the speaker of the quotation, where that is one known person."""
    words = read_cues().groups["pronouns.first"]
    last: Chain | None = None
    closed = 0
    for opened, close in speech:
        speaker = find_speaker(tokens, opened, close, meant)
        if speaker is None and _same_paragraph(tokens, closed, opened):
            speaker = last  # “...,” Page recalled. “...”
        last, closed = speaker, close
        if speaker:
            for index in range(opened + 1, close):
                if tokens.lower[index] in words and tokens.tag[index] in {"PRP", "PRP$"}:
                    yield Reference(index, index + 1, "pronoun", (speaker,))


def find_speaker(tokens: Tokens, opened: int, close: int, meant: Speakers) -> Chain | None:
    """The person named beside the verb that reports a quotation: “...,” he said; said Page: “...”"""
    after = _clause_after(tokens, close)
    before = _clause_before(tokens, opened)
    return _subject(tokens, after, meant) or _subject(tokens, before, meant)


def _clause_after(tokens: Tokens, close: int) -> range:
    end = close + 1
    if tokens.text[close - 1] not in {",", "?", "!", "…"}:
        return range(0)
    while end < min(close + REACH, len(tokens)) and not _ends(tokens.text[end]):
        end += 1
    return range(close + 1, end)


def _clause_before(tokens: Tokens, opened: int) -> range:
    start = opened
    if opened == 0 or tokens.text[opened - 1] not in {",", ":"}:
        return range(0)
    while start > max(0, opened - REACH) and not _ends(tokens.text[start - 1]):
        start -= 1
    return range(start, opened)


def _ends(word: str) -> bool:
    return word in {".", "“", "”", '"', ";"} or "\n" in word


def _subject(tokens: Tokens, clause: range, meant: Speakers) -> Chain | None:
    reports = read_cues().groups["titles.reports"]
    verb = next(
        (index for index in clause if tokens.lemma[index] in reports and tokens.tag[index][:2] == "VB"), -1
    )
    if verb < 0:
        return None
    subjects = [child for child in tokens.children[verb] if tokens.dep[child] == "nsubj" and child in meant]
    nearest = sorted((index for index in clause if index in meant), key=lambda index: abs(index - verb))
    for index in [*subjects, *nearest]:
        chains = meant[index]
        if len(chains) == 1 and chains[0].kind == "PERSON":
            return chains[0]
    return None


def _same_paragraph(tokens: Tokens, start: int, end: int) -> bool:
    return not any("\n" in word for word in tokens.text[start:end])
