"""What README.md says one can type can be typed."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.reading.front_matter import read_values
from pipeline.tables.schema import SCHEMAS
from tests.running.corpus import write_corpus

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MARRIED = {"relation": "married", "subject": ["Phil Spector"], "object": ["Ronnie Bennett"], "date": "1968"}


def blocks(language: str) -> list[str]:
    """The code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The lines that begin with a prompt."""
    return [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small corpus, gold facts for it, and the rules."""
    write_corpus(tmp_path / "corpus", ["stax.txt", "gold-star.txt"])
    (tmp_path / "gold").mkdir()
    facts = [MARRIED | {"polarity": "positive", "modality": "asserted"}]
    (tmp_path / "gold" / "gold-star.json").write_text(json.dumps({"id": "gold-star", "facts": facts}))
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "rules").symlink_to(ROOT / "pipeline" / "rules")
    return tmp_path


@pytest.mark.parametrize("command", commands())
def test_command(command: str, folder: Path) -> None:
    program, *words = shlex.split(command)
    if program == "make":  # what it would do; doing it would test the tests
        done = subprocess.run(["make", "--dry-run", *words], cwd=ROOT, capture_output=True, text=True)
    else:
        assert program == "linernotes"
        script = f"import sys; sys.path[0] = {str(ROOT)!r}; from pipeline.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=folder, capture_output=True, text=True
        )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_the_test_command_is_what_ci_runs() -> None:
    assert {"make extract", "make test"} <= set(commands())
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make test", "make extract"]


def test_python(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    (block,) = blocks("python")
    exec(block, {})
    assert "subject" in capsys.readouterr().out
    assert len(list(Path("outputs").iterdir())) == len(SCHEMAS)


def test_front_matter() -> None:
    (block,) = blocks("yaml")
    keys = re.findall(r"^(\w+):", block, re.MULTILINE)
    assert list(read_values(block.strip().strip("-"))) == keys
    assert "published: 2012-06-01" in block


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_explained(name: str) -> None:
    rows = [line.split("|") for line in README.splitlines() if line.startswith("| `")]
    if name == "events":
        told = [column for row in rows if ".csv" not in row[1] for column in re.findall(r"`(\w+)`", row[1])]
    else:
        (columns,) = [row[3] for row in rows if row[1].strip() == f"`{name}.csv`"]
        told = re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", columns))
    assert told == list(SCHEMAS[name].columns)
