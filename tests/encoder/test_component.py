"""The component writes into a document what two sessions answer."""

import json
import pickle
from typing import Any

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from tokenizers import Tokenizer, models, pre_tokenizers

from pipeline.encoder.component import Encoder, make_encoder

WORDS = ["[CLS]", "[SEP]", "[UNK]", "Page", "joined", "The", "Yardbirds", "She", "left", "."]
TAGS = {
    "Page": "NNP",
    "Yardbirds": "NNP",
    "joined": "VBD",
    "left": "VBD",
    "The": "DT",
    "She": "PRP",
    ".": ".",
}
HEADS = {"Page": "joined", "Yardbirds": "joined", "The": "Yardbirds", "She": "left"}
DEPS = {"Page": "nsubj", "Yardbirds": "dobj", "The": "det", "She": "nsubj", ".": "punct"}
NAMES = {"Page": "B-PERSON", "The": "B-GROUP", "Yardbirds": "I-GROUP", "left": "B-SONG"}
LABELS = {
    "tags": ["NNP", "VBD", "DT", "PRP", "."],
    "pos": ["PROPN", "VERB", "DET", "PRON", "PUNCT"],
    "deps": ["ROOT", "nsubj", "dobj", "det", "punct"],
    "ner": ["O", "B-PERSON", "I-PERSON", "B-GROUP", "I-GROUP", "B-SONG", "I-SONG"],
    "morphs": {"VBD VERB": "Tense=Past"},
}


class Scores:
    """A session that knows the words above: it answers with scores of 9 for what is right."""

    def run(self, outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        rows, most = inputs["first"].shape
        words = [
            [WORDS[w] for w in np.take(ids, first)]
            for ids, first in zip(inputs["ids"], inputs["first"], strict=True)
        ]
        sizes = {"tag": 5, "pos": 5, "ner": 7, "arc": most + 1, "rel_dep": 1, "rel_head": 1}
        out = {k: np.zeros((rows, most + (k == "rel_head"), n), np.float32) for k, n in sizes.items()}
        out["sent"] = np.full((rows, most), -9, np.float32)
        for r, line in enumerate(words):
            for i, w in enumerate(line):
                out["tag"][r, i, LABELS["tags"].index(TAGS.get(w, "."))] = 9
                out["pos"][r, i, LABELS["tags"].index(TAGS.get(w, "."))] = 9
                out["ner"][r, i, LABELS["ner"].index(NAMES.get(w, "O"))] = 9
                out["rel_dep"][r, i, 0] = LABELS["deps"].index(DEPS.get(w, "ROOT"))
                out["sent"][r, i] = 9 if w == "She" else -9
                aim = HEADS.get(w)
                verbs = [k for k in range(i) if TAGS.get(line[k]) == "VBD"]
                head = line.index(aim) + 1 if aim in line else (verbs[-1] + 1 if w == "." and verbs else 0)
                out["arc"][r, i, head] = 9
        return [out[k] for k in outputs]


class LabelScores:
    """A session that gives every dependent the label that its vector names."""

    def run(self, outputs: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [np.eye(len(LABELS["deps"]), dtype=np.float32)[inputs["dep"][:, 0].astype(int)]]


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline whose encoder answers as above."""
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    monkeypatch.setattr(Encoder, "sessions", lambda self: (Scores(), LabelScores()))
    Language.factory("encoder", func=make_encoder) if not Language.has_factory("encoder") else None
    nlp = English()
    encoder: Any = nlp.add_pipe("encoder")
    files = {"tokenizer.json": tokenizer.to_str(), "labels.json": json.dumps(LABELS)}
    encoder.set_files({"encoder.onnx": b"", "labels.onnx": b""} | {k: v.encode() for k, v in files.items()})
    return nlp


TEXT = "Page joined The Yardbirds.\n\nShe left."


def tree(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(t.text, t.tag_, t.dep_, t.head.text) for t in doc]


def test_everything_is_set(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert tree(doc) == [
        ("Page", "NNP", "nsubj", "joined"),
        ("joined", "VBD", "ROOT", "joined"),
        ("The", "DT", "det", "Yardbirds"),
        ("Yardbirds", "NNP", "dobj", "joined"),
        (".", ".", "punct", "joined"),
        ("\n\n", "_SP", "dep", "."),
        ("She", "PRP", "nsubj", "left"),
        ("left", "VBD", "ROOT", "left"),
        (".", ".", "punct", "left"),
    ]
    assert [s.text for s in doc.sents] == ["Page joined The Yardbirds.\n\n", "She left."]
    assert [t.pos_ for t in doc] == [
        "PROPN",
        "VERB",
        "DET",
        "PROPN",
        "PUNCT",
        "SPACE",
        "PRON",
        "VERB",
        "PUNCT",
    ]
    assert [str(t.morph) for t in doc if t.tag_ == "VBD"] == ["Tense=Past", "Tense=Past"]


def test_fine_labels_stand_beside_those_of_ontonotes(nlp: Language) -> None:
    found = [(e.text, e.label_, e.ent_id_) for e in nlp(TEXT).ents]
    assert found == [("Page", "PERSON", ""), ("The Yardbirds", "GROUP", ""), ("left", "WORK_OF_ART", "SONG")]


def test_names_have_probabilities(nlp: Language) -> None:
    assert [e._.probability > 0.9 for e in nlp(TEXT).ents] == [True, True, True]


def test_sentence_starts_that_are_set_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("Page joined The Yardbirds . Page left .")
    for t in doc:
        t.is_sent_start = t.i in (0, 5)
    assert [s.text for s in nlp(doc).sents] == ["Page joined The Yardbirds .", "Page left ."]
    doc = nlp.make_doc("Page joined . She left .")
    for t in doc[1:]:
        t.is_sent_start = False
    assert len(list(nlp(doc).sents)) == 1


def test_names_that_are_set_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("Page joined The Yardbirds .")
    doc.ents = [Span(doc, 3, 4, label="ORG")]
    assert [(e.text, e.label_) for e in nlp(doc).ents] == [("Page", "PERSON"), ("Yardbirds", "ORG")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n Page joined The Yardbirds ."])
def test_space_alone_and_in_front(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert doc.has_annotation("DEP") or not text
    assert len(list(doc.sents)) <= 1


def test_documents_together_are_as_alone(nlp: Language) -> None:
    texts = [TEXT, "She left.", "", "Page joined."] * 3
    assert [tree(d) for d in nlp.pipe(texts)] == [tree(nlp(t)) for t in texts]


def test_a_text_of_many_sentences(nlp: Language) -> None:
    doc = nlp("She left . " * 100)
    assert [s.text for s in doc.sents] == ["She left ."] * 100


def test_bytes_pickle_and_docbin(nlp: Language) -> None:
    again = English()
    encoder: Any = again.add_pipe("encoder")
    encoder.from_bytes(nlp.get_pipe("encoder").to_bytes())
    assert tree(again(TEXT)) == tree(nlp(TEXT))
    assert tree(pickle.loads(pickle.dumps(nlp.get_pipe("encoder")))(nlp.make_doc(TEXT))) == tree(nlp(TEXT))
    stored = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    assert [tree(d) for d in DocBin().from_bytes(stored).get_docs(nlp.vocab)] == [tree(nlp(TEXT))]
