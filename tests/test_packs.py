"""Every example of every rule pack, one test each: all facts of the pack's relation, and no other."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from pipeline.extract import extract
from pipeline.packs import ExpectedFact, Pack, read_packs
from pipeline.reading.model import load_model, parse
from pipeline.records import Article, Fact

PACKS = read_packs()
LEAST_EXAMPLES = 3


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def cases() -> Iterator[object]:
    for pack in PACKS:
        for number, example in enumerate(pack.file.example, 1):
            marks = [pytest.mark.xfail(reason=example.fails, strict=True)] if example.fails else []
            yield pytest.param(pack, example, id=f"{pack.name}-{number}", marks=marks)


@pytest.mark.parametrize(("pack", "example"), list(cases()))
def test_example(pack, example, nlp):
    article = Article("example", example.text)
    found = extract(article, parse(article, nlp), [pack]).facts
    assert [_shown(fact, like) for fact, like in _paired(found, example.facts)] == [
        {key: _without_article(value) for key, value in like.model_dump(exclude_none=True).items()}
        for like in _sorted(example.facts)
    ]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_has_examples_and_a_counter_example(pack: Pack):
    examples = [example for example in pack.file.example if example.facts and not example.fails]
    counter = [example for example in pack.file.example if not example.facts]
    assert len(examples) >= LEAST_EXAMPLES
    assert counter


def _sorted(facts: list[ExpectedFact]) -> list[ExpectedFact]:
    return sorted(
        facts, key=lambda f: (_without_article(f.subject), _without_article(f.object), f.date or "")
    )


def _order(subject: str, object_: str, date: str) -> tuple[str, str, str]:
    return _without_article(subject), _without_article(object_), date


def _paired(found: tuple[Fact, ...], expected: list[ExpectedFact]) -> Iterator[tuple[Fact, ExpectedFact]]:
    """Found facts beside expected ones; an extra fact is shown like the least demanding one."""
    facts = sorted(found, key=lambda f: _order(f.subject, f.object, f.time.edtf if f.time else ""))
    likes = _sorted(expected)
    for i, fact in enumerate(facts):
        yield fact, likes[i] if i < len(likes) else ExpectedFact()


def _shown(fact: Fact, like: ExpectedFact) -> dict[str, str]:
    """The fact's values for the keys that the example writes down."""
    values = {
        "subject": fact.subject,
        "object": fact.object,
        "role": fact.role,
        "group": fact.group,
        "work": fact.work,
        "place": fact.place,
        "value": fact.value,
        "date": fact.time.edtf if fact.time else "",
        "polarity": fact.factuality.polarity,
        "modality": fact.factuality.modality,
        "attributed_to": fact.factuality.attributed_to,
    }
    asked = like.model_dump(exclude_none=True)
    return {key: _without_article(values[key]) for key in asked}


def _without_article(name: str) -> str:
    """The name without a leading article, which is kept as the text has it."""
    return name[4:] if name[:4].lower() == "the " else name
