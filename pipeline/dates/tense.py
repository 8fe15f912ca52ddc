"""The tense in which a time stands: past, future, or empty where the parse does not say."""

from spacy.tokens import Doc, Span, Token

FUTURE_AUXILIARIES = {
    "will", "shall", "'ll", "’ll", "wo", "would", "should", "may", "might", "can", "could", "must",
}  # fmt: skip
STEPS_UP = 12  # heads to climb before giving up


def tense_at(doc: Doc, start: int, end: int) -> str:
    """The tense of the verb that governs the characters from `start` to `end`."""
    span = doc.char_span(start, end, alignment_mode="expand")
    verb = governing_verb(span.root) if span is not None and len(span) else None
    return tense_of(verb) if verb is not None else ""


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for _ in range(STEPS_UP):
        if token.tag_.startswith("VB"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def tense_of(verb: Token) -> str:
    """The tense of a verb with its auxiliaries; an infinitive is future."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tags = {child.tag_ for child in helpers} | {verb.tag_}
    if any(child.text.lower() in FUTURE_AUXILIARIES for child in helpers):
        have = any(child.text.lower() in ("have", "'ve") for child in helpers)
        return "past conditional" if have else "future"
    if any(child.text.lower() == "to" for child in helpers):
        return "future"
    if "VBD" in tags or any(child.lemma_ == "have" for child in helpers):
        return "past"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBG" and verb.head != verb and verb.dep_ not in ("ROOT",):
        return tense_of_head(verb)
    return ""


def tense_of_head(verb: Token) -> str:
    """The tense of the verb above a verb."""
    if verb.head == verb:
        return ""
    above = governing_verb(verb.head)
    return tense_of(above) if above is not None and above != verb else ""


def is_pluperfect(doc: Doc, start: int, end: int) -> bool:
    """Whether the governing verb looks back from the past: had died on 16 March."""
    span = doc.char_span(start, end, alignment_mode="expand")
    verb = governing_verb(span.root) if span is not None and len(span) else None
    return verb is not None and any(child.text.lower() == "had" for child in verb.children)


def is_present(sentence: Span) -> bool:
    """Whether a sentence speaks of the writer's own day: its main verb is present or present perfect."""
    verb = governing_verb(sentence.root)
    if verb is None:
        return False
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    return any(word.tag_ in ("VBZ", "VBP") for word in words)
