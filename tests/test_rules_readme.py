"""pipeline/rules/README.md tells all that a pack may contain, and its own pack works."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from pipeline.extract import extract
from pipeline.packs import (
    RULES,
    EntityType,
    Example,
    ExpectedFact,
    PackFile,
    Pattern,
    Roles,
    read_pack,
    read_packs,
)
from pipeline.reading.model import load_model, parse
from pipeline.records import Article

README = (RULES / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL))


def rows(title: str) -> list[list[str]]:
    """The cells of the tables in a section, without headings."""
    lines = [line for line in SECTIONS[title].splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def told(title: str) -> list[str]:
    """The names in the first cells of a section's tables."""
    return [name for row in rows(title) for name in re.findall(r"`(\w+)`", row[0])]


@pytest.mark.parametrize(
    ("title", "model"),
    [("Keys of a pack", PackFile), ("Keys of a pattern", Pattern), ("Keys of an example", Example)],
)
def test_every_key_is_told_once_and_no_other(title: str, model: type) -> None:
    assert sorted(told(title)) == sorted(model.model_fields)


@pytest.mark.parametrize(
    ("title", "model"), [("Keys of a pattern", Roles), ("Keys of an example", ExpectedFact)]
)
def test_every_field_is_told(title: str, model: type) -> None:
    assert [field for field in model.model_fields if f"`{field}`" not in SECTIONS[title]] == []


def test_every_type_is_told() -> None:
    assert [name for name in get_args(EntityType) if f"`{name}`" not in SECTIONS["Keys of a pack"]] == []


def test_every_relation_is_told_once_and_no_other() -> None:
    assert sorted(told("The shipped packs")) == sorted(pack.relation for pack in read_packs())


@pytest.mark.parametrize("row", [*rows("Keys of a pack"), *rows("Keys of a pattern")], ids=lambda row: row[0])
def test_an_example_of_a_key_can_be_copied(row: list[str]) -> None:
    code = re.findall(r"`([^`]+)`", row[2])[0]
    (key,) = tomllib.loads(code)
    assert f"`{key}`" in row[0]


def test_examples_of_keys_make_a_pattern() -> None:
    codes = [re.findall(r"`([^`]+)`", row[2])[0] for row in rows("Keys of a pattern")]
    Pattern.model_validate(tomllib.loads("\n".join(codes)))


def test_the_pack_gives_what_its_examples_say(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    (tmp_path / "sampled.toml").write_text(text, encoding="utf-8")
    pack, nlp = read_pack(tmp_path / "sampled.toml"), load_model()
    for example in pack.file.example:
        article = Article("example", example.text)
        facts = extract(article, parse(article, nlp), [pack]).facts
        assert [(fact.subject, fact.object.removeprefix("the ")) for fact in facts] == [
            (fact.subject, fact.object.removeprefix("the ")) for fact in example.facts
        ]
