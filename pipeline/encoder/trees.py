"""Well-formed trees from arc scores: one root, no cycle, the highest total."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

ROOT_COST = 1e4  # so high that the best tree pays it once


def log_softmax(scores: Scores) -> Scores:
    """Log probabilities along the last axis."""
    top = scores - scores.max(-1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(-1, keepdims=True)), dtype=np.float32)


def is_tree(heads: Heads) -> bool:
    """Whether heads (0 is the root, i + 1 the i-th word) make a tree with a single root."""
    if int((heads == 0).sum()) != 1:
        return False
    up = np.concatenate([[0], heads])
    steps = 1
    while steps < len(up):
        up = up[up]
        steps *= 2
    return not up.any()


def find_cycle(heads: Heads) -> list[int]:
    """The nodes of one cycle, none where there is no cycle; node 0 is the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            cycle = [node]
            while int(heads[cycle[-1]]) != node:
                cycle.append(int(heads[cycle[-1]]))
            return sorted(cycle)
    return []


def maximum_arborescence(scores: NDArray[np.float64]) -> Heads:
    """The heads of the best tree over a square matrix (dependent, head), node 0 the root.

    Chu-Liu and Edmonds: take every node's best head; while that leaves a
    cycle, shrink the cycle to one node and decide how it is entered.
    """
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    outside = [i for i in range(len(scores)) if i not in set(cycle)]
    inner = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - inner[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    found = maximum_arborescence(small)
    out = heads.copy()
    for k, node in enumerate(outside):
        if node:
            h = int(found[k])
            out[node] = cycle[int(leaving[k].argmax())] if h == len(outside) else outside[h]
    entry = int(found[-1])
    broken = cycle[int(entering[:, entry].argmax())]
    out[broken] = outside[entry]
    return out


def best_tree(scores: Scores) -> Heads:
    """The heads of a sentence: scores are (word, head), head 0 the root."""
    heads: Heads = scores.argmax(1)
    if is_tree(heads):
        return heads
    size = len(scores) + 1
    full = np.full((size, size), -np.inf)
    full[1:] = scores.astype(np.float64)
    heads = maximum_arborescence(full)[1:]
    if int((heads == 0).sum()) > 1:
        full[1:, 0] -= ROOT_COST
        heads = maximum_arborescence(full)[1:]
    return heads
