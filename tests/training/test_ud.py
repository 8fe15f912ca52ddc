"""UD trees become the trees of spaCy's English pipelines, case by case."""

from pathlib import Path

import pytest

from pipeline.training.ud import Tok, convert

CASES = (Path(__file__).parent / "cases.txt").read_text(encoding="utf8").split("\n\n")[1:]
LEMMAS = {"made": "make", "was": "be"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0][2:])
def test_case(case: str) -> None:
    rows = [line.split() for line in case.strip().split("\n")[1:]]
    toks = [
        Tok(i, ["", r[0], LEMMAS.get(r[0], r[0]), r[1], r[2], "_", r[3], r[4], "", "_"])
        for i, r in enumerate(rows)
    ]
    assert convert(toks)
    assert [(t.form, t.head + 1, t.dep) for t in toks] == [(r[0], int(r[6]), r[7]) for r in rows]
