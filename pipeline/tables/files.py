"""Tables to CSV files and back."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pipeline.errors import OutputError
from pipeline.tables.schema import SCHEMAS, columns_of

FORMULA_SIGNS = ("=", "+", "-", "@")  # a spreadsheet that opens a CSV file runs cells that begin with one
UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; rows count from 2, as in a spreadsheet, where the header is row 1."""

    table: str
    row: int
    column: str
    text: str


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> None:
    """Nothing; the folder then holds one CSV file per table.

    All files are written beside the old ones before the first is replaced, each in
    one step: whenever the run is stopped, every file is whole. Raises `OutputError`.
    """
    folder = Path(folder)
    check_folder(folder)
    try:
        with TemporaryDirectory(prefix=UNFINISHED, dir=folder) as unfinished:
            paths = [Path(unfinished, f"{name}.csv") for name in tables]
            for path, table in zip(paths, tables.values(), strict=True):
                _write_table(table, path)
            for path in paths:
                path.replace(folder / path.name)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); nothing was replaced") from error


def check_folder(folder: Path) -> None:
    """Nothing; makes the folder when it is missing, and raises `OutputError` when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=UNFINISHED, dir=folder):
            pass
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from None


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder as they were built: a band called `None` or `NA` stays a name."""
    return {name: read_table(name, Path(folder, f"{name}.csv")) for name in SCHEMAS}


def read_table(name: str, path: Path) -> pd.DataFrame:
    """One table, with empty cells as empty strings."""
    try:
        return pd.read_csv(path, dtype=columns_of(name), keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        problem = " ".join(str(error).split())
        raise OutputError(f"{path}: not the table {name!r} ({problem}); make it anew with extract") from None


def formula_cells(tables: Mapping[str, pd.DataFrame]) -> Iterator[Cell]:
    """The cells that a spreadsheet would run, table by table and row by row.

    They are written as they are: a sentence that begins with `-` is the article's own,
    and `text[start:end] == sentence` holds for it as for every other.
    """
    for name, table in tables.items():
        texts: pd.DataFrame = table.select_dtypes(include="str")
        risky = texts.apply(lambda column: column.str.startswith(FORMULA_SIGNS))
        for row, column in zip(*risky.to_numpy().nonzero(), strict=True):
            yield Cell(name, int(row) + 2, str(texts.columns[column]), str(texts.iat[row, column]))


def _write_table(table: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table.to_csv(file, index=False, lineterminator="\n", float_format="%.2f")
        file.flush()
        os.fsync(file.fileno())
