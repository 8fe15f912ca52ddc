"""Trees are well formed and the best of their kind."""

from itertools import product

import numpy as np
import pytest

from pipeline.encoder.trees import best_tree, is_tree, log_softmax, maximum_arborescence


def total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


def test_best_heads_that_make_a_tree_are_kept() -> None:
    # "Page played": Page hangs on played, played on the root
    scores = np.array([[0, -9, 5], [6, 1, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_two_roots_become_one() -> None:
    scores = np.array([[5, -9, 1], [6, 1, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[3, -9, 9, 0], [1, 9, -9, 0], [0, 0, 4, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 1, 2]


def test_no_cycle_is_left_without_a_root() -> None:
    scores = np.array([[-5, -9, 9, 0], [-5, 9, -9, 0], [-5, 0, 4, -9]], dtype=np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(30))
def test_no_tree_scores_higher(seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 3, (4, 5)).astype(np.float32))
    for i in range(4):
        scores[i, i + 1] = -100
    trees = [np.array(h) for h in product(range(5), repeat=4) if is_tree(np.array(h))]
    best = max(total(scores, t) for t in trees)
    assert total(scores, best_tree(scores)) == pytest.approx(best)


def test_arborescence_of_one_word() -> None:
    assert best_tree(np.array([[0, 0]], dtype=np.float32)).tolist() == [0]
    assert maximum_arborescence(np.array([[-np.inf, -np.inf], [1, -np.inf]])).tolist() == [0, 0]


def test_what_is_a_tree() -> None:
    assert is_tree(np.array([2, 0, 2]))
    assert not is_tree(np.array([2, 1, 0]))
    assert not is_tree(np.array([0, 0]))
