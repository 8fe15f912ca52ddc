"""Patterns against clauses built by hand: facts, and the reasons for none."""

from pathlib import Path

import pytest

from pipeline.packs import Pack, read_pack
from pipeline.records import Argument, Clause, Fact, Factuality, Mention, Miss, Span, Time
from pipeline.relations.match import explain_misses, match

TEXT = "In 1966 Page joined the Yardbirds and the Who as bassist, Nash says, at number two."
SENTENCE = Span(0, len(TEXT), TEXT)
EXAMPLES = '[[example]]\ntext = "No."\nfacts = []\n'
JOINED = """
relation = "joined"
subject = ["PERSON"]
object = ["GROUP"]

[[pattern]]
verbs = ["join", "sign up"]
roles = { subject = "subject", object = ["in", "object"], role = "as" }
"""


def span(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text), text)


def argument(slot: str, text: str, lemma: str = "") -> Argument:
    return Argument(slot, span(text), span(text).start, lemma or text)


MENTIONS = [
    Mention(span("Page"), "PERSON", "name", "Jimmy Page"),
    Mention(span("the Yardbirds"), "GROUP", "name", "the Yardbirds"),
    Mention(span("the Who"), "GROUP", "nominal", "the Who"),
    Mention(span("Nash"), "PERSON", "name", "Graham Nash"),
]
TIMES = [Time(span("1966"), "DATE", "1966", "1966", "1966-01-01", "1966-12-31")]
ARGUMENTS = (
    argument("subject", "Page"),
    argument("object", "the Yardbirds"),
    argument("object", "the Who"),
    argument("as", "bassist"),
)


@pytest.fixture
def pack(tmp_path: Path):
    def read(text: str) -> Pack:
        path = tmp_path / "pack.toml"
        path.write_text(text + EXAMPLES, encoding="utf-8")
        return read_pack(path)

    return read


def clause(**changes: object) -> Clause:
    given = {
        "sentence": SENTENCE,
        "trigger": span("joined"),
        "kind": "verb",
        "lemma": "join",
        "arguments": ARGUMENTS,
        "times": (span("1966"),),
    }
    return Clause(**(given | changes))


def told(facts: list[Fact]) -> list[tuple[str, ...]]:
    return [(f.subject, f.object, f.role, f.time.edtf if f.time else "", f.rule) for f in facts]


def test_one_fact_per_member_of_a_list(pack):
    facts = match([pack(JOINED)], [clause()], MENTIONS, TIMES)
    assert told(facts) == [
        ("Jimmy Page", "the Who", "bassist", "1966", "pack/1"),
        ("Jimmy Page", "the Yardbirds", "bassist", "1966", "pack/1"),
    ]
    assert [f.confidence for f in facts] == [0.77, 0.9]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lemma": "sign"}, "'up' does not stand with 'sign'"),
        ({"arguments": ARGUMENTS[:1]}, "no object: the clause has no in or object"),
        (
            {"arguments": (ARGUMENTS[1], argument("subject", "the Who"))},
            "no subject of type PERSON: subject 'the Who' is GROUP",
        ),
        (
            {"arguments": (ARGUMENTS[0], argument("object", "number"))},
            "no object of type GROUP: object 'number' is no entity",
        ),
    ],
)
def test_a_miss_says_why(pack, changes, reason):
    out = explain_misses([pack(JOINED)], [clause(**changes)], MENTIONS, TIMES)
    assert [miss.reason for miss in out if isinstance(miss, Miss)] == [reason]
    assert [fact for fact in out if isinstance(fact, Fact)] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('voice = "passive"', "the clause is active"),
        ('words = { as = ["drummer"] }', "as is none of drummer"),
        ('unless = { as = ["*"] }', "as is 'bassist'"),
        ('required = ["place"]', "no place: the clause has no slot for it"),
    ],
)
def test_constraints(pack, line, reason):
    out = explain_misses([pack(JOINED + line + "\n")], [clause()], MENTIONS, TIMES)
    assert [miss.reason for miss in out if isinstance(miss, Miss)] == [reason]


def test_status_and_source(pack):
    said = clause(
        factuality=Factuality("negative", "possible"), arguments=(*ARGUMENTS, argument("source", "Nash"))
    )
    facts = match([pack(JOINED)], [said], MENTIONS, TIMES)
    assert {f.factuality for f in facts} == {Factuality("negative", "possible", "Graham Nash")}


def test_a_pattern_may_fix_modality(pack):
    facts = match([pack(JOINED + 'modality = "planned"\n')], [clause()], MENTIONS, TIMES)
    assert {f.factuality.modality for f in facts} == {"planned"}


def test_the_same_fact_twice_is_one(pack):
    later = clause(arguments=ARGUMENTS[:3], times=())
    facts = match([pack(JOINED)], [later, clause(), later], MENTIONS, TIMES)
    assert told(facts) == [
        ("Jimmy Page", "the Who", "bassist", "1966", "pack/1"),
        ("Jimmy Page", "the Yardbirds", "bassist", "1966", "pack/1"),
    ]


def test_symmetric_facts_stand_once(pack):
    text = JOINED.replace('object = ["GROUP"]', 'object = ["GROUP", "PERSON"]\nsymmetric = true')
    both = (argument("subject", "Page"), argument("subject", "Nash"))
    clauses = [clause(arguments=(*both, argument("object", "Page"), argument("object", "Nash")))]
    facts = match([pack(text)], clauses, MENTIONS, TIMES)
    assert [(f.subject, f.object) for f in facts] == [("Jimmy Page", "Graham Nash")]


CHARTED = """
relation = "charted"
subject = ["PERSON"]
object = ["GROUP"]
editions = true

[[pattern]]
verbs = ["join"]
roles = { subject = "subject", object = "object", value = "at" }
"""


def test_a_position_is_read_from_the_words(pack):
    arguments = (*ARGUMENTS[:2], argument("at", "number two", "number"))
    facts = match([pack(CHARTED)], [clause(arguments=arguments)], MENTIONS, TIMES)
    assert [(f.object, f.value) for f in facts] == [("the Yardbirds", "2")]
