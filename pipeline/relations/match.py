"""Facts of an article: each pattern asked of each clause whose predicate it names."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from pipeline.packs import FIELDS, Pack, Pattern
from pipeline.records import Argument, Clause, Fact, Factuality, Mention, Miss, Span, Time
from pipeline.relations.artists import name_artists
from pipeline.relations.groups import name_groups
from pipeline.relations.literals import position, role
from pipeline.relations.merge import merge_repeats

# what a fact loses in confidence when a participant is not named where it stands
CERTAINTY = {"name": 1.0, "nominal": 0.85, "pronoun": 0.9, "literal": 1.0}
# characters that a chart position may begin before its phrase (No. 1) and end after it (top of the charts)
POSITION_BEFORE, POSITION_AFTER = 8, 10


_ARTICLE = re.compile(r"^(?:an?|the|his|her|their) ", re.IGNORECASE)
MANY_YEARS = 16  # a stretch as long as a life, of which births take the start and deaths the end


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a field of a fact."""

    name: str
    type: str
    kind: str = "literal"
    start: int = -1  # where in the article it stands
    quoted: bool = False
    times: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern to be asked, with the pack and the id it reports."""

    pack: Pack
    pattern: Pattern
    rule: str
    words: tuple[str, ...]  # further words that the predicate needs beside its own


class Matcher:
    """The packs' patterns by the predicates that they start from."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = {pack.relation: pack for pack in packs}
        self.index: dict[tuple[str, str], list[Candidate]] = {}
        for pack in packs:
            for number, pattern in enumerate(pack.patterns, 1):
                rule = f"{pack.name}/{number}"
                for kind, phrases in (
                    ("verb", pattern.verbs), ("noun", pattern.nouns),
                    ("adjective", pattern.adjectives), ("quote", pattern.cues), ("name", pattern.names),
                ):  # fmt: skip
                    for phrase in phrases:
                        words = phrase.lower().split()
                        head = words.pop(0) if kind in ("verb", "quote") else words.pop()
                        candidate = Candidate(pack, pattern, rule, tuple(words))
                        self.index.setdefault((kind, head), []).append(candidate)

    def candidates(self, clause: Clause) -> list[Candidate]:
        """The patterns that start from the clause's predicate."""
        return self.index.get((clause.kind, clause.lemma), [])


_MATCHERS: dict[tuple[int, ...], tuple[Sequence[Pack], Matcher]] = {}


def matcher(packs: Sequence[Pack]) -> Matcher:
    """The matcher of these packs, made once."""
    key = tuple(map(id, packs))
    if key not in _MATCHERS:
        _MATCHERS.clear()
        _MATCHERS[key] = (packs, Matcher(packs))
    return _MATCHERS[key][1]


def match(
    packs: Sequence[Pack],
    clauses: Sequence[Clause],
    mentions: Sequence[Mention],
    times: Sequence[Time],
) -> list[Fact]:
    """Facts in the order of the text, each once."""
    rules = matcher(packs)
    scene = Scene(mentions, times)
    told = [
        (fact, candidate.pattern.backed)
        for clause in clauses
        for candidate in rules.candidates(clause)
        for fact in scene.ask(candidate, clause)
        if isinstance(fact, Fact)
    ]
    return merge_repeats(name_artists(name_groups(_backed(told), rules.packs), rules.packs), rules.packs)


def _backed(told: Sequence[tuple[Fact, Sequence[str]]]) -> list[Fact]:
    """The facts, without those that need another fact of the same subject and have none.

    "Dante's Inferno" makes Dante no performer; "Bowie's Low" does, where he also tours.
    """
    subjects = {(fact.relation, fact.subject) for fact, backing in told if not backing}
    return [
        fact
        for fact, backing in told
        if not backing or any((relation, fact.subject) in subjects for relation in backing)
    ]


def explain_misses(
    packs: Sequence[Pack], clauses: Sequence[Clause], mentions: Sequence[Mention], times: Sequence[Time]
) -> list[Fact | Miss]:
    """For each pattern and clause that share a predicate: the facts, or why there is none."""
    rules = matcher(packs)
    scene = Scene(mentions, times)
    return [
        out
        for clause in clauses
        for candidate in rules.candidates(clause)
        for out in scene.ask(candidate, clause)
    ]


class Scene:
    """The entities and times of an article, looked up by the characters where they stand."""

    def __init__(self, mentions: Iterable[Mention], times: Iterable[Time]) -> None:
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.starts = [m.span.start for m in self.mentions]
        self.times = {(t.span.start, t.span.end): t for t in times}

    def at(self, offset: int) -> list[Mention]:
        """The mentions over a character; of nested ones the longest, but a name in a nominal before that.

        In "the Montreal-born singer" there is Montreal, then the singer.
        """
        last = bisect_right(self.starts, offset)
        found: list[Mention] = []
        for mention in reversed(self.mentions[max(0, last - 8) : last]):
            if mention.span.covers(offset):
                if found and found[0].span != mention.span:
                    if _rank(mention) < _rank(found[0]):
                        continue
                    found = []
                found.insert(0, mention)
        return found

    def ask(self, candidate: Candidate, clause: Clause) -> Iterator[Fact | Miss]:
        """The facts that the pattern finds in the clause, or the first reason why there are none."""
        reason = self._refusal(candidate, clause)
        if reason:
            yield Miss(candidate.rule, clause, reason)
            return
        fields: dict[str, list[Filler]] = {}
        for field in FIELDS:
            fields[field] = self._fill(candidate, clause, field)
            if not fields[field] and self._is_needed(candidate, field):
                yield Miss(candidate.rule, clause, self._why_empty(candidate, clause, field))
                return
        if "date" in candidate.pattern.required and self._time(clause) is None:
            yield Miss(candidate.rule, clause, "no date")
            return
        yield from self._facts(candidate, clause, fields)

    def _refusal(self, candidate: Candidate, clause: Clause) -> str:
        pattern = candidate.pattern
        for word in candidate.words:
            if word not in clause.words:
                return f"{word!r} does not stand with {clause.lemma!r}"
        if pattern.voice not in ("any", clause.voice):
            return f"the clause is {clause.voice}"
        for slot, allowed in pattern.words.items():
            slots = slot.split("|")
            if not any(_is_word(a, allowed) for a in clause.arguments if a.slot in slots):
                return f"{slot} is none of {', '.join(allowed[:6])}"
        for slot, banned in pattern.unless.items():
            for a in clause.arguments:
                if a.slot == slot and _is_word(a, banned):
                    return f"{slot} is {a.span.text!r}"
        return ""

    def _is_needed(self, candidate: Candidate, field: str) -> bool:
        pack, pattern = candidate.pack.file, candidate.pattern
        if field in pattern.fixed:
            return False
        if field in pattern.required:
            return True
        if field not in ("subject", "object") or field in pattern.optional or field in pack.optional:
            return False
        return field == "subject" or bool(pack.object)

    def _why_empty(self, candidate: Candidate, clause: Clause, field: str) -> str:
        slots = getattr(candidate.pattern.roles, field)
        types = " or ".join(candidate.pack.types(candidate.pattern, field))
        there = [
            f"{a.slot} {a.span.text!r} is {'/'.join(m.type for m in self.at(a.head)) or 'no entity'}"
            for a in clause.arguments
            if any(a.slot == s for slot in slots for s in _parts(slot))
        ]
        if not there:
            return f"no {field}: the clause has no {' or '.join(slots) or 'slot for it'}"
        return f"no {field} of type {types}: {'; '.join(there)}"

    def _fill(self, candidate: Candidate, clause: Clause, field: str) -> list[Filler]:
        """What fills the field: the first of the alternatives that gives anything of a right type."""
        pattern = candidate.pattern
        if field in pattern.fixed:
            return [Filler(pattern.fixed[field], "")]
        types = candidate.pack.types(pattern, field)
        for alternative in getattr(pattern.roles, field):
            found: list[Filler] = []
            for slot in _parts(alternative):
                for argument in clause.arguments:
                    if argument.slot == slot:
                        found += self._fillers(argument, types, clause)
            if found:
                if field in pattern.quoted:
                    found = [f for f in found if f.quoted]
                if field in candidate.pack.file.unquoted:
                    found = [f for f in found if not f.quoted]
                several = list({(f.name, f.type): f for f in reversed(found)}.values())[::-1]
                return several[:1] if field in candidate.pack.file.single else several
        return []

    def _fillers(self, argument: Argument, types: Sequence[str], clause: Clause) -> list[Filler]:
        if argument.head < 0:  # of a quotation: speaker, words, work
            kind = argument.lemma or ("WORK" if argument.slot == "in" else "QUOTE")
            return [Filler(argument.span.text, kind)] if kind in types else []
        there = self.at(argument.head)
        quoted = _is_quoted(argument, clause)
        found = [
            Filler(m.chain, m.type, m.kind, argument.head, quoted, argument.times)
            for m in there
            if m.type in types
        ]
        if found:
            return found
        named = any(m.kind == "name" for m in there)
        if "ROLE" in types and not named:
            name = role(argument.span.text, argument.lemma)
            return [Filler(name, "ROLE", start=argument.head)] if name else []
        if "VALUE" in types:
            name = _position_at(argument, clause)
            return [Filler(name, "VALUE", start=argument.head)] if name else []
        if "KIN" in types:
            return [Filler(argument.lemma, "ROLE", start=argument.head)]
        if "TEXT" in types:
            return [Filler(_ARTICLE.sub("", argument.span.text), "")]
        return []

    def _facts(
        self, candidate: Candidate, clause: Clause, fields: dict[str, list[Filler]]
    ) -> Iterator[Fact | Miss]:
        pattern, pack = candidate.pattern, candidate.pack
        time = _part_of(self._time(clause), pattern.dated) if pattern.dated else None
        status = self._status(clause, pattern)
        nobody = [Filler("", "")]
        seen: set[frozenset[str]] = set()
        for subject, object_ in product(fields["subject"] or nobody, fields["object"] or nobody):
            if subject.name and subject.name == object_.name:
                if len(fields["subject"]) * len(fields["object"]) == 1:
                    yield Miss(candidate.rule, clause, f"subject and object are both {subject.name!r}")
                continue
            pair = frozenset((subject.name, object_.name))
            if pack.file.symmetric and pair in seen:
                continue
            seen.add(pair)
            certainty = CERTAINTY[subject.kind] * CERTAINTY[object_.kind]
            for own in self._qualifiers(pack, fields, subject, object_):
                yield Fact(
                    relation=pack.relation,
                    subject=subject.name,
                    subject_type=subject.type,
                    object=object_.name,
                    object_type=object_.type,
                    trigger=clause.trigger,
                    sentence=clause.sentence,
                    rule=candidate.rule,
                    time=time or self._own_time(pack, subject, object_),
                    factuality=status,
                    confidence=round(pattern.confidence * certainty, 2),
                    **own,
                )

    def _qualifiers(
        self, pack: Pack, fields: dict[str, list[Filler]], subject: Filler, object_: Filler
    ) -> Iterator[dict[str, Any]]:
        """The further participants: of several values, each object has the one that stands before it."""
        ends = (subject.name, object_.name)
        free = {f: [x for x in fields[f] if f in ("role", "value") or x.name not in ends] for f in FIELDS[2:]}
        owners = {f.name for f in fields["subject"]}
        free["group"] = [x for x in free["group"] if x.name not in owners]
        if pack.file.editions and len(fields["subject"]) > 1:
            free["place"] = [x for x in free["place"] if _nearest(x, fields["subject"]) == subject]
        groups = free["group"]
        if not (pack.file.editions and len(groups) > 1):
            own = {f: _joined(free[f]) for f in FIELDS[2:]}
            yield own | {"value": _position_of(object_, fields)}
            return
        for i, group in enumerate(groups):  # by Elektra in the US and by Vertigo elsewhere
            end = groups[i + 1].start if i + 1 < len(groups) else None
            place = [p for p in free["place"] if p.start > group.start and (end is None or p.start < end)]
            own = {f: _joined(free[f]) for f in FIELDS[2:]}
            yield own | {"group": group.name, "place": place[0].name if place else ""}

    def _own_time(self, pack: Pack, subject: Filler, object_: Filler) -> Time | None:
        """The date of a participant, where the pack takes it for the fact's."""
        fillers = {"subject": subject, "object": object_}
        spans = [span for field in pack.file.time_of for span in fillers[field].times]
        return self._first_date(spans)

    def _time(self, clause: Clause) -> Time | None:
        """The time that dates the clause: the first that is a date with a meaning, else the first date."""
        return self._first_date(clause.times)

    def _first_date(self, spans: Sequence[Span]) -> Time | None:
        times = [self.times[s.start, s.end] for s in spans if (s.start, s.end) in self.times]
        dates = [t for t in times if t.timex_type in ("DATE", "TIME")]
        return next((t for t in dates if t.edtf), dates[0] if dates else None)

    def _status(self, clause: Clause, pattern: Pattern) -> Factuality:
        source = clause.factuality.attributed_to
        if not source:
            named = [m for a in clause.arguments if a.slot == "source" for m in self.at(a.head)]
            source = named[0].chain if named else ""
        status = replace(clause.factuality, attributed_to=source)
        if pattern.modality:
            status = replace(status, modality=pattern.modality)
        if pattern.polarity:
            status = replace(status, polarity=pattern.polarity)
        return status


def _position_at(argument: Argument, clause: Clause) -> str:
    """The chart position that the words name, with the few that complete it: the top of the charts."""
    start = argument.span.start - clause.sentence.start
    end = argument.span.end - clause.sentence.start + POSITION_AFTER
    text = clause.sentence.text
    return position(text[start:end]) or position(text[max(0, start - POSITION_BEFORE) : end])


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.kind == "name", len(mention.span.text)


def _part_of(time: Time | None, part: bool | str) -> Time | None:
    """The time, or for a stretch of many years the end of it that the pattern asks for."""
    if time is None or part is True or time.edtf.count("/") != 1:
        return time
    first, last = time.edtf.split("/")
    if not (time.earliest and time.latest) or int(time.latest[:4]) - int(time.earliest[:4]) < MANY_YEARS:
        return time
    if part == "start":
        return replace(time, edtf=first, latest="" if len(first) < 10 else first)
    return replace(time, edtf=last, earliest="" if len(last) < 10 else last)


def _parts(alternative: str) -> list[str]:
    return [part.strip() for part in alternative.split("+")]


def _is_word(argument: Argument, words: Sequence[str]) -> bool:
    if words[:1] == ["*"]:
        return True
    last = argument.span.text.rsplit(" ", 1)[-1].lower() if argument.lemma else ""
    return bool({argument.lemma, argument.title, last} & set(words))


def _nearest(filler: Filler, others: Sequence[Filler]) -> Filler:
    """The last of the others that stands before the filler, or the first of them."""
    before = [other for other in others if 0 <= other.start < filler.start]
    return max(before, key=lambda other: other.start) if before else others[0]


def _is_quoted(argument: Argument, clause: Clause) -> bool:
    before = argument.span.start - clause.sentence.start - 1
    return 0 <= before < len(clause.sentence.text) and clause.sentence.text[before] in "\"“‘'"


def _position_of(chart: Filler, fields: Mapping[str, Sequence[Filler]]) -> str:
    """The chart's position of several: number 2 in the UK and 5 in Japan; the UK at 2 and Japan at 5."""
    values, charts = sorted(fields["value"], key=lambda f: f.start), fields["object"]
    if not values:
        return ""
    first_chart = min((c.start for c in charts), default=-1)
    if first_chart < values[0].start:
        return next((v for v in values if v.start > chart.start), values[-1]).name
    return ([v for v in values if v.start < chart.start] or values)[-1].name


def _joined(fillers: Sequence[Filler]) -> str:
    """Several roles of one fact stand side by side; of the rest the first counts."""
    if not fillers:
        return ""
    if fillers[0].type == "ROLE":
        return ", ".join(dict.fromkeys(f.name for f in fillers))
    return fillers[0].name
