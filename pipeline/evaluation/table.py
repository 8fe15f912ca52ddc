"""A score as lines of text."""

from collections.abc import Iterable, Iterator

from pipeline.evaluation.score import Score, Tally

WIDTH = 40  # of the first column


def score_lines(score: Score) -> Iterator[str]:
    """Relations, the most frequent first; articles; all; and how often qualifiers agree."""
    frequent_first = sorted(score.relations.items(), key=lambda item: (-_gold(item[1]), item[0]))
    yield from _block("relation", frequent_first)
    yield from _block("article", sorted(score.articles.items()))
    yield from _block("total", [("all facts", score.total), ("with date and status", score.strict)])
    for name, agreement in (("date", score.dates), ("status", score.status), ("role", score.roles)):
        share = "-" if agreement.accuracy is None else f"{agreement.accuracy:.4f}"
        yield f"{name + ' accuracy':{WIDTH}} {share:>9}  of {agreement.asked}"
    if score.without_rows:
        yield f"no facts found in: {', '.join(score.without_rows)}"


def _block(title: str, tallies: Iterable[tuple[str, Tally]]) -> Iterator[str]:
    yield f"{title:{WIDTH}} {'precision':>9} {'recall':>9} {'F1':>9}  right wrong missed"
    for name, tally in tallies:
        shares = " ".join(f"{share:9.4f}" for share in (tally.precision, tally.recall, tally.f1))
        yield f"{name:{WIDTH}.{WIDTH}} {shares}  {tally.right:5d} {tally.wrong:5d} {tally.missed:6d}"
    yield ""


def _gold(tally: Tally) -> int:
    return tally.right + tally.missed
