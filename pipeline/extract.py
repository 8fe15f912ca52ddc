"""One article to its findings: the whole pipeline on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.clauses.build import find_clauses
from pipeline.clauses.quotes import find_quotes
from pipeline.dates.find import find_times
from pipeline.entities.mentions import find_mentions
from pipeline.packs import Pack
from pipeline.records import Article, Clause, Findings, Mention, Quote, Time
from pipeline.relations.match import match


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages see in an article, before any rule is asked."""

    mentions: list[Mention]
    times: list[Time]
    quotes: list[Quote]
    clauses: list[Clause]


def read(article: Article, doc: Doc) -> Reading:
    """Who, when, who said what, and who did what to whom."""
    mentions = find_mentions(doc)
    times = find_times(doc, article.published, mentions=mentions)
    quotes = find_quotes(doc, mentions)
    return Reading(mentions, times, quotes, find_clauses(doc, mentions, times, quotes))


def extract(article: Article, doc: Doc, packs: Sequence[Pack]) -> Findings:
    """Everything that one parsed article yields."""
    seen = read(article, doc)
    facts = match(packs, seen.clauses, seen.mentions, seen.times)
    return Findings(
        article=article,
        words=sum(not (token.is_space or token.is_punct) for token in doc),
        sentences=sum(bool(sentence.text.strip()) for sentence in doc.sents),
        mentions=tuple(seen.mentions),
        times=tuple(seen.times),
        quotes=tuple(seen.quotes),
        facts=tuple(facts),
    )
