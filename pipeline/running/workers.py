"""Articles divided among processes; one that brings its process down costs only itself."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait

from pipeline.errors import ArticleError, PipelineError
from pipeline.records import Article, Failure, Findings
from pipeline.running.threads import use_one_thread

Extractor = Callable[[Article], Findings]
Setup = Callable[[], Extractor]
Outcome = Findings | Failure
Batch = list[Article]

BATCH = 20_000  # characters of a batch: about a second's work
DIED = "its worker process died, perhaps for lack of memory; use fewer --workers, or split the article"


def run_here(articles: Iterable[Article], setup: Setup) -> Iterator[list[Outcome]]:
    """The outcome of each article in turn, worked out in this process."""
    extractor = setup()
    for article in articles:
        yield [outcome_of(article, extractor)]


def run_in_processes(articles: Sequence[Article], setup: Setup, *, workers: int) -> Iterator[list[Outcome]]:
    """The outcomes of batches of articles, in the order in which they are done."""
    batches = split_batches(articles)
    while batches:
        lost = yield from _run_pool(batches, setup, min(workers, len(batches)))
        # A dead worker takes the pool with it. One of the oldest batches was its work:
        # their articles go one by one, the others into a new pool.
        suspects, batches = lost[: workers + 1], lost[workers + 1 :]
        yield from _run_one_by_one([article for batch in suspects for article in batch], setup)


def split_batches(articles: Iterable[Article]) -> list[Batch]:
    """The articles in batches of about `BATCH` characters."""
    batches: list[Batch] = []
    room = 0
    for article in articles:
        if not batches or room < len(article.text):
            batches.append([])
            room = BATCH
        batches[-1].append(article)
        room -= len(article.text)
    return batches


def outcome_of(article: Article, extractor: Extractor) -> Outcome:
    """The article's findings, or why there are none."""
    try:
        return extractor(article)
    except ArticleError as error:
        return Failure(article.id, str(error))
    except Exception as error:
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return Failure(article.id, f"cannot be extracted ({problem}); please report it with the article")


def _run_pool(
    batches: list[Batch], setup: Setup, workers: int
) -> Generator[list[Outcome], None, list[Batch]]:
    """The outcomes of batches; returns the batches that were lost with a dead worker, oldest first."""
    futures: dict[Future[list[Outcome]], int] = {}
    done: set[int] = set()
    pool = _make_pool(setup, workers)
    try:
        with suppress(BrokenProcessPool):
            for number, batch in enumerate(batches):
                futures[pool.submit(_work, batch)] = number
        for future in as_completed(futures):
            if not isinstance(future.exception(), BrokenProcessPool):
                done.add(futures[future])
                yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
    return [batch for number, batch in enumerate(batches) if number not in done]


def _run_one_by_one(articles: list[Article], setup: Setup) -> Iterator[list[Outcome]]:
    pool = _make_pool(setup, 1)
    try:
        for article in articles:
            try:
                yield pool.submit(_work, [article]).result()
            except BrokenProcessPool:
                yield [Failure(article.id, DIED)]
                pool.shutdown()
                pool = _make_pool(setup, 1)
    finally:
        pool.shutdown(cancel_futures=True)


def _make_pool(setup: Setup, workers: int) -> ProcessPoolExecutor:
    use_one_thread()  # inherited by the workers
    # spawn, as a fork would copy whatever threads and locks this process holds
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _start_worker, (setup,))


# What follows runs in a worker.

_extractor: Extractor | PipelineError


def _start_worker(setup: Setup) -> None:
    global _extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _extractor = setup()
    except PipelineError as error:  # raised here it would be lost; the first batch raises it
        _extractor = error


def _work(batch: Batch) -> list[Outcome]:
    if isinstance(_extractor, PipelineError):
        raise _extractor
    return [outcome_of(article, _extractor) for article in batch]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
