"""Turns music-history articles into tables of facts.

    >>> from pipeline import extract_corpus
    >>> run = extract_corpus("corpus")
    >>> run.tables["events"]

`extract_corpus` gives a `Run`: its `tables` are pandas DataFrames by name, and its
`failures` say which articles did not come out and why. `read_tables` reads the CSV
files back as they were. Errors that a user can mend are `PipelineError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.running.run import Run, extract_corpus
    from pipeline.tables.files import read_tables, write_tables

__all__ = ["PipelineError", "Run", "extract_corpus", "read_tables", "write_tables"]

# Imported when first asked for, as spaCy and pandas take two seconds.
HOMES = {
    "Run": "pipeline.running.run",
    "extract_corpus": "pipeline.running.run",
    "read_tables": "pipeline.tables.files",
    "write_tables": "pipeline.tables.files",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
