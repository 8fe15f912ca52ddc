"""The command: each function parses its words, calls one function, and says how it went."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import PipelineError
from pipeline.running.threads import use_one_thread

if TYPE_CHECKING:  # spaCy and pandas take two seconds to import, which --help need not wait for
    from pipeline.running.run import Run

DONE, FAILED, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None
)

Corpus = Annotated[Path, typer.Argument(help="Folder of .txt, .md or .html articles.")]
Model = Annotated[str | None, typer.Option(help="spaCy pipeline by name or path. Default: the shipped one.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option(help="Rule pack, or folder of them, instead of the shipped ones; repeatable."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that share the articles.")]


@app.callback()
def linernotes() -> None:
    """Turns music-history articles into tables of facts."""


@app.command("extract")
def extract_command(
    corpus: Corpus = Path("corpus"),
    out: Annotated[Path, typer.Option(help="Folder for the tables.")] = Path("outputs"),
    model: Model = None,
    rules: Rules = None,
    workers: Workers = 1,
) -> None:
    """Writes the tables of a corpus."""
    from pipeline.reading.articles import list_corpus
    from pipeline.tables.files import check_folder, formula_cells, write_tables

    list_corpus(corpus)
    check_folder(out)  # now, and not after an hour's work
    run = _run(corpus, model, rules, workers)
    articles, facts = len(run.tables["articles"]), len(run.tables["events"])
    if articles:
        write_tables(run.tables, out)
    risky = list(formula_cells(run.tables))
    if risky:
        first = risky[0]
        _say(
            f"{len(risky)} cells begin with = + - or @ (the first: {out / first.table}.csv, row {first.row}, "
            f"{first.column}); in a spreadsheet import the columns as text, as README.md says"
        )
    where = f"tables in {out}" if articles else f"{out} left as it was"
    _say(f"{articles} articles, {facts} facts, {len(run.failures)} failed; {where}")
    raise typer.Exit(FAILED if run.failures else DONE)


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="Folder of gold facts, one .json file per article.")],
    corpus: Corpus = Path("corpus"),
    model: Model = None,
    rules: Rules = None,
    workers: Workers = 1,
) -> None:
    """Prints precision, recall and F1 per relation against gold facts."""
    from pipeline.evaluation.score import read_gold, score
    from pipeline.evaluation.table import score_lines

    facts = read_gold(gold)
    run = _run(corpus, model, rules, workers)
    events = run.tables["events"]
    rows = [dict(zip(events.columns, row, strict=True)) for row in events.itertuples(index=False)]
    for line in score_lines(score(facts, rows)):
        typer.echo(line)
    raise typer.Exit(FAILED if run.failures else DONE)


@app.command("explain")
def explain_command(
    article_id: Annotated[str, typer.Argument(help="Name of the article's file, without its ending.")],
    corpus: Corpus = Path("corpus"),
    sentence: Annotated[int | None, typer.Option(min=1, help="Only this sentence, counted from 1.")] = None,
    model: Model = None,
    rules: Rules = None,
) -> None:
    """Prints parse, entities, times and clauses, and which rules fired or why they did not."""
    from pipeline.report.explain import explain_article
    from pipeline.report.terminal import print_explanations

    print_explanations(explain_article(corpus, article_id, sentence=sentence, model=model, rules=rules or ()))


def _run(corpus: Path, model: str | None, rules: list[Path] | None, workers: int) -> "Run":
    from pipeline.running.run import extract_corpus

    with _progress() as progress:
        run = extract_corpus(corpus, model=model, rules=rules or (), workers=workers, progress=progress)
    for failure in run.failures:
        _say(f"{corpus / failure.path}: {failure.message}")
    return run


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("articles", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def main() -> None:
    """The command `linernotes`; exits with 0, 1 (articles failed) or 2 (wrong usage)."""
    use_one_thread()
    try:
        app()
    except PipelineError as error:
        _say(str(error))
        sys.exit(WRONG_USAGE)
