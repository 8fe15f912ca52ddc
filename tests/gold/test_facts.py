"""The hand-annotated facts of the shipped articles are well formed and quote their articles."""

import json
from pathlib import Path

import pytest
from edtf import parse_edtf

from pipeline.reading.articles import list_corpus, read_article

FACTS = Path(__file__).parent / "facts"
CORPUS = Path(__file__).parents[2] / "corpus"
ANNOTATED = sorted(FACTS.glob("*.json"))
PATHS = {path.stem: path for path in list_corpus(CORPUS)}

RELATIONS = {
    "born", "died", "married", "relative_of", "studied_at", "works_as", "started_as", "stopped_as",
    "worked_for", "founded", "joined", "left", "member_of", "replaced", "disbanded", "reunited", "renamed",
    "wrote", "produced", "recorded", "released", "performed", "performed_on", "performed_with",
    "performed_at", "toured", "covered", "appeared_in", "part_of", "signed_to", "charted", "won",
    "nominated_for", "inducted_into", "invited", "declined", "influenced", "said",
}  # fmt: skip
QUALIFIERS = {"role", "group", "work", "place", "value"}
FIELDS = QUALIFIERS | {
    "relation", "subject", "object", "date", "polarity", "modality", "attributed_to", "optional", "evidence",
}  # fmt: skip


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def faults(fact, text):
    """What is wrong with one fact, in words."""
    found = []
    if set(fact) != FIELDS:
        found.append("fields")
    if fact["relation"] not in RELATIONS:
        found.append("relation")
    if fact["evidence"] not in text or not fact["evidence"].strip():
        found.append("evidence")
    if not any(fact["subject"]) and not any(fact["object"]):
        found.append("neither subject nor object")
    if any(fact[name] is not None and not isinstance(fact[name], list) for name in QUALIFIERS):
        found.append("qualifier")
    if fact["polarity"] not in {"positive", "negative"}:
        found.append("polarity")
    if fact["modality"] not in {"asserted", "possible", "planned", "hypothetical"}:
        found.append("modality")
    if not isinstance(fact["optional"], bool):
        found.append("optional")
    return found


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_facts_are_well_formed_and_quote_the_article(path):
    text = read_article(PATHS[path.stem]).text
    faulty = [(fact, faults(fact, text)) for fact in load(path)["facts"]]
    assert [pair for pair in faulty if pair[1]] == []


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_dates_are_edtf(path):
    for fact in load(path)["facts"]:
        if fact["date"] is not None:
            parse_edtf(fact["date"])


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_ids_and_days_are_those_of_the_articles(path):
    gold = load(path)
    published = read_article(PATHS[path.stem]).published
    assert (gold["id"], gold["published"]) == (path.stem, published.isoformat() if published else None)


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_no_fact_is_annotated_twice(path):
    seen = [json.dumps({**fact, "evidence": ""}, sort_keys=True) for fact in load(path)["facts"]]
    assert sorted(seen) == sorted(set(seen))
