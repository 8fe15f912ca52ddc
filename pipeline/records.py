"""The records that pass between stages: frozen, comparable, picklable.

Offsets count Unicode characters of `Article.text`; ends are exclusive. Names are
canonical names, the fullest form of a name in its article. Nothing here knows
spaCy: a `Doc` never leaves the stages that look at it.
"""

from dataclasses import dataclass, field
from datetime import date

ENTITY_TYPES = (
    "PERSON", "GROUP", "ORG", "GPE", "LOC", "FAC", "WORK", "EVENT", "AWARD", "CHART",
    "NORP", "PRODUCT", "ROLE", "QUOTE", "DATE",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article: `article.text[start:end] == text`."""

    start: int
    end: int
    text: str

    def covers(self, offset: int) -> bool:
        """Whether the character at `offset` lies inside."""
        return self.start <= offset < self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus: its text and what its front matter says of it."""

    id: str
    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    license: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for an entity.

    `kind` is `name`, `nominal` ("the guitarist") or `pronoun`; `chain` is the
    canonical name of who or what is meant in this article. A plural ("they",
    "the two") that stands for several has one mention per entity on one span.
    """

    span: Span
    type: str
    kind: str
    chain: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and what it means.

    `timex_type` (DATE, TIME, DURATION, SET) and `timex_value` follow TimeML 1.2.1;
    `edtf` is ISO 8601-2 and empty where the text cannot be resolved. `earliest`
    and `latest` are inclusive `YYYY-MM-DD` days, empty when unbounded or unknown.
    `mode` says what a relative expression was resolved against (`narrative` or
    `news`; empty for an explicit one) and `anchor` the EDTF value of that anchor.
    """

    span: Span
    timex_type: str
    timex_value: str
    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    mode: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether something happened, and on whose word."""

    polarity: str = "positive"  # or negative
    modality: str = "asserted"  # possible, planned, hypothetical
    attributed_to: str = ""  # the text of the speaker in a clause, the canonical name in a fact


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation: its words without the marks, and who said them.

    `span` runs from the first mark to the last, over the reporting clause when
    that splits the quotation; `parts` are the quoted stretches themselves.
    """

    span: Span
    text: str
    speaker: str = ""
    speaker_type: str = ""
    cue: str = ""
    work: str = ""
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant of a clause: the slot it fills and the words that fill it.

    `head` is the character offset of the head word, by which mentions are found;
    `lemma` is that word's lemma; `title` the lemma of the common noun right before a name
    (the album “Rumours”); `times` date the phrase itself (the 1979 tour).
    """

    slot: str
    span: Span
    head: int
    lemma: str = ""
    title: str = ""
    times: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """Who did what to whom: a predicate with its arguments.

    `kind` is `verb`, `noun`, `adjective`, `quote` or `name`; `lemma` the predicate's lemma (of a name,
    its type in lower case); `words` the lemmas
    of the words that can be part of a fixed expression with it ("take part in":
    take + part, in); `times` the spans of the time expressions that date it.
    """

    sentence: Span
    trigger: Span
    kind: str
    lemma: str
    words: frozenset[str] = frozenset()
    voice: str = "active"
    arguments: tuple[Argument, ...] = ()
    times: tuple[Span, ...] = ()
    factuality: Factuality = field(default_factory=Factuality)


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation between one subject and one object, with qualifiers and evidence."""

    relation: str
    subject: str
    subject_type: str
    object: str
    object_type: str
    trigger: Span
    sentence: Span
    rule: str
    role: str = ""
    group: str = ""
    work: str = ""
    place: str = ""
    value: str = ""
    time: Time | None = None
    factuality: Factuality = field(default_factory=Factuality)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a pattern did not match a clause; `explain` prints it."""

    rule: str
    clause: Clause
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article yields."""

    article: Article
    words: int
    sentences: int
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that did not come out: the file, and one line that says why and what would help."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity over all articles."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    articles: int = 0
    wikidata_id: str = ""
    musicbrainz_id: str = ""
