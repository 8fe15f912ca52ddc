"""What the tests' workers do; in a module of its own, as worker processes import it."""

import os
from pathlib import Path

from pipeline.errors import ArticleError, ModelError
from pipeline.records import Article, Findings
from pipeline.running.workers import Extractor


def count_words(article: Article) -> Findings:
    """Findings of an article, whose text may order something else."""
    match article.text.split():
        case ["die", *_]:
            os._exit(9)
        case ["refuse", *_]:
            raise ArticleError("it does not want to")
        case ["break", *_]:
            return Findings(article, words=1 // 0, sentences=1)
        case words:
            return Findings(article, words=len(words), sentences=1)


def set_up() -> Extractor:
    """The function above."""
    return count_words


def set_up_and_note(folder: Path) -> Extractor:
    """The function above; leaves a file per set-up in the folder."""
    (folder / str(os.getpid())).touch()
    return count_words


def set_up_in_vain() -> Extractor:
    """Nothing; there is no model."""
    raise ModelError("model 'x': is not there")
