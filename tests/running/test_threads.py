"""One thread per process, unless the user's environment says more."""

import os

import pytest

from pipeline.running.threads import LIMITS, use_one_thread


def test_one_thread_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LIMITS, "TOKENIZERS_PARALLELISM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "4")
    use_one_thread()
    assert [os.environ[name] for name in LIMITS] == ["1", "1", "4", "1"]
