"""The spaCy component: everything that one ONNX encoder says of a document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.encoder.agreement import Name, agree
from pipeline.encoder.features import NONE, Pieces
from pipeline.encoder.names import Spans
from pipeline.encoder.trees import best_tree, log_softmax
from pipeline.encoder.windows import Found, Reading, Window, after, first_windows, read

FILES = ("encoder.onnx", "labels.onnx", "tokenizer.json", "labels.json")
BATCH_PIECES = 600  # word pieces of one call, padding included
MAX_PIECES = 500  # the encoder has 512 places
PROBABILITIES = "entity_probabilities"
COARSE = dict.fromkeys(("SONG", "ALBUM", "FILM", "BOOK", "SHOW", "WORK"), "WORK_OF_ART")

Batch = list[Window]
Answers = dict[str, NDArray[Any]]


def span_probability(span: Span) -> float | None:
    """The probability that the encoder gave to an entity, None for other spans."""
    for start, end, probability in span.doc.user_data.get(PROBABILITIES, ()):
        if (start, end) == (span.start, span.end):
            return float(probability)
    return None


class Encoder(Pipe):
    """Sets tags, parts of speech, morphology, trees, sentences and entities.

    Sentence starts that are set before are kept. `coarse` gives entities the
    names of OntoNotes where there is one; the finer label is then `ent_id_`.
    """

    def __init__(
        self, vocab: Vocab, name: str = "encoder", *, threads: int = 1, coarse: dict[str, str] | None = None
    ):
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self.coarse = COARSE if coarse is None else coarse
        self.blobs: dict[str, bytes] = {}
        self._sessions: tuple[int, Any, Any] | None = None
        if not Span.has_extension("probability"):
            Span.set_extension("probability", getter=span_probability)

    # ------------------------------------------------------------- resources
    def set_files(self, blobs: dict[str, bytes]) -> None:
        """Take the content of the model's files."""
        self.blobs = blobs
        self._sessions = None
        labels = json.loads(blobs["labels.json"])
        self.pieces = Pieces.from_bytes(blobs["tokenizer.json"])
        self.spans = Spans(labels["ner"])
        self.tags, self.pos, self.deps = labels["tags"], labels["pos"], labels["deps"]
        self.root = self.deps.index("ROOT")
        self.morphs: dict[str, str] = labels.get("morphs", {})
        strings = self.vocab.strings
        for label in [*self.tags, *self.deps, *labels["ner"]]:
            strings.add(label)
        self.tag_ids = np.array([strings[t] for t in self.tags], dtype=np.uint64)
        self.dep_ids = np.array([strings[d] for d in self.deps], dtype=np.uint64)
        self.pos_ids = np.array([IDS[p] for p in self.pos], dtype=np.uint64)
        self._morph_ids: dict[str, int] = {}

    def sessions(self) -> tuple[Any, Any]:
        """The two ONNX sessions, opened once in every process."""
        if self._sessions is None or self._sessions[0] != os.getpid():
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            made = [
                onnxruntime.InferenceSession(self.blobs[f], options, providers=["CPUExecutionProvider"])
                for f in FILES[:2]
            ]
            self._sessions = (os.getpid(), made[0], made[1])
        return self._sessions[1], self._sessions[2]

    # --------------------------------------------------------------- running
    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The documents, annotated, in their order."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            readings = [read(doc) for doc in docs]
            for doc, reading, found in zip(docs, readings, self.predict(readings), strict=True):
                self.annotate(doc, reading, found)
                yield doc

    def predict(self, readings: list[Reading]) -> list[Found]:
        """What the encoder says of every document."""
        found = []
        for r in readings:
            tags, pos, heads, deps = (np.zeros(len(r.words), dtype=np.int64) for _ in range(4))
            found.append(Found(tags, pos, heads, deps))
        waiting = [w for i, r in enumerate(readings) for w in first_windows(i, r)]
        while waiting:
            following: list[Window] = []
            for batch in self.batches(readings, waiting):
                following += self.run_batch(readings, batch, found)
            waiting = following
        return found

    def size(self, reading: Reading, window: Window) -> int:
        """The word pieces of a window."""
        return 2 + sum(len(self.pieces.of(w)) for w in reading.words[window.start : window.end])

    def fitting(self, reading: Reading, window: Window) -> list[Window]:
        """The window, or its halves where it has more pieces than the encoder has places."""
        if self.size(reading, window) <= MAX_PIECES:
            return [window]
        middle = (window.keep + window.end) // 2
        halves = (
            Window(window.doc, window.keep, window.keep, middle, middle),
            Window(window.doc, middle, middle, window.end, window.limit),
        )
        return [part for half in halves for part in self.fitting(reading, half)]

    def batches(self, readings: list[Reading], windows: list[Window]) -> Iterator[Batch]:
        """The windows in batches of like length."""
        fitting = [w for window in windows for w in self.fitting(readings[window.doc], window)]
        sizes = [self.size(readings[w.doc], w) for w in fitting]
        batch: Batch = []
        for i in sorted(range(len(fitting)), key=lambda i: (sizes[i], fitting[i].doc, fitting[i].start)):
            if batch and sizes[i] * (len(batch) + 1) > BATCH_PIECES:
                yield batch
                batch = []
            batch.append(fitting[i])
        if batch:
            yield batch

    def inputs(self, readings: list[Reading], batch: Batch) -> Answers:
        """The arrays of a batch."""
        rows = []
        for w in batch:
            r = readings[w.doc]
            ids, case, gap, first = [self.pieces.start], [NONE], [0], []
            for i in range(w.start, w.end):
                got = self.pieces.of(r.words[i])
                first.append(len(ids))
                ids += got
                case += [r.cases[i]] * len(got)
                gap += [r.breaks[i] if i > w.start else 0] * len(got)
            rows.append(([*ids, self.pieces.end], [*case, NONE], [*gap, 0], first))
        longest, most = max(len(r[0]) for r in rows), max(len(r[3]) for r in rows)
        out = {k: np.zeros((len(rows), longest), dtype=np.int64) for k in ("ids", "gap", "mask")}
        out["case"] = np.full((len(rows), longest), NONE, dtype=np.int64)
        out["first"] = np.zeros((len(rows), most), dtype=np.int64)
        for i, (ids, case, gap, first) in enumerate(rows):
            n = len(ids)
            out["ids"][i, :n], out["case"][i, :n], out["gap"][i, :n], out["mask"][i, :n] = ids, case, gap, 1
            out["first"][i, : len(first)] = first
        return out

    def run_batch(self, readings: list[Reading], batch: Batch, found: list[Found]) -> list[Window]:
        """Read a batch, write down what it says, and give the windows that go on after it."""
        encode, label = self.sessions()
        names = ("tag", "pos", "sent", "ner", "arc", "rel_dep", "rel_head")
        out = dict(zip(names, encode.run(list(names), self.inputs(readings, batch)), strict=True))
        following: list[Window] = []
        deps, heads = [], []
        places: list[tuple[Window, int, NDArray[np.int64]]] = []
        for i, w in enumerate(batch):
            starts = self.sentence_starts(readings[w.doc], w, out["sent"][i])
            goes_on = after(w, starts)
            if goes_on:
                following.append(goes_on)
            end = goes_on.keep if goes_on and goes_on.keep > w.keep else w.end
            if goes_on and goes_on.keep == w.keep:
                continue
            kept = self.keep_trees(w, [s for s in starts if s < end], end, out["arc"][i], found[w.doc])
            places.append((w, end, kept))
            a, b = w.keep - w.start, end - w.start
            deps.append(out["rel_dep"][i, a:b])
            heads.append(out["rel_head"][i][kept])
            self.keep_words(w, end, starts, {k: out[k][i] for k in ("tag", "pos", "ner")}, found[w.doc])
        if places:
            scores = label.run(None, {"dep": np.concatenate(deps), "head": np.concatenate(heads)})[0]
            self.keep_labels(places, scores, found)
        return following

    def sentence_starts(self, reading: Reading, window: Window, scores: NDArray[np.float32]) -> list[int]:
        """The words of a window, from its kept part, at which sentences start."""
        starts = [window.keep]
        for i in range(window.keep + 1, window.end):
            preset = reading.presets[i]
            guess = scores[i - window.start] > 0 or reading.breaks[i] == 2
            if preset == 1 or (preset == 0 and guess):
                starts.append(i)
        return starts

    def keep_trees(
        self, window: Window, starts: list[int], end: int, arcs: NDArray[np.float32], found: Found
    ) -> NDArray[np.int64]:
        """Write the heads of the kept sentences; gives the rows of the heads' vectors, 0 the root."""
        rows = np.zeros(end - window.keep, dtype=np.int64)
        for a, b in zip(starts, [*starts[1:], end], strict=True):
            x, y = a - window.start, b - window.start
            scores = np.concatenate([arcs[x:y, :1], arcs[x:y, x + 1 : y + 1]], axis=1)
            np.fill_diagonal(scores[:, 1:], -np.inf)
            heads = best_tree(log_softmax(scores))
            words = np.arange(a, b)
            found.heads[a:b] = np.where(heads == 0, words, a + heads - 1)
            rows[a - window.keep : b - window.keep] = np.where(heads == 0, 0, heads + x)
        return rows

    def keep_words(self, window: Window, end: int, starts: list[int], scores: Answers, found: Found) -> None:
        """Write the tags, parts of speech and names of the kept words."""
        a, b = window.keep - window.start, end - window.start
        found.tags[window.keep : end] = scores["tag"][a:b].argmax(1)
        found.pos[window.keep : end] = scores["pos"][a:b].argmax(1)
        at_start = np.zeros(b - a, dtype=np.bool_)
        at_start[[s - window.keep for s in starts if s < end]] = True
        logs = log_softmax(scores["ner"][a:b])
        path = self.spans.sequence(logs, at_start)
        for x, y, label in self.spans.read(path):
            kinds = self.spans.label_scores(logs[x:y])
            sure = float(np.exp(logs[np.arange(x, y), path[x:y]].min()))
            found.names.append(Name(window.keep + x, window.keep + y, label, kinds, round(sure, 4)))

    def keep_labels(
        self,
        places: list[tuple[Window, int, NDArray[np.int64]]],
        scores: NDArray[np.float32],
        found: list[Found],
    ) -> None:
        """Write the dependency labels; ROOT for roots and for nothing else."""
        at = 0
        for w, end, rows in places:
            part = scores[at : at + len(rows)].copy()
            part[:, self.root] = np.where(rows == 0, 1e6, -1e6)
            found[w.doc].deps[w.keep : end] = part.argmax(1)
            at += len(rows)

    # --------------------------------------------------------------- writing
    def morph(self, word: str, tag: str, pos: str) -> int:
        """The morphology that a word's tag, or the word and its tag, stand for."""
        feats = self.morphs.get(f"{tag} {pos} {word.lower()}") or self.morphs.get(f"{tag} {pos}", "")
        if feats not in self._morph_ids:
            self._morph_ids[feats] = int(self.vocab.morphology.add(feats))
        return self._morph_ids[feats]

    def annotate(self, doc: Doc, reading: Reading, found: Found) -> None:
        """Write what was found into the document."""
        n = len(doc)
        if not n:
            return
        strings = self.vocab.strings
        tokens = np.array(reading.tokens, dtype=np.int64)
        heads = np.arange(n)
        values = np.zeros((n, 5), dtype=np.uint64)
        values[:, 1], values[:, 2], values[:, 3] = strings.add("dep"), strings.add("_SP"), IDS["SPACE"]
        values[:, 4] = self.morph("", "_SP", "SPACE")
        if len(tokens):
            heads[tokens] = tokens[found.heads]
            values[tokens, 1] = self.dep_ids[found.deps]
            values[tokens, 2] = self.tag_ids[found.tags]
            values[tokens, 3] = self.pos_ids[found.pos]
            values[tokens, 4] = [
                self.morph(w, self.tags[t], self.pos[p])
                for w, t, p in zip(reading.words, found.tags, found.pos, strict=True)
            ]
        self.attach_spaces(doc, heads, values)
        values[:, 0] = (heads - np.arange(n)).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP, TAG, POS, MORPH], values)  # type: ignore[arg-type]
        self.set_names(doc, reading, found)

    def attach_spaces(self, doc: Doc, heads: NDArray[np.int64], values: NDArray[np.uint64]) -> None:
        """Hang whitespace on the word before it, at the beginning on the word after it."""
        first = next((t.i for t in doc if not t.is_space), 0)
        last = first
        for t in doc:
            if t.is_space:
                heads[t.i] = last if t.i > first else first
            else:
                last = t.i
        if doc[first].is_space:
            values[first, 1] = self.dep_ids[self.root]

    def set_names(self, doc: Doc, reading: Reading, found: Found) -> None:
        """Write the entities; those that are set already stay."""
        tokens, spans = reading.tokens, list(doc.ents)
        taken = {t.i for e in spans for t in e}
        sure: list[list[float]] = []
        names = sorted(found.names, key=lambda n: n.start)
        for n in agree(names, reading.words, self.spans.kinds):
            a, b, label = tokens[n.start], tokens[n.end - 1] + 1, n.label
            if taken & set(range(a, b)):
                continue
            name = self.coarse.get(label, label)
            spans.append(Span(doc, a, b, label=name, span_id=label if name != label else ""))
            sure.append([a, b, n.probability])
        doc.set_ents(spans, default="outside")
        doc.user_data[PROBABILITIES] = sure

    # --------------------------------------------------------- serialization
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's files as one string."""
        return bytes(srsly.msgpack_dumps(self.blobs))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load from to_bytes."""
        self.set_files(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's files into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, data in self.blobs.items():
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load the component's files from a folder."""
        self.set_files({name: (Path(path) / name).read_bytes() for name in FILES})
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return restored, (self.vocab, self.name, self.threads, self.coarse, self.blobs)


def restored(
    vocab: Vocab, name: str, threads: int, coarse: dict[str, str], blobs: dict[str, bytes]
) -> Encoder:
    """A pickled component."""
    encoder = Encoder(vocab, name, threads=threads, coarse=coarse)
    if blobs:
        encoder.set_files(blobs)
    return encoder


@Language.factory(
    "encoder",
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.head", "token.dep", "token.is_sent_start",
        "doc.sents", "doc.ents", "token.ent_iob", "token.ent_type",
    ],
    default_config={"threads": 1, "coarse": COARSE},
    default_score_weights={"tag_acc": 0.2, "dep_las": 0.4, "ents_f": 0.4},
)  # fmt: skip
def make_encoder(nlp: Language, name: str, threads: int, coarse: dict[str, str]) -> Encoder:
    """The component, empty until it is loaded from disk."""
    return Encoder(nlp.vocab, name, threads=threads, coarse=coarse)
