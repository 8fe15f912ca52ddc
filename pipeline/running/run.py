"""Over all articles of a corpus: read, parse, extract, merge, and build the tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.entities.merge import merge
from pipeline.errors import ArticleError, OutputError
from pipeline.extract import extract
from pipeline.packs import read_packs
from pipeline.reading.articles import list_corpus, read_corpus
from pipeline.reading.model import load_model, parse
from pipeline.records import Article, Failure, Findings, Span
from pipeline.running.workers import Extractor, Outcome, run_here, run_in_processes
from pipeline.tables.build import Tables, build_tables


@dataclass(frozen=True, slots=True)
class Run:
    """What came out of a corpus: the tables, and the articles that failed."""

    tables: Tables
    failures: tuple[Failure, ...] = ()


def extract_corpus(
    folder: str | Path,
    *,
    model: str | None = None,
    rules: Sequence[str | Path] = (),
    workers: int = 1,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Run:
    """The tables of all articles in a folder, and the articles that failed.

    `model` is a spaCy pipeline by name or path, `rules` are rule packs or folders of
    them; without these, the shipped ones. `progress` is called with the articles done
    and their total. The tables are the same for any number of workers. Raises
    `CorpusError`, `ModelError` or `PackError` when nothing can be extracted at all.
    """
    folder = Path(folder)
    articles, unread = read_corpus(folder)
    setup = partial(make_extractor, model, tuple(Path(path) for path in rules))
    outcomes = run_articles(articles, setup, workers=workers, progress=progress)
    findings = [outcome for outcome in outcomes if isinstance(outcome, Findings)]
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    tables, faulty = build_sound_tables(findings)
    files = {path.stem: path.name for path in list_corpus(folder)}
    named = [Failure(files[failure.path], failure.message) for failure in [*failed, *faulty]]
    return Run(tables, tuple(sorted([*unread, *named], key=lambda failure: failure.path)))


def run_articles(
    articles: Sequence[Article],
    setup: Callable[[], Extractor],
    *,
    workers: int = 1,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> list[Outcome]:
    """Findings or failure of each article, in order of article ids.

    `setup` is called once in each worker and gives it the function to call.
    """
    run = run_here if workers == 1 else partial(run_in_processes, workers=workers)
    outcomes: list[Outcome] = []
    progress(0, len(articles))
    for some in run(articles, setup):
        outcomes.extend(some)
        progress(len(outcomes), len(articles))
    return sorted(outcomes, key=_article_id)


def make_extractor(model: str | None, rules: tuple[Path, ...]) -> Extractor:
    """The function from an article to its findings, with model and rules loaded."""
    packs = read_packs(rules)
    nlp = load_model(model)

    def extract_article(article: Article) -> Findings:
        findings = extract(article, parse(article, nlp), packs)
        check_evidence(article, spans_of(findings))
        return findings

    return extract_article


def build_sound_tables(findings: list[Findings]) -> tuple[Tables, list[Failure]]:
    """The tables, and the articles left out of them because their rows do not keep to the schema."""
    try:
        return build_tables(findings, *merge(findings)), []
    except OutputError:
        sound: list[Findings] = []
        failures: list[Failure] = []
        for one in findings:
            try:
                build_tables([one], *merge([one]))
                sound.append(one)
            except OutputError as error:
                failures.append(Failure(one.article.id, str(error)))
        return build_tables(sound, *merge(sound)), failures


def check_evidence(article: Article, spans: Iterable[Span]) -> None:
    """Nothing; raises `ArticleError` where a span's text is not what the article has there."""
    for span in spans:
        if article.text[span.start : span.end] != span.text:
            place = f"characters {span.start} to {span.end}"
            raise ArticleError(f"{place} are not {span.text[:40]!r}; a stage is at fault, please report it")


def spans_of(findings: Findings) -> Iterable[Span]:
    """Every span of the article whose place a table gives."""
    yield from (mention.span for mention in findings.mentions)
    yield from (time.span for time in findings.times)
    yield from (quote.span for quote in findings.quotes)
    yield from (fact.sentence for fact in findings.facts)


def _article_id(outcome: Outcome) -> str:
    return outcome.path if isinstance(outcome, Failure) else outcome.article.id
