"""Train the encoder; restartable, seeded, with a checkpoint every few minutes."""

from __future__ import annotations

import argparse
import copy
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pipeline.encoder.features import NONE, Pieces, cases
from pipeline.training.corpora import Document
from pipeline.training.network import Network
from pipeline.training.windows import epoch, spans_by_label

SEED = 7
ENTITIES = (
    "PERSON", "GROUP", "ORG", "GPE", "LOC", "FAC", "NORP", "SONG", "ALBUM", "FILM", "BOOK", "SHOW", "WORK",
    "EVENT", "AWARD", "CHART", "PRODUCT",
)  # fmt: skip
NER = ["O"] + [p + e for e in ENTITIES for p in ("B-", "I-")]
WEIGHTS = {"arc": 1.0, "rel": 1.0, "tag": 0.5, "pos": 0.25, "sent": 0.5, "ner": 2.0}
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARMUP, KEEP_UNTIL = 150, 0.45
BATCH_WORDS = 1000
AVERAGE = 0.998
WORD_DROPOUT = 0.02
SAVE_EVERY, RELOAD_EVERY = 240, 900
HIDDEN = -100


def read(path: Path) -> list[Document]:
    """The documents of a JSON-lines file, none where it is missing."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def inventory(docs: list[Document]) -> dict[str, list[str]]:
    """The labels of every layer; tags and labels seen fewer than five times are left out."""
    out = {}
    for layer in ("tags", "pos", "deps"):
        seen = Counter(x for d in docs for x in d.get(layer, ()))
        out[layer] = sorted(x for x, n in seen.items() if n >= 5)
    return out | {"ner": NER}


class Batches:
    """Tensors of windows."""

    def __init__(self, pieces: Pieces, labels: dict[str, list[str]]) -> None:
        self.pieces = pieces
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
        self.sets: dict[str, int] = {x: i for i, x in enumerate(NER)}
        for a, b in (("ORG", "GROUP"),):
            self.sets |= {f"{p}{a}|{p}{b}": len(self.sets) + k for k, p in enumerate(("B-", "I-"))}
        for s in ("O|B-GROUP", "B-GROUP|I-GROUP"):
            self.sets[s] = len(self.sets)
        self.allowed = torch.full((len(self.sets), len(NER)), -1e4)
        for s, row in self.sets.items():
            for x in s.split("|"):
                self.allowed[row, self.index["ner"][x]] = 0.0

    def inputs(self, wins: list[Document], rng: random.Random | None = None) -> dict[str, Tensor]:
        """What the network reads."""
        rows = []
        for w in wins:
            ids, case, gap, first = [self.pieces.start], [NONE], [0], []
            for word, c, b in zip(w["words"], cases(w["words"], w["spaces"]), w["breaks"], strict=True):
                got = self.pieces.of(word)
                if rng and rng.random() < WORD_DROPOUT:
                    got = [self.pieces.unknown]
                first.append(len(ids))
                ids += got
                case += [c] * len(got)
                gap += [b] * len(got)
            rows.append(([*ids, self.pieces.end], [*case, NONE], [*gap, 0], first))
        longest, most = max(len(r[0]) for r in rows), max(len(r[3]) for r in rows)

        def padded(values: list[int], to: int, fill: int = 0) -> list[int]:
            return values + [fill] * (to - len(values))

        return {
            "ids": torch.tensor([padded(r[0], longest) for r in rows]),
            "case": torch.tensor([padded(r[1], longest, NONE) for r in rows]),
            "gap": torch.tensor([padded(r[2], longest) for r in rows]),
            "mask": torch.tensor([padded([1] * len(r[0]), longest) for r in rows]),
            "first": torch.tensor([padded(r[3], most) for r in rows]),
        }

    def targets(self, wins: list[Document]) -> dict[str, Tensor]:
        """What the network should say; what a source leaves open is hidden."""
        most = max(len(w["words"]) for w in wins)
        out: dict[str, list[list[int]]] = {
            k: [] for k in ("tag", "pos", "sent", "ner", "head", "rel", "part")
        }
        for w in wins:
            n = len(w["words"])
            hidden = [HIDDEN] * n
            for key, layer in (("tag", "tags"), ("pos", "pos"), ("rel", "deps")):
                row = [self.index[layer].get(x, HIDDEN) for x in w[layer]] if layer in w else hidden
                out[key].append(row + [HIDDEN] * (most - n))
            starts = set(w.get("sents", ()))
            part = [sum(i >= s for s in starts) for i in range(n)] if "heads" in w else [1] * n
            heads = [0 if h == i else h + 1 for i, h in enumerate(w["heads"])] if "heads" in w else hidden
            sent = [int(i in starts) for i in range(n)] if starts else hidden
            ents = [HIDDEN if e is None else self.sets[e] for e in w["ents"]] if "ents" in w else hidden
            for key, row, fill in (
                ("head", heads, HIDDEN),
                ("sent", sent, HIDDEN),
                ("ner", ents, HIDDEN),
                ("part", part, -1),
            ):
                out[key].append(row + [fill] * (most - n))
        return {k: torch.tensor(v) for k, v in out.items()}

    def entity_loss(self, scores: Tensor, gold: Tensor) -> Tensor:
        """The loss of entity labels where a gold label may be a set."""
        keep = gold != HIDDEN
        if not keep.any():
            return scores.sum() * 0.0
        scores = scores[keep].float()
        return (scores.logsumexp(-1) - (scores + self.allowed[gold[keep]]).logsumexp(-1)).mean()


def mean_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy over what is not hidden, 0 where all is."""
    if not (gold != HIDDEN).any():
        return scores.sum() * 0.0
    return nn.functional.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=HIDDEN)


def masked_arcs(arc: Tensor, part: Tensor) -> Tensor:
    """Arc scores with heads outside of the sentence, and the word itself, ruled out."""
    same = part.unsqueeze(2) == part.unsqueeze(1)
    same &= ~torch.eye(part.size(1), dtype=torch.bool)
    allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
    return arc.float().masked_fill(~allowed, -1e4)


def losses(
    net: Network, batches: Batches, out: dict[str, Tensor], gold: dict[str, Tensor]
) -> dict[str, Tensor]:
    """The loss of every layer."""
    found = {k: mean_loss(out[k], gold[k]) for k in ("tag", "pos")}
    found["ner"] = batches.entity_loss(out["ner"], gold["ner"])
    known = gold["sent"] != HIDDEN
    found["sent"] = (
        nn.functional.binary_cross_entropy_with_logits(
            out["sent"][known].float(), gold["sent"][known].float()
        )
        if known.any()
        else out["sent"].sum() * 0.0
    )
    found["arc"] = mean_loss(masked_arcs(out["arc"], gold["part"]), gold["head"])
    row, col = (gold["head"] != HIDDEN).nonzero(as_tuple=True)
    if len(row):
        scores = net.labels(out["rel_dep"][row, col], out["rel_head"][row, gold["head"][row, col]])
        found["rel"] = mean_loss(scores, gold["rel"][row, col])
    return found


def stream(data: Path, rng: random.Random) -> Iterator[list[Document]]:
    """Batches of windows of like length, for ever; the data is read again from time to time."""
    read_at, docs, pool = 0.0, [], {}
    while True:
        if time.time() - read_at > RELOAD_EVERY:
            docs = [d for part in ("train", "journalism", "trees") for d in read(data / f"{part}.jsonl")]
            pool, read_at = spans_by_label(docs), time.time()
            print("documents", Counter(d["source"] for d in docs), flush=True)
        wins = [w for w in epoch(docs, pool, rng) if len(w["words"]) > 1]
        wins.sort(key=lambda w: len(w["words"]) + rng.random() * 6)
        groups: list[list[Document]] = [[]]
        for w in wins:
            if groups[-1] and len(w["words"]) * (len(groups[-1]) + 1) > BATCH_WORDS:
                groups.append([])
            groups[-1].append(w)
        rng.shuffle(groups)
        yield from groups


def rate(done: float, step: int) -> float:
    """The share of the learning rate at a share of the time: warm up, stay, go down to nothing."""
    down = 1.0 if done < KEEP_UNTIL else max(0.0, (1 - done) / (1 - KEEP_UNTIL))
    return min(1.0, (step + 1) / WARMUP) * down + 1e-4


class Run:
    """A training run that can be cut off."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        torch.manual_seed(SEED)
        torch.set_num_threads(1)
        self.lock = threading.Lock()
        self.folder: Path = args.out
        self.folder.mkdir(parents=True, exist_ok=True)
        labels_file = self.folder / "labels.json"
        if not labels_file.exists():
            labels_file.write_text(json.dumps(inventory(read(args.data / "train.jsonl"))))
        self.labels = json.loads(labels_file.read_text())
        self.batches = Batches(Pieces.from_bytes((args.base / "tokenizer.json").read_bytes()), self.labels)
        self.net = Network(args.base, {k: len(v) for k, v in self.labels.items()})
        self.step, self.spent, self.before = 0, 0.0, 0.0
        self.began = self.saved = time.time()
        self.sums: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        enc = [p for n, p in self.net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
        rest = [p for n, p in self.net.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": enc, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.average: dict[str, Tensor] = {}
        self.load()

    def trained(self) -> dict[str, Tensor]:
        """The weights that change."""
        return {n: p.data for n, p in self.net.named_parameters() if p.requires_grad}

    def load(self) -> None:
        """Take up the last checkpoint where there is one."""
        path = self.folder / "last.pt"
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.net.load_state_dict(saved["net"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.average, self.step, self.spent = saved["average"], saved["step"], saved["spent"]
        if not self.average:
            self.average = {n: p.clone() for n, p in self.trained().items()}

    def save(self) -> None:
        """Write the checkpoint, in one move."""
        path = self.folder / "last.pt"
        state: dict[str, Any] = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "spent": self.spent,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def step_rate(self) -> None:
        """Set the learning rates of this moment."""
        share = rate(self.spent / (60 * self.args.minutes), self.step)
        for group, base in zip(self.optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = base * share

    def learn(self, replica: Network) -> None:
        """Take a replica's gradients over into the weights."""
        mine = [p for p in self.net.parameters() if p.requires_grad]
        theirs = [p for p in replica.parameters() if p.requires_grad]
        for p, q in zip(mine, theirs, strict=True):
            p.grad, q.grad = q.grad, None
        nn.utils.clip_grad_norm_(mine, 1.0)
        self.step_rate()
        self.optimizer.step()
        for p in mine:
            p.grad = None
        self.step += 1
        keep = min(AVERAGE, self.step / (self.step + 20))
        torch._foreach_lerp_(list(self.average.values()), list(self.trained().values()), 1 - keep)

    def work(self, number: int, source: Iterator[list[Document]]) -> None:
        """Learn from batches until the time is up, beside other workers."""
        rng = random.Random(SEED + number + self.step)
        replica = copy.deepcopy(self.net).train()
        mine = [p for p in self.net.parameters() if p.requires_grad]
        theirs = [p for p in replica.parameters() if p.requires_grad]
        while self.spent < 60 * self.args.minutes:
            with self.lock:
                wins = next(source)
                with torch.no_grad():
                    torch._foreach_copy_(theirs, mine)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.args.bf16):
                out = replica(**self.batches.inputs(wins, rng))
                found = losses(replica, self.batches, out, self.batches.targets(wins))
            total = sum(WEIGHTS[k] * v for k, v in found.items())
            total.backward()
            with self.lock:
                self.learn(replica)
                self.note({k: v.item() for k, v in found.items()})

    def note(self, found: dict[str, float]) -> None:
        """Count the time, show the losses, save now and then."""
        self.sums.update(found)
        self.counts.update({k: 1 for k, v in found.items() if v})
        self.spent = self.before + time.time() - self.began
        if self.step % 50 == 0:
            shown = {k: round(self.sums[k] / max(1, self.counts[k]), 3) for k in WEIGHTS}
            now = self.optimizer.param_groups[0]["lr"]
            print(self.step, round(self.spent), round(now, 6), shown, flush=True)
            self.sums.clear()
            self.counts.clear()
        if time.time() - self.saved > SAVE_EVERY:
            self.save()
            self.saved = time.time()

    def run(self) -> None:
        """Train until the time is up; several workers learn side by side without waiting for one another."""
        source = stream(self.args.data, random.Random(SEED + self.step))
        self.began = self.saved = time.time()
        self.before = self.spent
        workers = [threading.Thread(target=self.work, args=(k, source)) for k in range(self.args.workers)]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        self.save()


def main() -> None:
    """Train for a number of minutes, checkpoints included."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("base", type=Path, help="folder of the base weights")
    parser.add_argument("data", type=Path, help="folder of the JSON lines")
    parser.add_argument("out", type=Path, help="folder of the checkpoints")
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--workers", type=int, default=2, help="threads that learn side by side")
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    Run(parser.parse_args()).run()


if __name__ == "__main__":
    main()
