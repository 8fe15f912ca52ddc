"""The command: what it prints where, what it leaves behind, and its exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.running import run as running
from tests.running.corpus import write_corpus


def linernotes(*words: str | Path) -> int:
    """The exit code of the command."""
    before = sys.argv
    sys.argv = ["linernotes", *map(str, words)]
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    finally:
        sys.argv = before
    return 0


def as_process(*words: str | Path, hash_seed: str = "0") -> subprocess.Popen[str]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", ["stax.txt", "gold-star.txt"])


def test_extract(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "outputs"
    assert linernotes("extract", corpus, "--out", out) == 0
    assert list(files(out)) == [
        "articles.csv",
        "dates.csv",
        "entities.csv",
        "events.csv",
        "mentions.csv",
        "quotes.csv",
    ]
    facts = len((out / "events.csv").read_text().splitlines()) - 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"2 articles, {facts} facts, 0 failed; tables in {out}\n"


def test_folders_are_corpus_and_outputs_unless_named(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert linernotes("extract") == 0
    assert len(files(tmp_path / "outputs")) == 6


def test_a_failed_article_is_one_line_and_exit_1(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "latin.txt").write_bytes(b"Bj\xf6rk")
    out = tmp_path / "outputs"
    assert linernotes("extract", corpus, "--out", out) == 1
    first, summary = capsys.readouterr().err.splitlines()
    assert first == f"{corpus}/latin.txt: not UTF-8 (byte 2 is 0xf6); save it as UTF-8"
    assert summary.startswith("2 articles, ")
    assert summary.endswith(f" facts, 1 failed; tables in {out}")
    assert b"latin" not in files(out)["articles.csv"]


def test_when_no_article_comes_out_the_old_tables_stay(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "outputs"
    linernotes("extract", corpus, "--out", out)
    before = files(out)
    for path in corpus.iterdir():
        path.write_text("")
    assert linernotes("extract", corpus, "--out", out) == 1
    assert capsys.readouterr().err.endswith(f"0 articles, 0 facts, 2 failed; {out} left as it was\n")
    assert files(out) == before


def test_cells_that_a_spreadsheet_would_run_are_announced(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "formula.txt").write_text('---\ntitle: "=HYPERLINK(1)"\n---\nHal Blaine was a drummer.\n')
    out = tmp_path / "outputs"
    assert linernotes("extract", corpus, "--out", out) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        f"1 cells begin with = + - or @ (the first: {out}/articles.csv, row 2, title); "
        "in a spreadsheet import the columns as text, as README.md says"
    )
    assert b"formula,=HYPERLINK(1)," in files(out)["articles.csv"]


TYPO = 'relation = "joined"\nsubject = ["PERSON"]\n\n[[pattern]]\nverbs = ["join"]\nrolls = {}\n'


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere: no such folder; give a folder of .txt, .md or .html articles"),
        (["empty"], "empty: no articles in it; put .txt, .md or .html files there"),
        (["corpus", "--out", "file"], "file: cannot be written (File exists); choose another folder"),
        (
            ["corpus", "--model", "en_core_nowhere"],
            "model 'en_core_nowhere': is neither an installed package",
        ),
        (["corpus", "--rules", "typo.toml"], "typo.toml: pattern 1: 'rolls' is not a key; keys are "),
        (["corpus", "--rules", "nowhere"], "nowhere: "),
        (["corpus", "--workers", "0"], "Usage: "),
        (["corpus", "--colour"], "Usage: "),
    ],
)
def test_wrong_usage_is_exit_2_and_leaves_the_tables(
    tmp_path: Path,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("file").write_text("")
    Path("typo.toml").write_text(TYPO)
    assert linernotes("extract", *words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert not Path("outputs", "events.csv").exists()


def test_ctrl_c_ends_without_a_traceback(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "read_corpus", interrupt)
    assert linernotes("extract", corpus, "--out", tmp_path / "outputs") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_killed_run_leaves_the_tables_whole(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "outputs"
    linernotes("extract", corpus, "--out", out)
    before = files(out)
    (corpus / "more.txt").write_text("Carol Kaye was a bassist. " * 2_000)
    run = as_process("extract", corpus, "--out", out)
    run.kill()
    run.communicate()
    assert files(out) == before


def test_processes_with_other_hash_seeds_and_workers_give_the_same_bytes(
    tmp_path: Path, corpus: Path
) -> None:
    outs = []
    for seed, workers in (("1", "1"), ("2", "2")):
        out = tmp_path / seed
        run = as_process("extract", corpus, "--out", out, "--workers", workers, hash_seed=seed)
        printed = run.communicate()
        assert (run.returncode, printed[0]) == (0, "")
        outs.append(files(out))
    assert outs[0] == outs[1]


def test_evaluate(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "gold-star.json").write_text(
        '{"id": "gold-star", "facts": [{"relation": "married", "subject": ["Ronnie Bennett"], '
        '"object": ["Phil Spector"], "date": "1968", "polarity": "positive", "modality": "asserted"}]}'
    )
    assert linernotes("evaluate", gold, corpus) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert [line.split()[0] for line in printed.out.splitlines() if line] == [
        "relation",
        "married",
        "works_as",
        "article",
        "gold-star",
        "total",
        "all",
        "with",
        "date",
        "status",
        "role",
    ]
    assert linernotes("evaluate", tmp_path, corpus) == 2
    message = f"{tmp_path}: no gold facts in it; give a folder of .json files, one per article\n"
    assert capsys.readouterr().err == message
