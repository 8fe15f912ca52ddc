"""Where the time of a run goes: the share outside spaCy's own pipeline. A number, not a test."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipeline.running import run as running

SHARED = Path(__file__).parents[3] / "shared"
SCRIPT = SHARED / "score" / "score_redocred.py"
DATA = SHARED / "data" / "redocred" / "dev_revised.json"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    if not (SCRIPT.is_file() and DATA.is_file()):
        pytest.skip("needs ../shared with the 500 texts of score_redocred.py")
    command = [sys.executable, str(SCRIPT), "texts", str(DATA), str(tmp_path / "corpus")]
    subprocess.run(command, check=True)
    return tmp_path / "corpus"


def test_share_outside_the_model(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, benchmark: BenchmarkFixture
) -> None:
    seconds: Counter[str] = Counter()

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            start = perf_counter()
            try:
                return function(*args, **options)
            finally:
                seconds[name] += perf_counter() - start

        return call

    for name in ("load_model", "parse", "extract", "build_tables"):
        monkeypatch.setattr(running, name, timed(name, getattr(running, name)))
    run_corpus = timed("all", running.extract_corpus)
    run = benchmark.pedantic(run_corpus, args=(corpus,), rounds=1)
    work = seconds["all"] - seconds["load_model"]
    report = {
        "share outside the model": f"{1 - seconds['parse'] / work:.1%}",
        "words a second": f"{run.tables['articles']['words'].sum() / work:.0f}",
        **{name: f"{spent:.2f} s" for name, spent in seconds.items()},
    }
    benchmark.extra_info.update(report)
    print("\n" + "\n".join(f"{name:24} {value:>10}" for name, value in report.items()))
    assert run.failures == ()
