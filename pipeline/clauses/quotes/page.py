"""One article with what lies where: quoted stretches and mentions by token."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from pipeline.clauses.quotes.marks import Stretch, find_stretches
from pipeline.records import Mention

SPEAKERS = ("PERSON", "GROUP", "ORG", "WORK")  # a film or a magazine says things, too
ENDS = {".", "!", "?", "…"}  # of sentences


class Page:
    """A document, its quoted stretches in groups, and its mentions."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc, self.text = doc, doc.text
        self.groups = find_stretches(self.text)
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.chain))

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each token."""
        return [int(offset) for offset in self.doc.to_array("IDX")]

    @cached_property
    def quoted(self) -> dict[int, Stretch]:
        """The stretch that each quoted token stands in."""
        return {
            index: stretch
            for group in self.groups
            for stretch in group
            for index in range(self.token(stretch.open), self.token(stretch.close - 1) + 1)
        }

    @cached_property
    def _over(self) -> dict[int, list[Mention]]:
        over: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            first, end = (bisect_left(self.starts, at) for at in (mention.span.start, mention.span.end))
            for index in range(first, end):
                over.setdefault(index, []).append(mention)
        return over

    @cached_property
    def _spans(self) -> Counter[tuple[int, int]]:
        return Counter((mention.span.start, mention.span.end) for mention in self.mentions)

    def token(self, offset: int) -> int:
        """The index of the token at or before the character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def at(self, token: Token) -> list[Mention]:
        """The mentions that the token is in, in the order of the text."""
        return self._over.get(token.i, [])

    def speakers(self, token: Token) -> list[Mention]:
        """Mentions that the token is in and that could speak, shortest name first."""
        found = [mention for mention in self.at(token) if mention.type in SPEAKERS]
        return sorted(found, key=lambda mention: len(mention.span.text))

    def is_plural(self, mention: Mention) -> bool:
        """They, the two: several chains on one span."""
        return self._spans[mention.span.start, mention.span.end] > 1

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends with this token."""
        token = self.doc[index]
        if token.is_space and "\n" in token.text_with_ws and self._breaks(token):
            return True
        return token.text in ENDS or token.text[-1:] in "!?"

    def _breaks(self, token: Token) -> bool:
        """Whether white space ends a paragraph: an empty line, or any where there are none."""
        return token.text.count("\n") > 1 or "\n\n" not in self.text

    def before(self, stretch: Stretch) -> list[Token]:
        """The tokens of the sentence before the stretch, other quoted stretches left out."""
        found: list[Token] = []
        index = self.token(stretch.open) - 1
        if index > 0 and self.doc[index].is_space and self.doc[index - 1].text in (":", ","):
            index -= 1  # Page put it like this: (a new paragraph) “...”
        while index >= 0:
            inner = self.quoted.get(index)
            if self.ends_sentence(index) if inner is None else self._ends_inside(inner):
                break
            if inner is None and not self.doc[index].is_space:
                found.append(self.doc[index])
            index -= 1
        return found[::-1]

    def _ends_inside(self, stretch: Stretch) -> bool:
        return not stretch.closed or self.text[stretch.end - 1] in ".!?"

    def after(self, stretch: Stretch) -> list[Token]:
        """The tokens after the stretch up to the sentence's end or the next quoted stretch."""
        found: list[Token] = []
        index = self.token(stretch.close - 1) + 1
        while index < len(self.doc) and index not in self.quoted and not self.ends_sentence(index):
            if not self.doc[index].is_space:
                found.append(self.doc[index])
            index += 1
        return found

    def words(self, stretch: Stretch) -> str:
        """The text between the marks."""
        return self.text[stretch.start : stretch.end].strip()
