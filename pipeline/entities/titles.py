"""Quotation marks: titles told apart from speech, scare quotes and nicknames."""

from pipeline.entities.tokens import Tokens
from pipeline.entities.words import read_cues

OPEN, CLOSE, STRAIGHT = frozenset("“„«"), frozenset("”»"), frozenset('"')
SINGLE_OPEN, SINGLE_CLOSE = frozenset("‘'"), frozenset("’'")
LONGEST_TITLE = 14  # words
LONGEST_SINGLE = 10  # tokens between single marks: ‘Diamonds’
TITLE_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS", "CD", "JJ", "FW"])
TRAILING = frozenset(",.;:…")


def find_quotations(tokens: Tokens) -> list[tuple[int, int]]:
    """The opening and closing mark of each quotation, outermost only, in order."""
    pairs: list[tuple[int, int]] = []
    opened = -1
    for index, word in enumerate(tokens.text):
        if "\n" in word:
            opened = -1
        elif opened < 0 and (word in OPEN or (word in STRAIGHT and _can_open(tokens, index))):
            opened = index
        elif opened >= 0 and (word in CLOSE or word in STRAIGHT):
            pairs.append((opened, index))
            opened = -1
    return sorted(pairs + _find_single(tokens, pairs))


def _can_open(tokens: Tokens, index: int) -> bool:
    glued = index > 0 and not tokens.space[index - 1]
    if glued and (tokens.space[index] or tokens.text[index - 1][-1].isalnum()):
        return False
    return index + 1 < len(tokens)


def _find_single(tokens: Tokens, doubles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Short stretches in single marks: ‘Diamonds’, 'Layla'."""
    pairs = []
    taken = {index for start, end in doubles for index in range(start, end + 1)}
    done = -1
    for index, word in enumerate(tokens.text[:-1]):
        if word not in SINGLE_OPEN or index <= done or index in taken or not tokens.capital[index + 1]:
            continue
        if tokens.space[index] or (index and not tokens.space[index - 1] and tokens.text[index - 1] != "("):
            continue
        close = _closing_single(tokens, index)
        if close:
            pairs.append((index, close))
            done = close
    return pairs


def _closing_single(tokens: Tokens, index: int) -> int:
    for close in range(index + 2, min(index + LONGEST_SINGLE, len(tokens))):
        if "\n" in tokens.text[close]:
            return 0
        followed = tokens.space[close] or close + 1 == len(tokens) or not tokens.text[close + 1][0].isalnum()
        if tokens.text[close] in SINGLE_CLOSE and followed and not tokens.space[close - 1]:
            return close
    return 0


def find_titles(tokens: Tokens, quotations: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Titles in quotation marks, as token spans without the marks and closing punctuation.

    >>> 'His song “Diamonds.” was a hit; “Yes,” he said.'  # Diamonds, not Yes
    """
    titles: list[tuple[int, int]] = []
    closed = -9
    for opened, close in quotations:
        start, end = _trim(tokens, opened + 1, close)
        listed = closed >= 0 and _is_list_gap(tokens, closed + 1, opened)
        if start < end and _is_title(tokens, opened, close, start, end, listed):
            titles.append((start, end))
            closed = close
        else:
            closed = -9
    return titles


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    while start < end and tokens.text[end - 1] in TRAILING | SINGLE_CLOSE - {"'"}:
        end -= 1
    while start < end and tokens.text[start] in SINGLE_OPEN:
        start += 1
    return start, end


def _is_list_gap(tokens: Tokens, start: int, end: int) -> bool:
    """Whether only a comma or a conjunction parts a quotation from the title before it."""
    return end - start <= 3 and all(
        word in {",", "and", "&", "/", "or", ";", "then", "to"} for word in tokens.lower[start:end]
    )


def _is_title(tokens: Tokens, opened: int, close: int, start: int, end: int, listed: bool) -> bool:
    words = tokens.text[start:end]
    if len(words) > LONGEST_TITLE or not any(word[0].isalnum() for word in words):
        return False
    cued = _has_cue(tokens, opened) or listed
    if not cued and (_is_said(tokens, opened, close) or is_nickname(tokens, opened, close)):
        return False
    if _is_title_case(tokens, start, end):
        one = _is_argument(tokens, start, close) or _is_object(tokens, opened, close)
        return cued or end - start > 1 or not tokens.starts[opened + 1] or one
    return cued and (tokens.capital[start] or _is_named_work(tokens, opened, start))


def _is_title_case(tokens: Tokens, start: int, end: int) -> bool:
    """Capitals on all words but the small ones, and on the first."""
    if tokens.text[start] in {"(", "["} and end - start > 1:
        start += 1  # (You Make Me Feel Like) A Natural Woman
    if not (tokens.capital[start] or tokens.text[start][0].isdigit() or tokens.text[start] in SINGLE_CLOSE):
        return False
    small = read_cues().groups["titles.small"]
    strong = [i for i in range(start, end) if tokens.text[i][0].isalpha() and tokens.lower[i] not in small]
    capitals = sum(tokens.capital[i] for i in strong)
    return capitals == len(strong) and (capitals > 0 or end - start <= 4)


def _has_cue(tokens: Tokens, opened: int) -> bool:
    """Whether the words before the mark announce a title: the song “...”, called “...”."""
    nouns, verbs = read_cues().nouns, read_cues().groups["titles.verbs"]
    index = opened - 1
    while index >= 0 and (tokens.text[index] in ",(:—–-" or tokens.lower[index] in {"as", "the"}):
        index -= 1
    if index < 0:
        return False
    return nouns.get(tokens.lemma[index]) == "WORK" or tokens.lemma[index] in verbs


def _is_named_work(tokens: Tokens, opened: int, start: int) -> bool:
    """Whether a title in small letters is called one: the track called “paint it black”."""
    if tokens.lemma[opened - 1] not in read_cues().groups["titles.verbs"] or tokens.lower[start] in {
        "a",
        "an",
    }:
        return False
    return opened > 1 and read_cues().nouns.get(tokens.lemma[opened - 2]) == "WORK"


def _is_said(tokens: Tokens, opened: int, close: int) -> bool:
    """Whether a reporting verb stands beside the marks: “Yes,” he said; he said, “Yes.”"""
    reports = read_cues().groups["titles.reports"]
    if tokens.text[close - 1] in {",", "?", "!"}:
        after = range(close + 1, min(close + 5, len(tokens)))
        if any(tokens.lemma[i] in reports for i in after):
            return True
    before = tokens.text[opened - 1] if opened else ""
    if before in {",", ":"}:
        return any(tokens.lemma[i] in reports for i in range(max(0, opened - 5), opened))
    return opened > 0 and tokens.lemma[opened - 1] in reports


def _is_argument(tokens: Tokens, start: int, close: int) -> bool:
    """Whether the clause goes on after a one-word quotation that opens it: “Hallelujah” was ..."""
    return (
        close + 1 < len(tokens)
        and tokens.text[close - 1] not in ",.!?"
        and tokens.text[close + 1][0].isalpha()
    )


def _is_object(tokens: Tokens, opened: int, close: int) -> bool:
    """Whether a one-word quotation without a stop stands inside a clause: taught him “Angie”, and ..."""
    if opened == 0 or tokens.text[close - 1] in ",.!?" or tokens.tag[opened + 1] not in TITLE_TAGS:
        return False
    before = tokens.tag[opened - 1]
    return before in {"IN", "CC", "VBD", "VBN", "VBG", "-LRB-", "POS"} and not tokens.starts[opened - 1]


def is_nickname(tokens: Tokens, opened: int, close: int) -> bool:
    """Whether a short quotation stands inside a person's name: Renaldo “Obie” Benson."""
    return (
        close - opened <= 4
        and opened > 0
        and close + 1 < len(tokens)
        and tokens.capital[opened - 1]
        and tokens.capital[close + 1]
        and tokens.tag[opened - 1] in {"NNP", "NNPS", "NN"}
        and tokens.tag[close + 1] in {"NNP", "NNPS", "NN"}
        and tokens.text[close - 1] not in ",.!?"
    )
