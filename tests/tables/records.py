"""Records of which the tests of the tables make tables."""

from datetime import date

from pipeline.records import Article, Entity, Fact, Factuality, Findings, Mention, Quote, Span, Time

TEXT = "Ronnie Wood left Faces in 1975.\n\n“It was time,” he said."
ARTICLE = Article(
    id="wood", text=TEXT, title="Wood, leaving", author="Ann Example", published=date(2020, 5, 1), url="u"
)


def span(words: str) -> Span:
    """The first place of these words in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


YEAR = Time(span("1975"), "DATE", "1975", "1975", "1975-01-01", "1975-12-31")
SENTENCE = span("Ronnie Wood left Faces in 1975.")
LEFT = Fact(
    "left",
    "Ronnie Wood",
    "PERSON",
    "Faces",
    "GROUP",
    span("left"),
    SENTENCE,
    "left/1",
    time=YEAR,
    confidence=0.9,
)
SAID = Fact(
    "said", "Ronnie Wood", "PERSON", "It was time,", "QUOTE", span("said"), span("“It was time,” he said."),
    "said/1", role="=SUM(A1)", factuality=Factuality(attributed_to="Ronnie Wood"), confidence=2 / 3,
)  # fmt: skip
FINDINGS = Findings(
    article=ARTICLE,
    words=10,
    sentences=2,
    mentions=(
        Mention(span("he"), "PERSON", "pronoun", "Ronnie Wood"),
        Mention(span("Ronnie Wood"), "PERSON", "name", "Ronnie Wood"),
        Mention(span("Faces"), "GROUP", "name", "Faces"),
    ),
    times=(YEAR,),
    quotes=(Quote(span("“It was time,”"), "It was time,", "Ronnie Wood", "PERSON", "said"),),
    facts=(SAID, LEFT),
)
ENTITIES = [
    Entity("p1", "Ronnie Wood", "PERSON", ("Ron Wood", "Wood"), 2, 1, "Q192465"),
    Entity("g1", "Faces", "GROUP", (), 1, 1),
]
IDS = {("wood", "Ronnie Wood", "PERSON"): "p1", ("wood", "Faces", "GROUP"): "g1"}
