"""Score pipelines side by side on the same splits: tags, trees, sentences, entities, speed."""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.tagger import tagger_score
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.training.corpora import Document, bio_spans

SHOWN = (
    "nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "prep", "xcomp", "ccomp", "conj", "relcl", "acl",
    "advcl", "appos", "attr",
)  # fmt: skip
COARSE = {
    "PERSON": "PERSON", "GROUP": "ORG", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
    "SONG": "WORK", "ALBUM": "WORK", "FILM": "WORK", "BOOK": "WORK", "SHOW": "WORK", "WORK": "WORK",
    "WORK_OF_ART": "WORK", "EVENT": "EVENT", "AWARD": "AWARD",
}  # fmt: skip
OWN = ("GROUP", "GPE", "LOC", "FAC", "NORP", "CHART", "PRODUCT")
TYPED = {**COARSE, **{x: x for x in OWN}}
Spans = list[tuple[int, int, str]]
Row = dict[str, float]


def read(path: Path) -> list[Document]:
    """The documents of a split, none where the file is missing."""
    return (
        [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()] if path.exists() else []
    )


# -------------------------------------------------------------------- trees
def parts(doc: Document, bounds: Sequence[int]) -> Iterator[Document]:
    """The stretches of a document between bounds."""
    for a, b in pairwise(bounds):
        yield {
            **{k: doc[k][a:b] for k in ("words", "spaces", "tags", "deps")},
            "heads": [h - a for h in doc["heads"][a:b]],
            "sents": [s - a for s in doc["sents"] if a <= s < b],
        }


def gold_doc(nlp: Language, part: Document) -> Doc:
    """A gold document with trees."""
    starts = set(part["sents"])
    return Doc(
        nlp.vocab,
        words=part["words"],
        spaces=part["spaces"],
        tags=part["tags"],
        heads=part["heads"],
        deps=part["deps"],
        sent_starts=[int(i in starts) for i in range(len(part["words"]))],
    )


def raw_examples(nlp: Language, docs: list[Document]) -> list[Example]:
    """Paragraphs as plain text."""
    gold = []
    for d in docs:
        bounds = [0, *(i for i, b in enumerate(d["breaks"]) if b == 2), len(d["words"])]
        gold += [gold_doc(nlp, p) for p in parts(d, bounds)]
    return [Example(p, g) for p, g in zip(nlp.pipe(g.text for g in gold), gold, strict=True)]


def token_examples(nlp: Language, docs: list[Document]) -> list[Example]:
    """Sentences with their gold tokens, each said to be one sentence."""
    gold = [gold_doc(nlp, p) for d in docs for p in parts(d, [*d["sents"], len(d["words"])])]
    given = []
    for g in gold:
        starts: list[bool | int | None] = [True, *[False] * (len(g) - 1)]
        given.append(
            Doc(
                nlp.vocab,
                words=[t.text for t in g],
                spaces=[bool(t.whitespace_) for t in g],
                sent_starts=starts,
            )
        )
    return [Example(p, g) for p, g in zip(nlp.pipe(given), gold, strict=True)]


def tree_scores(nlp: Language, docs: list[Document], name: str) -> Row:
    """Scores of trees on raw text and on gold tokens, in percent."""
    raw, gold = raw_examples(nlp, docs), token_examples(nlp, docs)
    found = {**parser_score(raw), **tagger_score(raw)}
    row = {f"{name} raw {k[4:].upper()}": found[k] for k in ("dep_uas", "dep_las")}
    row |= {f"{name} raw sentences F": found["sents_f"], f"{name} raw tags": found["tag_acc"]}
    exact = parser_score(gold)
    row |= {f"{name} gold tokens {k[4:].upper()}": exact[k] for k in ("dep_uas", "dep_las")}
    per = found["dep_las_per_type"]
    row |= {f"{name} raw {d} F": per[d]["f"] for d in SHOWN if d in per}
    return {k: 100 * v for k, v in row.items()}


# ----------------------------------------------------------------- entities
def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without its leading article and final stop."""
    while text[start:end].lower().startswith("the "):
        start += 4
    while end > start and text[end - 1] in " .,":
        end -= 1
    return start, end


def with_text(doc: Document) -> tuple[str, Spans, list[tuple[int, int]]]:
    """A document's text, its entities and what is left open, in characters."""
    text, offsets = "", []
    for i, (w, s) in enumerate(zip(doc["words"], doc["spaces"], strict=True)):
        text += ("\n\n" if doc["breaks"][i] == 2 else "") + w
        offsets.append((len(text) - len(w), len(text)))
        text += " " if s and (i + 1 == len(doc["words"]) or doc["breaks"][i + 1] != 2) else ""
    plain = [e.split("|")[-1].replace("B-GROUP|I-", "I-") if e else "O" for e in doc["ents"]]
    plain = ["O" if e and e.startswith("O|") else x for e, x in zip(doc["ents"], plain, strict=True)]
    plain = ["B-GROUP" if e == "B-GROUP|I-GROUP" else x for e, x in zip(doc["ents"], plain, strict=True)]
    spans = [(*trimmed(text, offsets[a][0], offsets[b - 1][1]), label) for a, b, label in bio_spans(plain)]
    return text, spans, [offsets[i] for i, e in enumerate(doc["ents"]) if e is None]


def percent(right: int, said: int, there: int) -> float:
    """F in percent."""
    return 200 * right / (said + there) if said + there else 0.0


def entity_scores(nlp: Language, docs: list[Document], name: str, classes: dict[str, str]) -> Row:
    """Exact F over classes, and of spans alone; names that the source leaves open do not count."""
    gold = [with_text(d) for d in docs]
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for (text, spans, hidden), doc in zip(gold, nlp.pipe(g[0] for g in gold), strict=True):
        real = {(a, b): classes[x] for a, b, x in spans if x in classes}
        hidden = hidden + [(a, b) for a, b, x in spans if x not in classes]
        there.update([*real.values(), *["all", "spans"] * len(real)])
        for e in doc.ents:
            label = classes.get(e.label_)
            a, b = trimmed(text, e.start_char, e.end_char)
            if label is None or any(x < b and a < y for x, y in hidden):
                continue
            said.update([label, "all", "spans"])
            right.update([label, "all"] if real.get((a, b)) == label else [])
            right.update(["spans"] if (a, b) in real else [])
    order = ["all", "spans", *sorted(set(there) - {"all", "spans"})]
    row = {f"{name} {c} F": percent(right[c], said[c], there[c]) for c in order}
    row[f"{name} P"] = 100 * right["all"] / max(1, said["all"])
    row[f"{name} R"] = 100 * right["all"] / max(1, there["all"])
    return row


# -------------------------------------------------------------------- speed
def speed(nlp: Language, data: Path, words: int = 20_000) -> Row:
    """Words a second of nlp.pipe over the test texts, by the processor's clock, best of two."""
    texts = []
    for split in ("ewt_test", "gum_test", "music_dev"):
        texts += [with_text({**d, "ents": ["O"] * len(d["words"])})[0] for d in read(data / f"{split}.jsonl")]
    out, n = [], 0
    for t in texts[:: max(1, len(texts) // 200)]:
        out.append(t)
        n += t.count(" ") + 1
        if n > words:
            break
    best = 0.0
    list(nlp.pipe(out[:5]))
    for _ in range(2):
        began = time.process_time()
        done = sum(len(d) for d in nlp.pipe(out))
        best = max(best, done / (time.process_time() - began))
    return {"words per second, one thread": best}


def scores(name: str, data: Path, sets: Sequence[str], timed: bool) -> Row:
    """All scores of one pipeline."""
    began = time.time()
    nlp = spacy.load(name)
    row: Row = {"load, seconds": time.time() - began}
    for split in ("ewt_dev", "gum_dev", "ewt_test", "gum_test", "trees_dev"):
        if split in sets:
            row |= tree_scores(nlp, read(data / f"{split}.jsonl"), split)
    for split in ("music_dev", "literature_test", "politics_test", "science_test", "gum_test"):
        docs = read(data / f"{split}.jsonl")
        if split in sets and docs and "ents" in docs[0] and not split.startswith("gum"):
            row |= entity_scores(nlp, docs, split, COARSE)
    docs = read(data / "journalism_dev.jsonl")
    if docs and "journalism_dev" in sets:
        row |= entity_scores(nlp, docs, "journalism_dev", COARSE)
        row |= {f"typed {k}": v for k, v in entity_scores(nlp, docs, "journalism_dev", TYPED).items()}
    if timed:
        row |= speed(nlp, data)
        row["resident memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    path = Path(name)
    if path.exists():
        row["size, MB"] = sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / 1e6
    return row


def table(rows: dict[str, Row]) -> str:
    """The scores as a Markdown table, one column for each pipeline."""
    keys: dict[str, Any] = dict.fromkeys(k for row in rows.values() for k in row)
    lines = ["| | " + " | ".join(rows) + " |", "| --- |" + " --- |" * len(rows)]
    for k in keys:
        cells = [f"{row[k]:.1f}" if k in row else "-" for row in rows.values()]
        lines.append(f"| {k} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


ALL = (
    "ewt_dev",
    "gum_dev",
    "ewt_test",
    "gum_test",
    "trees_dev",
    "music_dev",
    "literature_test",
    "politics_test",
    "science_test",
    "journalism_dev",
)


def main() -> None:
    """Print the scores of pipelines as a table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder of the JSON lines")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--sets", nargs="*", default=ALL)
    parser.add_argument("--no-speed", action="store_true")
    args = parser.parse_args()
    import pipeline.encoder.component  # noqa: F401

    print(table({m: scores(m, args.data, args.sets, not args.no_speed) for m in args.models}))


if __name__ == "__main__":
    main()
