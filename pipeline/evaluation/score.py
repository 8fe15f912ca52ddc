"""Facts found against gold facts: precision, recall and F1, per relation and in all."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import CorpusError

SYMMETRIC = frozenset({"married", "performed_with", "relative_of"})  # true either way round
QUOTE_OVERLAP = 0.6  # F1 of words from which two quotations are the same
KIND = re.compile(r"\((?:album|song|band|single|ep)\)")  # Odessa (album)
NOT_WORD = re.compile(r"[^a-z0-9]+")
ARTICLE = re.compile(r"^(the|a|an) ")

Row = Mapping[str, Any]  # of events.csv
Gold = Mapping[str, Sequence[Mapping[str, Any]]]  # facts by article id


@dataclass(slots=True)
class Tally:
    """How many facts were found, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the found facts that are right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold facts that are found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Agreement:
    """How often a qualifier agrees among the facts that are right and have it."""

    agreed: int = 0
    asked: int = 0

    def note(self, agrees: bool) -> None:
        """Counts one more fact."""
        self.agreed += agrees
        self.asked += 1

    @property
    def accuracy(self) -> float | None:
        """Share that agrees; None when nothing was asked."""
        return self.agreed / self.asked if self.asked else None


@dataclass(slots=True)
class Score:
    """The whole comparison. `strict` counts a fact as right only with its date and status."""

    relations: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    articles: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    total: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    dates: Agreement = field(default_factory=Agreement)
    status: Agreement = field(default_factory=Agreement)
    roles: Agreement = field(default_factory=Agreement)
    without_rows: tuple[str, ...] = ()


def read_gold(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Gold facts by article id, from one JSON file per article. Raises `CorpusError`."""
    gold: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            gold[document["id"]] = list(document["facts"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            problem = f"not gold facts ({type(error).__name__}: {error})"
            raise CorpusError(f"{path}: {problem}; write an object with id and facts") from None
    if not gold:
        raise CorpusError(f"{folder}: no gold facts in it; give a folder of .json files, one per article")
    return gold


def score(gold: Gold, rows: Iterable[Row]) -> Score:
    """The rows of events.csv scored against gold facts.

    A row is right when relation, subject and object agree with a gold fact that no
    other row has taken; surer rows choose first. Facts marked optional count neither
    for nor against. Rows of articles without gold are left out.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    result = Score(without_rows=tuple(article for article in gold if article not in found))
    for article, facts in gold.items():
        _score_article(result, article, facts, found[article])
    return result


def _score_article(result: Score, article: str, facts: Sequence[Row], rows: list[Row]) -> None:
    free = list(range(len(facts)))
    for row in sorted(rows, key=lambda row: -float(row["confidence"] or 0)):
        fitting = [number for number in free if same_fact(row, facts[number])]
        if not fitting:
            for tally in (result.relations[row["relation"]], result.articles[article], result.total):
                tally.wrong += 1
            result.strict.wrong += 1
            continue
        # a fact that is asked for before an optional one, one with the same date before others
        best = min(fitting, key=lambda n: (_optional(facts[n]), not same_date(row, facts[n])))
        free.remove(best)
        if not _optional(facts[best]):
            _count_right(result, article, row, facts[best])
    for number in free:
        if not _optional(facts[number]):
            relation = facts[number]["relation"]
            for tally in (result.relations[relation], result.articles[article], result.total):
                tally.missed += 1
            result.strict.missed += 1


def _count_right(result: Score, article: str, row: Row, fact: Row) -> None:
    for tally in (result.relations[fact["relation"]], result.articles[article], result.total):
        tally.right += 1
    result.status.note(same_status(row, fact))
    if fact.get("date") or row["date"]:
        result.dates.note(same_date(row, fact))
    if fact.get("role"):
        result.roles.note(same_name(row["role"], fact["role"]))
    if same_date(row, fact) and same_status(row, fact):
        result.strict.right += 1
    else:  # found, but not as it was: wrong and missed at once
        result.strict.wrong += 1
        result.strict.missed += 1


def same_fact(row: Row, fact: Row) -> bool:
    """Whether relation, subject and object agree; symmetric relations either way round."""
    if row["relation"] != fact["relation"]:
        return False
    same_object = same_quote if fact["relation"] == "said" else same_name
    if same_name(row["subject"], fact["subject"]) and same_object(row["object"], fact["object"]):
        return True
    turned = same_name(row["object"], fact["subject"]) and same_name(row["subject"], fact["object"])
    return fact["relation"] in SYMMETRIC and turned


def same_name(name: str, accepted: Sequence[str] | None) -> bool:
    """Whether the name is one of those accepted; where none is, whether it is empty."""
    if not accepted:
        return not name.strip()
    return plain(name) in map(plain, accepted)


def same_quote(quote: str, accepted: Sequence[str] | None) -> bool:
    """Whether most words of the quotation are those of one that is accepted."""
    words = Counter(plain(quote).split())
    for text in accepted or ():
        gold = Counter(plain(text).split())
        shared = (words & gold).total()
        if shared and 2 * shared / (words.total() + gold.total()) >= QUOTE_OVERLAP:
            return True
    return False


def same_date(row: Row, fact: Row) -> bool:
    """Whether the EDTF dates agree, certain or not."""
    return bool((row["date"] or "").rstrip("~?%") == (fact.get("date") or "").rstrip("~?%"))


def same_status(row: Row, fact: Row) -> bool:
    """Whether polarity and modality agree."""
    return bool(row["polarity"] == fact["polarity"] and row["modality"] == fact["modality"])


def plain(name: str) -> str:
    """The name without case, accents, punctuation, possessive, kind and leading article."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    letters = re.sub(r"'s\b", "", KIND.sub(" ", letters).replace("&", " and "))
    return ARTICLE.sub("", NOT_WORD.sub(" ", letters).strip())


def _optional(fact: Row) -> bool:
    return bool(fact.get("optional", False))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
