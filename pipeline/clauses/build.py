"""Clauses of a document: every verb and noun that says something of somebody, with its slots."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.clauses.arguments import Arguments, Slots
from pipeline.clauses.cues import CUES
from pipeline.clauses.factuality import factuality
from pipeline.clauses.lifespans import lifespans
from pipeline.clauses.tree import Tree
from pipeline.clauses.when import times_by_token
from pipeline.records import Argument, Clause, Factuality, Mention, Quote, Span, Time

# slots whose heads are not expanded to all that they stand for
_PLAIN_SLOTS = ("adverb", "self", "to verb", "subject title", "object title", "for title", "from title")
_QUIET = ("aux", "auxpass", "punct", "det", "mark", "cc")


def find_clauses(
    doc: Doc,
    mentions: Sequence[Mention] = (),
    times: Sequence[Time] = (),
    quotes: Sequence[Quote] = (),
) -> list[Clause]:
    """Clauses in the order of their predicates."""
    tree = Tree(doc, mentions)
    arguments = Arguments(tree)
    when = times_by_token(tree, times)
    builder = _Builder(tree, arguments, when, quotes)
    headlines = {n for n, sentence in enumerate(tree.sentences) if is_headline(sentence.text)}
    tokens = [i for i in range(len(tree)) if tree.sentence[i] not in headlines]
    clauses = [c for i in tokens if (c := builder.clause(i)) is not None]
    clauses += [c for i in tokens if (c := builder.gapped(i)) is not None]
    clauses += lifespans(tree, times)
    return clauses + [_quote_clause(quote, tree, when) for quote in quotes if quote.speaker]


def is_headline(text: str) -> bool:
    """Whether a line is set in title case without a full stop: parsers misread it, the body repeats it."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if len(words) < 4 or text.rstrip("”\"’'")[-1:] in ".!?:;,":
        return False
    return sum(word[0].isupper() for word in words) >= 0.75 * len(words)


class _Builder:
    """Turns predicates into records."""

    def __init__(
        self, tree: Tree, arguments: Arguments, when: dict[int, list[Span]], quotes: Sequence[Quote]
    ) -> None:
        self.tree = tree
        self.arguments = arguments
        self.when = when
        self.quoted = [(part, quote.speaker) for quote in quotes for part in quote.parts]
        self.facts: dict[int, tuple[Factuality, int]] = {}

    def clause(self, i: int) -> Clause | None:
        """The clause of the token, if it is a predicate."""
        tree = self.tree
        if tree.is_verb(i):
            return self._verb_clause(i)
        if tree.kind.get(i) in ("WORK", "PERSON", "GROUP"):
            return self._name_clause(i)
        if tree.dep[i] == "amod" and tree.tag[i] in ("VBN", "VBG", "VBD") and tree.unit[i] < 0:
            return self._participle_clause(i)
        if tree.unit[i] < 0 and (
            tree.pos[i] == "NOUN"
            or self.arguments.is_number_one(i)
            or (tree.pos[i] in ("PROPN", "ADJ") and tree.lower[i][:1].isalpha())
        ):
            return self._noun_clause(i)
        return None

    def gapped(self, title: int) -> Clause | None:
        """The clause whose verb is left out: Simon recorded “A”, the Staple Singers “B”."""
        tree = self.tree
        artist = tree.head[title]
        if tree.dep[title] != "gap" or tree.dep[artist] != "gap":
            return None
        verb = tree.head[artist]
        if self.arguments.passive(verb):
            return None
        slots = {"subject": [artist], "object": [title]}
        clause = self._record(verb, "verb", slots, self._words_of_verb(verb), self._factuality(verb))
        return replace(clause, times=())

    def _verb_clause(self, verb: int) -> Clause:
        tree = self.tree
        slots = dict(self.arguments.of_verb(verb))
        slots["main subject"] = self.arguments.main_subjects(verb)
        slots |= self.arguments.chart_positions(verb)
        for c in [*tree.all(verb, "xcomp"), *self.arguments.requests(verb), *self.arguments.offers(verb)]:
            if tree.is_verb(c):
                slots.setdefault("to verb", []).append(c)
                for name, heads in self.arguments.of_verb(c).items():
                    if name != "subject" and not name.endswith(" title"):
                        slots.setdefault(f"to {name}", []).extend(heads)
                    elif tree.dep[c] in ("ccomp", "advcl") and not slots.get("object"):
                        slots["object"] = heads  # asked if she would sing: she is asked
        return self._record(verb, "verb", slots, self._words_of_verb(verb), self._factuality(verb))

    def _noun_clause(self, noun: int) -> Clause | None:
        tree = self.tree
        slots = self.arguments.of_noun(noun)
        if not slots["named"]:
            del slots["named"]
        alone = set(slots) <= {"subject", "main subject"} and slots["subject"] == [noun]
        if alone and tree.dep[noun] not in ("dobj", "pobj") and tree.child(noun, "det") < 0:
            return None
        slots["self"] = [noun]
        kind = "adjective" if tree.pos[noun] == "ADJ" and not self._stands_as_noun(noun) else "noun"
        verb = noun if tree.is_verb(noun) else next((a for a in tree.up(noun) if tree.is_verb(a)), -1)
        facts = (Factuality(), -1)
        if verb >= 0:
            facts = self._factuality(verb)
            if tree.dep[noun] not in ("attr", "acomp", "dobj", "oprd", "conj"):
                # in an argument the noun itself is taken for granted
                facts = (Factuality(), facts[1])
            elif self._is_ranked(noun):
                facts = (Factuality(modality=facts[0].modality), facts[1])
        return self._record(noun, kind, slots, self._words_of_noun(noun), facts)

    def _stands_as_noun(self, i: int) -> bool:
        """Whether a word that is also an adjective names a thing: their single “Be My Baby”."""
        tree = self.tree
        if tree.lemma[i] not in CUES["nouns_like_adjectives"]:
            return False
        after = tree.pos[i + 1] if i + 1 < len(tree) and tree.unit[i + 1] < 0 else "PUNCT"
        return after not in ("NOUN", "ADJ", "NUM", "PROPN")

    def _is_ranked(self, noun: int) -> bool:
        """Whether a denial is about the rank, not the noun: not the first drummer, not the only singer."""
        tree = self.tree
        return any(
            tree.tag[c] in ("JJS", "RBS") or tree.lower[c] in ("first", "last", "only", "second", "third")
            for c in tree.all(noun, "amod", "advmod")
        )

    def _participle_clause(self, participle: int) -> Clause | None:
        """What a participle before a noun says of it: the Montreal-born singer, a Lennon-penned song."""
        slots = self.arguments.of_premodifier(participle)
        if not slots.get("compound"):
            return None
        return self._record(participle, "adjective", slots, frozenset(), (Factuality(), -1))

    def _name_clause(self, name: int) -> Clause | None:
        """What the words around a name say of it: Badfinger's “Baby Blue”; Jack White of the Stripes."""
        arguments = self.arguments
        readers = {"WORK": arguments.of_title, "PERSON": arguments.of_person, "GROUP": arguments.of_group}
        slots = readers[self.tree.kind[name]](name)
        if not slots:
            return None
        slots["self"] = [name]
        return self._record(name, "name", slots, frozenset(), (Factuality(), -1))

    def _factuality(self, verb: int) -> tuple[Factuality, int]:
        if verb not in self.facts:
            self.facts[verb] = factuality(self.tree, verb)
        return self.facts[verb]

    def _record(
        self, i: int, kind: str, slots: Slots, words: frozenset[str], facts: tuple[Factuality, int]
    ) -> Clause:
        tree = self.tree
        status, source = facts
        arguments: list[Argument] = []
        for slot, heads in slots.items():
            arguments += self._arguments(slot, heads, title_of=i if kind == "noun" else -1)
        if source >= 0:
            arguments += self._arguments("source", [source])
        speaker = next((s for part, s in self.quoted if part.covers(tree.start[i])), "")
        if speaker:
            status = Factuality(status.polarity, status.modality, speaker)
        return Clause(
            sentence=tree.sentences[tree.sentence[i]],
            trigger=tree.span(i, i + 1),
            kind=kind,
            lemma=self._lemma(i, kind),
            words=words,
            voice="passive" if kind == "verb" and self.arguments.passive(i) else "active",
            arguments=tuple(arguments),
            times=tuple(self._times(i, kind)),
            factuality=status,
        )

    def _lemma(self, i: int, kind: str) -> str:
        if kind == "name":
            return self.tree.kind[i].lower()
        participle = kind == "adjective" and self.tree.pos[i] == "VERB"
        return self.tree.lower[i] if participle else self.tree.lemma[i]

    def _times(self, i: int, kind: str) -> Sequence[Span]:
        """What dates the predicate: a title shares the year of its name, a name that of its title."""
        times = self.when.get(i, ())
        if times or kind not in ("noun", "name"):
            return times
        partner = self.arguments.named_after(i) if kind == "noun" else self.arguments.title_before(i)
        return self.when.get(partner, ())

    def _arguments(self, slot: str, heads: Sequence[int], *, title_of: int = -1) -> list[Argument]:
        tokens: list[int] = []
        for head in heads:
            plain = slot in _PLAIN_SLOTS or (slot == "subject" and self._is_own_title(title_of, head))
            plain = plain or (slot == "poss" and self._is_beside(title_of, head))
            tokens += [head] if plain else self.arguments.denoted(head)
        return [self._argument(slot, t) for t in dict.fromkeys(tokens)]

    def _argument(self, slot: str, i: int) -> Argument:
        tree = self.tree
        before = self.arguments.noun_before(i) if tree.unit[i] >= 0 else -1
        title = tree.lemma[before] if before >= 0 else ""
        lemma = "" if tree.kind.get(i) == "WORK" else tree.lemma[i]  # The Isolation Game is no game
        times = self.when.get(i) or self.when.get(before) or []
        return Argument(slot, tree.phrase(i), tree.start[i], lemma, title, tuple(times))

    def _is_beside(self, noun: int, owner: int) -> bool:
        """Whether the noun is listed with its owner: in Waits and his wife, Waits alone is who has a wife."""
        tree = self.tree
        return noun >= 0 and tree.dep[noun] == "conj" and tree.head[noun] == owner

    def _is_own_title(self, noun: int, name: int) -> bool:
        """Whether a singular title stands right before the name: bassist X and Y makes one bassist."""
        tree = self.tree
        if noun < 0 or tree.tag[noun] not in ("NN", "NNP"):
            return False
        if noun == name:
            return True
        if tree.unit[name] < 0 or tree.lemma[noun] in CUES["collectives"]:
            return False
        before = tree.dep[noun] in ("compound", "nmod")
        return bool(tree.head[noun] == name if before else tree.head[name] == noun)

    def _words_of_verb(self, verb: int) -> frozenset[str]:
        tree = self.tree
        words: set[str] = set()
        for c in tree.children[verb]:
            if tree.dep[c] in _QUIET or tree.unit[c] >= 0:
                continue
            words.update((tree.lower[c], tree.lemma[c]))
            if tree.dep[c] in ("dobj", "attr", "prep", "prt", "acomp", "xcomp", "advmod", "agent"):
                words.update(
                    w for d in tree.children[c] if tree.unit[d] < 0 for w in (tree.lower[d], tree.lemma[d])
                )
        return frozenset(words)

    def _words_of_noun(self, noun: int) -> frozenset[str]:
        tree = self.tree
        return frozenset(
            w for c in tree.children[noun] if tree.unit[c] < 0 and tree.dep[c] != "punct"
            for w in (tree.lower[c], tree.lemma[c])
        )  # fmt: skip


def _quote_clause(quote: Quote, tree: Tree, when: dict[int, list[Span]]) -> Clause:
    """The clause of a direct quotation: somebody said it."""
    sentence = next((s for s in tree.sentences if s.overlaps(quote.span)), quote.span)
    here = quote.span.start
    speaker = Argument("subject", Span(here, here, quote.speaker), -1, quote.speaker_type)
    said = Argument("object", Span(quote.span.start, quote.span.end, quote.text), -1)
    arguments = [speaker, said]
    if quote.work:
        arguments.append(Argument("in", Span(here, here, quote.work), -1, "WORK"))
    trigger = Span(quote.span.start, quote.span.end, quote.cue)
    times = tuple(_times_of_report(quote, tree, when))
    return Clause(sentence, trigger, "quote", "say", arguments=tuple(arguments), times=times)


def _times_of_report(quote: Quote, tree: Tree, when: dict[int, list[Span]]) -> list[Span]:
    """The times of the reporting verb, in a sentence of the quotation but outside its marks."""
    for n, sentence in enumerate(tree.sentences):
        if not sentence.overlaps(quote.span):
            continue
        for i in range(*tree.bounds[n]):
            outside = not any(part.covers(tree.start[i]) for part in quote.parts)
            if outside and tree.is_verb(i) and when.get(i) and tree.lower[i] in quote.cue.lower().split():
                return when[i]
    return []
