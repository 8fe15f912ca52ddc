"""Pronouns and nominals: whom `he`, `its` and `the band` mean. Unsure ones stay out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities.aliases import Chain
from pipeline.entities.names import Name
from pipeline.entities.tokens import Tokens
from pipeline.entities.traits import Traits
from pipeline.entities.words import read_cues

# The weights of an antecedent: how near it is, and how prominent.
NEAR = (3.0, 2.25, 1.0, 0.5)  # same sentence, the one before, two, three before
NOMINAL_REACH = 10  # sentences that `the band` looks back
SUBJECT, PARALLEL, OWNER, TOPIC, OFTEN, FITS, DESCRIBED = 1.5, 0.75, 1.0, 1.0, 0.1, 1.5, 3.0
MOST_OFTEN = 0.6
ABOVE, LOOSE, NAMELESS, CONJOINED, KNOWN = 1.0, 1.5, 0.5, 1.0, 0.75
FADED = 0.4  # of the weight of a subject two sentences back
SUBORDINATE = 3.0  # off for other sentences when the pronoun stands in a subordinate clause
BESIDE = 0.75  # to take up Eric Clapton’s duties when he departed
FAR = 9  # sentences that he and she look back when nobody is nearer
USUAL = 3  # pronouns of one gender, and so many times more than of the other
LOWEST = 2.0  # of a candidate for `it` and `they`
MARGIN = 0.4  # the best must beat the second by this
IN_SPEECH = 1.0  # and by this inside a quotation
IMPOSSIBLE = -2.0  # what `it` is said to be contradicts the type
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
THINGS = frozenset(["WORK", "GROUP", "ORG", "EVENT", "FAC", "PRODUCT", "THING"])
CLEFT = frozenset(["that", "when", "before", "until", "since", "who"])
PHRASE = frozenset(["IN", "PRP$", "JJ", "NN", "DT", "NNP", "CD", "VBN"])  # of his own, by Sam Cooke
PLURALS = frozenset(["GROUP", "PEOPLE"])


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or nominal from token `start` to `end` and what it stands for."""

    start: int
    end: int
    kind: str
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something mentioned: chains, or none for a thing without a name (a documentary)."""

    chains: tuple[Chain, ...]
    kind: str
    index: int
    sentence: int
    subject: bool
    noun: str = ""

    @property
    def key(self) -> object:
        """What makes two entries one candidate."""
        return tuple(id(chain) for chain in self.chains) or (self.noun, self.index)


class Discourse:
    """What has been mentioned up to a place in the article."""

    def __init__(
        self, tokens: Tokens, names: list[Name], chains: list[Chain | None], traits: dict[int, Traits]
    ):
        self.tokens = tokens
        self.traits = traits
        self.entries: list[Entry] = []
        self.last: dict[int, Entry] = {}  # of each chain
        self.described = {
            word for t in traits.values() for noun in t.nouns for word in (noun, *_families(noun))
        }
        self.starts = {name.start: chain.kind for name, chain in zip(names, chains, strict=True) if chain}
        self.has_group = any(chain is not None and chain.kind == "GROUP" for chain in chains)
        self.topics = _topics(tokens, names, chains, traits)
        usual = _usual_gender(tokens)
        for chain in chains:
            if (
                chain
                and usual
                and id(chain) in self.topics
                and chain.kind == "PERSON"
                and not self.gender(chain)
            ):
                traits[id(chain)].gender = usual

    def enter(self, entry: Entry) -> None:
        """Adds what has just been mentioned."""
        self.entries.append(entry)
        if len(entry.chains) == 1:
            self.last[id(entry.chains[0])] = entry

    def gender(self, chain: Chain) -> str:
        """Male, female or empty."""
        return self.traits[id(chain)].gender


def _usual_gender(tokens: Tokens) -> str:
    """The gender of nearly all pronouns of the article; empty where they are mixed."""
    kinds = _pronoun_kinds()
    counts = Counter(kinds.get(word, "") for word in tokens.lower)
    for kind, other in (("male", "female"), ("female", "male")):
        if counts[kind] >= USUAL and counts[kind] >= USUAL * counts[other]:
            return kind
    return ""


def find_references(
    tokens: Tokens,
    names: list[Name],
    chains: list[Chain | None],
    traits: dict[int, Traits],
    speech: list[tuple[int, int]],
) -> list[Reference]:
    """References in the article, in order."""
    discourse = Discourse(tokens, names, chains, traits)
    at = {name.start: (name, chain) for name, chain in zip(names, chains, strict=True)}
    spoken = {index for start, end in speech for index in range(start, end)}
    references: list[Reference] = []
    pronouns = _pronoun_kinds()
    index = 0
    while index < len(tokens):
        if index in at:
            name, chain = at[index]
            _enter_name(discourse, name, chain)
            index = name.end
            continue
        tag = tokens.tag[index]
        reference = None
        if tag in {"PRP", "PRP$"} and tokens.lower[index] in pronouns:
            reference = _pronoun(discourse, index, pronouns[tokens.lower[index]], index in spoken)
        elif tag in {"NN", "NNS"} or (tag == "CD" and tokens.lower[index] == "two"):
            reference = _nominal(discourse, index, at)
            if reference is None:
                _enter_noun(discourse, index)
        if reference:
            references.append(reference)
            chain = reference.chains[0]
            kind = chain.kind if len(reference.chains) == 1 else "PEOPLE"
            discourse.enter(_entry(tokens, reference.chains, kind, index))
            if reference.kind == "pronoun" and kind == "PERSON":
                _enter_company(discourse, index, chain)
        index += 1
    return references


def _enter_company(discourse: Discourse, index: int, chain: Chain) -> None:
    """Notes two people as one party: with Cropper he wrote it, and they recorded it."""
    tokens = discourse.tokens
    for entry in discourse.entries[-4:-1]:
        place = tokens.head[entry.index]
        if (
            entry.kind == "PERSON"
            and entry.chains
            and entry.chains[0] is not chain
            and tokens.lower[place] == "with"
            and _verb_of(tokens, place) == _verb_of(tokens, index)
            and tokens.dep[index] in SUBJECTS
        ):
            discourse.enter(_entry(tokens, (chain, *entry.chains), "PEOPLE", index))
            return


def _pronoun_kinds() -> dict[str, str]:
    """Third persons and their kinds, without reflexives: Gaye himself is named already."""
    groups = read_cues().groups
    kinds = ("male", "female", "thing", "plural")
    words = {word: kind for kind in kinds for word in groups[f"pronouns.{kind}"]}
    return {word: kind for word, kind in words.items() if word not in groups["pronouns.reflexive"]}


def _topics(
    tokens: Tokens, names: list[Name], chains: list[Chain | None], traits: dict[int, Traits]
) -> tuple[int, ...]:
    """The chains that the article is about: its first name, and its most frequent person."""
    topics: list[int] = []
    for name, chain in zip(names, chains, strict=True):
        if (
            chain
            and chain.kind not in {"NORP", "GPE", "LOC"}
            and not topics
            and not tokens.headline[name.start]
        ):
            topics.append(id(chain))
    people = [c for c in chains if c and c.kind == "PERSON"]
    if people:
        often = max(people, key=lambda c: traits[id(c)].mentions)
        if traits[id(often)].mentions > 2:
            topics.append(id(often))
    return tuple(dict.fromkeys(topics))


# ---------------------------------------------------------------- what is mentioned


def _entry(tokens: Tokens, chains: tuple[Chain, ...], kind: str, index: int, noun: str = "") -> Entry:
    return Entry(chains, kind, index, tokens.sentence[index], _is_subject(tokens, index), noun)


def _is_subject(tokens: Tokens, index: int) -> bool:
    """Whether a word is a subject, or a later member of one."""
    while tokens.dep[index] == "conj" and tokens.head[index] != index:
        index = tokens.head[index]
    return tokens.dep[index] in SUBJECTS


def _enter_name(discourse: Discourse, name: Name, chain: Chain | None) -> None:
    if chain is None:
        return
    tokens = discourse.tokens
    root = tokens.root(name.start, name.end)
    last = discourse.entries[-1] if discourse.entries else None
    discourse.enter(_entry(tokens, (chain,), chain.kind, root))
    if last and last.chains and chain.kind == "PERSON" and last.kind in {"PERSON", "PEOPLE"}:
        between = tokens.lower[last.index + 1 : name.start]
        if (
            between
            and set(between) <= {"and", ",", "&"}
            and last.sentence == tokens.sentence[root]
            and "and" in between
        ):
            both = tuple(dict.fromkeys((*_listed_before(discourse), chain)))
            if len(both) > 1:
                discourse.enter(_entry(tokens, both, "PEOPLE", root))


def _listed_before(discourse: Discourse) -> tuple[Chain, ...]:
    """The people of the list that the last entry ends: A, B (and C)."""
    entries = discourse.entries[:-1]
    chains: list[Chain] = []
    place = entries[-1].index if entries else -1
    for entry in reversed(entries):
        between = discourse.tokens.lower[entry.index + 1 : place]
        if (
            entry.kind != "PERSON"
            or place - entry.index > 6
            or (chains and "," not in between and "and" not in between)
        ):
            break
        chains += entry.chains
        place = entry.index
    return tuple(reversed(chains))


def _enter_noun(discourse: Discourse, index: int) -> None:
    """Notes a thing or person without a name, so that `it` or `he` can mean it."""
    tokens = discourse.tokens
    if tokens.dep[index] not in SUBJECTS | {"dobj", "attr", "pobj", "appos", "conj"}:
        return
    lemma = tokens.lemma[index]
    cues = read_cues()
    kind = cues.nouns.get(lemma, "")
    person = kind == "PERSON" or lemma in {
        "man",
        "woman",
        "boy",
        "girl",
        "fan",
        "person",
        "child",
        "kid",
        "friend",
        "student",
    }
    if (tokens.dep[index] in {"attr", "appos"} and kind) or _is_apposed(discourse, index):
        return  # X is an album: no second thing
    if lemma in cues.groups["nominals.times"]:
        return
    plural = tokens.tag[index] == "NNS"
    if tokens.dep[index] in {"pobj", "conj"} and not (kind in {"WORK", "GROUP", "PERSON"} or person):
        return
    entry_kind = (
        "PEOPLE" if plural else "PERSON" if person else kind if kind in {"WORK", "GROUP"} else "THING"
    )
    discourse.enter(_entry(tokens, (), entry_kind, index, lemma))


def _is_apposed(discourse: Discourse, index: int) -> bool:
    """Whether a noun describes the name beside it: his brother Frankie; Tammi Terrell, his partner."""
    tokens = discourse.tokens
    after = index + 1
    if after < len(tokens) and tokens.text[after] in {",", "“", '"'} and tokens.tag[index] != "NNS":
        after += 1
    if after < len(tokens) and after in discourse.starts and read_cues().nouns.get(tokens.lemma[index]):
        return tokens.text[index + 1] != "," or discourse.starts[after] == "PERSON"
    if _is_apposed_further(discourse, index):
        return True
    start = index
    while start > 0 and tokens.tag[start - 1] in {"JJ", "PRP$", "DT", "NN", "HYPH", "CC", "POS", "VBN"}:
        start -= 1
    last = discourse.entries[-1] if discourse.entries else None
    return bool(last and last.chains and tokens.text[start - 1 : start] == [","] and last.index == start - 2)


def _is_apposed_further(discourse: Discourse, index: int) -> bool:
    """Whether a name of its kind follows the phrase of a noun: a song of his own, “You Better Move On”."""
    tokens = discourse.tokens
    kind = read_cues().nouns.get(tokens.lemma[index])
    if tokens.tag[index] != "NN" or kind not in {"WORK", "GROUP"}:
        return False
    place = index + 1
    while place < min(index + 7, len(tokens)) and tokens.tag[place] in PHRASE:
        place += 1
    if place == index + 1 or tokens.text[place : place + 1] != [","]:
        return False
    after = place + 2 if tokens.text[place + 1 : place + 2] in (["“"], ['"']) else place + 1
    return discourse.starts.get(after) == kind


# ---------------------------------------------------------------- pronouns


def _pronoun(discourse: Discourse, index: int, kind: str, spoken: bool) -> Reference | None:
    tokens = discourse.tokens
    if kind == "thing" and _is_empty(tokens, index):
        return None
    if (
        kind == "plural"
        and "themselves" in tokens.lower[index + 1 : index + 3]
        and tokens.lemma[index + 1] == "call"
    ):
        return None  # they called themselves X: whoever they were before
    scored = sorted(_score_all(discourse, index, kind), key=lambda pair: -pair[0])
    if kind in {"thing", "plural"}:
        scored = [pair for pair in scored if pair[0] >= LOWEST]
    chains = _winner(scored, IN_SPEECH if spoken else MARGIN)
    if not chains:
        return None
    if kind in {"male", "female"} and not discourse.gender(chains[0]):
        discourse.traits[id(chains[0])].gender = kind
    return Reference(index, index + 1, "pronoun", chains)


def _winner(scored: list[tuple[float, Entry]], margin: float) -> tuple[Chain, ...]:
    if not scored:
        return ()
    best = scored[0]
    rivals = [score for score, entry in scored[1:] if entry.key != best[1].key]
    if rivals and best[0] - rivals[0] < margin:
        return ()
    return best[1].chains


def _score_all(discourse: Discourse, index: int, kind: str) -> list[tuple[float, Entry]]:
    """Each candidate antecedent with its best score."""
    tokens = discourse.tokens
    here = tokens.sentence[index]
    best: dict[object, tuple[float, Entry]] = {}
    bound: set[object] = set()
    for entry in _reachable(discourse, here, FAR if kind in {"male", "female"} else len(NEAR)):
        distance = here - entry.sentence
        if not _agrees(discourse, entry, kind):
            continue
        if _is_bound(tokens, entry, index):
            bound.add(entry.key)
            continue
        if distance >= len(NEAR) and entry.key in best:
            continue
        score = _score(discourse, entry, index, kind, distance)
        if score > best.get(entry.key, (-9.0, entry))[0]:
            best[entry.key] = (score, entry)
    scored = [pair for key, pair in best.items() if key not in bound]
    near = [pair for pair in scored if here - pair[1].sentence < len(NEAR)]
    return near if any(entry.chains for _, entry in near) else scored


def _reachable(discourse: Discourse, here: int, reach: int) -> Iterator[Entry]:
    """Entries of the last sentences, latest first; for people, at last what the article is about."""
    for entry in reversed(discourse.entries):
        if here - entry.sentence >= reach:
            break
        yield entry
    if reach == FAR:
        yield from (discourse.last[topic] for topic in discourse.topics if topic in discourse.last)


def _score(discourse: Discourse, entry: Entry, index: int, kind: str, distance: int) -> float:
    tokens = discourse.tokens
    fits = _fits(tokens, entry, index, kind)
    if fits <= IMPOSSIBLE:
        return fits * SUBORDINATE
    score = (NEAR[distance] if distance < len(NEAR) else 0.0) + _prominence(discourse, entry) + FITS * fits
    if entry.subject:
        fade = 1.0 if distance < 2 or _is_topic(discourse, entry) else FADED
        score += SUBJECT * fade
        if tokens.dep[index] in SUBJECTS:
            score += PARALLEL * fade
        if distance == 0:
            score += _clause_bonus(tokens, entry, index)
    elif distance == 0:
        score += BESIDE * (_clause_bonus(tokens, entry, index) > 0)
    if distance and _is_subordinate(tokens, index):
        score -= SUBORDINATE
    loose = not entry.subject or tokens.dep[index] in {"dobj", "pobj"}
    if kind in {"thing", "plural"} and distance and fits <= 0 and loose and not _is_topic(discourse, entry):
        score -= LOOSE  # what was no subject is seldom taken up by `it`
    if kind in {"male", "female"} and entry.chains and discourse.gender(entry.chains[0]) == kind:
        score += KNOWN
    if not entry.chains:
        score -= NAMELESS
    if kind in {"male", "female"} and _is_conjoined(tokens, entry.index):
        score -= CONJOINED
    return score


def _clause_bonus(tokens: Tokens, entry: Entry, index: int) -> float:
    """More for the subject of the same clause (his), or of a clause above: White was asked whether he ..."""
    own, other = _verb_of(tokens, index), _verb_of(tokens, entry.index)
    if own == other:
        return OWNER if tokens.tag[index] == "PRP$" else 0.0
    place = own
    for _ in range(6):
        if tokens.head[place] == place:
            return 0.0
        place = tokens.head[place]
        if place == other:
            return ABOVE
    return 0.0


def _is_subordinate(tokens: Tokens, index: int) -> bool:
    """Whether a pronoun stands in a clause below another, so that its own sentence comes first."""
    verb = _verb_of(tokens, index)
    return tokens.dep[verb] in {"advcl", "relcl", "ccomp", "acl", "pcomp"}


def _is_conjoined(tokens: Tokens, index: int) -> bool:
    return tokens.dep[index] == "conj" or any(tokens.dep[child] == "conj" for child in tokens.children[index])


def _is_topic(discourse: Discourse, entry: Entry) -> bool:
    return any(id(chain) in discourse.topics for chain in entry.chains)


def _prominence(discourse: Discourse, entry: Entry) -> float:
    if not entry.chains:
        return 0.0
    topic = TOPIC * _is_topic(discourse, entry)
    often = min(MOST_OFTEN, OFTEN * discourse.traits[id(entry.chains[0])].mentions)
    return topic + often


def _agrees(discourse: Discourse, entry: Entry, kind: str) -> bool:
    """Whether number, gender and type allow the pronoun to mean the entry."""
    if kind == "plural":
        return entry.kind in PLURALS
    if kind == "thing":
        return entry.kind in THINGS and not (
            entry.kind == "GROUP" and entry.chains and entry.chains[0].plural
        )
    if entry.kind != "PERSON":
        return False
    if not entry.chains:
        return (
            not entry.noun
            or entry.noun not in read_cues().groups[f"gender.{'male' if kind == 'female' else 'female'}"]
        )
    return discourse.gender(entry.chains[0]) in {"", kind}


def _is_bound(tokens: Tokens, entry: Entry, index: int) -> bool:
    """Whether grammar forbids it: in `Page met him`, him is not Page; nor is his in `his friend Page`."""
    if tokens.sentence[index] != tokens.sentence[entry.index]:
        return False
    if tokens.tag[index] == "PRP$":
        return entry.index in _described(tokens, tokens.head[index])
    if tokens.dep[index] in SUBJECTS:  # With Al Cleveland he ...
        direct = tokens.dep[entry.index] in {"pobj", "dobj", "dative"}
        return direct and _same_clause(tokens, entry.index, index)
    if not entry.subject:
        return False
    return _same_clause(tokens, entry.index, index) or _is_controlled(tokens, entry.index, index)


def _is_controlled(tokens: Tokens, subject: int, index: int) -> bool:
    """Whether a pronoun is the object of an infinitive with that subject: Smith quit to replace him."""
    verb = _verb_of(tokens, index)
    for _ in range(3):
        if tokens.dep[verb] not in {"xcomp", "advcl"} or tokens.tag[verb] not in {"VB", "VBG"}:
            return False
        if any(tokens.dep[child] in SUBJECTS for child in tokens.children[verb]):
            return False
        verb = _verb_of(tokens, verb)
        if verb == _verb_of(tokens, subject):
            return True
    return False


def _described(tokens: Tokens, noun: int) -> Iterator[int]:
    """A noun and those that it is in apposition to: Cleveland, a writer and his neighbour."""
    yield noun
    while tokens.dep[noun] in {"conj", "appos"} and tokens.head[noun] != noun:
        noun = tokens.head[noun]
        yield noun


def _same_clause(tokens: Tokens, first: int, second: int) -> bool:
    return _verb_of(tokens, first) == _verb_of(tokens, second)


def _verb_of(tokens: Tokens, index: int) -> int:
    """The verb of the clause in which a word stands."""
    for _ in range(12):
        head = tokens.head[index]
        if head == index:
            return index
        if tokens.tag[head][:2] in {"VB", "MD"} and tokens.dep[index] not in {"conj"}:
            return head
        index = head
    return index


def _fits(tokens: Tokens, entry: Entry, index: int, kind: str) -> float:
    """Whether the verb or the owned thing suits the type: it was released (a work)."""
    if kind not in {"thing", "plural"}:
        return 0.0
    groups = read_cues().groups
    head = tokens.head[index]
    lemma = tokens.lemma[head]
    if tokens.tag[index] == "PRP$":
        if kind == "thing" and lemma in groups["it.work_parts"]:
            return 1.0 if entry.kind == "WORK" else -1.0
        if lemma in groups["it.group_parts"]:
            return 1.0 if entry.kind in {"GROUP", "PEOPLE"} else -1.0
    elif tokens.dep[index] == "nsubjpass" and kind == "thing":
        if lemma in groups["it.works_done"]:
            return 1.0 if entry.kind == "WORK" else -1.0
        if lemma in groups["it.groups_done"]:
            return 1.0 if entry.kind in {"GROUP", "ORG"} else -1.0
    elif tokens.dep[index] == "dobj" and kind == "thing" and lemma in groups["it.works_done"]:
        return 1.0 if entry.kind == "WORK" else -1.0
    elif tokens.dep[index] == "nsubj":
        if kind == "thing" and groups["charted.words"] & set(tokens.lower[head + 1 : head + 5]):
            return 1.0 if entry.kind == "WORK" else IMPOSSIBLE
        if kind == "thing" and lemma == "be":
            return _fits_copula(tokens, entry, head)
        if kind == "thing" and lemma in groups["it.works_do"]:
            return 1.0 if entry.kind == "WORK" else -0.5
        if lemma in groups["it.groups_do"]:
            return 1.0 if entry.kind in {"GROUP", "PEOPLE"} else -0.5
    return 0.0


def _fits_copula(tokens: Tokens, entry: Entry, verb: int) -> float:
    """Whether what `it` is said to be suits the type: it was a long and narrow room (no band)."""
    cues = read_cues()
    for child in tokens.children[verb]:
        if tokens.dep[child] == "attr" and tokens.tag[child] == "NN":
            noun = tokens.lemma[child]
            kind = "FAC" if noun in cues.groups["it.places"] else cues.nouns.get(noun, "")
            if kind in {"WORK", "GROUP", "ORG", "FAC", "EVENT"}:
                return 1.0 if entry.kind == kind else IMPOSSIBLE
    return 0.0


def _is_empty(tokens: Tokens, index: int) -> bool:
    """Whether `it` means nothing: it was not until, it is said that, it took years to."""
    if tokens.tag[index] == "PRP$":
        return False
    groups = read_cues().groups
    head = tokens.head[index]
    lemma = tokens.lemma[head]
    if tokens.dep[index] == "expl" or lemma in groups["it.empty"]:
        return True
    children = tokens.children[head]
    clausal = [
        c
        for c in children
        if tokens.dep[c] in {"ccomp", "csubj", "xcomp", "relcl", "acl", "advcl"} and c > index
    ]
    if lemma in groups["it.said"] and tokens.dep[index] == "nsubjpass":
        return True
    after = tokens.lower[head + 1 : head + 3]
    if lemma == "be" and tokens.dep[index] in SUBJECTS:
        named = head + 1 < len(tokens) and tokens.doc[head + 1].ent_type_ == "PERSON"
        if named and "POS" not in tokens.tag[head + 2 : head + 5]:
            return True  # it was Al Bell who ...
        later = tokens.lower[head + 1 : head + 20]
        if tokens.tag[head + 1 : head + 2] in (["IN"], ["CD"], ["RB"]) and CLEFT & set(later):
            return True  # it was on her first tour that she ...; it was 1960 before ...
        if "until" in after or "when" in after or "who" in tokens.lower[head + 1 : head + 7]:
            return True
        if "that" in tokens.lower[head + 1 : head + 9] and not set(after) & {"one", "a", "an", "the"}:
            return True
        if any(tokens.dep[c] in {"ccomp", "csubj", "xcomp"} for c in clausal):
            return True
    if tokens.dep[index] == "pobj" and tokens.lower[index + 1 : index + 2] == ["that"]:
        return True  # he saw to it that
    if lemma == "take" and tokens.dep[index] == "nsubj":
        return True
    return tokens.dep[index] in {"dobj", "nsubj"} and tokens.lower[index + 1 : index + 3] in (
        ["clear", "that"],
        ["possible", "to"],
    )


# ---------------------------------------------------------------- nominals


def _nominal(discourse: Discourse, index: int, at: dict[int, tuple[Name, Chain | None]]) -> Reference | None:
    """The band, the album, the two: what a definite noun stands for."""
    tokens = discourse.tokens
    cues = read_cues()
    start = _determiner(tokens, index)
    if start < 0 or _is_predicate(tokens, index) or _is_specified(tokens, start, index, at):
        return None
    lemma = tokens.lemma[index]
    if tokens.tag[index] in {"NNS", "CD"}:
        return _pair(discourse, start, index) if lemma in cues.groups["nominals.plural"] else None
    kind = cues.nouns.get(lemma, "")
    if lemma in cues.groups["nominals.plural"] and not discourse.has_group:
        return _pair(discourse, start, index)
    if not kind and lemma in cues.groups["nominals.generic"]:
        kind = "PERSON"
    if (
        kind not in {"GROUP", "PERSON", "WORK", "ORG", "EVENT", "FAC"}
        or lemma in cues.groups["nominals.never"]
    ):
        return None
    scored = sorted(_score_nominals(discourse, index, kind, lemma), key=lambda pair: -pair[0])
    chains = _winner(scored, MARGIN)
    return Reference(start, index + 1, "nominal", chains) if chains else None


def _determiner(tokens: Tokens, index: int) -> int:
    """The place of the, this or that before a noun; -1 where other words say that something else is meant."""
    other = read_cues().groups["nominals.other"]
    for place in range(index - 1, max(index - 6, -1), -1):
        lower = tokens.lower[place]
        if lower in {"the", "this", "that"} and tokens.tag[place] == "DT":
            return place
        if (
            lower in other
            or tokens.tag[place] not in {"JJ", "NNP", "NN", "HYPH", "VBN"}
            or tokens.tag[place] == "CD"
        ):
            return -1
    return -1


def _is_predicate(tokens: Tokens, index: int) -> bool:
    """Whether a noun says what something is, instead of standing for it: X is the singer."""
    dep, head = tokens.dep[index], tokens.head[index]
    if dep in {"attr", "appos", "oprd", "compound", "nmod", "amod", "ROOT"}:
        return True
    if dep == "pobj" and tokens.lower[head] == "as":
        return True
    return index + 1 < len(tokens) and tokens.tag[index + 1] in {"NN", "NNS", "HYPH"}


def _is_specified(tokens: Tokens, start: int, index: int, at: dict[int, tuple[Name, Chain | None]]) -> bool:
    """Whether the phrase names or describes its own: the band Blur, the band that he formed."""
    for place in range(start, index):
        chain = at[place][1] if place in at else None
        if place in at and not (chain and chain.kind in {"NORP", "GPE"}):
            return True
    after = index + 1
    if after < len(tokens):
        if tokens.text[after] in {"“", '"', "‘"}:
            after += 1
        if tokens.text[after] == "," and after + 1 in at and tokens.dep[at[after + 1][0].start] != "conj":
            return not (after + 2 < len(tokens) and tokens.text[at[after + 1][0].end] == "and")
        if after in at or tokens.lower[after] in {
            "of",
            "by",
            "called",
            "titled",
            "entitled",
            "that",
            "which",
            "who",
            "whose",
            "behind",
        }:
            return tokens.text[index + 1] != ","
    return any(
        tokens.dep[child] in {"relcl", "acl"} and "," not in tokens.text[index + 1 : child]
        for child in tokens.children[index]
        if child > index
    )


def _pair(discourse: Discourse, start: int, index: int) -> Reference | None:
    """The two, the brothers: the last two people named together."""
    here = discourse.tokens.sentence[index]
    for entry in reversed(discourse.entries):
        if here - entry.sentence > 2:
            return None
        if entry.kind == "PEOPLE" and len(entry.chains) == 2:
            return Reference(start, index + 1, "nominal", entry.chains)
    return None


def _score_nominals(discourse: Discourse, index: int, kind: str, lemma: str) -> Iterator[tuple[float, Entry]]:
    here = discourse.tokens.sentence[index]
    seen: set[object] = set()
    generic = lemma in read_cues().groups["nominals.generic"] or (
        kind == "PERSON" and _is_nobodys(discourse, lemma)
    )
    for entry in reversed(discourse.entries):
        distance = here - entry.sentence
        if distance > NOMINAL_REACH:
            break
        if entry.kind != kind or entry.key in seen or len(entry.chains) > 1:
            continue
        if (
            kind == "PERSON"
            and distance == 0
            and entry.subject
            and _same_clause(discourse.tokens, entry.index, index)
        ):
            continue
        seen.add(entry.key)
        described = _describes(discourse, entry, lemma, generic)
        if described < 0 or (
            kind in {"PERSON", "ORG", "FAC", "EVENT"} and described <= 0 and not (generic and distance < 3)
        ):
            continue
        near = 3.0 - 0.3 * distance if distance else 3.0
        yield near + DESCRIBED * described + SUBJECT * entry.subject + _prominence(discourse, entry), entry


def _is_nobodys(discourse: Discourse, lemma: str) -> bool:
    """Whether nobody in the article is called by a role, so that the topic may be meant: the guitarist."""
    family = _families(lemma)
    return bool(family) and discourse.described.isdisjoint({lemma, *family})


def _describes(discourse: Discourse, entry: Entry, lemma: str, generic: bool) -> float:
    """1 where the article calls the entry so, 0 where it may, -1 where it calls it something else."""
    if not entry.chains:
        return 1.0 if entry.noun == lemma or _families(entry.noun) & _families(lemma) else -1.0
    nouns = discourse.traits[id(entry.chains[0])].nouns
    if lemma in nouns:
        return 1.0
    if generic:
        return 0.0
    if not nouns:
        return 0.0
    own = frozenset(family for noun in nouns for family in _families(noun))
    if own & _families(lemma):
        return 0.8
    return -1.0 if own or entry.kind != "PERSON" else 0.0


def _families(noun: str) -> frozenset[str]:
    return _family_index().get(noun, frozenset())


_FAMILIES: dict[str, frozenset[str]] = {}


def _family_index() -> dict[str, frozenset[str]]:
    if not _FAMILIES:
        for key, words in read_cues().groups.items():
            if key.startswith("families."):
                for word in words:
                    _FAMILIES[word] = _FAMILIES.get(word, frozenset()) | {key}
    return _FAMILIES
