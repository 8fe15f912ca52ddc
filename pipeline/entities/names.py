"""Names: where they begin and end, each with a first guess of its type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.entities.titles import CLOSE, OPEN, STRAIGHT, find_quotations, find_titles, is_nickname
from pipeline.entities.tokens import Tokens
from pipeline.entities.words import read_cues, read_given_names

LABELS = {"WORK_OF_ART": "WORK", "LAW": "WORK"}
KEPT = frozenset(
    ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "AWARD", "WORK", "GROUP", "CHART"]
)
PROPER = frozenset(["NNP", "NNPS"])
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
EDGE = frozenset([*OPEN, *CLOSE, *STRAIGHT, *"‘’'`,.;:()[]-–—/", "'s", "’s", "&", "and", "of", "with", "*"])
SUFFIXES = frozenset(["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"])
CHART_NOUNS = frozenset(
    ["chart", "charts", "ten", "twenty", "thirty", "forty", "fifty", "10", "20", "30", "40", "50"]
)
DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "its", "this", "that", "another"])
COPULAS = frozenset(["is", "was", "are", "were"])
RELEASED = frozenset(
    [
        "released",
        "recorded",
        "issued",
        "reissued",
        "produced",
        "written",
        "directed",
        "made",
        "composed",
        "cut",
    ]
)
TAILS = frozenset(["on", "for", "by", "with", "at", "in"])
ORCHESTRAS = frozenset(["orchestra", "philharmonic", "symphony", "sinfonietta"])
LABEL_ENDINGS = frozenset(["records", "recordings"])
LONGEST_DEFINED = 12  # words of a name that its sentence defines
LONGEST_DEFINITION = 14  # words up to the noun that defines it: the first of the three live albums
JOINED_BY = frozenset(["of", "de", "van", "von", "der", "del", "la", "du", "&"])


@dataclass(frozen=True, slots=True)
class Name:
    """A name from token `start` to token `end`, exclusive, with a guess of its type (empty: none)."""

    start: int
    end: int
    label: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The names of an article in order, and its quotations (titles among them)."""

    names: list[Name]
    quotations: list[tuple[int, int]]


def find_names(tokens: Tokens) -> Found:
    """Names in the article, none overlapping, in order."""
    quotations = find_quotations(tokens)
    titles = [Name(start, end, "WORK", quoted=True) for start, end in find_titles(tokens, quotations)]
    charts = list(_charts(tokens))
    defined = _select([list(find_defined(tokens)), list(find_clauses(tokens))])
    names = _select([titles, charts, _defined_first(defined, _model_names(tokens))])
    names = _select([titles, charts, _runs(tokens, names)])
    names = _nicknames(tokens, names, quotations)
    names = [part for name in _join(tokens, names) for part in _split(tokens, name)]
    names = _in_headlines(tokens, names)
    return Found(_repeat(tokens, names), quotations)


def _select(layers: list[list[Name]]) -> list[Name]:
    """The names of all layers in order; of two that overlap the one in the earlier layer."""
    taken: set[int] = set()
    chosen = []
    for layer in layers:
        for name in layer:
            if name.start < name.end and taken.isdisjoint(range(name.start, name.end)):
                taken.update(range(name.start, name.end))
                chosen.append(name)
    return sorted(chosen, key=lambda name: name.start)


# ---------------------------------------------------------------- the model's entities


def _model_names(tokens: Tokens) -> list[Name]:
    names = []
    for entity in tokens.doc.ents:
        label = LABELS.get(entity.label_, entity.label_)
        if label in KEPT:
            names += [
                trim(tokens, Name(start, end, label))
                for start, end in _lines(tokens, entity.start, entity.end)
            ]
    return [name for name in names if name.start < name.end]


def _lines(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut at line ends and quotation marks."""
    begin = start
    for index in range(start, end):
        if "\n" in tokens.text[index] or tokens.text[index] in OPEN | CLOSE | STRAIGHT:
            yield begin, index
            begin = index + 1
    yield begin, end


def trim(tokens: Tokens, name: Name) -> Name:
    """The name without possessive, marks, small words and roles at its edges."""
    start, end = name.start, name.end
    while start < end and (tokens.text[end - 1] in EDGE or not _is_capital(tokens, end - 1)):
        end -= 1
    while start < end and (tokens.text[start] in EDGE or not _is_capital(tokens, start)):
        start += 1
    nouns = read_cues().nouns
    while end - start > 1 and tokens.starts[start] and nouns.get(tokens.lower[start]) == "PERSON":
        start += 1  # Guitarist Jimmy Page
    if end < name.end and tokens.text[end] == "." and len(tokens.text[end - 1]) == 1:
        end += 1
    return replace(name, start=start, end=end)


def _is_capital(tokens: Tokens, index: int) -> bool:
    return tokens.capital[index] or tokens.text[index][0].isdigit() or tokens.text[index] in "?!"


def _defined_first(defined: list[Name], names: list[Name]) -> list[Name]:
    """The model's names, but the defined ones where those cover more."""
    model = {(name.start, name.end): name for name in names}
    return _select([[model.get((name.start, name.end), name) for name in defined], names])


# ---------------------------------------------------------------- names that their sentence defines


def find_defined(tokens: Tokens) -> Iterator[Name]:
    """Names at the start of a sentence that says at once what they are.

    >>> 'Load is the sixth album ...', 'Old Ideas, released in ...', 'You’re the Man, the follow-up, ...'
    """
    for index, starts in enumerate(tokens.starts):
        if (
            starts
            and not tokens.headline[index]
            and (index == 0 or tokens.text[index - 1] not in OPEN | STRAIGHT)
        ):
            end = _title_end(tokens, index)
            kind = _definition(tokens, index, end) if end > index else ""
            if kind:
                yield Name(index, end, "" if kind == "?" else kind)


def find_clauses(tokens: Tokens) -> Iterator[Name]:
    """Titles that are clauses, by a small word with a capital inside a sentence: When a Man Loves a Woman."""
    wh = read_cues().groups["titles.wh"]
    for index, word in enumerate(tokens.text):
        inside = index > 0 and not tokens.starts[index] and not tokens.headline[index]
        verbal = tokens.tag[index] in {"VBN", "VB", "VBG", "VBP"} and not tokens.doc[index].ent_type_
        if not (inside and word.istitle() and (verbal or tokens.lower[index] in wh)):
            continue
        if not (tokens.text[index - 1].islower() and tokens.text[index - 1].isalpha()):
            continue
        end = _clause_end(tokens, index)
        if end - index > 1 + verbal:
            yield Name(index, end, "WORK")


def _clause_end(tokens: Tokens, start: int) -> int:
    """The end of a title that begins at `start`, before a preposition with a name of its own."""
    end = _title_end(tokens, start)
    for place in range(start + 1, end - 1):
        named = tokens.doc[place + 1].ent_type_ not in {"", "WORK_OF_ART"}
        if (
            tokens.lower[place] in TAILS
            and not tokens.capital[place]
            and (named or tokens.text[place + 1].isdigit())
        ):
            return place
    return end


def _title_end(tokens: Tokens, start: int) -> int:
    """The end of the words in title case that begin at `start`; `start` when it does not look like a name."""
    cues = read_cues()
    small = cues.groups["titles.small"]
    end = start
    while (
        end < len(tokens) and tokens.sentence[end] == tokens.sentence[start] and end - start < LONGEST_DEFINED
    ):
        if tokens.lower[end] in COPULAS and not tokens.capital[end]:
            break
        if not (
            tokens.capital[end]
            or tokens.text[end][0].isdigit()
            or tokens.lower[end] in small | {"?", "!", "&", "-"}
        ):
            break
        end += 1
    while end > start and not (
        tokens.capital[end - 1] or tokens.text[end - 1] in "?!" or tokens.text[end - 1][0].isdigit()
    ):
        end -= 1
    if end == start or (tokens.lower[start] in DETERMINERS and end - start == 1):
        return start
    if tokens.lower[start] in cues.groups["never.pronouns"] and end - start == 1:
        return start
    return start if cues.nouns.get(tokens.lower[end - 1]) == "PERSON" and end - start == 1 else end


def _definition(tokens: Tokens, start: int, end: int) -> str:
    """The type that the words after a name give it: is an album, `, the follow-up`, `, released in`."""
    size = len(tokens)
    if end + 2 >= size:
        return ""
    if tokens.lower[end] in COPULAS and tokens.lower[end + 1] in DETERMINERS | {"one"}:
        return defining_type(tokens, end + 2)
    if tokens.text[end] == "," and tokens.tag[start] not in {"IN", "CC", "RB", "WRB", "TO", "UH"}:
        if tokens.lower[end + 1] in DETERMINERS:
            return defining_type(tokens, end + 2)
        if tokens.lower[end + 1] in RELEASED and _is_proper(tokens, start, end):
            return "WORK"
        if tokens.capital[end + 1] and "POS" in tokens.tag[end + 2 : end + 4]:
            return defining_type(tokens, end + 3 + tokens.tag[end + 2 : end + 4].index("POS"))
    if _is_titled(tokens, start, end):
        return "WORK"
    if tokens.lower[end] in COPULAS and tokens.lower[end + 1] in RELEASED and end - start > 1:
        small = read_cues().groups["joined.titles"] | {"at"}
        if any(word in small for word in tokens.lower[start + 1 : end]):
            return "WORK"  # Live at Leeds was recorded
    return ""


def _is_titled(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what follows is said of titles: Marquee Moon (1977), Tapestry was released."""
    cues = read_cues()
    one = end - start == 1
    if tokens.tag[start] not in PROPER and (one or not _is_capital(tokens, end - 1)):
        return one and _is_bare_title(tokens, start)
    if one and (tokens.lower[start] in cues.nouns or tokens.lower[start] in cues.groups["titles.bare"]):
        return False
    if any(tokens.lower[index] in cues.groups["never.words"] for index in range(start, end)):
        return False
    if any(tokens.doc[index].ent_type_ not in {"", "WORK_OF_ART"} for index in range(start, end)):
        return False
    if tokens.text[end] == "(":
        year = tokens.text[end + 1]
        return len(year) == 4 and year.isdigit() and tokens.text[end + 2] in {")", ","}
    if "POS" in tokens.tag[start:end]:
        return False  # Bowie's Low was released
    done = end + 2 if tokens.lower[end + 1] in {"been", "finally", "first", "originally", "also"} else end + 1
    if tokens.lower[end] in {"was", "is", "has", "had"} and tokens.tag[done] == "VBN":
        return tokens.lemma[done] in cues.groups["titles.after"]
    if tokens.text[end] == ",":
        return tokens.lower[end + 1] == "which" and tokens.tag[start] in PROPER and end - start < 4
    if tokens.tag[start] in {"IN", "RB", "CC", "WRB", "PRP"}:
        return False  # In 1967 came ...
    return tokens.tag[end] in {"VBD", "VBZ"} and tokens.lemma[end] in cues.groups["titles.opens"]


def _is_bare_title(tokens: Tokens, index: int) -> bool:
    """Whether a noun without article can only be a title: Tapestry was released, Rumours sold ... copies."""
    cues = read_cues()
    lemma, end = tokens.lemma[index], index + 1
    if tokens.tag[index] not in {"NN", "NNS"} or lemma in cues.nouns or lemma in cues.groups["titles.bare"]:
        return False
    if tokens.lower[index] in cues.groups["never.words"] or tokens.doc[index].ent_type_:
        return False
    if tokens.lower[end] in {"was", "is"}:
        return tokens.tag[end + 1] == "VBN" and tokens.lemma[end + 1] in cues.groups["verbs.work_done"]
    if tokens.text[end] == "," and tokens.lower[end + 1] == "which":
        verbs = [i for i in range(end + 2, min(end + 6, len(tokens))) if tokens.tag[i] in {"VBD", "VBN"}]
        return any(tokens.lemma[i] in {"produce", *cues.groups["verbs.work_done"]} for i in verbs[:2])
    if tokens.lemma[end] == "sell":
        return "copies" in tokens.lower[end + 1 : end + 6]
    return tokens.lemma[end] == "come" and tokens.lower[end + 1] == "out" and tokens.tag[index] == "NN"


def noun_at(tokens: Tokens, index: int) -> str:
    """The lemma of a noun, over a hyphen: follow-up, B-side."""
    if index > 1 and tokens.text[index - 1] == "-":
        joined = f"{tokens.lower[index - 2]}-{tokens.lemma[index]}"
        if joined in read_cues().nouns:
            return joined
    return tokens.lemma[index]


def _is_proper(tokens: Tokens, start: int, end: int) -> bool:
    return end - start > 1 or tokens.tag[start] in PROPER


def defining_type(tokens: Tokens, index: int) -> str:
    """The type of the first noun phrase from `index` on; empty where its head says nothing.

    >>> 'the sixth studio album by'  # WORK, from album
    """
    nouns = read_cues().nouns
    for place in range(index, min(index + LONGEST_DEFINITION, len(tokens))):
        tag = tokens.tag[place]
        if tag in {"NN", "NNS", "NNP", "NNPS"}:
            following = tokens.tag[place + 1] if place + 1 < len(tokens) else ""
            if following not in {"NN", "NNS", "NNP", "NNPS", "POS", "HYPH"}:
                if tokens.lower[place + 1 : place + 2] == ["of"] and tokens.lemma[place] in {
                    "member",
                    "part",
                    "name",
                }:
                    return "PERSON" if tokens.lemma[place] == "member" else ""
                return nouns.get(tokens.lemma[place], "")
        elif tag not in {
            "JJ",
            "JJR",
            "JJS",
            "CD",
            "DT",
            "HYPH",
            "CC",
            ",",
            "VBN",
            "VBG",
            "RB",
            "PRP$",
            "POS",
            "IN",
            "$",
            "RBS",
        } or (tag == "IN" and tokens.lower[place] != "of"):
            return ""
    return ""


# ---------------------------------------------------------------- charts


def _charts(tokens: Tokens) -> Iterator[Name]:
    """Charts: the US Billboard Hot 100 chart, the UK Singles Chart."""
    words = read_cues().groups["chart.words"]
    size = len(tokens)
    for index, lower in enumerate(tokens.lower):
        if lower in CHART_NOUNS and not tokens.capital[index] and lower not in {"100", "200", "75"}:
            start = _chart_start(tokens, index)
            if start < index and not (index + 1 < size and tokens.tag[index + 1] in NOUNS):
                yield Name(start, index + 1, "CHART")
            continue
        if lower not in {"chart", "charts", "100", "200", "40", "75"}:
            continue
        if lower[0].isalpha() and not tokens.capital[index]:
            continue
        if lower[0].isdigit() and (index == 0 or tokens.text[index - 1] not in {"Hot", "Billboard", "Top"}):
            continue
        start = index
        while start > 0 and tokens.capital[start - 1] and tokens.lower[start - 1] in words:
            start -= 1
        end = index + 1
        if end < size and tokens.text[end] in {"Chart", "Charts"}:
            continue
        if end - start > 1:
            yield Name(start, end, "CHART")


def _chart_start(tokens: Tokens, index: int) -> int:
    """The start of a chart in small letters: the Belgian chart, the American top forty."""
    start = index
    if tokens.lower[index] not in {"chart", "charts"}:
        if tokens.lower[index - 1 : index] != ["top"]:
            return index
        start -= 1
    words = read_cues().groups["chart.words"]
    edge = start
    while start > 0 and (
        tokens.lower[start - 1] in words - {"top"}
        or (tokens.doc[start - 1].ent_type_ in {"NORP", "GPE"} and tokens.capital[start - 1])
    ):
        start -= 1
    named = start < edge and tokens.doc[start].ent_type_ != "WORK_OF_ART"
    return start if named and tokens.lower[start] not in {"top", "hot"} else index


# ---------------------------------------------------------------- capitals that the model missed or cut


def _runs(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names, grown over the capitalised words beside them, and runs of capitals without a name."""
    owner = {index: name for name in names for index in range(name.start, name.end)}
    grown: list[Name] = []
    index = 0
    while index < len(tokens):
        if index in owner:
            name = owner[index]
            grown.append(_grown(tokens, name, owner))
            index = grown[-1].end
        elif _is_free_capital(tokens, index):
            end = _grow(tokens, index + 1, owner)
            following = owner.get(end)
            if (
                following
                and tokens.sentence[end] == tokens.sentence[index]
                and _absorbs(tokens, index, end, following)
            ):
                after = _grow(tokens, following.end, owner)
                grown.append(Name(index, after, _label_of(tokens, index, after, following.label)))
                index = after
            else:
                grown.append(Name(index, end))
                index = end
        else:
            index += 1
    kept = [
        _with_the(tokens, name) for name in grown if name.start in owner or not tokens.headline[name.start]
    ]
    return [name for name in kept if _is_plausible(tokens, name)]


def _grown(tokens: Tokens, name: Name, owner: dict[int, Name]) -> Name:
    """The name over the capitals after it: Canadian Idol is no people."""
    if name.quoted or name.label == "CHART":
        return name
    if name.label == "NORP" and name.end < len(tokens) and tokens.tag[name.end] not in PROPER:
        return name
    after = _grow(tokens, name.end, owner)
    if name.label == "WORK":
        after = _over_small_words(tokens, after, owner)
    if after == name.end:
        return _with_mark(tokens, name)
    label = "" if name.label in {"NORP", "GPE"} else name.label
    return replace(name, end=after, label=_label_of(tokens, name.start, after, label))


def _over_small_words(tokens: Tokens, end: int, owner: dict[int, Name]) -> int:
    """The end of a title that goes on after small words: The Girl with the Golden Hair."""
    small = read_cues().groups["joined.titles"]
    place = end
    while (
        place < len(tokens) and place - end < 3 and tokens.lower[place] in small and not tokens.capital[place]
    ):
        place += 1
    if place == end or not _goes_on(tokens, place, owner) or tokens.sentence[place] != tokens.sentence[end]:
        return end
    return _over_small_words(tokens, _grow(tokens, place + 1, owner), owner)


def _with_mark(tokens: Tokens, name: Name) -> Name:
    """The name with its own mark: How Could Hell Be Any Worse? is ..."""
    after = name.end + 1
    if after >= len(tokens) or tokens.text[name.end] not in "?!" or tokens.space[name.end - 1]:
        return name
    if not tokens.lower[after].isalpha() or tokens.capital[after]:
        return name
    if tokens.lower[after] in {"in", "of", "on"} and after + 1 < len(tokens) and tokens.capital[after + 1]:
        return replace(name, end=after + 2, label="WORK")
    return replace(name, end=after)


def _is_free_capital(tokens: Tokens, index: int) -> bool:
    """Whether a capitalised word may be (part of) a name that the model missed."""
    word = tokens.text[index]
    cues = read_cues()
    if not word[0].isalpha() or not tokens.capital[index] or len(word) == 1 or tokens.headline[index]:
        return False
    if (
        tokens.lower[index] in cues.groups["never.words"]
        or tokens.lower[index] in cues.groups["never.pronouns"]
    ):
        return False
    if tokens.lower[index] in cues.groups["titles.small"] or _is_prefix(tokens, index):
        return False
    if tokens.starts[index]:
        return tokens.tag[index] in PROPER
    return tokens.tag[index] in NOUNS or tokens.tag[index] in {
        "JJ",
        "VBG",
        "VBN",
        "FW",
        "CD",
        "VB",
        "VBP",
        "RB",
    }


def _is_prefix(tokens: Tokens, index: int) -> bool:
    """Whether a capital belongs to a compound in small letters: Blu-ray, T-shirt (but Montreal-born)."""
    if index + 2 >= len(tokens) or tokens.text[index + 1] != "-" or tokens.space[index]:
        return False
    return not tokens.capital[index + 2] and tokens.lower[index + 2] not in {"born", "based", "bred"}


def _grow(tokens: Tokens, end: int, owner: dict[int, Name]) -> int:
    """The end of the capitalised run that goes on at `end`: Band of Horses, Samwell-Smith."""
    while end < len(tokens):
        if end in owner or tokens.sentence[end] != tokens.sentence[end - 1]:
            return end
        if not tokens.starts[end] and (_is_free_capital(tokens, end) or _is_big_small_word(tokens, end)):
            end += 1
        elif (
            tokens.text[end] in JOINED_BY or (tokens.text[end] == "-" and not tokens.space[end - 1])
        ) and _goes_on(tokens, end + 1, owner):
            end += 2
        else:
            return end
    return end


def _is_big_small_word(tokens: Tokens, index: int) -> bool:
    """Whether a small word has a capital inside a sentence, as in titles only: Loving You."""
    word = tokens.text[index]
    return (
        len(word) > 1
        and tokens.capital[index]
        and word != "The"
        and not tokens.headline[index]
        and word.isalpha()
        and (
            tokens.lower[index] in read_cues().groups["titles.small"]
            or (word.istitle() and tokens.lower[index] in read_cues().groups["never.pronouns"])
        )
    )


def _goes_on(tokens: Tokens, index: int, owner: dict[int, Name]) -> bool:
    return (
        index < len(tokens)
        and index not in owner
        and _is_free_capital(tokens, index)
        and not tokens.starts[index]
    )


def _absorbs(tokens: Tokens, start: int, end: int, following: Name) -> bool:
    """Whether loose capitals before a name belong to it: not the role in Guitarist Jimmy Page."""
    if following.quoted or following.label in {"CHART", "NORP"}:
        return False
    if tokens.starts[start] and end - start == 1:
        return tokens.tag[start] in PROPER and read_cues().nouns.get(tokens.lower[start]) is None
    return read_cues().nouns.get(tokens.lower[end - 1]) is None


def _label_of(tokens: Tokens, start: int, end: int, label: str) -> str:
    return read_cues().endings.get(tokens.lower[end - 1], label)


def _with_the(tokens: Tokens, name: Name) -> Name:
    """The name with the capitalised article before it: The Yardbirds (not at the start of a sentence)."""
    before = name.start - 1
    if before < 0 or name.quoted or tokens.text[before] != "The" or tokens.starts[before]:
        return name
    return replace(name, start=before)


def _is_plausible(tokens: Tokens, name: Name) -> bool:
    """Whether a run without the model's word can be a name."""
    if name.label:
        return True
    nouns = read_cues().nouns
    first = name.start
    if name.end - name.start == 1:
        if tokens.starts[first]:
            return False
        if tokens.text[first - 1 : first] == [","] and tokens.tag[first] == "NNP":
            return True  # her first album under her own name, Writer,
        following = tokens.tag[name.end] if name.end < len(tokens) else ""
        odd = tokens.tag[first] in {"JJ", "RB", "VB", "FW"} and following in {"", ".", ",", "IN", "CC", ":"}
        return (tokens.tag[first] in NOUNS or odd) and tokens.lower[first] not in nouns
    wanted = PROPER if tokens.starts[first] else NOUNS
    return any(tokens.tag[index] in wanted for index in range(first, name.end))


# ---------------------------------------------------------------- joined and cut names


def _nicknames(tokens: Tokens, names: list[Name], quotations: list[tuple[int, int]]) -> list[Name]:
    """The names with nicknames inside: Renaldo “Obie” Benson is one name."""
    owner = {index: name for name in names for index in range(name.start, name.end)}
    joined = []
    for opened, close in quotations:
        if is_nickname(tokens, opened, close):
            before, after = owner.get(opened - 1), owner.get(close + 1)
            start, end = before.start if before else opened - 1, after.end if after else close + 2
            joined.append(Name(start, end, "PERSON"))
    return _select([joined, names]) if joined else names


def _join(tokens: Tokens, names: list[Name]) -> Iterator[Name]:
    """Names that are one: Tom Petty and the Heartbreakers; Mumford & Sons; Crosby, Stills & Nash."""
    alone = _seen_alone(tokens, names)
    index = 0
    while index < len(names):
        name = names[index]
        following = _with_plural(tokens, names[index + 1]) if index + 1 < len(names) else None
        gap = tokens.lower[name.end : following.start] if following else []
        if following and not name.quoted and not following.quoted:
            if _is_backed(tokens, name, following, gap, alone):
                yield Name(name.start, following.end, "GROUP")
                index += 2
                continue
            broken = not gap and tokens.doc[following.start].is_sent_start
            if (
                broken
                and name.label == "PERSON"
                and tokens.sentence[name.start] == tokens.sentence[following.start]
            ):
                yield replace(name, end=following.end)  # Andrew Loog / Oldham
                index += 2
                continue
            if _is_plural_of(tokens, name, following, gap):
                yield Name(name.start, following.end)
                index += 2
                continue
            if gap == ["&"] and name.label != "NORP":
                yield Name(name.start, following.end, _label_of_pair(tokens, name, following))
                index += 2
                continue
            if gap == ["’s"] or gap == ["'s"]:
                joined = _place_of(tokens, name, following)
                if joined:
                    yield joined
                    index += 2
                    continue
            if (
                gap == [","]
                and tokens.text[following.start : following.end]
                and _is_suffix(tokens, following)
            ):
                yield replace(name, end=following.end)
                index += 2
                continue
        yield _suffixed(tokens, _with_place(tokens, name))
        index += 1


def _is_plural_of(tokens: Tokens, name: Name, following: Name, gap: list[str]) -> bool:
    """Whether a plural goes on after `of the`: Raiders of the Lost Ark."""
    plural = name.end - name.start == 1 and tokens.tag[name.start] in {"NNS", "NNPS"}
    inside = plural and gap == ["of", "the"] and not tokens.starts[name.start]
    before = tokens.lower[name.start - 1] if name.start else "the"
    return inside and before != "the" and following.label not in {"GPE", "NORP", "LOC"}


def _with_plural(tokens: Tokens, name: Name) -> Name:
    """The initials with their plural s: Booker T. & the M.G.'s."""
    end, last = name.end, tokens.text[name.end - 1]
    initials = (
        "." in last
        and last.isupper()
        and tokens.lower[max(0, name.start - 2) : name.start] in (["&", "the"], ["and", "the"])
    )
    if initials and end < len(tokens) and tokens.lower[end] in {"'s", "’s"}:
        return replace(name, end=end + 1)
    return name


def _label_of_pair(tokens: Tokens, name: Name, following: Name) -> str:
    """The type of X & Y: a company by its last word, a group else."""
    kind = read_cues().endings.get(tokens.lower[following.end - 1], "GROUP")
    return "ORG" if kind == "ORG" else "GROUP"


def _seen_alone(tokens: Tokens, names: list[Name]) -> dict[str, int]:
    """The first place of each plural name that does not follow `and the`."""
    alone: dict[str, int] = {}
    for name in names:
        before = tokens.lower[max(0, name.start - 2) : name.start]
        if "and" not in before and "&" not in before:
            alone.setdefault(_bare(tokens, name), name.start)
    return alone


def _bare(tokens: Tokens, name: Name) -> str:
    start = name.start + 1 if tokens.lower[name.start] == "the" and name.end - name.start > 1 else name.start
    return " ".join(tokens.text[start : name.end])


def _is_backed(tokens: Tokens, name: Name, following: Name, gap: list[str], alone: dict[str, int]) -> bool:
    """Whether a leader and a backing group make one name: Neil Christian and the Crusaders.

    Not where the group stood alone before, and not where the leader ends a list.
    """
    article = gap[1:] in (["the"], ["his"], ["her"]) or (
        len(gap) == 1 and tokens.text[following.start] == "The"
    )
    if not gap or gap[0] not in {"and", "&"}:
        return False
    last = tokens.text[following.end - 1]
    if gap in (["and"], ["&"]) and last in {"Friends", "Company", "Sons"}:
        return name.label in {"PERSON", ""}
    if not article or name.label in {"GPE", "NORP", "LOC", "WORK", "EVENT", "AWARD", "CHART", "FAC"}:
        return False
    backing = name.label == "PERSON" and last.lower() in read_cues().groups["backing.words"]
    plural = last.endswith("s") and not last.endswith("ss")
    if not (plural or tokens.tag[following.end - 1] == "NNPS" or backing):
        return False
    if last.lower() in ORCHESTRAS and following.end - following.start > 1 and gap[-1] == "the":
        return False  # George Szell and the Cleveland Orchestra
    bare = _bare(tokens, following)
    if alone.get(bare, len(tokens)) < following.start:
        return False
    if gap[0] == "&":
        return True
    if name.start > 0 and tokens.text[name.start - 1] == ",":
        return following.end < len(tokens) and tokens.text[following.end] == ","
    return name.end - name.start > 1 or alone.get(_bare(tokens, name), len(tokens)) >= name.start


def _place_of(tokens: Tokens, name: Name, following: Name) -> Name | None:
    """St Peter’s Square, Ronnie Scott’s Jazz Club: a possessive inside the name of a place."""
    if name.label != "PERSON" or name.end - name.start > 2:
        return None
    if read_cues().endings.get(tokens.lower[following.end - 1]) != "FAC":
        return None
    return Name(name.start, following.end, "FAC")


def _with_place(tokens: Tokens, name: Name) -> Name:
    """St Peter’s Square where the model saw the saint only."""
    end = name.end
    if name.label != "PERSON" or tokens.tag[end : end + 1] != ["POS"] or end + 1 >= len(tokens):
        return name
    if tokens.capital[end + 1] and read_cues().endings.get(tokens.lower[end + 1]) == "FAC":
        return Name(name.start, end + 2, "FAC")
    return name


def _is_suffix(tokens: Tokens, name: Name) -> bool:
    return name.end - name.start == 1 and tokens.text[name.start] in SUFFIXES


def _suffixed(tokens: Tokens, name: Name) -> Name:
    """The name with the suffix after it: Arne Næss, Jr."""
    end = name.end
    if name.label == "PERSON" and end < len(tokens):
        skip = 1 if tokens.text[end] == "," else 0
        if (
            end + skip < len(tokens)
            and tokens.text[end + skip] in SUFFIXES
            and tokens.text[end + skip][0] in "JS"
        ):
            return replace(name, end=end + skip + 1)
    return name


def _split(tokens: Tokens, name: Name) -> list[Name]:
    """The parts of a span that the model joined wrongly: from The Who to Petula Clark; Farr and Barney."""
    if name.quoted or name.end - name.start < 3:
        return [name]
    for index in range(name.end - 2, name.start, -1):
        if tokens.lower[index] in TAILS and _is_tail(tokens, index, name):
            return [*_split(tokens, replace(name, end=index)), trim(tokens, Name(index + 1, name.end))]
    for index in range(name.start + 1, name.end - 1):
        lower = tokens.lower[index]
        if lower == "to" and "from" in tokens.lower[max(0, name.start - 8) : name.start]:
            return [Name(name.start, index, ""), *_split(tokens, Name(index + 1, name.end, ""))]
        if lower in {"in", "at"} and name.label == "PERSON":
            return [replace(name, end=index), trim(tokens, Name(index + 1, name.end, ""))]
        listed = name.start > 0 and tokens.text[name.start - 1] == ","
        if lower == "and" and listed and tokens.lower[index + 1] == "the" and _is_last(tokens, name):
            return [Name(name.start, index), Name(index + 2, name.end)]
        if lower == "and" and name.label == "PERSON" and tokens.capital[index + 1]:
            return [Name(name.start, index, "PERSON"), *_split(tokens, Name(index + 1, name.end, "PERSON"))]
    return [name]


def _is_last(tokens: Tokens, name: Name) -> bool:
    """Whether a name ends a list: covered the Ramones, Blondie and the Dead Boys."""
    return name.label in {"ORG", "GROUP", "PERSON"} and tokens.text[name.end : name.end + 1] != [","]


def _is_tail(tokens: Tokens, index: int, name: Name) -> bool:
    """Whether the words of a name from a preposition on stand outside: Tapestry on Ode Records."""
    if tokens.capital[index] or index + 1 >= name.end:
        return False
    after = tokens.lower[index + 1 : name.end]
    last = after[-1]
    if read_cues().endings.get(tokens.lower[index - 1]) == "FAC" and index - name.start > 1:
        return name.label not in {"WORK", "GROUP"}  # the Los Angeles Coliseum for Wattstax
    if tokens.lower[index] in {"on", "for", "by", "with", "at"}:
        ending = read_cues().endings.get(last)
        if ending == "ORG" and last in LABEL_ENDINGS:
            return name.label != "ORG"
        if tokens.lower[index] == "by" or name.label == "FAC":
            return True
        first = tokens.text[index + 1]
        gender = read_given_names().gender
        return (
            len(after) == 2
            and first in gender
            and tokens.lower[index] in {"for", "with"}
            and bool(name.label)
        )
    return tokens.lower[index] == "in" and (last.isdigit() or after[0] in read_cues().groups["never.months"])


# ---------------------------------------------------------------- headlines and repeats


def _in_headlines(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names without what only a line of capitals says."""
    return [name for name in names if not tokens.headline[name.start] or _is_sure_in_headline(tokens, name)]


def _is_sure_in_headline(tokens: Tokens, name: Name) -> bool:
    return name.quoted or (name.label in {"PERSON", "CHART"} and 1 < name.end - name.start < 4)


def _repeat(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names, and all other places where one of them stands in the same letters."""
    known: dict[str, list[tuple[list[str], Name]]] = {}
    seen = set()
    for name in names:
        words = tokens.text[name.start : name.end]
        for form in _forms(words, name):
            key = " ".join(form)
            if key not in seen:
                seen.add(key)
                known.setdefault(form[0], []).append((form, name))
    for forms in known.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return _select([_longer(tokens, names, known), names, list(_find_known(tokens, known))])


def _forms(words: list[str], name: Name) -> Iterable[list[str]]:
    yield words
    if words[0] == "The" and len(words) > 1:
        yield words[1:]
    if len(words) > 1 and not name.quoted:
        yield [word.upper() for word in words]


def _longer(tokens: Tokens, names: list[Name], known: dict[str, list[tuple[list[str], Name]]]) -> list[Name]:
    """Names cut short somewhere that stand in full elsewhere: Edward Sharpe (and the Magnetic Zeros)."""
    longer = []
    for name in names:
        for form, source in known.get(tokens.text[name.start], ()):
            if len(form) > name.end - name.start and tokens.text[name.start : name.start + len(form)] == form:
                longer.append(replace(source, start=name.start, end=name.start + len(form)))
                break
    return longer


def _find_known(tokens: Tokens, known: dict[str, list[tuple[list[str], Name]]]) -> Iterator[Name]:
    for index, word in enumerate(tokens.text):
        for form, source in known.get(word, ()):
            end = index + len(form)
            if tokens.text[index:end] == form and _is_free(tokens, index, end):
                yield Name(index, end, "" if source.quoted else source.label, quoted=False)
                break


def _is_free(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a known name can stand here: not as the first word of another, nor as a verb."""
    if end - start > 1:
        return True
    if tokens.tag[start] in {
        "VB",
        "VBD",
        "VBP",
        "VBZ",
        "MD",
        "DT",
        "IN",
        "CC",
        "PRP",
        "PRP$",
        "WP",
        "WRB",
        "RB",
        "UH",
    }:
        return False
    if not tokens.text[start][0].isupper() and not tokens.text[start][0].isdigit():
        return False
    if tokens.text[start][0].isdigit():
        return False
    joined = end < len(tokens) and tokens.text[end] == "-" and not tokens.space[start]
    return not joined or tokens.capital[start]
