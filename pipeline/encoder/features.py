"""What the encoder sees of a word: word pieces, letter case, and the break before it."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
WHOLE = {"``": '"', "''": '"', "--": "—", "...": "…"}
OPENING = {"“", "``", "„", "«"}
CLOSING = {"”", "''", "»"}
QUOTES = OPENING | CLOSING | {'"', "'", "‘", "’"}

LOWER, TITLE, UPPER, LETTER, DIGIT, MARK, MIXED, OPEN_QUOTE, CLOSE_QUOTE, NONE = range(10)
CASES = 10
BREAKS = 3
MAX_PIECES = 10


def normal(word: str) -> str:
    """The word with straight quotes and one sign for a dash or an ellipsis."""
    return WHOLE.get(word) or word.translate(STRAIGHT)


def case_of(word: str) -> int:
    """The class of a word's letters."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else LETTER
    if word.istitle():
        return TITLE
    if word[:1].isdigit():
        return DIGIT
    return MIXED if any(c.isalnum() for c in word) else MARK


def cases(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """The class of every word; quotation marks say whether they open or close."""
    found = []
    for i, word in enumerate(words):
        if word not in QUOTES:
            found.append(case_of(word))
        elif word in OPENING:
            found.append(OPEN_QUOTE)
        elif word in CLOSING:
            found.append(CLOSE_QUOTE)
        else:
            opens = (i == 0 or spaces[i - 1] or words[i - 1] in "([—-") and not spaces[i]
            found.append(OPEN_QUOTE if opens else CLOSE_QUOTE)
    return found


class Pieces:
    """The word pieces of single words, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        known = tokenizer.get_vocab()
        self.start, self.end, self.unknown = (known[x] for x in ("[CLS]", "[SEP]", "[UNK]"))
        self._known: dict[str, list[int]] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> Pieces:
        """The pieces of a tokenizer file's content."""
        tokenizer = Tokenizer.from_str(data.decode("utf8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def of(self, word: str) -> list[int]:
        """The ids of a word's pieces, at least one."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            ids = self.tokenizer.encode(normal(word), add_special_tokens=False).ids[:MAX_PIECES]
            self._known[word] = ids or [self.unknown]
        return self._known[word]
