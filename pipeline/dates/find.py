"""Time expressions in an article: where they stand and what they mean."""

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from pipeline.records import Mention, Span, Time

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def find_times(
    doc: Doc, published: date | None = None, *, mentions: Sequence[Mention] = ()
) -> list[Time]:
    """Times in the article, earliest in the text first, none overlapping another."""
    return [
        Time(
            Span(m.start(), m.end(), m[0]), "DATE", m[0], m[0], f"{m[0]}-01-01", f"{m[0]}-12-31"
        )
        for m in YEAR.finditer(doc.text)
    ]
