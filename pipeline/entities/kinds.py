"""What kind of thing each name stands for, by the evidence of the whole article."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities.names import COPULAS, DETERMINERS, NOUNS, RELEASED, Name, defining_type, noun_at
from pipeline.entities.tokens import Tokens
from pipeline.entities.words import Cues, read_cues, read_given_names

# How much each kind of evidence weighs. A definition outweighs the model's guess
# at every mention; weak hints (a verb, a preposition) only break ties.
MODEL, QUOTED, ENDING, KNOWN = 2.0, 4.0, 3.0, 8.0
NOUN_BEFORE, DEFINED, NOUN_AFTER = 4.0, 5.0, 3.0
POSSESSED, ROLE_OF, VERB, PLACE, PLURAL, GIVEN, HINT = 2.0, 3.0, 2.0, 1.0, 2.5, 2.0, 1.0
BAND = 1.05  # what the model takes for an organisation is, in music, a band more often than a company
LISTED = 0.7  # the share of its evidence that a name passes to its neighbours in a list
SURE = 1.0  # a name that the model missed needs this much
PREPOSITION_BEFORE_GROUP = frozenset(["of", "for", "with", "in", "from"])

Evidence = dict[str, float]
NAMESAKE = "\u200b"  # ends the key of a work that is named like its artist
TIES = ("PERSON", "WORK", "ORG", "GROUP", "GPE", "FAC", "EVENT", "AWARD", "CHART", "LOC", "NORP", "PRODUCT")
MARKS = frozenset(["“", "”", '"', "the", "‘", "’"])
RENAMED = frozenset(["renamed", "became", "formerly", "previously", "originally"])
RENAMED_WORDS = RENAMED | frozenset(
    [",", "(", "later", "then", "subsequently", "soon", "now", "known", "as", "called", "the"]
)


def _is_artist(evidence: Evidence) -> bool:
    work, group, person = (evidence.get(kind, 0.0) for kind in ("WORK", "GROUP", "PERSON"))
    return work < 0 or (work == 0 and max(group, person) >= NOUN_AFTER)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The key of each name, and by key its type (empty: nothing known) and the evidence for it."""

    keys: list[str]
    kind: dict[str, str]
    evidence: dict[str, Evidence]


def find_kinds(tokens: Tokens, names: list[Name]) -> Kinds:
    """The types of the names of an article, one for all places where a name stands."""
    local = [_local_evidence(tokens, name) for name in names]
    keys = _keys(tokens, names, local)
    shapes: dict[str, Evidence] = {}
    for key, name in zip(keys, names, strict=True):
        if key not in shapes or name.quoted:
            shapes[key] = _shape_evidence(tokens, name)
    _pass_along(tokens, names, local, [shapes[key] for key in keys])
    total: dict[str, Evidence] = {key: dict(shape) for key, shape in shapes.items()}
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, evidence in zip(keys, names, local, strict=True):
        _add(total[key], evidence)
        if name.label:
            labels[key]["WORK!" if name.quoted else name.label] += 1
    for key, counts in labels.items():
        _add(total[key], _model_evidence(counts))
    return Kinds(keys, {key: _decide(evidence) for key, evidence in total.items()}, total)


def _keys(tokens: Tokens, names: list[Name], local: list[Evidence]) -> list[str]:
    """The surface of each name, marked where a work bears the name of its artist.

    >>> 'The Firm released their debut album, The Firm, in 1985.'
    """
    keys = [surface(tokens, name) for name in names]
    artists = {key for key, evidence in zip(keys, local, strict=True) if _is_artist(evidence)}
    artists |= _places(tokens, names, keys)
    return [
        key + NAMESAKE if key in artists and evidence.get("WORK", 0.0) >= NOUN_BEFORE else key
        for key, evidence in zip(keys, local, strict=True)
    ]


def _places(tokens: Tokens, names: list[Name], keys: list[str]) -> set[str]:
    """The names of places: a model's guess, and two mentions in, to or near it."""
    guessed = {key for key, name in zip(keys, names, strict=True) if name.label in {"GPE", "LOC"}}
    near = Counter(
        key
        for key, name in zip(keys, names, strict=True)
        if name.start and tokens.lower[name.start - 1] in read_cues().groups["places.prepositions"]
    )
    return {key for key in guessed if near[key] > 1}


def surface(tokens: Tokens, name: Name) -> str:
    """The name as the article spells it, without a leading article and line breaks."""
    start = name.start + 1 if tokens.lower[name.start] == "the" and name.end - name.start > 1 else name.start
    return spell(tokens, start, name.end)


def spell(tokens: Tokens, start: int, end: int) -> str:
    """The text of a span on one line."""
    return " ".join(tokens.doc[start:end].text.split())


def _decide(evidence: Evidence) -> str:
    sure = [kind for kind in TIES if evidence.get(kind, 0.0) >= SURE]
    best = max(sure, key=lambda kind: evidence[kind]) if sure else ""
    if best == "PERSON" and evidence.get("GROUP", 0.0) == evidence["PERSON"]:
        return "GROUP"  # an artist, with nothing that makes it a person
    return best


def _add(evidence: Evidence, more: Evidence, share: float = 1.0) -> None:
    for kind, weight in more.items():
        evidence[kind] = evidence.get(kind, 0.0) + share * weight


def _model_evidence(labels: Counter[str]) -> Evidence:
    evidence: Evidence = defaultdict(float)
    count = sum(labels.values())
    for label, number in labels.items():
        weight = MODEL * number / count
        if label == "WORK!":
            evidence["WORK"] += QUOTED
        elif label == "GROUP":
            evidence["GROUP"] += QUOTED  # joined by its form: Tom Petty and the Heartbreakers
        elif label == "ORG":
            evidence["ORG"] += weight
            evidence["GROUP"] += BAND * weight
        else:
            evidence[label] += weight
    return evidence


def _shape_evidence(tokens: Tokens, name: Name) -> Evidence:
    """What the words of the name itself say: X Records, The Kinks, Jimmy Page."""
    cues = read_cues()
    evidence: Evidence = defaultdict(float)
    words = tokens.lower[name.start : name.end]
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
    known = cues.names.get(" ".join(words))
    if known:
        evidence[known] += KNOWN
    if name.quoted:
        return evidence
    if name.label == "GROUP":
        evidence["GROUP"] += ENDING
    if " ".join(words) in cues.groups["known.labels"] and name.label not in {"WORK", "GROUP"}:
        evidence["ORG"] += PLURAL
    elif len(words) == 1 and len(words[0].replace(".", "")) < 6 and tokens.text[name.end - 1].isupper():
        evidence["ORG"] += HINT  # KLPR, the BBC
    if len(words) > 1 or words[-1] in {"grammy", "grammys", "juno", "oscar", "oscars", "brits", "bbc"}:
        _add_ending(cues, words, evidence)
    gender = read_given_names().gender
    first = tokens.text[name.end - len(words)]
    if (
        2 <= len(words) <= 4
        and (first in gender or (len(first) == 2 and first[1] == "."))
        and not {"and", "&", "the"} & set(words)
    ):
        evidence["PERSON"] += GIVEN
    elif len(words) == 1 and first in gender:
        evidence["PERSON"] += HINT
    return evidence


def _add_ending(cues: Cues, words: list[str], evidence: Evidence) -> None:
    if words[-3:] == ["of", "the", "year"] or (words[0] == "best" and words[-1] in cues.nouns):
        evidence["AWARD"] += 2 * ENDING
    elif "festival" in words:
        evidence["EVENT"] += ENDING
    elif words[0] == "studio":
        evidence["FAC"] += ENDING
    elif words[-2:] == ["of", "fame"]:
        evidence["ORG"] += 2 * ENDING
    elif "&" in words and cues.endings.get(words[-1]) != "ORG":
        evidence["GROUP"] += ENDING
    elif words[0] == "live" and words[1] in {"at", "in", "from"}:
        evidence["WORK"] += 2 * ENDING
    elif words[-1] in cues.endings:
        evidence[cues.endings[words[-1]]] += ENDING
    elif cues.groups["words.organisations"] & set(words):
        evidence["ORG"] += ENDING
    elif "award" in words or "awards" in words or "prize" in words:
        evidence["AWARD"] += ENDING
    elif words[0] in {"lake", "mount"}:
        evidence["LOC"] += ENDING


# ---------------------------------------------------------------- the words around a name


def _local_evidence(tokens: Tokens, name: Name) -> Evidence:
    evidence: Evidence = defaultdict(float)
    if tokens.headline[name.start] or name.label == "NORP":
        return evidence
    for part in (_before(tokens, name), _after(tokens, name), _article(tokens, name), _syntax(tokens, name)):
        for kind, weight in part:
            evidence[kind] += weight
    return evidence


def _before(tokens: Tokens, name: Name) -> Iterator[tuple[str, float]]:
    """What the words before say: the band X, guitarist X, the label, X."""
    cues = read_cues()
    index = name.start - 1
    if index >= 0 and tokens.text[index] in {"“", '"', "‘", "'"}:
        index -= 1
    if index >= 0 and tokens.lower[index] == "the":
        index -= 1
    comma = index > 0 and tokens.text[index] == ","
    if comma:
        index -= 1
    if index < 0 or tokens.sentence[index] != tokens.sentence[name.start]:
        return
    owns = _owns(tokens, name)
    if comma and (owns or tokens.dep[tokens.root(name.start, name.end)] == "nsubj"):
        return  # Impressed by their song, X named it ...
    lemma, lower = tokens.lemma[index], tokens.lower[index]
    if not comma and lower in cues.groups["person_before.titles"]:
        yield "PERSON", NOUN_BEFORE
    noun = noun_at(tokens, index)
    kind = cues.nouns.get(noun) or cues.nouns.get(lower)
    if comma and not kind:
        yield from _apposed(tokens, index, name)
    if (
        kind
        and (tokens.tag[index] in NOUNS or noun != lemma)
        and not (comma and not _is_defined_noun(tokens, index, name))
    ):
        yield kind, NOUN_BEFORE
    if lemma in {"call", "title", "entitle", "name", "dub"} and tokens.tag[index] in {"VBN", "VBD"} and index:
        kind = _renamed_noun(tokens, index)
        if kind:
            yield kind, NOUN_BEFORE
    if lower in {"themselves", "himself", "herself", "itself"} and tokens.lemma[index - 1] in {
        "call",
        "name",
    }:
        yield ("PERSON" if lower in {"himself", "herself"} else "GROUP"), NOUN_BEFORE
    if comma:
        return
    made = tokens.tag[index][:2] == "VB" and lemma in cues.groups["verbs.work_done"]
    if made and tokens.dep[tokens.root(name.start, name.end)] != "dobj":
        yield "WORK", VERB
    if tokens.tag[index] == "POS" and index and tokens.doc[index - 1].ent_type_ == "PERSON":
        yield "WORK", NOUN_AFTER if tokens.text[name.start] == "The" else PLACE  # Iggy Pop's The Idiot
    if lower == "at" and tokens.lower[name.start - 1] == "the" and not owns:
        yield from (("FAC", HINT), ("GPE", -HINT))  # at the Loft
    if not owns or lower != "at":  # at Jeff Healey’s Roadhouse: no place
        head = tokens.lemma[index - 1] if index else ""
        if owns and lower in {"of", "from", "to"}:
            return  # the film version of H. G. Wells's novel
        if (
            head == "out"
            and lower in {"on", "by"}
            and index > 1
            and tokens.lemma[index - 2] in {"come", "put"}
        ):
            head = "issue"  # came out on X
        yield from _governed(cues, lower, head, name.label)


def _apposed(tokens: Tokens, index: int, name: Name) -> Iterator[tuple[str, float]]:
    """What a noun before its own phrase says: her first album under her own name, X, came out."""
    if name.end >= len(tokens) or tokens.text[name.end] not in {",", ".", "(", ";"}:
        return
    for place in range(index, max(index - 6, 0), -1):
        if tokens.tag[place] == "IN":
            noun = noun_at(tokens, place - 1)
            kind = read_cues().nouns.get(noun)
            if kind in {"WORK", "ORG"} and _is_defined_noun(tokens, place - 1, name):
                yield kind, NOUN_AFTER
            return
        if tokens.tag[place] not in {"PRP$", "JJ", "NN", "NNP", "DT", "CD", "NNS"}:
            return


def _owns(tokens: Tokens, name: Name) -> bool:
    """Whether a possessive follows: Wells's, Wells'."""
    if name.end >= len(tokens):
        return False
    both = tokens.lower[name.end] == "and" and "POS" in tokens.tag[name.end + 1 : name.end + 4]
    if both and name.label in {"PERSON", ""}:
        return True  # Penn and Moman's song
    bare = tokens.text[name.end] in {"'", "’"} and not tokens.space[name.end - 1] and not name.quoted
    return tokens.tag[name.end] == "POS" or (bare and tokens.text[name.end - 1].endswith("s"))


def _governed(cues: Cues, lower: str, head: str, label: str) -> Iterator[tuple[str, float]]:
    """What a preposition and the word before it say: signed to X, released by X, drummer with X, at X."""
    if lower == "to" and head in cues.groups["verbs.travel"]:
        yield "GPE", NOUN_AFTER
    elif lower in {"to", "with", "by"} and head in cues.groups["verbs.sign"]:
        yield "ORG", NOUN_BEFORE
    elif lower in {"by", "on", "through", "via"} and head in cues.groups["verbs.issue"]:
        yield from (("ORG", VERB), ("WORK", -HINT))
    elif lower in {"of", "from", "to"} and head in cues.groups[f"titles.{lower}_works"]:
        yield "WORK", NOUN_BEFORE
    elif lower == "for" and head in cues.groups["verbs.record_for"]:
        yield "ORG", VERB  # nine singles cut for X
    elif lower in {"on", "in", "for"} and head in cues.groups[f"titles.{lower}_works"]:
        yield "WORK", PLURAL
    elif lower == "in" and head == "be" and label not in {"GPE", "LOC"}:
        yield "GROUP", VERB  # who was in Circle Jerks
    elif (
        lower in PREPOSITION_BEFORE_GROUP
        and label not in {"GPE", "LOC"}
        and head in cues.groups["role_after.roles"]
    ):
        yield "GROUP", ROLE_OF  # a member of X, drummer with X
        yield "ORG", HINT
    elif lower in cues.groups["places.prepositions"]:
        yield "GPE", 0.5
    elif lower == "at" and head in cues.groups["places.stages"]:
        yield from (("FAC", VERB), ("GPE", -HINT))  # played at CBGB
    elif lower == "at":
        yield from (("FAC", PLACE), ("EVENT", 0.5), ("ORG", 0.5))
    elif lower == "by":
        weight = HINT if head in cues.groups["role_after.artist"] else 0.5  # a song by X
        yield from (("PERSON", weight), ("GROUP", weight), ("WORK", -VERB))


def _is_defined_noun(tokens: Tokens, index: int, name: Name) -> bool:
    """Whether `the third album, X` has a determiner, so that the name defines the noun."""
    for place in range(index - 1, max(index - 7, -1), -1):
        if tokens.lower[place] in DETERMINERS or tokens.tag[place] in {"POS", "PRP$"}:
            return True
        if tokens.tag[place] not in {"JJ", "NN", "CD", "JJS", "HYPH", "NNP", "VBN", "VBG", ","}:
            return False
    return False


def _renamed_noun(tokens: Tokens, index: int) -> str:
    """The kind of the noun that is called something: a group called X."""
    head = tokens.head[index]
    nouns = read_cues().nouns
    if tokens.dep[index] in {"acl", "relcl"} and tokens.lemma[head] in nouns:
        return nouns[tokens.lemma[head]]
    for place in range(index - 1, max(index - 9, -1), -1):
        if tokens.tag[place] in {"NN", "NNS"} and tokens.lemma[place] in nouns:
            return nouns[tokens.lemma[place]]
    return ""


def _after(tokens: Tokens, name: Name) -> Iterator[tuple[str, float]]:
    """What the words after say: X, a band; X is an album; X (album); X drummer; X's daughter."""
    cues = read_cues()
    end = name.end
    if end < len(tokens) and tokens.text[end] in {"”", '"', "’", "'"} and name.quoted:
        end += 1
    if end + 1 >= len(tokens):
        return
    lower, following = tokens.lower[end], tokens.lower[end + 1]
    if lower in {"’s", "'s", "’", "'"} and tokens.tag[end] == "POS":
        yield from _possessed(tokens, end + 1)
        if tokens.doc[end + 1].ent_type_ == "WORK_OF_ART" or following in {"“", '"', "‘"}:
            yield from (("GROUP", HINT), ("PERSON", HINT), ("WORK", -VERB))  # Overkill’s Horrorscope
    elif (
        lower in COPULAS
        and following in DETERMINERS | {"one"}
        and tokens.sentence[end] == tokens.sentence[name.start]
    ):
        kind = defining_type(tokens, end + 2)
        if kind and not _is_coordinated(tokens, name):
            yield kind, DEFINED
    elif lower == "," and following in RELEASED and following not in {"produced", "directed"}:
        if tokens.starts[name.start]:
            yield "WORK", NOUN_BEFORE  # Ramones, made for six thousand dollars
    elif lower == "," and following in DETERMINERS:
        kind = defining_type(tokens, end + 2)
        if kind and not _in_list(tokens, name):
            yield kind, NOUN_BEFORE
    elif lower == "," and tokens.capital[end + 1] and "POS" in tokens.tag[end + 2 : end + 4]:
        kind = defining_type(tokens, end + 2 + tokens.tag[end + 2 : end + 4].index("POS") + 1)
        if kind in {"ORG", "FAC", "GROUP"} and not _in_list(tokens, name):
            yield kind, NOUN_BEFORE  # on Capitol, Thompson's label
    elif lower in {"by", "on"} or (lower == "," and following in {"by", "of"}):
        yield from _with_maker(tokens, name, end)
    elif lower == "(":
        if _is_year(following) and tokens.text[end + 2 : end + 3] in ([")"], [","]):
            yield "WORK", NOUN_AFTER  # Marquee Moon (1977)
        if following == "born" or (following[:1].isdigit() and "born" in tokens.lower[end + 1 : end + 4]):
            yield "PERSON", DEFINED
        elif (
            tokens.lower[end + 2 : end + 3] in ([")"], [","], ["and"])
            and following in cues.groups["role_after.instruments"]
        ):
            yield "PERSON", NOUN_BEFORE
    elif lower == "," and following == "who":
        yield from (("PERSON", PLACE), ("GROUP", 0.5))
    elif lower == "-" and following in {"born", "bred", "based"}:
        yield "GPE", DEFINED
    elif tokens.tag[end][:2] == "VB":
        yield from _acting(cues, tokens.lemma[end], following)
    elif tokens.tag[end] in {"NN", "NNS"} and not name.quoted and name.label not in {"NORP", "GPE", "LOC"}:
        yield from _modified(tokens, end)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in {"18", "19", "20"}


def _with_maker(tokens: Tokens, name: Name, end: int) -> Iterator[tuple[str, float]]:
    """What stands after its name: X by (or , by) its artist; X on bass; X, of the Kinks."""
    place = end + 1 if tokens.text[end] == "," else end
    after = place + 2 if tokens.lower[place + 1] == "the" else place + 1
    if after >= len(tokens):
        return
    word = tokens.lower[place]
    if word == "on" and tokens.lower[after] in read_cues().groups["role_after.instruments"]:
        yield from (("PERSON", NOUN_BEFORE), ("GROUP", -VERB))
    elif word == "by" and tokens.capital[after] and not name.quoted:
        yield "WORK", VERB
    elif word == "of" and after > place + 1 and tokens.capital[after] and name.end - name.start < 3:
        yield "PERSON", NOUN_AFTER


def _acting(cues: Cues, lemma: str, following: str) -> Iterator[tuple[str, float]]:
    """What the verb right after a name says, whatever the parse: X formed in 1974, X signed to Y."""
    if lemma in cues.groups["verbs.end"] and following in {
        "in",
        "at",
        "after",
        "when",
        ".",
        ",",
        "as",
        "for",
        "and",
    }:
        yield from (("GROUP", ROLE_OF), ("WORK", -HINT))
    elif lemma in cues.groups["verbs.sign"] and following in {"to", "with", "a"}:
        yield from (("GROUP", POSSESSED), ("PERSON", POSSESSED), ("ORG", -POSSESSED))


def _possessed(tokens: Tokens, index: int) -> Iterator[tuple[str, float]]:
    """What the owner of something is: X's line-up, X's wife, X's second album."""
    cues = read_cues()
    for place in range(index, min(index + 5, len(tokens))):
        if tokens.tag[place] not in {"NN", "NNS"}:
            if tokens.tag[place] in {"JJ", "CD", "JJS", "VBN", "HYPH", "NNP"}:
                continue
            return
        lemma = tokens.lemma[place]
        if place + 1 < len(tokens) and tokens.tag[place + 1] in {"NN", "NNS"}:
            continue
        if lemma in cues.groups["role_after.belongings"]:
            yield "GROUP", POSSESSED
        elif lemma in cues.groups["role_after.life"]:
            yield "PERSON", POSSESSED
        elif lemma in cues.groups["role_after.artist"]:
            yield from (("GROUP", HINT), ("PERSON", HINT), ("WORK", -VERB))
        return


def _modified(tokens: Tokens, index: int) -> Iterator[tuple[str, float]]:
    """What a name before a noun is: X drummer Y, X magazine, X songs, the X label."""
    cues = read_cues()
    last = index
    while last + 1 < len(tokens) and tokens.tag[last + 1] in {"NN", "NNS"}:
        last += 1
    lemma = tokens.lemma[last]
    if lemma in cues.groups["role_after.roles"]:
        yield from (("GROUP", ROLE_OF), ("ORG", HINT))
        return
    if lemma in cues.groups["role_after.artist"]:
        yield from (("GROUP", HINT), ("PERSON", HINT), ("WORK", -HINT))
        return
    kind = cues.nouns.get(lemma)
    if kind in {"ORG", "FAC", "EVENT", "CHART", "AWARD", "PRODUCT", "GROUP"} and lemma not in {
        "title",
        "tour",
        "team",
    }:
        yield kind, NOUN_AFTER


def _article(tokens: Tokens, name: Name) -> Iterator[tuple[str, float]]:
    """Plural names with the article are groups: The Kinks, the Four Tops."""
    first = name.start
    with_the = tokens.lower[first] == "the" and name.end - first > 1
    before = tokens.lower[first - 1] if first else ""
    if name.quoted or not (with_the or before == "the"):
        return
    last = tokens.text[name.end - 1]
    if (
        last.endswith("s")
        and not last.endswith("ss")
        and last.lower() not in read_cues().endings
        and not {"of", "and", "in"} & set(tokens.lower[first : name.end])
        and len(last) > 3
    ):
        yield "GROUP", PLURAL
    elif with_the and not tokens.starts[first]:
        yield "GROUP", HINT
    elif before == "the" and tokens.text[first - 1] == "The" and name.label == "PERSON":
        yield "GROUP", HINT  # The Firm released ...
    yield "PERSON", -VERB


def _syntax(tokens: Tokens, name: Name) -> Iterator[tuple[str, float]]:
    """What the governing verb says: joined X, X broke up, X said, recorded X, X were."""
    cues = read_cues()
    root = tokens.root(name.start, name.end)
    dep, head = tokens.dep[root], tokens.head[root]
    lemma = tokens.lemma[head]
    if dep in {"nsubj", "nsubjpass"}:
        if (
            lemma in cues.groups["verbs.end"]
            and dep == "nsubj"
            and not any(tokens.dep[c] == "dobj" for c in tokens.children[head])
        ):
            yield "GROUP", ROLE_OF
        elif dep == "nsubj" and lemma in cues.groups["verbs.perform"]:
            yield from (("GROUP", HINT), ("PERSON", HINT), ("WORK", -HINT))
        elif lemma in cues.groups["verbs.do_person"]:
            yield "PERSON", HINT
        elif dep == "nsubjpass" and lemma in cues.groups["verbs.work_done"]:
            yield from (("WORK", VERB), ("PERSON", -HINT))
        elif (
            dep == "nsubjpass"
            and lemma == "hold"
            and tokens.lower[head + 1 : head + 2] in (["in"], ["at"], ["on"])
        ):
            yield "EVENT", NOUN_AFTER
        elif lemma in cues.groups["verbs.work_subject"]:
            yield "WORK", HINT
        elif lemma == "come" and tokens.lower[head + 1 : head + 2] == ["out"]:
            yield "WORK", NOUN_AFTER
        if not _is_coordinated(tokens, name) and _is_plural_verb(tokens, head):
            yield "GROUP", NOUN_AFTER
    elif dep == "dobj":
        if lemma in cues.groups["verbs.join"]:
            yield from (("GROUP", VERB), ("ORG", HINT), ("WORK", -VERB), ("PERSON", -HINT))
        elif lemma in cues.groups["verbs.make_work"]:
            yield "WORK", NOUN_AFTER if lemma in cues.groups["verbs.work_done"] else HINT
        elif (lemma == "put" and tokens.lower[head + 1 : head + 2] == ["out"]) or (
            lemma == "make" and _is_whole_object(tokens, name)
        ):
            yield "WORK", NOUN_AFTER
    elif dep in {"attr", "appos"}:
        yield from _equated(tokens, root, dep)
    elif (
        dep == "pobj"
        and tokens.lemma[head] == "in"
        and tokens.lemma[tokens.head[head]] in {"bear", "live", "die", "raise"}
    ):
        yield "GPE", VERB


def _is_whole_object(tokens: Tokens, name: Name) -> bool:
    """Whether nothing is said of an object: made Tapestry with her band, not made Oasis famous."""
    bare = tokens.lower[name.start - 1] != "the" and name.label not in {"NORP", "CHART"}
    return bare and tokens.tag[name.end : name.end + 1] in (["IN"], ["."], [","], ["CC"])


def _equated(tokens: Tokens, root: int, dep: str) -> Iterator[tuple[str, float]]:
    """What a noun says that a name is said to be: The record was X; the first album under her own name, X."""
    head = tokens.head[root]
    nouns = [head] if dep == "appos" else [c for c in tokens.children[head] if tokens.dep[c] == "nsubj"]
    for noun in nouns:
        kind = read_cues().nouns.get(noun_at(tokens, noun))
        if kind and noun < root and (tokens.tag[noun] == "NN" or noun_at(tokens, noun) != tokens.lemma[noun]):
            yield kind, NOUN_AFTER


def _is_plural_verb(tokens: Tokens, head: int) -> bool:
    verbs = [
        head,
        *(child for child in tokens.children[head] if tokens.dep[child] in {"aux", "auxpass", "cop"}),
    ]
    return any(
        tokens.lower[verb] in {"are", "were", "have"} and tokens.tag[verb] != "VB" for verb in verbs[:4]
    ) and not any(tokens.tag[verb] == "MD" for verb in verbs)


def _is_coordinated(tokens: Tokens, name: Name) -> bool:
    before = tokens.lower[name.start - 1] if name.start else ""
    if before == "the" and name.start > 1:
        before = tokens.lower[name.start - 2]
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    root = tokens.root(name.start, name.end)
    conjoined = any(tokens.dep[child] == "conj" for child in tokens.children[root])
    listed = before == "," and tokens.dep[root] in {"conj", "appos"}
    return before in {"and", "or"} or listed or after in {"and", "or", "&"} or conjoined


def _in_list(tokens: Tokens, name: Name) -> bool:
    return name.start > 0 and tokens.lower[name.start - 1] in {",", "and"}


def _pass_along(tokens: Tokens, names: list[Name], local: list[Evidence], shapes: list[Evidence]) -> None:
    """Names in a list are alike: the bands A, B and C; so are the old name and the new."""
    own = [dict(shape) for shape in shapes]
    for evidence, more in zip(own, local, strict=True):
        _add(evidence, more)
    carried: Evidence = {}
    for index in range(1, len(names)):
        pair = names[index - 1], names[index]
        if {"PERSON", "ORG"} == {pair[0].label, pair[1].label} and are_listed(tokens, *pair):
            band = index - (pair[0].label == "ORG")
            two = names[band].end - names[band].start == 2  # Mel Farr and Lem Barney
            _add(local[band], {"PERSON" if two else "GROUP": HINT})  # Sinéad O’Connor and Boyzone
        if not are_listed(tokens, names[index - 1], names[index]):
            carried = {}
            continue
        source = dict(own[index - 1])
        _add(source, carried)
        carried = {
            kind: LISTED * weight
            for kind, weight in source.items()
            if weight > 0 and kind not in {"GPE", "FAC", "LOC", "NORP"}
        }
        _add(local[index], carried)


def are_listed(tokens: Tokens, name: Name, following: Name) -> bool:
    gap = [word for word in tokens.lower[name.end : following.start] if word not in MARKS]
    if not gap or len(gap) > 6:
        return False
    if RENAMED & set(gap) and set(gap) <= RENAMED_WORDS:
        return True
    return len(gap) <= 2 and set(gap) <= {",", "and", "&", "or"}
