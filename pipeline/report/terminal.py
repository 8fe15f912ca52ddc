"""Explanations for the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from spacy.tokens import Span, Token

from pipeline.records import Clause, Fact, Factuality, Mention, Miss, Quote, Time
from pipeline.report.explain import Explanation

WIDTH = 120  # of what goes into a file or another program
INDENT = 2
QUALIFIERS = ("role", "group", "work", "place", "value")
BORING = ("self",)  # slots that repeat the predicate


def print_explanations(explanations: Iterable[Explanation]) -> None:
    """Nothing; prints to standard output."""
    console = Console(markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    for explanation in explanations:
        console.print(render(explanation))


def render(explanation: Explanation) -> Group:
    """A sentence under its number, and a section for each stage that found something."""
    text = " ".join(explanation.parse.text.split())
    sections: dict[str, list[ConsoleRenderable]] = {
        "Parse": [_indented(parse_tree(explanation.parse))],
        "Entities": _table(map(mention_cells, explanation.mentions)),
        "Times": _table(map(time_cells, explanation.times)),
        "Quotations": _table(map(quote_cells, explanation.quotes)),
        "Clauses": _table(map(clause_cells, explanation.clauses)),
        "Rules": _table(map(outcome_cells, explanation.outcomes)) + _unruled(explanation),
        "Rows": _table([fact_text(row), row.rule, f"{row.confidence:.2f}"] for row in explanation.rows),
    }
    return Group(Text(f"{explanation.number}  {text}", style="bold"), *_sections(sections), Text(""))


def parse_tree(sentence: Span) -> Tree:
    """The dependency tree: label, word, lemma and tag, dependents in the order of the text."""
    top = Tree(_node(sentence.root), guide_style="dim")
    nodes = [(sentence.root, top)]
    while nodes:
        head, branch = nodes.pop()
        nodes += [(child, branch.add(_node(child))) for child in head.children if not child.is_space]
    return top


def mention_cells(mention: Mention) -> list[str]:
    """The words, who is meant, and how."""
    return [mention.span.text, mention.type, mention.kind, mention.chain]


def time_cells(time: Time) -> list[str]:
    """The words, their TIMEX3 and EDTF values, days, and what they were counted from."""
    days = f"{time.earliest or '..'} to {time.latest or '..'}" if time.earliest or time.latest else ""
    origin = f"{time.mode}, counted from {time.anchor or 'nothing'}" if time.mode else ""
    value = f"{time.timex_type} {time.timex_value}"
    return [time.span.text, value, time.edtf or "not resolved", days, origin]


def quote_cells(quote: Quote) -> list[str]:
    """The words, who said them, by which verb and where."""
    return [quote.text, quote.speaker or "nobody", quote.cue, quote.work]


def clause_cells(clause: Clause) -> list[str]:
    """The predicate with its status, and its slots with what fills them."""
    slots: dict[str, list[str]] = {}
    for argument in clause.arguments:
        if argument.slot not in BORING:
            slots.setdefault(argument.slot, []).append(_short(argument.span.text))
    if clause.times:
        slots["time"] = [time.text for time in clause.times]
    lines = [f"{slot}: {' | '.join(fillers)}" for slot, fillers in slots.items()]
    voice = ["passive"] if clause.voice == "passive" else []
    status = [clause.kind, *voice, *_status(clause.factuality).values()]
    return [f"{clause.lemma} ({', '.join(status)})", "\n".join(lines)]


def outcome_cells(outcome: Fact | Miss) -> list[str]:
    """Whether the rule fired, the predicate, and the fact or the reason why there is none."""
    if isinstance(outcome, Miss):
        return ["no", outcome.rule, outcome.clause.trigger.text, outcome.reason]
    return ["yes", outcome.rule, outcome.trigger.text, fact_text(outcome)]


def fact_text(fact: Fact) -> str:
    """joined(Page, The Yardbirds) role: bassist, date: 1966."""
    told = {name: getattr(fact, name) for name in QUALIFIERS}
    told["date"] = (fact.time.edtf or repr(fact.time.span.text)) if fact.time else ""
    told |= _status(fact.factuality)
    extras = ", ".join(f"{name}: {value}" for name, value in told.items() if value)
    ends = ", ".join(filter(None, [fact.subject or "?", _short(fact.object)]))
    return f"{fact.relation}({ends}) {extras}".rstrip()


def _status(factuality: Factuality) -> dict[str, str]:
    """What is not plainly so: negative, planned, or on somebody's word."""
    told = {"polarity": factuality.polarity, "modality": factuality.modality}
    told = {name: value for name, value in told.items() if value not in ("positive", "asserted")}
    return told | ({"according to": factuality.attributed_to} if factuality.attributed_to else {})


def _node(token: Token) -> Text:
    return Text.assemble((f"{token.dep_} ", "dim"), token.text, (f" {token.lemma_} {token.tag_}", "dim"))


def _table(rows: Iterable[list[str]]) -> list[ConsoleRenderable]:
    """The rows in aligned columns; nothing when there are none."""
    cells = list(rows)
    table = Table(box=None, show_header=False, padding=(0, 0, 0, INDENT))
    for row in cells:
        table.add_row(*row)
    return [table] if cells else []


def _unruled(explanation: Explanation) -> list[ConsoleRenderable]:
    words = ", ".join(explanation.unruled)
    return [_indented(Text(f"no rule starts from {words}"))] if words else []


def _indented(content: ConsoleRenderable) -> Padding:
    return Padding(content, (0, 0, 0, INDENT), expand=False)


def _sections(sections: dict[str, list[ConsoleRenderable]]) -> Iterator[ConsoleRenderable]:
    for title, contents in sections.items():
        if contents:
            yield Text(title, style="cyan")
            yield from contents


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
