"""Who and what an article speaks of: names, nominals and pronouns, each with its chain."""

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from pipeline.records import Mention, Span

LABELS = {"WORK_OF_ART": "WORK", "LAW": "WORK"}
KEPT = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "AWARD", "WORK_OF_ART"}


def find_mentions(doc: Doc) -> list[Mention]:
    """Mentions of the article, in the order of their first characters."""
    names = [entity for entity in doc.ents if entity.label_ in KEPT]
    full = [entity for entity in names if entity.label_ == "PERSON" and len(entity) > 1]
    mentions = [_mention(entity, full) for entity in names]
    return sorted(mentions, key=lambda mention: mention.span)


def _mention(entity: DocSpan, full: list[DocSpan]) -> Mention:
    span = Span(entity.start_char, entity.end_char, entity.text)
    kind = LABELS.get(entity.label_, entity.label_)
    return Mention(span, kind, "name", _chain(entity, full))


def _chain(entity: DocSpan, full: list[DocSpan]) -> str:
    """The fullest form of a surname."""
    for name in full:
        if len(entity) == 1 and name[-1].text == entity.text:
            return name.text
    return entity.text
