"""One article to its findings: the whole pipeline on one screen."""

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.clauses.build import find_clauses
from pipeline.clauses.quotes import find_quotes
from pipeline.dates.find import find_times
from pipeline.entities.mentions import find_mentions
from pipeline.packs import Pack
from pipeline.records import Article, Findings
from pipeline.relations.match import match


def extract(article: Article, doc: Doc, packs: Sequence[Pack]) -> Findings:
    """Everything that one parsed article yields."""
    mentions = find_mentions(doc)
    times = find_times(doc, article.published, mentions=mentions)
    quotes = find_quotes(doc, mentions)
    clauses = find_clauses(doc, mentions, times, quotes)
    facts = match(packs, clauses, mentions, times)
    return Findings(
        article=article,
        words=sum(not (token.is_space or token.is_punct) for token in doc),
        sentences=sum(bool(sentence.text.strip()) for sentence in doc.sents),
        mentions=tuple(mentions),
        times=tuple(times),
        quotes=tuple(quotes),
        facts=tuple(facts),
    )
