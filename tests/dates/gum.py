"""Recall and correctness of dates on GUM, whose documents carry `XML=<date ...>` annotations.

    python tests/dates/gum.py FOLDER [-v]

FOLDER holds the .conllu files; those named in its test.txt are left alone.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.dates.find import find_times
from pipeline.dates.stretches import Stretch, stretch_at
from pipeline.records import Time

DATED = {"news", "interview", "vlog", "speech"}  # genres whose creation date is the day of publication
TAG = re.compile(r'<(/?)(\w+)((?:[^>"]|"[^"]*")*)>')
CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}$")
UNITS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class Gold:
    """An annotated date: where it stands and the attributes of its element."""

    start: int
    end: int
    attributes: dict[str, str]

    @property
    def calendar(self) -> bool:
        """Whether it is one date or a stretch with both ends, in years of the calendar."""
        whole = "when" in self.attributes or {"from", "to"} <= self.attributes.keys()
        return whole and all(CALENDAR.match(value) for value in self.attributes.values())


@dataclass(frozen=True)
class Document:
    """A GUM document: its text, day of publication if it has one, and annotated dates."""

    name: str
    text: str
    published: date | None
    dates: list[Gold]


@dataclass(frozen=True)
class Scores:
    """How many dates with a calendar value there are, were found, and were read right."""

    gold: int
    found: int
    correct: int

    @property
    def recall(self) -> float:
        """Share of the annotated dates that were found."""
        return self.found / self.gold

    @property
    def correctness(self) -> float:
        """Share of the found ones whose value is right."""
        return self.correct / self.found


def read_documents(folder: Path) -> Iterator[Document]:
    """The training and development documents of the folder."""
    kept_aside = set((folder / "test.txt").read_text(encoding="utf-8").split())
    for path in sorted(folder.glob("*.conllu")):
        if path.stem not in kept_aside:
            yield read_document(path)


def read_document(path: Path) -> Document:
    """One document, its text put together from its tokens."""
    pieces: list[str] = []
    position, after, covered = 0, "", 0
    open_dates: list[tuple[int, str]] = []
    dates: list[Gold] = []
    paragraph, created = False, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::dateCreated = "):
            created = line.rpartition(" ")[2]
        if not line:
            covered = 0
        paragraph = paragraph or line.startswith("# newpar")
        if not line or line.startswith("#") or "." in line.split("\t")[0]:
            continue
        number, form, misc = line.split("\t")[0], line.split("\t")[1], line.split("\t")[9]
        space = "" if "SpaceAfter=No" in misc else " "
        if "-" in number or int(number) > covered:
            before = ("\n\n" if paragraph else after) if pieces else ""
            pieces.append(before + form)
            start, position = position + len(before), position + len(before) + len(form)
            after, paragraph = space, False
        if "-" in number:
            covered = int(number.split("-")[1])
            continue
        found = re.search(r"XML=(.*?)(?:\||$)", misc)
        for closing, name, attributes in TAG.findall(found[1].replace(":::", "=") if found else ""):
            if name == "date" and not closing:
                open_dates.append((start, attributes))
            elif name == "date" and open_dates:
                first, attributes = open_dates.pop()
                dates.append(Gold(first, position, dict(re.findall(r'(\w+)="([^"]*)"', attributes))))
    published = date.fromisoformat(created) if path.stem.split("_")[1] in DATED else None
    return Document(path.stem, "".join(pieces), published, sorted(dates, key=lambda gold: gold.start))


def days_of(value: str) -> tuple[date, date]:
    """First and last day of 1964, 1964-05 or 1964-05-03."""
    first = date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    stretch = Stretch(UNITS[len(value)], first)
    return stretch.first, stretch.last


def is_correct(gold: Gold, time: Time) -> bool:
    """Whether a time means what is annotated, whole or as the part of it that the words name."""
    values = gold.attributes
    if values.get("when") == time.timex_value[:10].split("T")[0]:
        return True
    first = days_of(values.get("when") or values["from"])[0].isoformat()
    last = days_of(values.get("when") or values["to"])[1].isoformat()
    ours = time.earliest, time.latest
    if (first, last) == ours or (first[:7], last[:7]) == (ours[0][:7], ours[1][:7]):
        return True
    return (first[:4], last[:4]) == years_of(time.timex_value)


def years_of(value: str) -> tuple[str, str]:
    """First and last year of a decade or century as TIMEX3 writes them: 196, 19."""
    if not re.fullmatch(r"\d\d\d?", value):
        return "", "none"
    whole = stretch_at("decade" if len(value) == 3 else "century", date(int(value.ljust(4, "0")) or 1, 1, 1))
    return f"{whole.first.year:04}", f"{(whole.last - timedelta(days=1)).year:04}"


def score(documents: Iterator[Document], nlp: Language, *, verbose: bool = False) -> Scores:
    """Recall of spans and correctness of values over the documents."""
    gold = found = correct = 0
    for document in documents:
        times = find_times(nlp(document.text), document.published)
        for each in document.dates:
            if not each.calendar:
                continue
            gold += 1
            text = document.text[each.start : each.end]
            hits = [time for time in times if time.span.start < each.end and each.start < time.span.end]
            right = any(is_correct(each, time) for time in hits)
            found, correct = found + bool(hits), correct + right
            if verbose and not right:
                got = [(time.span.text, time.timex_value, time.edtf) for time in hits]
                verdict = "WRONG" if hits else "MISSED"
                print(verdict, document.name, repr(text), each.attributes, got, sep="\t")
    return Scores(gold, found, correct)


if __name__ == "__main__":
    model = spacy.load(Path(__file__).parents[2] / "pipeline" / "model")
    result = score(read_documents(Path(sys.argv[1])), model, verbose="-v" in sys.argv)
    print(f"recall {result.recall:.3f} of {result.gold}, correct {result.correctness:.3f} of those found")
