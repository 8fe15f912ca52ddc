"""What the article says of each entity: its gender, and the nouns that describe it."""

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.entities.aliases import Chain
from pipeline.entities.kinds import are_listed
from pipeline.entities.names import COPULAS, DETERMINERS, Name
from pipeline.entities.tokens import Tokens
from pipeline.entities.words import read_cues, read_given_names

LONGEST = 14  # words of the noun phrase that defines a name
INSIDE = frozenset(
    ["JJ", "JJR", "JJS", "CD", "DT", "HYPH", "CC", ",", "VBN", "VBG", "RB", "NN", "NNS", "NNP", "NNPS", "POS"]
)


@dataclass(slots=True)
class Traits:
    """Gender (`male`, `female` or empty) and describing nouns (singer, album) of an entity."""

    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    mentions: int = 0


def find_traits(tokens: Tokens, names: list[Name], chains: list[Chain | None]) -> dict[int, Traits]:
    """The traits of each chain, by its identity."""
    traits: dict[int, Traits] = defaultdict(Traits)
    last: set[str] = set()
    for index, (name, chain) in enumerate(zip(names, chains, strict=True)):
        if not chain:
            last = set()
            continue
        nouns = _nouns_before(tokens, name) | _nouns_after(tokens, name)
        if index and not nouns and are_listed(tokens, names[index - 1], name):
            nouns = last  # the singles “A”, “B” and “C”
        last = nouns
        trait = traits[id(chain)]
        trait.nouns |= nouns
        trait.mentions += 1
        if chain.kind == "PERSON" and not trait.gender:
            trait.gender = _gender(chain, nouns)
    return traits


def _gender(chain: Chain, nouns: set[str]) -> str:
    groups = read_cues().groups
    for gender in ("female", "male"):
        if nouns & groups[f"gender.{gender}"]:
            return gender
    gender = read_given_names().gender.get(chain.bare[0], "") if chain.bare else ""
    return "" if gender == "either" else gender


def _nouns_before(tokens: Tokens, name: Name) -> set[str]:
    """The nouns right before a name: singer and guitarist X; the album, X."""
    nouns = read_cues().nouns
    found: set[str] = set()
    index = name.start - 1
    while index >= 0 and (
        tokens.text[index] in {"“", '"', "‘", "'", ","}
        or tokens.lower[index] in {"the", "called", "titled", "entitled"}
    ):
        index -= 1
    while index >= 0 and name.start - index < 9:
        if tokens.lemma[index] in nouns and tokens.tag[index] in {"NN", "NNS", "NNP"}:
            found.add(tokens.lemma[index])
        elif not (found and tokens.lower[index] in {"and", ",", "/", "-"}) and tokens.tag[index] != "NN":
            break
        index -= 1
    return found


def _nouns_after(tokens: Tokens, name: Name) -> set[str]:
    """The nouns of the phrase that defines a name: X is an Irish actor and singer; X, a band."""
    end = name.end
    while end < len(tokens) and tokens.text[end] in {"”", '"', "’"}:
        end += 1
    if end < len(tokens) and tokens.text[end] == "(":
        close = next((i for i in range(end, min(end + 25, len(tokens))) if tokens.text[i] == ")"), end)
        end = close + 1
    if end + 2 >= len(tokens) or tokens.lower[end] not in COPULAS | {","}:
        return set()
    if tokens.lower[end + 1] not in DETERMINERS or tokens.sentence[end + 1] != tokens.sentence[name.start]:
        return set()
    nouns = read_cues().nouns
    found: set[str] = set()
    for index in range(end + 2, min(end + 2 + LONGEST, len(tokens))):
        if tokens.tag[index] not in INSIDE or (
            tokens.text[index] == "," and found and tokens.text[end] == ","
        ):
            break
        if tokens.lemma[index] in nouns and tokens.tag[index] in {"NN", "NNS"}:
            found.add(tokens.lemma[index])
    return found
