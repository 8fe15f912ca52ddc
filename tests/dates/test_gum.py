"""How many of GUM's annotated dates are found and read right; needs the corpus beside the checkout."""

from pathlib import Path

import pytest
import spacy

from tests.dates.gum import read_documents, score

ROOT = Path(__file__).parents[2]
GUM = ROOT.parent / "shared" / "data" / "gum"


@pytest.mark.skipif(not GUM.is_dir(), reason="GUM is not beside the checkout")
def test_calendar_dates_of_gum_are_found_and_right() -> None:
    scores = score(read_documents(GUM), spacy.load(ROOT / "pipeline" / "model"))
    assert scores.recall >= 0.90
    assert scores.correctness >= 0.90
