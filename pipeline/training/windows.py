"""Training windows: runs of sentences, cut anew in every epoch and changed here and there on purpose."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

from pipeline.training.corpora import Document, bio_spans

# how often a source is read in one epoch
REPEAT = {
    "ewt": 0.6,
    "gum": 1.5,
    "crossner_music": 3,
    "crossner_music_dev": 2,
    "crossner_literature": 1.5,
    "journalism": 4,
    "trees": 5,
}
SWAPPED = 0.5  # of the sentences without trees have names exchanged, half of their names
BREAK_SHOWN = 0.7
HEADLINE = 0.06  # of sentences before a break lose their full stop
SHOUTED = 0.02
TOKEN_KEYS = ("words", "spaces", "breaks", "tags", "pos", "deps", "ents")

Pool = dict[str, list[tuple[list[str], list[bool]]]]


def spans_by_label(docs: list[Document]) -> Pool:
    """The names of the corpus by label, with their spaces."""
    pool: Pool = defaultdict(list)
    for d in docs:
        if "tags" in d or "ents" not in d:
            continue
        for start, end, label in bio_spans([e or "O" for e in d["ents"]]):
            if "|" not in label:
                pool[label].append((d["words"][start:end], d["spaces"][start : end - 1]))
    return pool


def cut(doc: Document, start: int, end: int) -> Document:
    """The window of a document from token start to end."""
    out: Document = {k: doc[k][start:end] for k in TOKEN_KEYS if k in doc}
    if "heads" in doc:
        out["heads"] = [h - start for h in doc["heads"][start:end]]
    if "sents" in doc:
        out["sents"] = [s - start for s in doc["sents"] if start <= s < end]
    return out


def windows(doc: Document, rng: random.Random, longest: int = 120) -> list[Document]:
    """A document cut into runs of whole sentences of varied length."""
    if "sents" not in doc:
        return [cut(doc, 0, min(len(doc["words"]), longest))]
    bounds = [*doc["sents"], len(doc["words"])]
    out, i = [], 0
    while i < len(bounds) - 1:
        aim = rng.choice((1, 30, 60, 120))
        j = i + 1
        while j < len(bounds) - 1 and bounds[j + 1] - bounds[i] <= aim:
            j += 1
        if bounds[j] - bounds[i] <= longest + 30:
            out.append(cut(doc, bounds[i], bounds[j]))
        i = j
    return out


def swap_names(win: Document, pool: Pool, rng: random.Random) -> Document:
    """The window with half of its names exchanged for others of their kind."""
    spans = {s: (e, label) for s, e, label in bio_spans([e or "O" for e in win["ents"]])}
    out: dict[str, list[Any]] = {k: [] for k in ("words", "spaces", "breaks", "ents")}
    place: list[int] = []
    i = 0
    while i < len(win["words"]):
        end, label = spans.get(i, (i + 1, ""))
        place += [len(out["words"])] * (end - i)
        if label in pool and rng.random() < 0.5:
            words, spaces = rng.choice(pool[label])
            words = list(words)
            if words[0] == "the" and (i == 0 or i in win.get("sents", ())):
                words[0] = "The"
            if (
                words[0] in ("The", "the")
                and len(words) > 1
                and out["words"]
                and out["words"][-1].lower() == "the"
            ):
                words, spaces = words[1:], spaces[1:]
            out["words"] += words
            out["spaces"] += [*spaces, win["spaces"][end - 1]]
            out["breaks"] += [win["breaks"][i]] + [0] * (len(words) - 1)
            out["ents"] += ["B-" + label] + ["I-" + label] * (len(words) - 1)
        else:
            for k in out:
                out[k] += win[k][i:end]
        i = end
    if "sents" in win:
        out["sents"] = [place[s] for s in win["sents"]]
    return out


def without_stop(win: Document, k: int) -> Document:
    """The window without the full stop that ends its k-th sentence, as headlines are."""
    bounds = [*win["sents"], len(win["words"])]
    last = bounds[k + 1] - 1
    if win["words"][last] != "." or bounds[k + 1] - bounds[k] < 4 or last in win.get("heads", ())[:last]:
        return win
    out: Document = {
        key: [x for i, x in enumerate(win[key]) if i != last] for key in TOKEN_KEYS if key in win
    }
    if "heads" in win:
        out["heads"] = [h - (h > last) for i, h in enumerate(win["heads"]) if i != last]
    out["sents"] = [s - (s > last) for s in win["sents"]]
    if last < len(out["words"]):
        out["breaks"][last] = 2
    return out


def vary(win: Document, pool: Pool, rng: random.Random) -> Document:
    """The window as it is or changed: names, breaks, headlines, capitals."""
    if "tags" not in win and rng.random() < SWAPPED:
        win = swap_names(win, pool, rng)
    if rng.random() > BREAK_SHOWN:
        win["breaks"] = [0] * len(win["words"])
    if "sents" in win and rng.random() < HEADLINE:
        win = without_stop(win, rng.randrange(len(win["sents"])))
    if rng.random() < SHOUTED:
        win["words"] = [w.upper() for w in win["words"]]
    return win


def epoch(docs: list[Document], pool: Pool, rng: random.Random) -> list[Document]:
    """The windows of one epoch, in no order."""
    out = []
    for d in docs:
        times = REPEAT.get(d["source"], 1)
        for _ in range(int(times + rng.random())):
            out += [vary(w, pool, rng) for w in windows(d, rng)]
    rng.shuffle(out)
    return out
