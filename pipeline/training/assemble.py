"""Put the encoder, the tokenizer, the rules and the lemmatizer together as one spaCy pipeline."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from pipeline.encoder.component import FILES
from pipeline.training.ud import read_conllu

VERSION = "0.2.0"
SURE = 0.8  # a feature is written where so many of a tag's words have it
CLOSED = {"PRON", "DET", "AUX"}
INFIXES = [
    r"(?<=[A-Za-zÀ-ž0-9])[—–](?=[\"“‘'A-Za-zÀ-ž0-9])",
    r"(?<=[a-z\"”’'.!?])—(?=\S)",
    r"(?<=[a-z]{3})\.{3}(?=[A-Za-z])",
]
PREFIXES = ["—", "–"]
SUFFIXES = ["—", "–", "…"]


def morphologies(files: list[Path]) -> dict[str, str]:
    """The features of "tag pos" and, for closed classes, of "tag pos word", from treebanks."""
    seen: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for path in files:
        for sent in read_conllu(path):
            for t in sent["toks"]:
                feats = [] if t.feats == "_" else t.feats.split("|")
                keys = [f"{t.xpos} {t.upos}"]
                if t.upos in CLOSED:
                    keys.append(f"{keys[0]} {t.form.lower()}")
                for key in keys:
                    seen.setdefault(key, Counter()).update(feats)
                    total[key] += 1
    sure = {
        key: "|".join(sorted(f for f, n in counts.items() if n >= SURE * total[key]))
        for key, counts in sorted(seen.items())
        if total[key] >= 3
    }
    return {k: v for k, v in sure.items() if v != sure.get(" ".join(k.split(" ")[:2])) or k.count(" ") == 1}


def fix_tokenizer(nlp: Language) -> None:
    """Split what journalism joins: dashes and ellipses between words."""
    defaults: Any = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, *PREFIXES]).search
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *SUFFIXES]).search


def kept_strings(nlp: Language) -> set[str]:
    """The strings that the rules and the labels need; all others come from text that was read."""
    used = set(spacy.blank("en").vocab.strings)
    encoder: Any = nlp.get_pipe("encoder")
    used |= {*encoder.tags, *encoder.deps, *encoder.pos, *encoder.spans.labels, *encoder.spans.kinds}
    used |= set(encoder.coarse.values()) | set(encoder.morphs.values())
    for pattern in nlp.get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        used |= strings_in(pattern)
    return used


def strings_in(value: Any) -> set[str]:
    """Every string inside lists and dictionaries."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return {s for x in inner for s in strings_in(x)}


def assemble(onnx: Path, rules: Path, treebanks: list[Path], out: Path) -> Language:
    """Write the pipeline into a folder."""
    nlp = spacy.blank("en")
    first = spacy.load(rules)
    fix_tokenizer(nlp)
    encoder: Any = nlp.add_pipe("encoder")
    blobs = {f: (onnx / f).read_bytes() for f in FILES}
    labels = json.loads(blobs["labels.json"]) | {"morphs": morphologies(treebanks)}
    blobs["labels.json"] = json.dumps(labels, ensure_ascii=False, indent=0).encode("utf8")
    encoder.set_files(blobs)
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add_patterns(first.get_pipe("attribute_ruler").patterns)  # type: ignore[attr-defined]
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.from_bytes(first.get_pipe("lemmatizer").to_bytes(exclude=["vocab"]))  # type: ignore[attr-defined]
    nlp.meta.update(
        name="linernotes",
        version=VERSION,
        license="CC BY-SA 4.0",
        description="One six-layer encoder that tags, parses and names English music journalism.",
        performance={},
    )
    nlp.to_disk(out)
    strings = json.dumps(sorted(kept_strings(nlp)), ensure_ascii=False, indent=0)
    (out / "vocab" / "strings.json").write_text(strings, encoding="utf8")
    return spacy.load(out)


def main() -> None:
    """Assemble the pipeline and say how large it is."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("onnx", type=Path)
    parser.add_argument("rules", type=Path, help="a pipeline that has the attribute_ruler and the lemmatizer")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    held = set((args.data / "gum/dev.txt").read_text().split()) | set(
        (args.data / "gum/test.txt").read_text().split()
    )
    gum = [p for p in sorted((args.data / "gum").glob("*.conllu")) if p.stem not in held]
    assemble(args.onnx, args.rules, [args.data / "ud_ewt/train.conllu", *gum], args.out)
    print(sum(p.stat().st_size for p in args.out.rglob("*") if p.is_file()) / 1e6, "MB")


if __name__ == "__main__":
    main()
