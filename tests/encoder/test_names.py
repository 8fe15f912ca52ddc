"""Names are read off label scores."""

import numpy as np

from pipeline.encoder.names import Spans

LABELS = ["O", "B-PERSON", "I-PERSON", "B-GROUP", "I-GROUP"]


def scores(*best: dict[str, float]) -> np.ndarray:
    return np.array([[row.get(x, -5.0) for x in LABELS] for row in best], dtype=np.float32)


def spans(rows: np.ndarray, starts: list[bool]) -> list[tuple[int, int, str]]:
    reader = Spans(LABELS)
    return reader.read(reader.sequence(rows, np.array(starts)))


def test_two_names_side_by_side() -> None:
    # "Jimmy Page Robert"
    rows = scores({"B-PERSON": 3}, {"I-PERSON": 3}, {"B-PERSON": 3})
    assert spans(rows, [True, False, False]) == [(0, 2, "PERSON"), (2, 3, "PERSON")]


def test_a_name_has_one_label() -> None:
    # "The Yardbirds": GROUP begins, PERSON cannot go on
    rows = scores({"B-GROUP": 3}, {"I-PERSON": 2, "I-GROUP": 1})
    assert spans(rows, [True, False]) == [(0, 2, "GROUP")]


def test_a_name_does_not_begin_in_its_middle() -> None:
    rows = scores({"O": 2, "B-PERSON": 1.5}, {"I-PERSON": 3})
    assert spans(rows, [True, False]) == [(0, 2, "PERSON")]


def test_a_name_ends_with_its_sentence() -> None:
    rows = scores({"B-PERSON": 3}, {"I-PERSON": 3, "B-PERSON": 1})
    assert spans(rows, [True, True]) == [(0, 1, "PERSON"), (1, 2, "PERSON")]
