"""Entity spans from label scores: the best sequence in which no name begins in its middle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

FORBIDDEN = -1e4


class Spans:
    """Reads spans off BIO scores."""

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        inside = [x.startswith("I-") for x in labels]
        self.inside = np.array(inside)
        self.kinds = [x[2:] for x in labels if x.startswith("B-")]
        self.first = [labels.index("B-" + k) for k in self.kinds]
        self.rest = [labels.index("I-" + k) for k in self.kinds]
        # step[a, b]: whether label b may follow label a
        self.step = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in labels] for a in labels])
        self.cost = np.where(self.step, 0.0, FORBIDDEN).astype(np.float32)

    def sequence(self, scores: Scores, starts: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The best legal labels of a run of words; no name goes on across a sentence start."""
        best = scores.argmax(1)
        before = np.concatenate([[0], best[:-1]])
        if self.step[before, best].all() and not (self.inside[best] & starts).any():
            return np.asarray(best, dtype=np.int64)
        scores = np.where(starts[:, None] & self.inside[None], FORBIDDEN, scores)
        total = scores[0] + self.cost[0]
        back = np.zeros(scores.shape, dtype=np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + self.cost
            back[i] = ways.argmax(0)
            total = ways.max(0) + scores[i]
        path = [int(total.argmax())]
        for i in range(len(scores) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return np.array(path[::-1], dtype=np.int64)

    def label_scores(self, logs: Scores) -> Scores:
        """The mean log probability of every kind of name over the words of one."""
        total = logs[0, self.first] + logs[1:, self.rest].sum(0)
        return np.asarray(total / len(logs), dtype=np.float32)

    def read(self, path: NDArray[np.int64]) -> list[tuple[int, int, str]]:
        """The (start, end, label) of the names in a sequence of labels."""
        spans: list[tuple[int, int, str]] = []
        for i in np.flatnonzero(path):
            label = self.labels[path[i]]
            if label.startswith("I-") and spans and spans[-1][1] == i:
                spans[-1] = (spans[-1][0], int(i) + 1, spans[-1][2])
            else:
                spans.append((int(i), int(i) + 1, label[2:]))
        return spans
