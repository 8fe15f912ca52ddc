"""A parsed document as plain lists, with each name as one unit."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, POS, TAG
from spacy.tokens import Doc

from pipeline.clauses.mend import mend
from pipeline.records import Mention, Span

MOST_STEPS = 200
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
# irregular past forms that keep their form as lemma where a tagger takes them for infinitives
PAST_FORMS = {
    "sang": "sing", "sung": "sing", "wrote": "write", "written": "write", "began": "begin", "begun": "begin",
    "became": "become", "took": "take", "taken": "take", "gave": "give", "given": "give", "chose": "choose",
    "made": "make", "won": "win", "went": "go", "drew": "draw", "rose": "rise", "broke": "break",
    "brought": "bring", "taught": "teach", "fell": "fall", "grew": "grow", "met": "meet",
}  # fmt: skip


class Tree:
    """Dependency trees of a document; index `i` is a token's number.

    Lists are several times faster to read than tokens. A multi-word name hangs
    together under one head, whatever the parser made of its words: all its other
    words depend on that head as `name`, and `unit[i]` is that head (-1 outside names).
    """

    __slots__ = (
        "bounds", "children", "dep", "end", "head", "kind", "lemma", "lower", "named", "pos",
        "sentence", "sentences", "start", "tag", "text", "unit",
    )  # fmt: skip

    def __init__(self, doc: Doc, mentions: Sequence[Mention] = ()) -> None:
        strings: dict[int, str] = {}
        store = doc.vocab.strings

        def text(key: int) -> str:
            if key not in strings:
                strings[key] = store[key]
            return strings[key]

        columns = doc.to_array([DEP, POS, TAG, LEMMA, LOWER]).T.tolist()
        self.dep, self.pos, self.tag, self.lemma, self.lower = (
            [text(k) for k in column] for column in columns
        )
        self.lemma = [PAST_FORMS.get(lemma.lower(), lemma.lower()) for lemma in self.lemma]
        offsets = doc.to_array([HEAD]).astype("int64").tolist()
        offsets = [o - 2**64 if o >= 2**63 else o for o in offsets]
        self.head = [i + offset for i, offset in enumerate(offsets)]
        self.text = doc.text
        self.start = [token.idx for token in doc]
        self.end = [token.idx + len(token) for token in doc]
        self.sentence, self.sentences, self.bounds = _sentences(doc)
        self.unit = [-1] * len(doc)
        self.named: dict[int, Span] = {}
        self.kind: dict[int, str] = {}
        for mention in mentions:
            if mention.kind == "name":
                self._join_name(doc, mention)
        mend(self)
        self.children: list[list[int]] = [[] for _ in range(len(doc))]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)

    def __len__(self) -> int:
        return len(self.head)

    def _join_name(self, doc: Doc, mention: Mention) -> None:
        """Hang all words of a name under its highest word."""
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is None or self.sentence[words.start] != self.sentence[words.end - 1]:
            return
        first, last = words.start, words.end
        if any(self.unit[i] >= 0 for i in range(first, last)):
            return
        top = self._top_of_name(first, last)
        for i in range(*self.bounds[self.sentence[first]]) if last - first > 1 else ():
            inside = first <= i < last
            if inside and i != top:
                self.head[i], self.dep[i] = top, "name"
            elif not inside and first <= self.head[i] < last:
                self.head[i] = top
        for i in range(first, last):
            self.unit[i] = top
        self.pos[top] = "PROPN"
        self.named[top] = mention.span
        self.kind[top] = mention.type

    def _top_of_name(self, first: int, last: int) -> int:
        """The word by which a name hangs in the sentence: its highest, a noun rather than another."""
        outer = [i for i in range(first, last) if not first <= self.head[i] < last or self.head[i] == i]
        outer.sort(key=lambda i: (self.pos[i] not in NOMINAL, self._depth(i), -i))
        for i in outer:
            if not any(first <= above < last for above in self.up(i)):
                return i
        return min(range(first, last), key=lambda i: (self._depth(i), -i))

    def _depth(self, i: int) -> int:
        depth = 0
        while self.head[i] != i and depth < 200:
            i, depth = self.head[i], depth + 1
        return depth

    def child(self, i: int, *deps: str) -> int:
        """The first child with one of the labels, or -1."""
        for c in self.children[i]:
            if self.dep[c] in deps:
                return c
        return -1

    def all(self, i: int, *deps: str) -> list[int]:
        """All children with one of the labels, in the order of the text."""
        return [c for c in self.children[i] if self.dep[c] in deps]

    def first_from(self, offset: int) -> int:
        """The first token that begins at the character or after it, or -1."""
        i = bisect_left(self.start, offset)
        return i if i < len(self) else -1

    def over(self, offset: int) -> int:
        """The token over the character, or -1."""
        i = bisect_right(self.start, offset) - 1
        return i if i >= 0 and offset < self.end[i] else -1

    def up(self, i: int) -> Iterator[int]:
        """The ancestors, nearest first."""
        for _ in range(MOST_STEPS):  # while heads are being mended, some may run in a circle
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def is_verb(self, i: int) -> bool:
        """Whether the token is the head of a clause."""
        return (
            self.pos[i] in ("VERB", "AUX")
            and self.dep[i] not in ("aux", "auxpass", "amod", "compound", "name")
            and self.unit[i] < 0
        )

    def phrase(self, i: int) -> Span:
        """The name, or the noun with what stands before it and belongs to it."""
        if i in self.named:
            return self.named[i]
        left = i
        for c in reversed(self.children[i]):
            if c < left and self.dep[c] in ("amod", "compound", "nmod", "nummod", "det", "quantmod", "punct"):
                if self.dep[c] == "punct" and self.lower[c] != "-":
                    break
                left = self.left_edge(c)
        return self.span(left, i + 1)

    def left_edge(self, i: int) -> int:
        """The leftmost token under this one."""
        edge = i
        for c in self.children[i]:
            if c > edge:
                break
            edge = min(edge, self.left_edge(c))
        return edge

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens from `first` to before `last`."""
        start, end = self.start[first], self.end[last - 1]
        return Span(start, end, self.text[start:end])


def _sentences(doc: Doc) -> tuple[list[int], list[Span], list[tuple[int, int]]]:
    """Each token's sentence number; the sentences without white space around; their first and last tokens."""
    numbers: list[int] = []
    spans, bounds = [], []
    text = doc.text
    for number, sentence in enumerate(doc.sents):
        numbers.extend([number] * len(sentence))
        bounds.append((sentence.start, sentence.end))
        start, end = sentence.start_char, sentence.end_char
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        inner = inner.strip()
        spans.append(Span(start, start + len(inner), inner))
    return numbers, spans, bounds
