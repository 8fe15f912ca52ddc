"""Sources are brought to one set of labels."""

import random
from pathlib import Path

import spacy

from pipeline.training.corpora import crossner_document, journalism_documents, marked_text
from pipeline.training.windows import epoch, spans_by_label, without_stop


def test_marks() -> None:
    text, spans = marked_text("[Nina Simone|PERSON] sang “[Sinnerman|SONG]”.")
    assert text == "Nina Simone sang “Sinnerman”."
    assert [(text[a:b], label) for a, b, label in spans] == [("Nina Simone", "PERSON"), ("Sinnerman", "SONG")]


def test_journalism(tmp_path: Path) -> None:
    path = tmp_path / "a-1.txt"
    path.write_text(
        "# style\n[Can|GROUP]’s first album\n\nIt sold.\n# other\nNo one knew.\n", encoding="utf8"
    )
    docs = list(journalism_documents(path, spacy.blank("en")))
    assert [d["words"] for d in docs] == [
        ["Can", "’s", "first", "album", "It", "sold", "."],
        ["No", "one", "knew", "."],
    ]
    assert docs[0]["ents"] == ["B-GROUP", "O", "O", "O", "O", "O", "O"]
    assert (docs[0]["sents"], docs[0]["breaks"]) == ([0, 4], [0, 0, 0, 0, 2, 0, 0])


def test_crossner_leaves_open_what_it_does_not_say() -> None:
    text = "the Byrds , an American band from Los Angeles , saw Blade Runner"
    kinds = "O B-band O O B-misc O O B-location I-location O O B-misc I-misc"
    doc = crossner_document("crossner_music", text.split(), kinds.split(), random.Random(1))
    assert doc["ents"] == [
        "O|B-GROUP", "B-GROUP|I-GROUP", "O", "O", "B-NORP", "O", "O", "B-GPE", "I-GPE", "O", "O", None, None,
    ]  # fmt: skip


def test_a_headline_has_no_stop() -> None:
    win = {
        "words": ["Band", "splits", "up", ".", "Fans", "cry"],
        "spaces": [True] * 6,
        "breaks": [0] * 6,
        "heads": [1, 1, 1, 1, 5, 5],
        "sents": [0, 4],
    }
    assert without_stop(win, 0) == {
        "words": ["Band", "splits", "up", "Fans", "cry"],
        "spaces": [True] * 5,
        "breaks": [0, 0, 0, 2, 0],
        "heads": [1, 1, 1, 4, 4],
        "sents": [0, 3],
    }


def test_an_epoch_keeps_the_parts_of_a_window_together() -> None:
    words = ["The", "Slits", "met", "Can", ".", "They", "left", "."]
    doc = {
        "source": "journalism", "name": "x", "words": words, "spaces": [True] * 8, "breaks": [0] * 8,
        "sents": [0, 5], "ents": ["B-GROUP", "I-GROUP", "O", "B-GROUP", "O", "O", "O", "O"],
    }  # fmt: skip
    for win in epoch([doc] * 20, spans_by_label([doc]), random.Random(4)):
        assert {len(win[k]) for k in ("words", "spaces", "breaks", "ents")} == {len(win["words"])}
        assert all(0 <= s < len(win["words"]) for s in win["sents"])
