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


def assemble(onnx: Path, rules: Path, treebanks: list[Path], out: Path) -> Language:
    """Write the pipeline into a folder."""
    nlp = spacy.blank("en")
    first = spacy.load(rules)
    fix_tokenizer(nlp)
    encoder = nlp.add_pipe("encoder")
    blobs = {f: (onnx / f).read_bytes() for f in FILES}
    labels = json.loads(blobs["labels.json"]) | {"morphs": morphologies(treebanks)}
    blobs["labels.json"] = json.dumps(labels, ensure_ascii=False, indent=0).encode("utf8")
    encoder.set_files(blobs)  # type: ignore[attr-defined]
    nlp.add_pipe("attribute_ruler", source=first)
    nlp.add_pipe("lemmatizer", source=first)
    nlp.meta.update(
        name="linernotes_encoder",
        version="0.2.0",
        license="CC BY-SA 4.0",
        description="One six-layer encoder that tags, parses and names English music journalism.",
    )
    nlp.vocab.strings.clean_up() if hasattr(nlp.vocab.strings, "clean_up") else None
    nlp.to_disk(out)
    return nlp


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
