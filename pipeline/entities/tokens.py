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
    text = [token.text for token in doc]
    head = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in text]
    for index, parent in enumerate(head):
        if parent != index:
            children[parent].append(index)
    capital = [not word.islower() and any(map(str.isupper, word)) for word in text]
    sentence = _sentences(doc)
    return Tokens(
        doc=doc,
        text=text,
        lower=[word.lower() for word in text],
        lemma=[token.lemma_.lower() for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        head=head,
        children=children,
        sentence=sentence,
        starts=_starts(text, sentence),
        capital=capital,
        space=[bool(token.whitespace_) for token in doc],
        headline=_headlines(text, capital),
    )


def _sentences(doc: Doc) -> list[int]:
    numbers, number = [], -1
    broken = True
    for token in doc:
        if broken or token.is_sent_start:
            number += 1
        numbers.append(number)
        broken = token.is_space and "\n" in token.text
    return numbers


def _starts(text: list[str], sentence: list[int]) -> list[bool]:
    starts, fresh, last = [], True, -1
    for word, number in zip(text, sentence, strict=True):
        if number != last:
            fresh, last = True, number
        is_word = word[0].isalnum()
        starts.append(fresh and is_word)
        if is_word:
            fresh = False
        elif word in {"“", '"', "‘", ":", "•", "–", "—"}:
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
