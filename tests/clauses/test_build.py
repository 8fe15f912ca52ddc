"""Clauses of sentences parsed by hand; one file in cases/ is one sentence.

A case gives the tree, `names:` and `times:` of the sentence, and after `->` every
clause that a rule could start from: kind, lemma, voice, polarity, modality, then
slots, then times.
"""

from pathlib import Path

import pytest

from pipeline.clauses.build import find_clauses
from pipeline.records import Clause
from tests.trees import doc_of, names_of, times_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
QUIET = {"main subject", "self", "by", "named", "to verb", "subject title", "object title"}


def shown(clause: Clause) -> str:
    slots: dict[str, list[str]] = {}
    for argument in clause.arguments:
        if argument.slot not in QUIET:
            slots.setdefault(argument.slot, []).append(argument.span.text)
    status = clause.factuality
    head = f"{clause.kind} {clause.lemma} {clause.voice} {status.polarity} {status.modality}"
    arguments = "; ".join(f"{slot}: {', '.join(texts)}" for slot, texts in slots.items())
    times = f" @ {', '.join(span.text for span in clause.times)}" if clause.times else ""
    return f"{head} | {arguments}{times}"


def read_case(path: Path) -> tuple[str, dict[str, str], list[str], list[str]]:
    given, expected = path.read_text(encoding="utf-8").split("->\n")
    lines = [line for line in given.splitlines() if line and not line.startswith("#")]
    names: dict[str, str] = {}
    times: list[str] = []
    table = []
    for line in lines:
        if line.startswith("names:"):
            names = dict(pair.strip().rsplit(" ", 1) for pair in line[6:].split(";"))
        elif line.startswith("times:"):
            times = [text.strip() for text in line[6:].split(";")]
        else:
            table.append(line)
    return "\n".join(table), names, times, expected.splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_clauses(path: Path):
    table, names, times, expected = read_case(path)
    doc = doc_of(table)
    clauses = find_clauses(doc, names_of(doc, names), times_of(doc, times))
    assert [shown(clause) for clause in clauses] == expected


def test_there_are_cases():
    assert len(CASES) >= 20
