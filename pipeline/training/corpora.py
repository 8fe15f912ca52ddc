"""Gold documents of every source, with one set of labels, as JSON lines.

A document is a dictionary with "source", "name", "words", "spaces" (a space
follows), "breaks" (0 none, 2 a paragraph begins here) and, where the source
has them, "sents" (first tokens), "tags", "pos", "heads" (indices in the
document, a root is its own head), "deps", and "ents": for every token a BIO
label, several joined by "|" where the source does not say which, or None where
it does not say anything.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy

from pipeline.training import names
from pipeline.training.ud import convert, read_conllu

Document = dict[str, Any]

DOMAINS = ("music", "literature", "politics", "science", "ai")
CROSSNER = {
    "person": "PERSON",
    "politician": "PERSON",
    "writer": "PERSON",
    "scientist": "PERSON",
    "researcher": "PERSON",
    "musicalartist": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "university": "ORG",
    "band": "GROUP",
    "magazine": "ORG",
    "academicjournal": "ORG",
    "country": "GPE",
    "event": "EVENT",
    "election": "EVENT",
    "conference": "EVENT",
    "award": "AWARD",
    "album": "ALBUM",
    "song": "SONG",
    "book": "BOOK",
    "poem": "WORK",
    "product": "PRODUCT",
    "programlang": "PRODUCT",
    "astronomicalobject": "LOC",
}
NO_SPACE_BEFORE = names.words(". , ; : ! ? ) ] } % 's ’s n't n’t 're 've 'll 'd 'm ’re ’ve ’ll ’d ’m ...")
NO_SPACE_AFTER = names.words("( [ { $ £ € # @")
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def bio_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """The (start, end, label) of every span of a BIO sequence."""
    spans, i = [], 0
    while i < len(tags):
        if tags[i][:2] not in ("B-", "I-"):
            i += 1
            continue
        j = i + 1
        while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
            j += 1
        spans.append((i, j, tags[i][2:]))
        i = j
    return spans


def set_span(ents: list[str | None], start: int, end: int, label: str | None) -> None:
    """Write a span into a BIO sequence; label None hides its tokens from training."""
    for i in range(start, end):
        ents[i] = (
            None
            if label is None
            else "|".join(("B-" if i == start else "I-") + part for part in label.split("|"))
        )


# ---------------------------------------------------------------- treebanks
def checked_trees(path: Path) -> Iterator[Document]:
    """Our own sentences with trees, which need no conversion, each by itself."""
    for sent in read_conllu(path):
        toks = sent["toks"]
        yield {
            "source": "trees",
            "name": path.stem,
            "words": [t.form for t in toks],
            "spaces": [t.space for t in toks],
            "breaks": [0] * len(toks),
            "sents": [0],
            "tags": [t.xpos for t in toks],
            "pos": [t.upos for t in toks],
            "heads": [t.head if t.head >= 0 else t.i for t in toks],
            "deps": [t.dep for t in toks],
        }


def treebank(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The documents of a CoNLL-U file, with the sentences that convert."""
    name: str | None = None
    sents: list[dict[str, Any]] = []
    for sent in read_conllu(path):
        if sent["newdoc"] and sents:
            yield str(name), sents
            sents = []
        name = sent["doc"]
        sents.append(sent)
    if sents:
        yield str(name), sents


def tree_document(source: str, name: str, sents: list[dict[str, Any]], ents: bool) -> Document | None:
    """A document with converted trees, or None when no sentence converts."""
    doc: Document = {"source": source, "name": name}
    keys = ("words", "spaces", "breaks", "sents", "tags", "pos", "heads", "deps")
    doc.update({k: [] for k in keys})
    labels: list[str | None] = []
    for sent in sents:
        found = gum_entities(sent) if ents else []
        toks = sent["toks"]
        if any(t.form == "_" and t.lemma == "_" for t in toks) or not convert(toks):
            continue
        base = len(doc["words"])
        doc["sents"].append(base)
        labels += found
        for t in toks:
            doc["words"].append(t.form)
            doc["spaces"].append(t.space)
            doc["breaks"].append(2 if t.i == 0 and base and sent["newpar"] else 0)
            doc["tags"].append("NN" if t.xpos == "GW" else t.xpos)
            doc["pos"].append(t.upos)
            doc["heads"].append(base + (t.head if t.head >= 0 else t.i))
            doc["deps"].append(t.dep)
    if not doc["words"]:
        return None
    if ents:
        doc["ents"] = labels
    return doc


def open_mentions(toks: list[Any]) -> list[dict[str, Any]]:
    """The mentions of one GUM sentence that open and close in it."""
    opened: list[dict[str, Any]] = []
    spans = []
    for t in toks:
        field = [x[7:] for x in t.misc.split("|") if x.startswith("Entity=")]
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", field[0]) if field else []:
            if part.startswith("("):
                bits = part.strip("()").split("-", 6)
                link = bits[6].split("-", 1)[1] if len(bits) > 6 and "-" in bits[6] else ""
                kind = bits[1] if len(bits) > 1 else ""
                mention = {"id": bits[0], "kind": kind, "link": link, "start": t.i}
                if part.endswith(")"):
                    spans.append({**mention, "end": t.i + 1})
                else:
                    opened.append(mention)
                continue
            for k in range(len(opened) - 1, -1, -1):
                if opened[k]["id"] == part[:-1]:
                    spans.append({**opened.pop(k), "end": t.i + 1})
                    break
    return spans


def name_span(
    toks: list[Any], head: int, mention: dict[str, Any], taken: list[str | None]
) -> tuple[int, int]:
    """The longest run of name tokens around the head of a GUM mention."""

    def is_name(i: int) -> bool:
        t = toks[i]
        return bool(t.upos == "PROPN" or (t.xpos == "CD" and mention["kind"] == "event"))

    def joins(i: int, beyond: int, words: set[str]) -> bool:
        form = toks[i].form
        sure = form in names.SURE_JOINERS or form in ("'", "’") or bool(mention["link"])
        return form in words and is_name(beyond) and taken[beyond] == "O" and sure

    start, end = head, head + 1
    first, last = mention["start"], mention["end"]
    while start - 1 >= first and (
        is_name(start - 1) or (start - 2 >= first and joins(start - 1, start - 2, names.JOINERS))
    ):
        start -= 1
    while end < last and (is_name(end) or (end + 1 < last and joins(end, end + 1, names.INNER))):
        end += 1
    while start < end and toks[start].form in ("-", "&", "'"):
        start += 1
    return start, end


def gum_label(mention: dict[str, Any], words: list[str], last_tag: str) -> str | None:
    """The entity label of a GUM mention, None where its kind does not say."""
    kind = mention["kind"]
    if kind == "person":
        return "NORP" if names.is_demonym(words) or last_tag == "NNPS" else "PERSON"
    if kind == "place":
        return names.place_label(words)
    return {"organization": "ORG|GROUP", "event": "EVENT", "time": "O"}.get(kind)


def gum_entities(sent: dict[str, Any]) -> list[str | None]:
    """The BIO labels of one GUM sentence; tokens that may be names but are not said to be are None."""
    toks = sent["toks"]
    ents: list[str | None] = ["O"] * len(toks)
    for m in sorted(open_mentions(toks), key=lambda m: m["end"] - m["start"]):
        inside = range(m["start"], m["end"])
        heads = [toks[i] for i in inside if toks[i].ud_head not in inside and toks[i].upos != "PUNCT"]
        if not heads or heads[0].upos != "PROPN":
            continue
        start, end = name_span(toks, heads[0].i, m, ents)
        if start >= end or any(x != "O" for x in ents[start:end]):
            continue
        label = gum_label(m, [t.form for t in toks[start:end]], toks[end - 1].xpos)
        while label == "PERSON" and end - start > 1 and toks[start].form.strip(".") in names.TITLES:
            start += 1
        if label != "O":
            set_span(ents, start, end, label)
    for i, t in enumerate(toks):
        if ents[i] != "O" or not t.form[:1].isupper():
            continue
        low = t.form.lower()
        if low in names.DEMONYMS and t.upos in ("ADJ", "PROPN", "NOUN"):
            ents[i] = "B-NORP"
        elif t.upos == "PROPN" and low not in names.CALENDAR and t.form.strip(".") not in names.TITLES:
            ents[i] = None
    return ents


# ----------------------------------------------------------------- CrossNER
def guess_spaces(words: list[str], rng: random.Random) -> list[bool]:
    """Where a space follows, for text that a source gives as tokens only."""
    spaces, quoted = [True] * len(words), False
    for i, w in enumerate(words):
        if i + 1 < len(words) and words[i + 1] in NO_SPACE_BEFORE:
            spaces[i] = False
        if w in NO_SPACE_AFTER:
            spaces[i] = False
        if w == '"':
            if quoted and i:
                spaces[i - 1] = False
            elif not quoted:
                spaces[i] = False
            quoted = not quoted
        if w in ("-", "–", "/") and i and rng.random() < 0.8:
            spaces[i] = spaces[i - 1] = False
        if w == "'" and i and words[i - 1].endswith("s"):
            spaces[i - 1] = False
    return spaces


def read_bio(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The (words, BIO tags) of every sentence of a CrossNER file."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [
            line.split("\t") if "\t" in line else line.split() for line in block.split("\n") if line.strip()
        ]
        if rows:
            yield [r[0] for r in rows], [r[-1] for r in rows]


def crossner_label(kind: str, words: list[str]) -> str | None:
    """The entity label of a CrossNER span, "O" for what is no name, None for what may be one."""
    label = CROSSNER.get(kind, "O")
    if kind == "location":
        return names.place_label(words)
    if kind != "band" and names.is_demonym(words) and label in ("ORG", "PERSON", "GPE", "O"):
        return "NORP"
    if kind == "misc":
        return None if any(w[:1].isupper() for w in words) else "O"
    return label


def crossner_document(source: str, words: list[str], tags: list[str], rng: random.Random) -> Document:
    """One CrossNER sentence as a document."""
    ents: list[str | None] = ["O"] * len(words)
    for start, end, kind in bio_spans(tags):
        label = crossner_label(kind, words[start:end])
        if label == "O":
            continue
        set_span(ents, start, end, label)
        # "the Yardbirds": the source leaves "the" out as often as not
        if kind == "band" and start and words[start - 1].lower() == "the" and ents[start - 1] == "O":
            ents[start - 1], ents[start] = "O|B-GROUP", "B-GROUP|I-GROUP"
    for i, w in enumerate(words):
        low = w.lower()
        if ents[i] == "O" and w[:1].isupper() and low in names.DEMONYMS and low not in names.UNSURE_DEMONYMS:
            ents[i] = "B-NORP"
    words = ['"' if w in ("``", "''") else w for w in words]
    return {
        "source": source,
        "name": source,
        "words": words,
        "spaces": guess_spaces(words, rng),
        "breaks": [0] * len(words),
        "ents": ents,
    }


# --------------------------------------------------------------- journalism
def marked_text(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a marked sentence and its (start, end, label) in characters."""
    text, spans, last = "", [], 0
    for m in MARK.finditer(line):
        text += line[last : m.start()]
        spans.append((len(text), len(text) + len(m[1]), m[2]))
        text += m[1]
        last = m.end()
    return text + line[last:], spans


def journalism_documents(path: Path, nlp: spacy.language.Language) -> Iterator[Document]:
    """One document for every run of paragraphs between comments of a file of marked sentences."""
    doc = new_journalism(path)
    para = False
    for line in path.read_text(encoding="utf8").splitlines():
        line = line.strip()
        if line.startswith("#"):
            if doc["words"]:
                yield doc
            doc, para = new_journalism(path), False
            continue
        if not line:
            para = True
            continue
        add_marked(doc, line, para, nlp)
        para = False
    if doc["words"]:
        yield doc


def new_journalism(path: Path) -> Document:
    """An empty document of marked sentences."""
    keys: dict[str, Any] = {k: [] for k in ("words", "spaces", "breaks", "sents", "ents")}
    return {"source": "journalism", "name": path.stem, **keys}


def add_marked(doc: Document, line: str, para: bool, nlp: spacy.language.Language) -> None:
    """Append a marked sentence to a document."""
    text, spans = marked_text(line)
    toks = [t for t in nlp.make_doc(text) if not t.is_space]
    base = len(doc["words"])
    ents: list[str | None] = ["O"] * len(toks)
    for start, end, label in spans:
        inside = [k for k, t in enumerate(toks) if t.idx < end and t.idx + len(t.text) > start]
        if inside:
            set_span(ents, inside[0], inside[-1] + 1, label)
    doc["sents"].append(base)
    doc["words"] += [t.text for t in toks]
    doc["spaces"] += [bool(t.whitespace_) for t in toks[:-1]] + [True]
    doc["breaks"] += [2 if k == 0 and base and para else 0 for k in range(len(toks))]
    doc["ents"] += ents


# --------------------------------------------------------------------- main
def splits(data: Path, music_dev: bool = False) -> dict[str, list[Document]]:
    """The documents of every split of the open data; CrossNER's test splits stay out of training.

    So does its music dev split, unless it is asked for.
    """
    rng = random.Random(2)
    held = {p: set((data / "gum" / f"{p}.txt").read_text().split()) for p in ("dev", "test")}
    out: dict[str, list[Document]] = {"train": []}
    for part in ("train", "dev", "test"):
        docs = [tree_document("ewt", n, s, False) for n, s in treebank(data / "ud_ewt" / f"{part}.conllu")]
        out.setdefault("train" if part == "train" else f"ewt_{part}", []).extend(d for d in docs if d)
    for path in sorted((data / "gum").glob("*.conllu")):
        part = next((p for p, kept in held.items() if path.stem in kept), "")
        docs = [tree_document("gum", n, s, True) for n, s in treebank(path)]
        out.setdefault(f"gum_{part}" if part else "train", []).extend(d for d in docs if d)
    for domain in DOMAINS:
        for part in ("train", "dev", "test"):
            path = data / "crossner" / domain / f"{part}.txt"
            if not path.exists():
                continue
            keep_out = part == "test" or (domain, part) == ("music", "dev")
            named = [crossner_document(f"crossner_{domain}", w, t, rng) for w, t in read_bio(path)]
            out.setdefault(f"{domain}_{part}" if keep_out else "train", []).extend(named)
            if (domain, part) == ("music", "dev") and music_dev:
                out["train"] += [{**d, "source": "crossner_music_dev"} for d in named]
    return out


def write(docs: Iterable[Document], path: Path) -> None:
    """Write documents as JSON lines."""
    with path.open("w", encoding="utf8") as f:
        for d in docs:
            f.write(json.dumps(d, ensure_ascii=False) + "\n")


def own(folder: Path) -> dict[str, list[Document]]:
    """The sentences in our own words: marked ("journalism") and parsed ("trees"), each with a dev split."""
    nlp = spacy.blank("en")
    out: dict[str, list[Document]] = {"journalism": [], "journalism_dev": [], "trees": [], "trees_dev": []}
    for path in sorted((folder / "trees").glob("*.conllu")):
        out["trees_dev" if path.name.startswith("dev-") else "trees"] += checked_trees(path)
    for path in sorted((folder / "journalism").glob("*.txt")):
        part = "journalism_dev" if path.name.startswith("dev-") else "journalism"
        out[part] += journalism_documents(path, nlp)
    return out


def main() -> None:
    """Write every split as OUT/<split>.jsonl."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only-own", action="store_true")
    parser.add_argument("--music-dev", action="store_true", help="train on CrossNER's music dev split too")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    found = {} if args.only_own else splits(args.data, args.music_dev)
    found |= own(Path(__file__).parent)
    for name, docs in found.items():
        write(docs, args.out / f"{name}.jsonl")
        print(f"{name:20} {len(docs):6} documents {sum(len(d['words']) for d in docs):8} tokens")


if __name__ == "__main__":
    main()
