"""Scores of times against TimeML annotations, as TempEval-3 counts them.

    python -m tests.dates.timeml [FOLDER] [-v]

FOLDER holds .tml files; without one, those of tests/gold/timex.
"""

import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.dates.find import find_times
from pipeline.records import Time

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "timex"


@dataclass(frozen=True)
class Timex:
    """An annotated time expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Annotated:
    """A TimeML document."""

    name: str
    published: date
    text: str
    times: list[Timex]


@dataclass(frozen=True)
class Scores:
    """Counts over all documents: annotated, predicted, overlapping, and of those the right values."""

    gold: int
    predicted: int
    relaxed: int
    strict: int
    valued: int

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * hits / (self.gold + self.predicted)


def read_timeml(path: Path) -> Annotated:
    """The text of a document with its time expressions."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    creation, body = root.find(".//DCT/TIMEX3"), root.find(".//TEXT")
    if creation is None or body is None:
        raise ValueError(f"{path}: no DCT or no TEXT")
    pieces, times = [body.text or ""], []
    for child in body:
        start = sum(map(len, pieces))
        pieces.append("".join(child.itertext()))
        if child.tag == "TIMEX3":
            end = start + len(pieces[-1])
            times.append(Timex(start, end, child.get("type", ""), child.get("value", "")))
        pieces.append(child.tail or "")
    return Annotated(path.stem, date.fromisoformat(creation.get("value", "")[:10]), "".join(pieces), times)


def read_folder(folder: Path) -> Iterator[Annotated]:
    """All documents of a folder."""
    return (read_timeml(path) for path in sorted(folder.glob("*.tml")))


def score(documents: Iterator[Annotated], nlp: Language, *, verbose: bool = False) -> Scores:
    """Scores over the documents; each prediction counts for one annotation at most."""
    gold = predicted = relaxed = strict = valued = 0
    for document in documents:
        times = find_times(nlp(document.text), document.published)
        gold, predicted = gold + len(document.times), predicted + len(times)
        free = list(times)
        for timex in document.times:
            hit = overlapping(timex, free)
            if hit is not None:
                free.remove(hit)
                relaxed += 1
                strict += (hit.span.start, hit.span.end) == (timex.start, timex.end)
                valued += hit.timex_value == timex.value
            if verbose and (hit is None or hit.timex_value != timex.value):
                words = document.text[timex.start : timex.end]
                print(document.name, repr(words), timex.value, hit and hit.timex_value, sep="\t")
    return Scores(gold, predicted, relaxed, strict, valued)


def overlapping(timex: Timex, times: Sequence[Time]) -> Time | None:
    """The first time that shares characters with an annotation."""
    return next((time for time in times if time.span.start < timex.end and timex.start < time.span.end), None)


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    model = spacy.load(ROOT / "pipeline" / "model")
    result = score(read_folder(folders[0] if folders else GOLD), model, verbose="-v" in sys.argv)
    for measure in ("relaxed", "strict", "valued"):
        print(f"{measure:8} F1 {result.f1(getattr(result, measure)):.3f}")
