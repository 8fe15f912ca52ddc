"""Entities over all articles."""

from pipeline.entities.merge import merge
from pipeline.records import Article, Entity, Findings, Mention, Span


def findings_of(article: str, *mentions: tuple[str, str, str, str]) -> Findings:
    """Findings with mentions of text, type, kind and chain, one after the other."""
    made = [
        Mention(Span(place * 100, place * 100 + len(text), text), type_, kind, chain)
        for place, (text, type_, kind, chain) in enumerate(mentions)
    ]
    return Findings(Article(article, ""), words=0, sentences=0, mentions=tuple(made))


FIRST = findings_of(
    "first",
    ("Jimmy Page", "PERSON", "name", "Jimmy Page"),
    ("Page", "PERSON", "name", "Jimmy Page"),
    ("he", "PERSON", "pronoun", "Jimmy Page"),
    ("The Firm", "GROUP", "name", "The Firm"),
)
SECOND = findings_of(
    "second",
    ("James Page", "PERSON", "name", "Jimmy Page"),
    ("The Firm", "WORK", "name", "The Firm"),
    ("the band", "GROUP", "nominal", "The Firm"),
)


def test_one_name_and_type_is_one_entity() -> None:
    entities, ids = merge([FIRST, SECOND])
    page, firm, album = (
        ids["first", "Jimmy Page", "PERSON"],
        ids["first", "The Firm", "GROUP"],
        ids["second", "The Firm", "WORK"],
    )
    assert entities == [
        Entity(page, "Jimmy Page", "PERSON", ("James Page", "Page"), mentions=4, articles=2),
        Entity(firm, "The Firm", "GROUP", (), mentions=2, articles=2),
        Entity(album, "The Firm", "WORK", (), mentions=1, articles=1),
    ]
    assert ids == {
        ("first", "Jimmy Page", "PERSON"): page,
        ("first", "The Firm", "GROUP"): firm,
        ("second", "Jimmy Page", "PERSON"): page,
        ("second", "The Firm", "WORK"): album,
        ("second", "The Firm", "GROUP"): firm,
    }


def test_another_article_renames_no_entity() -> None:
    _, alone = merge([FIRST])
    _, together = merge([SECOND, FIRST])
    assert {key: together[key] for key in alone} == alone


def test_the_order_of_articles_changes_nothing() -> None:
    assert merge([FIRST, SECOND])[0] == merge([SECOND, FIRST])[0]


def test_no_findings_no_entities() -> None:
    assert merge([]) == ([], {})


def test_a_name_broken_over_two_lines_is_no_alias() -> None:
    broken = findings_of("third", ("Jimmy\nPage", "PERSON", "name", "Jimmy Page"))
    assert [entity.aliases for entity in merge([broken])[0]] == [()]
