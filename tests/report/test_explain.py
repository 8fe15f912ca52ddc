"""What `explain` finds out about a sentence, and what it prints."""

from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as Words
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import ArticleError, CorpusError
from pipeline.packs import Pack, read_pack
from pipeline.records import Argument, Article, Clause, Fact, Factuality, Miss, Span, Time
from pipeline.report.explain import explain, find_article
from pipeline.report.terminal import clause_cells, fact_text, outcome_cells, time_cells
from tests.running.corpus import write_corpus
from tests.test_cli import linernotes
from tests.trees import doc_of

JOINED = """
relation = "joined"
subject = ["PERSON"]
object = ["GROUP", "ORG"]

[[pattern]]
verbs = ["join", "sign up"]
roles = { subject = "subject", object = "object" }

[[pattern]]
verbs = ["join"]
roles = { subject = "object", object = "in" }

[[example]]
text = "Ronnie Wood joined the queue."
facts = []
"""
WOOD = """
Ronnie    PROPN NNP Ronnie compound 2
Wood      PROPN NNP Wood   nsubj    3
joined    VERB  VBD join   ROOT     3
Faces     PROPN NNP Faces  dobj     3
in        ADP   IN  in     prep     3
1969      NUM   CD  1969   pobj     5
.         PUNCT .   .      punct    3
He        PRON  PRP he     nsubj    9
painted   VERB  VBD paint  ROOT     9
portraits NOUN  NNS portrait dobj   9
.         PUNCT .   .      punct    9
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    path = tmp_path / "joined.toml"
    path.write_text(JOINED, encoding="utf-8")
    return read_pack(path)


@pytest.fixture
def doc() -> Doc:
    doc = doc_of(WOOD)
    doc.ents = [Words(doc, 0, 2, label="PERSON"), Words(doc, 3, 4, label="ORG")]
    return doc


def test_explain(doc: Doc, pack: Pack) -> None:
    first, second = explain(Article("wood", doc.text), doc, [pack])
    assert [first.number, first.parse.text] == [1, "Ronnie Wood joined Faces in 1969."]
    assert [mention.chain for mention in first.mentions] == ["Ronnie Wood", "Faces"]
    assert [time.edtf for time in first.times] == ["1969"]
    assert [outcome_cells(outcome) for outcome in first.outcomes] == [
        ["yes", "joined/1", "joined", "joined(Ronnie Wood, Faces) date: 1969"],
        ["no", "joined/2", "joined", "no subject of type PERSON: object 'Faces' is GROUP"],
    ]
    assert [fact_text(row) for row in first.rows] == ["joined(Ronnie Wood, Faces) date: 1969"]
    assert first.unruled == []
    assert (second.number, second.outcomes, second.rows) == (2, (), ())
    assert second.unruled == ["paint (verb)", "portrait (noun)"]


HERE = Span(0, 6, "joined")
PAGE = Argument("subject", Span(0, 4, "Page"), 0)
PLANNED = Factuality("negative", "planned", "Keith Richards")


def test_a_fact_on_one_line() -> None:
    fact = Fact(
        "joined", "Page", "PERSON", "", "", HERE, HERE, "joined/1", role="bassist", factuality=PLANNED
    )
    assert fact_text(fact) == (
        "joined(Page) role: bassist, polarity: negative, modality: planned, according to: Keith Richards"
    )
    assert (
        fact_text(Fact("founded", "", "", "Faces", "GROUP", HERE, HERE, "founded/1")) == "founded(?, Faces)"
    )


def test_a_clause_by_its_slots() -> None:
    who = Argument("object", Span(0, 3, "Who"), 0)
    clause = Clause(
        HERE, HERE, "verb", "join", voice="passive", arguments=(PAGE, who, who), times=(Span(9, 13, "1966"),)
    )
    assert clause_cells(clause) == ["join (verb, passive)", "subject: Page\nobject: Who | Who\ntime: 1966"]
    assert clause_cells(Clause(HERE, HERE, "verb", "join", factuality=PLANNED)) == [
        "join (verb, negative, planned, Keith Richards)",
        "",
    ]
    assert outcome_cells(Miss("joined/1", clause, "no object")) == ["no", "joined/1", "joined", "no object"]


def test_a_time_with_what_it_was_counted_from() -> None:
    span = Span(0, 15, "two years later")
    later = Time(span, "DATE", "1968", "1968", "1968-01-01", "1968-12-31", "narrative", "1966")
    assert time_cells(later) == [
        "two years later",
        "DATE 1968",
        "1968",
        "1968-01-01 to 1968-12-31",
        "narrative, counted from 1966",
    ]
    assert time_cells(Time(span, "DATE", "XXXX")) == ["two years later", "DATE XXXX", "not resolved", "", ""]


def test_find_article(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", ["stax.txt", "gold-star.txt"])
    assert find_article(corpus, "stax").title == "The house band of Stax"
    with pytest.raises(CorpusError, match=r"corpus: no article 'stacks'; did you mean 'stax'\?$"):
        find_article(corpus, "stacks")
    with pytest.raises(CorpusError, match="no article 'motown'; ids are the names of its files without"):
        find_article(corpus, "motown")
    (corpus / "stax.md").write_text("Stax again.")
    with pytest.raises(ArticleError, match=r"stax.md: has the same article id as stax.txt; rename one"):
        find_article(corpus, "stax")


def test_the_command_prints_each_stage(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", ["gold-star.txt"])
    done = CliRunner().invoke(app, ["explain", "gold-star", str(corpus), "--sentence", "2"])
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "2 Phil Spector married Ronnie Bennett in 1968."
    assert [line for line in lines if line in SECTIONS] == SECTIONS
    assert "Phil Spector PERSON name Phil Spector" in lines
    assert "1968 DATE 1968 1968 1968-01-01 to 1968-12-31" in lines
    assert lines[-2].startswith("married(Phil Spector, Ronnie Bennett) date: 1968 married/")


SECTIONS = ["Parse", "Entities", "Times", "Clauses", "Rules", "Rows"]


def test_the_command_prints_the_same_twice_and_asks_only_the_rules_named(tmp_path: Path, pack: Pack) -> None:
    corpus = write_corpus(tmp_path / "corpus", ["stax.txt"])
    words = ["explain", "stax", str(corpus), "--rules", str(tmp_path / "joined.toml")]
    one, other = (CliRunner().invoke(app, words).stdout for _ in range(2))
    assert one == other
    rules = {line.split()[1] for line in one.splitlines() if line.startswith(("  yes ", "  no  "))}
    assert rules == {"joined/1", "joined/2"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["stacks"], "corpus: no article 'stacks'; did you mean 'stax'?\n"),
        (["stax", "nowhere"], "nowhere: no such folder; give a folder of .txt, .md or .html articles\n"),
        (["stax", "--sentence", "99"], "stax: no sentence 99; its last is 6\n"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(Path("corpus"), ["stax.txt"])
    assert linernotes("explain", *words) == 2
    assert capsys.readouterr() == ("", message)
