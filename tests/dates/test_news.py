"""News as TempEval-3 has it: the articles of tests/gold/timex, annotated by hand."""

import spacy

from tests.dates.timeml import GOLD, ROOT, read_folder, score


def test_there_are_enough_annotated_articles() -> None:
    documents = list(read_folder(GOLD))
    assert len(documents) >= 15
    assert sum(len(document.times) for document in documents) >= 120


def test_times_in_news_are_found_and_right() -> None:
    scores = score(read_folder(GOLD), spacy.load(ROOT / "pipeline" / "model"))
    assert scores.f1(scores.relaxed) >= 0.95
    assert scores.f1(scores.valued) >= 0.90
