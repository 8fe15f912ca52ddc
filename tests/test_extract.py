"""The whole road on two articles of the corpus: golden tables, and what must hold of every row."""

import shutil
from pathlib import Path

import pytest

from pipeline import extract_corpus, write_tables
from pipeline.reading.articles import read_corpus
from pipeline.running.run import Run

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = ("jimmy-page-session-years.md", "sun-records-706-union.html")
TABLES = ("events", "entities", "mentions", "dates", "quotes", "articles")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ARTICLES:
        shutil.copy(CORPUS / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def run(small: Path) -> Run:
    return extract_corpus(small)


@pytest.mark.parametrize("table", TABLES)
def test_golden(table, run, tmp_path, file_regression):
    folder = tmp_path / "tables"  # the golden files themselves come to lie in tmp_path
    folder.mkdir()
    write_tables(run.tables, folder)
    written = (folder / f"{table}.csv").read_text(encoding="utf-8")
    file_regression.check(written, encoding="utf-8", extension=".csv", basename=table)


def test_every_row_stands_in_its_article(run, small):
    texts = {article.id: article.text for article in read_corpus(small)[0]}
    for table, column in (("events", "sentence"), ("mentions", "text"), ("dates", "text")):
        rows = run.tables[table]
        assert len(rows) > 0
        for row in rows.to_dict("records"):
            assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row[column]


def test_no_article_failed(run):
    assert run.failures == ()
