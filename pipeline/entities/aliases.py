"""Canonical names: which names of an article stand for one and the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.entities.kinds import NAMESAKE, RENAMED, Evidence, Kinds, surface
from pipeline.entities.names import SUFFIXES, Name
from pipeline.entities.tokens import Tokens
from pipeline.entities.words import read_cues, read_given_names

MARKS = "“”\"'‘’"
WEAK = 4.5  # a type with no more evidence than this yields to a fitting surname
WEAK_PLACE = 2.4  # but a place that is once said to be one does not
NAMED_FULL = frozenset(["GROUP", "ORG", "FAC", "EVENT"])
KNOWN_AS = frozenset(["known", "as", "better", "best", "professionally", "also", ",", "("])
BORN_AS = frozenset(
    ["born", "née", "né", "(", ",", "name", "real", "a.k.a.", "a.k.a", "aka", "formerly", "as"]
)
# which of several bearers of a surname is meant
CALLED_BEFORE, NEAR, FIRST, KIN = 2.0, 1.5, 1.0, -2.5
NEAR_SENTENCES = 1


@dataclass(slots=True, eq=False)
class Chain:
    """One entity of the article: its type and all forms of its name (place in the text, form)."""

    kind: str
    words: tuple[str, ...]
    forms: list[str] = field(default_factory=list)
    kin: bool = False  # introduced as somebody's relative: his brother Frankie
    called: bool = False  # already meant by the surname alone
    last: int = -1  # sentence of the last mention
    order: int = 0
    title: str = ""  # the canonical name
    plural: bool = False  # the Funk Brothers

    @property
    def bare(self) -> tuple[str, ...]:
        """The words of the name without suffixes and nicknames."""
        return bare(self.words)


def bare(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a person's name without Jr and nicknames in quotation marks."""
    plain = (word.rstrip(",") for word in words)
    return tuple(word for word in plain if word and word not in SUFFIXES and word[0] not in MARKS)


def find_chains(tokens: Tokens, names: list[Name], found: Kinds) -> list[Chain | None]:
    """The chain of each name; None for a name that is nothing known."""
    keys, kinds, evidence = found.keys, found.kind, found.evidence
    people = _full_people(keys, kinds)
    _stage_names(tokens, names, keys, people)
    others = _full_others(tokens, names, keys, kinds)
    people_by_word = _by_word(people)
    folded = {form.casefold(): chain for form, chain in people.items()}
    chains: list[Chain | None] = []
    for name, key in zip(names, keys, strict=True):
        chain = people.get(key) or others.get(_norm(key))
        if not name.quoted and not _is_settled(key, kinds, evidence):
            chain = _short_person(tokens, name, key, people_by_word, kinds) or chain
        if chain is None and not name.quoted and _is_shouted(key):
            chain = folded.get(key.casefold())
        if chain is None and kinds.get(key):
            chain = Chain(kinds[key], _words(key), order=name.start)
            (people if kinds[key] == "PERSON" else others)[key if kinds[key] == "PERSON" else _norm(key)] = (
                chain
            )
            if kinds[key] == "PERSON":
                _index(people_by_word, chain)
        if chain:
            _mention(tokens, chain, name, key)
        chains.append(chain)
    _entitle(tokens, names, chains)
    return chains


def _words(key: str) -> tuple[str, ...]:
    return tuple(key.rstrip(NAMESAKE).split())


def _norm(key: str) -> str:
    """A name without differences of spelling: & and `and`, capitals, curly marks."""
    return key.replace("&", "and").replace("’", "'").strip("?!.,").casefold()


def _mention(tokens: Tokens, chain: Chain, name: Name, key: str) -> None:
    if not chain.forms:
        chain.order = name.start
        chain.kin = chain.kin or _is_kin(tokens, name)
    before = tokens.lower[name.start - 1] if name.start else ""
    last = chain.words[-1]
    if chain.kind == "GROUP" and last.endswith("s") and not last.endswith("ss"):
        chain.plural = (
            chain.plural or before == "the" or tokens.lower[name.start] == "the" or len(chain.words) > 1
        )
    chain.called = chain.called or (len(chain.bare) > 1 and key == chain.bare[-1])
    chain.last = tokens.sentence[name.start]
    chain.forms.append(key)


def _is_settled(key: str, kinds: dict[str, str], evidence: dict[str, Evidence]) -> bool:
    """Whether a name has a type of its own that no fitting surname should overrule."""
    kind = kinds.get(key, "")
    weak = WEAK_PLACE if kind in {"GPE", "LOC"} else WEAK
    return kind not in {"", "PERSON"} and evidence[key][kind] > weak + max(
        0.0, evidence[key].get("PERSON", 0.0)
    )


# ---------------------------------------------------------------- people


def _full_people(keys: list[str], kinds: dict[str, str]) -> dict[str, Chain]:
    """Chains of the people with a given name and a surname, by each full form of their names."""
    people: dict[str, Chain] = {}
    namesakes: dict[str, list[Chain]] = defaultdict(list)  # by surname
    folded: dict[str, Chain] = {}
    full = list(
        dict.fromkeys(key for key in keys if kinds.get(key) == "PERSON" and len(bare(key.split())) > 1)
    )
    for key in sorted(full, key=lambda key: (key.isupper(), -len(key.split()))):
        words = _words(key)
        surname = bare(words)[-1]
        chain = next((c for c in namesakes[surname] if _are_one(c.words, words)), None)
        if chain is None and _is_shouted(key):
            chain = folded.get(key.casefold())
        people[key] = folded[key.casefold()] = chain or Chain("PERSON", words)
        if chain is None:
            namesakes[surname].append(people[key])
    return people


def _are_one(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether two full names are one person's: Peter William Ham and Pete Ham, J. Page and Jimmy Page."""
    if {w.rstrip(".,") for w in longer if w in SUFFIXES} != {
        w.rstrip(".,") for w in shorter if w in SUFFIXES
    } and (any(w in SUFFIXES for w in shorter)):
        return False
    a, b = bare(longer), bare(shorter)
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    nicknames = {w.strip(MARKS) for w in longer if w[0] in MARKS}
    return _is_given(a[0], b[0]) or b[0] in nicknames or (len(b) == 2 and len(a) > 2 and b[0] in a[1:-1])


def _is_given(full: str, other: str) -> bool:
    short = read_given_names().short
    if full == other or other in short.get(full, ()) or full in short.get(other, ()):
        return True
    return (len(other.rstrip(".")) == 1 or len(full.rstrip(".")) == 1) and full[0] == other[0]


def _by_word(people: dict[str, Chain]) -> dict[str, list[Chain]]:
    index: dict[str, list[Chain]] = defaultdict(list)
    for chain in dict.fromkeys(people.values()):
        _index(index, chain)
    return index


def _index(index: dict[str, list[Chain]], chain: Chain) -> None:
    words = bare(chain.words)
    for word in {words[0], words[-1], *(w.strip(MARKS) for w in chain.words if w[0] in MARKS)}:
        index[word].append(chain)
    if len(words) > 2:
        for start in range(1, len(words) - 1):
            index[" ".join(words[start:])].append(chain)


def _short_person(
    tokens: Tokens,
    name: Name,
    key: str,
    people: dict[str, list[Chain]],
    kinds: dict[str, str],
) -> Chain | None:
    """The person meant by a surname, a given name or a nickname."""
    candidates = people.get(key, [])
    if kinds.get(key) == "PERSON" and _shares_surname(tokens, name):
        return _shared(tokens, name, key, people) or _best(tokens, name, candidates)
    if not candidates or (len(key.split()) > 1 and any(" ".join(c.words) == key for c in candidates)):
        return None
    surname = [c for c in candidates if len(c.bare) > 1 and c.bare[0] != key]
    given = [c for c in candidates if c.bare[0] == key]
    if _is_kin(tokens, name):
        return _best(tokens, name, given)
    if kinds.get(key) not in {"PERSON", ""} and not surname:
        return None
    alone = [c for c in given if len(c.words) == 1]
    return _best(tokens, name, alone or surname or given)


def _is_kin(tokens: Tokens, name: Name) -> bool:
    """Whether a name is introduced by kinship: his brother Frankie; his sister, Samantha."""
    index = name.start - 1
    if index > 0 and tokens.text[index] == ",":
        index -= 1
    return index >= 0 and tokens.lemma[index] in read_cues().groups["kin.words"]


def _shares_surname(tokens: Tokens, name: Name) -> bool:
    """Whether a given name borrows the surname of the next: Andy and John Taylor."""
    end = name.end
    return (
        end + 2 < len(tokens)
        and name.end - name.start == 1
        and tokens.lower[end] in {"and", "&"}
        and tokens.text[name.start] in read_given_names().gender
        and tokens.text[end + 1] in read_given_names().gender
        and tokens.capital[end + 2]
    )


def _shared(tokens: Tokens, name: Name, key: str, people: dict[str, list[Chain]]) -> Chain | None:
    if not _shares_surname(tokens, name):
        return None
    last = tokens.text[name.end + 2]
    known = next((c for c in people.get(last, []) if c.bare[0] == key), None)
    if known or any(c.bare == (key,) for c in people.get(key, [])):
        return known
    chain = Chain("PERSON", (key, last), order=name.start)
    _index(people, chain)
    return chain


def _best(tokens: Tokens, name: Name, candidates: list[Chain]) -> Chain | None:
    """Of several people of one name the one meant here."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    here = tokens.sentence[name.start]
    known = [c for c in candidates if c.forms] or candidates
    first = min(known, key=lambda c: c.order)

    def score(chain: Chain) -> float:
        near = NEAR if chain.last >= 0 and here - chain.last <= NEAR_SENTENCES else 0.0
        return CALLED_BEFORE * chain.called + near + FIRST * (chain is first) + KIN * chain.kin

    return max(known, key=lambda c: (score(c), c.last))


# ---------------------------------------------------------------- stage names


def _stage_names(tokens: Tokens, names: list[Name], keys: list[str], people: dict[str, Chain]) -> None:
    """Joins the chains of a name and a stage name that the text equates: X, better known as Y."""
    for index in range(len(names) - 1):
        gap = tokens.lower[names[index].end : names[index + 1].start]
        kind = _equates(gap)
        first, second = keys[index], keys[index + 1]
        if not kind or (first not in people and second not in people):
            continue
        counts = {key: sum(_ends_like(other, key) for other in keys) for key in (first, second)}
        main = second if kind == "known" else first
        other = first if main == second else second
        if counts[other] > counts[main] + 1:
            main, other = other, main
        chain = people.get(main) or Chain("PERSON", tuple(main.split()))
        people[main] = people[other] = chain


def _equates(gap: list[str]) -> str:
    if not gap or len(gap) > 6:
        return ""
    if "known" in gap and gap[-1] == "as" and set(gap) <= KNOWN_AS:
        return "known"
    if (
        gap[-1] in {"born", "née", "né", "a.k.a.", "a.k.a", "aka"}
        and set(gap) <= BORN_AS
        and gap[0] in {"(", ","}
    ):
        return "born"
    return ""


def _ends_like(other: str, key: str) -> bool:
    return other == key or other == key.split()[-1]


# ---------------------------------------------------------------- groups, labels, venues, works


def _full_others(
    tokens: Tokens, names: list[Name], keys: list[str], kinds: dict[str, str]
) -> dict[str, Chain]:
    """Chains of all that are not people, by each form of the name."""
    others: dict[str, Chain] = {}
    for key in keys:
        kind = kinds.get(key, "")
        if kind and kind != "PERSON":
            others.setdefault(_norm(key), Chain(kind, _words(key)))
    _initials(keys, others)
    _acronyms(tokens, names, keys, others)
    renamed = {
        _norm(keys[index])
        for index in range(len(names) - 1)
        if RENAMED & set(tokens.lower[names[index].end : names[index + 1].start][:6])
    }
    edges: dict[str, list[Chain]] = defaultdict(list)  # by the first and the last word
    for chain in dict.fromkeys(others.values()):
        for word in dict.fromkeys((chain.words[0], chain.words[-1])):
            edges[word].append(chain)
    for key in dict.fromkeys(keys):
        kind = kinds.get(key, "")
        words = _words(key)
        beside = [*edges.get(words[0], ()), *edges.get(words[-1], ())]
        if kind in NAMED_FULL | {"GPE", "PERSON", ""}:
            longer = None if _norm(key) in renamed else _longer_form(words, kind, beside)
            if longer:
                others[_norm(key)] = longer
        elif kind == "WORK":
            longer = _longer_title(words, beside)
            if longer:
                others[_norm(key)] = longer
    return others


def _acronyms(tokens: Tokens, names: list[Name], keys: list[str], others: dict[str, Chain]) -> None:
    """Recording Industry Association of America (RIAA)."""
    for index in range(len(names) - 1):
        name, short = names[index], names[index + 1]
        if tokens.text[name.end : short.start] != ["("] or tokens.text[short.end : short.end + 1] != [")"]:
            continue
        initials = "".join(word[0] for word in keys[index].split() if word[0].isupper())
        acronym = keys[index + 1].replace(".", "")
        if (
            acronym.isupper()
            and len(acronym) > 1
            and acronym[0] == initials[:1]
            and set(acronym) <= set(initials)
        ):
            chain = others.get(_norm(keys[index]))
            if chain:
                others[_norm(keys[index + 1])] = chain


def _initials(keys: list[str], others: dict[str, Chain]) -> None:
    """Names in capitals that are the initials of a longer one: FOB, Fall Out Boy."""
    spelling: dict[str, list[Chain]] = defaultdict(list)
    for chain in dict.fromkeys(others.values()):
        if len(chain.words) > 1 and chain.kind not in {"GPE", "LOC"}:
            spelling["".join(word[0] for word in chain.words).upper()].append(chain)
    for key in dict.fromkeys(keys):
        if key.isupper() and key.isalpha() and len(spelling.get(key, ())) == 1:
            others[_norm(key)] = spelling[key][0]


def _longer_form(words: tuple[str, ...], kind: str, chains: list[Chain]) -> Chain | None:
    """The chain of the full name that a short one stands for: Capitol (Records), (Led) Zeppelin."""
    endings = read_cues().endings
    found = []
    for chain in chains:
        full = chain.words
        if len(full) <= len(words) or chain.kind not in NAMED_FULL:
            continue
        labelled = full[: len(words)] == words and all(
            endings.get(w.lower()) in {"ORG", "FAC"} for w in full[len(words) :]
        )
        if (labelled and chain.kind in {"ORG", "FAC"} and kind != "PERSON") or (
            kind in {"GROUP", "ORG", "PERSON", ""}
            and chain.kind == "GROUP"
            and "&" not in full
            and _is_part(words, full)
        ):
            found.append(chain)
    distinct = list(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else None


def _is_part(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a group's short name begins or ends the full one: Zeppelin, Rage, the Heartbreakers."""
    return full[-len(words) :] == words or (full[: len(words)] == words and "and" not in full)


def _longer_title(words: tuple[str, ...], chains: list[Chain]) -> Chain | None:
    """The full title of a short one: Mercy Mercy Me (The Ecology)."""
    for chain in chains:
        full = chain.words
        rest = full[len(words) :]
        if (
            chain.kind == "WORK"
            and rest
            and full[: len(words)] == words
            and (rest[0][0] in "([" or words[-1].endswith(":"))
        ):
            return chain
    return None


def _is_shouted(key: str) -> bool:
    """Whether a name stands in capitals throughout: LEONARD COHEN."""
    return key.isupper() and " " in key


# ---------------------------------------------------------------- canonical names


def _entitle(tokens: Tokens, names: list[Name], chains: list[Chain | None]) -> None:
    """Gives each chain its canonical name: the fullest form, with the article as the text has it."""
    inside: dict[Chain, list[bool]] = defaultdict(list)
    opening: dict[Chain, list[bool]] = defaultdict(list)
    for name, chain in zip(names, chains, strict=True):
        if chain is None or surface(tokens, name) != " ".join(chain.words):
            continue  # only full forms count: not The Heartbreakers for Tom Petty and the Heartbreakers
        own = tokens.text[name.start] == "The" and name.end - name.start > 1
        before = name.start - 1
        if chain.kind == "GROUP" and own and tokens.starts[name.start]:
            opening[chain].append(True)
        elif chain.kind == "GROUP" and before >= 0 and tokens.starts[before]:
            opening[chain].append(tokens.text[before] == "The")
        elif name.quoted or chain.kind == "WORK" or not _opens(tokens, name):
            inside[chain].append(own)
    for chain in chains:
        if chain and not chain.title:
            flags = inside[chain] or opening[chain] or [False]  # The Kinks opens a sentence
            full = " ".join(chain.words)
            chain.title = f"The {full}" if 2 * sum(flags) >= len(flags) else full


def _opens(tokens: Tokens, name: Name) -> bool:
    """Whether a name begins its sentence or stands in a headline, where a capital article means nothing."""
    return tokens.starts[name.start] or tokens.headline[name.start]
