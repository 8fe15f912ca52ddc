"""What the stages see in an article, sentence by sentence, and which rules fired or why they did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from spacy.tokens import Doc, Span

from pipeline.errors import ArticleError, CorpusError
from pipeline.extract import read
from pipeline.packs import Pack, read_packs
from pipeline.reading.articles import SUFFIXES, check_name, list_corpus, read_article, shared_ids
from pipeline.reading.model import load_model, parse
from pipeline.records import Article, Clause, Fact, Mention, Miss, Quote, Time
from pipeline.relations.match import explain_misses, match


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence: what was found in it, what each rule made of it, and its rows of `events.csv`."""

    number: int  # from 1, of the article's sentences
    parse: Span
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    quotes: tuple[Quote, ...]
    clauses: tuple[Clause, ...]
    outcomes: tuple[Fact | Miss, ...]
    rows: tuple[Fact, ...]

    @property
    def unruled(self) -> list[str]:
        """The verbs, nouns and adjectives that no rule starts from."""
        ruled = {out.clause.trigger if isinstance(out, Miss) else out.trigger for out in self.outcomes}
        left = [c for c in self.clauses if c.kind != "name" and c.trigger not in ruled]
        return list(dict.fromkeys(f"{clause.lemma} ({clause.kind})" for clause in left))


def explain_article(
    corpus: str | Path,
    article_id: str,
    *,
    sentence: int | None = None,
    model: str | None = None,
    rules: Sequence[str | Path] = (),
) -> list[Explanation]:
    """Explanations of an article's sentences, or of one of them.

    Raises `CorpusError` or `ArticleError` when there is no such article or sentence.
    """
    article = find_article(Path(corpus), article_id)
    packs = read_packs([Path(path) for path in rules])
    explanations = explain(article, parse(article, load_model(model)), packs)
    if sentence is None:
        return explanations
    if not 1 <= sentence <= len(explanations):
        raise ArticleError(f"{article_id}: no sentence {sentence}; its last is {len(explanations)}")
    return [explanations[sentence - 1]]


def find_article(corpus: Path, article_id: str) -> Article:
    """The article of that id; the rest of the corpus is not read."""
    paths = list_corpus(corpus)
    ids = sorted(path.stem for path in paths if path.suffix in SUFFIXES)
    if article_id not in ids:
        near = get_close_matches(article_id, ids, n=1)
        advice = f"did you mean {near[0]!r}?" if near else "ids are the names of its files without endings"
        raise CorpusError(f"{corpus}: no article {article_id!r}; {advice}")
    path = next(path for path in paths if path.stem == article_id and path.suffix in SUFFIXES)
    try:
        check_name(path, shared_ids(paths))
        return read_article(path)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from None


def explain(article: Article, doc: Doc, packs: Sequence[Pack]) -> list[Explanation]:
    """Explanations of a parsed article's sentences: the stages of `extract`, with nothing thrown away."""
    seen = read(article, doc)
    rows = match(packs, seen.clauses, seen.mentions, seen.times)
    sentences = [sentence for sentence in doc.sents if sentence.text.strip()]
    explanations = []
    for number, sentence in enumerate(sentences, 1):
        first, end = sentence.start_char, sentence.end_char
        here = [clause for clause in seen.clauses if first <= clause.trigger.start < end]
        explanations.append(
            Explanation(
                number=number,
                parse=sentence,
                mentions=tuple(mention for mention in seen.mentions if first <= mention.span.start < end),
                times=tuple(time for time in seen.times if first <= time.span.start < end),
                quotes=tuple(quote for quote in seen.quotes if first <= quote.span.start < end),
                clauses=tuple(here),
                outcomes=tuple(explain_misses(packs, here, seen.mentions, seen.times)),
                rows=tuple(fact for fact in rows if first <= fact.trigger.start < end),
            )
        )
    return explanations
