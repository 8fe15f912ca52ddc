"""Times in context: tense, mode, names of people and works, and what is written down."""

from datetime import date

import pytest

from pipeline.dates.find import find_times
from pipeline.records import Mention, Span, Time
from tests.dates.documents import parsed, plain

FRIDAY = date(2013, 3, 22)


def name(text: str, words: str, kind: str) -> Mention:
    """A mention of the given words in the text."""
    start = text.index(words)
    return Mention(Span(start, start + len(words), words), kind, "name", words)


def test_a_time_says_what_it_means_and_where_it_stands() -> None:
    assert find_times(plain("He left in the early 1960s .")) == [
        Time(Span(11, 26, "the early 1960s"), "DATE", "196", "1960/1963", "1960-01-01", "1963-12-31")
    ]


def test_an_open_end_is_empty() -> None:
    since, until = find_times(plain("Since 1968 he sang ; until 1966 he had not ."))
    assert (since.edtf, since.earliest, since.latest) == ("1968/..", "1968-01-01", "")
    assert (until.edtf, until.earliest, until.latest) == ("../1966", "", "1966-12-31")


def test_news_is_resolved_from_the_day_of_publication_and_says_so() -> None:
    assert find_times(plain("He left last year ."), FRIDAY) == [
        Time(
            Span(8, 17, "last year"), "DATE", "2012", "2012", "2012-01-01", "2012-12-31", "news", "2013-03-22"
        )
    ]


def test_without_a_day_of_publication_it_stays_unresolved() -> None:
    assert find_times(plain("He left last year .")) == [Time(Span(8, 17, "last year"), "DATE", "PAST_REF")]


def test_narrative_is_resolved_from_the_last_dated_event_and_says_so() -> None:
    times = find_times(plain("He joined in June 1966 . Two years later he left ."), FRIDAY)
    assert [(time.edtf, time.mode, time.anchor) for time in times] == [
        ("1966-06", "", ""),
        ("1968", "narrative", "1966-06"),
    ]


def test_a_past_verb_looks_back() -> None:
    doc = parsed("They met on Monday .", "PRP VBD IN NNP .", [1, 1, 1, 2, 1], "nsubj ROOT prep pobj punct")
    assert [time.edtf for time in find_times(doc, FRIDAY)] == ["2013-03-18"]


def test_a_future_verb_looks_ahead() -> None:
    doc = parsed(
        "They will meet on Monday .",
        "PRP MD VB IN NNP .",
        [2, 2, 2, 2, 3, 2],
        "nsubj aux ROOT prep pobj punct",
    )
    assert [time.edtf for time in find_times(doc, FRIDAY)] == ["2013-03-25"]


def test_an_infinitive_looks_ahead() -> None:
    doc = parsed(
        "They plan to meet in May .",
        "PRP VBP TO VB IN NNP .",
        [1, 1, 3, 1, 3, 4, 1],
        "nsubj ROOT aux xcomp prep pobj punct",
    )
    assert [time.edtf for time in find_times(doc, FRIDAY)] == ["2013-05"]


def test_a_present_sentence_ends_the_scene() -> None:
    doc = parsed(
        "He left in 1964 . He has a record out in January .",
        "PRP VBD IN CD . PRP VBZ DT NN RB IN NNP .",
        [1, 1, 1, 2, 1, 6, 6, 8, 6, 6, 6, 10, 6],
        "nsubj ROOT prep pobj punct nsubj ROOT det dobj advmod prep pobj punct",
    )
    assert [(time.edtf, time.mode) for time in find_times(doc, FRIDAY)] == [("1964", ""), ("2013-01", "news")]


def test_a_quotation_is_anchored_to_when_it_was_said() -> None:
    times = find_times(plain("“ I left last year ,” he said in 1971 ."), FRIDAY)
    assert [(time.span.text, time.edtf) for time in times] == [("last year", ""), ("1971", "1971")]


def test_dates_in_brackets_do_not_move_the_story() -> None:
    times = find_times(
        plain("He left in 1964 . His film ( 2003 ) tells of it . Two years later he was back .")
    )
    assert [time.edtf for time in times] == ["1964", "2003", "1966"]


def test_the_year_of_a_noun_does_not_move_the_story() -> None:
    times = find_times(plain("He left in 1964 . The 1979 album tells of it . Two years later he was back ."))
    assert [time.edtf for time in times] == ["1964", "1979", "1966"]


def test_years_in_brackets_after_a_person_are_birth_and_death() -> None:
    text = "Keith Moon (1946–1978) played the drums in the Who (1964–1983)."
    mentions = [name(text, "Keith Moon", "PERSON"), name(text, "the Who", "GROUP")]
    times = find_times(plain(text), mentions=mentions)
    assert [time.edtf for time in times] == ["1946", "1978", "1964/1983", "1964/1983"]


def test_an_age_is_counted_from_the_one_birth_date() -> None:
    times = find_times(plain("Born on 9 January 1944 , he was on television at the age of 14 ."))
    assert [(time.edtf, time.mode, time.anchor) for time in times] == [
        ("1944-01-09", "", ""),
        ("1958-01-09/1959-01-08", "narrative", "1944-01-09"),
    ]


def test_an_age_is_not_counted_from_one_of_two_birth_dates() -> None:
    text = "A was born in 1944 and B was born in 1945 . At the age of 14 he sang ."
    assert [time.edtf for time in find_times(plain(text))] == ["1944", "1945"]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("She read 1984 on the train .", "1984", "WORK"),
        ("He sang Ruby Tuesday in 1967 .", "Ruby Tuesday", "WORK"),
        ("The Mamas sang Monday, Monday in 1966 .", "Monday, Monday", "WORK"),
        ("They are Thursday , from Brunswick .", "Thursday", "GROUP"),
        ("He met Johnnie Christmas in Leeds .", "Johnnie Christmas", "PERSON"),
    ],
)
def test_a_time_inside_a_name_is_none(text: str, words: str, kind: str) -> None:
    start, end = name(text, words, kind).span.start, name(text, words, kind).span.end
    times = find_times(plain(text), mentions=[name(text, words, kind)])
    assert [time for time in times if start <= time.span.start < end] == []


def test_the_year_of_an_event_is_a_time_but_no_turn_of_the_story() -> None:
    text = "He left in 1964 . The 1968 Summer Olympics were in Mexico . Two years later he was back ."
    times = find_times(plain(text), mentions=[name(text, "1968 Summer Olympics", "EVENT")])
    assert [(time.span.text, time.edtf) for time in times] == [
        ("1964", "1964"),
        ("1968", "1968"),
        ("Two years later", "1966"),
    ]


def test_a_paragraph_of_news_forgets_the_years_before_it() -> None:
    text = "It was founded in 1985 .\n\nOn Monday it closed . It had opened its last shop in February ."
    assert [time.edtf for time in find_times(plain(text), FRIDAY)] == ["1985", "2013-03-18", "2013-02"]


def test_a_text_without_words_has_no_times() -> None:
    assert find_times(plain(".")) == []
