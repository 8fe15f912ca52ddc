"""Tables to CSV and back: any text survives, files are replaced whole, formulas are named."""

import csv
import io
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import OutputError
from pipeline.tables.build import Tables, build_tables
from pipeline.tables.files import Cell, formula_cells, read_table, read_tables, write_tables
from pipeline.tables.schema import columns_of
from tests.tables.records import ENTITIES, FINDINGS, IDS

# What a cell can hold: articles have neither NUL nor carriage return, and UTF-8 no surrogate.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


def build() -> Tables:
    return build_tables([FINDINGS], ENTITIES, IDS)


def quotes(texts: list[str]) -> pd.DataFrame:
    """A table of quotations with these texts."""
    rows = [["a", text, text, text, text, 0, 1] for text in texts]
    types = columns_of("quotes")
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def test_bytes(tmp_path: Path) -> None:
    write_tables({"quotes": quotes(['He said "no", twice\nand left'])}, tmp_path)
    cell = '"He said ""no"", twice\nand left"'
    assert (tmp_path / "quotes.csv").read_bytes().decode() == (
        f"article_id,speaker,quote,cue,work,start,end\na,{cell},{cell},{cell},{cell},0,1\n"
    )


def test_round_trip(tmp_path: Path) -> None:
    write_tables(build(), tmp_path)
    back = read_tables(tmp_path)
    assert list(back) == list(build())
    assert all(back[name].equals(table) for name, table in build().items())


@pytest.mark.parametrize(
    "name", ["None", "NA", "NaN", "null", "", "007", "1e5", "True", " x ", "'", "1999-01-01"]
)
def test_names_that_look_like_something_else(tmp_path: Path, name: str) -> None:
    write_tables({"quotes": quotes([name])}, tmp_path)
    assert list(read_table("quotes", tmp_path / "quotes.csv")["quote"]) == [name]


@settings(deadline=None)
@given(texts=st.lists(TEXTS, max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_tables({"quotes": quotes(texts)}, Path(folder))
        path = Path(folder, "quotes.csv")
        assert list(read_table("quotes", path)["quote"]) == texts
        with io.StringIO(path.read_bytes().decode(), newline="") as file:
            assert [row["quote"] for row in csv.DictReader(file, strict=True)] == texts


def test_old_files_stay_whole_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(build(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fill_the_disk(table: pd.DataFrame, file: io.TextIOBase, **_: object) -> None:
        file.write("article_id,")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", fill_the_disk)
    with pytest.raises(
        OutputError, match=r"cannot be written \(No space left on device\); nothing was replaced$"
    ):
        write_tables(build_tables([], [], {}), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot be written \(Not a directory\); choose another folder$"):
        write_tables(build(), tmp_path / "file" / "outputs")
    with pytest.raises(OutputError, match=r"cannot be written \(File exists\); choose another folder$"):
        write_tables(build(), tmp_path / "file")


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"make it anew with extract$"):
        read_table("quotes", tmp_path / "quotes.csv")
    (tmp_path / "quotes.csv").write_text("article_id,speaker,quote,cue,work,start,end\na,b,c,d,e,f,g\n")
    with pytest.raises(OutputError, match="not the table 'quotes'"):
        read_table("quotes", tmp_path / "quotes.csv")


def test_formulas_are_named_and_kept(tmp_path: Path) -> None:
    assert list(formula_cells(build())) == [Cell("events", 3, "role", "=SUM(A1)")]
    texts = ["+44", "-5", "@home", "=1", " =1", "'=1", "a=1", ""]
    cells = list(formula_cells({"quotes": quotes(texts)}))
    assert [(cell.row, cell.text) for cell in cells if cell.column == "quote"] == [
        (2, "+44"),
        (3, "-5"),
        (4, "@home"),
        (5, "=1"),
    ]
    write_tables({"quotes": quotes(texts)}, tmp_path)
    assert list(read_table("quotes", tmp_path / "quotes.csv")["quote"]) == texts
