"""The words of an article as plain columns, read from the `Doc` once."""

from dataclasses import dataclass

from spacy.tokens import Doc

HEADLINE_WORDS = 4  # a shorter line is no headline
HEADLINE_SHARE = 0.7  # of its words have a capital: The Reason Jimmy Page Never Went Back


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns over the tokens of an article; `sentence` also breaks at line ends."""

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    sentence: list[int]
    starts: list[bool]  # the first word of a sentence or quotation
    capital: list[bool]
    space: list[bool]  # white space follows
    headline: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def root(self, start: int, end: int) -> int:
        """The word of a span on which the others depend."""
        for index in range(start, end):
            if not start <= self.head[index] < end or self.head[index] == index:
                return index
        return end - 1


def read_tokens(doc: Doc) -> Tokens:
    """The columns of a document."""
    text, lemma, tag, dep = [], [], [], []
    head: list[int] = []
    sentence: list[int] = []
    space: list[bool] = []
    number, broken = -1, True
    for token in doc:  # one pass: reading tokens is what costs
        word = token.text
        text.append(word)
        lemma.append(token.lemma_.lower())
        tag.append(token.tag_)
        dep.append(token.dep_)
        head.append(token.head.i)
        space.append(bool(token.whitespace_))
        if broken or (token.is_sent_start and not _is_inside_name(tag)):
            number += 1
        sentence.append(number)
        broken = "\n" in word
    capital = [not word.islower() and any(map(str.isupper, word)) for word in text]
    return Tokens(
        doc=doc,
        text=text,
        lower=[word.lower() for word in text],
        lemma=lemma,
        tag=tag,
        dep=dep,
        head=head,
        children=_children(head),
        sentence=sentence,
        starts=_starts(text, sentence),
        capital=capital,
        space=space,
        headline=_headlines(text, capital),
    )


def _is_inside_name(tags: list[str]) -> bool:
    """Whether the parser broke the sentence between two proper nouns: Andrew Loog / Oldham signed ..."""
    return tags[-2:] == ["NNP", "NNP"]


def _children(head: list[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for index, parent in enumerate(head):
        if parent != index:
            children[parent].append(index)
    return children


def _starts(text: list[str], sentence: list[int]) -> list[bool]:
    starts, fresh, last = [], True, -1
    for word, number in zip(text, sentence, strict=True):
        if number != last:
            fresh, last = True, number
        is_word = word[0].isalnum()
        starts.append(fresh and is_word)
        if is_word:
            fresh = False
        elif word in {"“", '"', "‘", ":", "•"}:
            fresh = True
    return starts


def _headlines(text: list[str], capital: list[bool]) -> list[bool]:
    """Whether each token stands in a line with capitals throughout and no full stop."""
    flags: list[bool] = []
    begin = 0
    for index, word in enumerate(text):
        if "\n" in word or index + 1 == len(text):
            flags += [_is_headline(text[begin : index + 1], capital[begin : index + 1])] * (index + 1 - begin)
            begin = index + 1
    return flags


def _is_headline(words: list[str], capital: list[bool]) -> bool:
    marks = [upper for word, upper in zip(words, capital, strict=True) if word[0].isalpha() and len(word) > 3]
    solid = [word for word in words if not word.isspace()]
    if len(solid) < HEADLINE_WORDS or len(marks) < HEADLINE_WORDS - 1 or solid[-1] in {".", "”", '"', ","}:
        return False
    return sum(marks) >= HEADLINE_SHARE * len(marks)
