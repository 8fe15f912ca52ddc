"""Who fills the slots of a predicate, through passives, relatives, participles, control and lists."""

from pipeline.clauses.cues import CUES
from pipeline.clauses.tree import Tree

SUBJECTS = ("nsubj", "nsubjpass")
PLACES = ("GPE", "LOC")
SCENES = ("FAC", "EVENT", "GPE", "LOC")
NO_WHO = ("GPE", "LOC", "ORG", "FAC", "WORK", "EVENT")  # no "who" is said of these
CLOSING_MARKS = ('"', "”", "'", "’", "''", ",")
OPENING_MARKS = ('"', "“", "'", "‘", "``")
Slots = dict[str, list[int]]


class Arguments:
    """Slots of every verb and noun of one tree, each worked out once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._surface: dict[int, list[int]] = {}
        self._slots: dict[int, Slots] = {}

    # verbs ---------------------------------------------------------------

    def passive(self, verb: int) -> bool:
        """Whether the verb is passive: was asked, joined by Page in 1966."""
        tree = self.tree
        if tree.child(verb, "nsubjpass", "auxpass") >= 0:
            return True
        if tree.tag[verb] != "VBN" or tree.child(verb, "aux") >= 0:
            return False
        if tree.dep[verb] in ("acl", "advcl", "ROOT", "dep", "parataxis"):
            return tree.child(verb, "nsubj", "dobj") < 0
        if tree.dep[verb] == "conj" and tree.is_verb(tree.head[verb]):
            by = tree.child(verb, "agent") >= 0  # is an album, and released in Japan by Sony
            return tree.child(verb, "nsubj") < 0 and (by or self.passive(tree.head[verb]))
        return False

    def surface_subjects(self, verb: int) -> list[int]:
        """The grammatical subjects, also where the verb leaves them out."""
        if verb not in self._surface:
            self._surface[verb] = []  # a cycle finds nothing
            self._surface[verb] = self._find_subjects(verb)
        return self._surface[verb]

    def _find_subjects(self, verb: int) -> list[int]:
        tree = self.tree
        own = tree.all(verb, *SUBJECTS)
        if own:
            return [a for i in own for a in self.antecedents(i)]
        label, head = tree.dep[verb], tree.head[verb]
        if label == "acl":
            return self._subjects_of_modifier(verb, head)
        if label == "relcl":
            # the song he wrote has a subject; the band formed in Leeds does not
            return [head] if tree.tag[verb] in ("VBG", "VBN") or self._lacks_relative(verb) else []
        if label == "conj":
            return self.surface_subjects(head) if tree.is_verb(head) else []
        if label in ("xcomp", "ccomp") and tree.is_verb(head):
            return self._controllers(verb, head)
        if label in ("advcl", "pcomp", "prep", "dep", "parataxis", "acomp", "advmod"):
            for above in tree.up(verb):
                if tree.is_verb(above):
                    return self._dangling(verb, above)
                if label == "pcomp" and (owners := tree.all(above, "poss")):
                    return owners  # his decision of leaving
        return []

    def _dangling(self, verb: int, governor: int) -> list[int]:
        """Who acts in a participle: the governor's subject, or the person that a thing stands for there."""
        tree = self.tree
        subjects = self.surface_subjects(governor)
        if verb > governor or any(i in tree.kind or tree.pos[i] == "PRON" for i in subjects):
            return subjects
        if any(tree.lemma[i] in CUES["person_nouns"] for i in subjects):
            return subjects
        people = [
            a for i in tree.all(governor, *SUBJECTS) for c in tree.all(i, "poss") for a in self.antecedents(c)
        ]  # After leaving Tangerine Dream, his only concert was in London
        if not self.passive(governor):
            people += tree.all(governor, "dobj")  # Having left, a session prompted Page to reconsider
        people = [i for i in people if tree.kind.get(i) == "PERSON" or tree.pos[i] == "PRON"]
        return people[:1] or subjects

    def _controllers(self, verb: int, governor: int) -> list[int]:
        tree = self.tree
        if tree.lemma[governor] in CUES["object_control"] and not self.passive(governor):
            objects = tree.all(governor, "dobj", "dative")
            if objects:
                return [a for i in objects for a in self.antecedents(i)]
        return self.surface_subjects(governor)

    def _subjects_of_modifier(self, verb: int, noun: int) -> list[int]:
        """Who acts in a clause on a noun: a band playing blues; the decision to leave."""
        tree = self.tree
        if tree.is_verb(noun):  # X is an album by Y, released in 1996: hung on the verb instead of the noun
            return tree.all(noun, "attr") or self.surface_subjects(noun)
        infinitive = any(tree.tag[c] == "TO" for c in tree.children[verb])
        if not infinitive:
            return [noun]
        owners = tree.all(noun, "poss")
        if owners:
            return [a for i in owners for a in self.antecedents(i)]
        governor = next((a for a in tree.up(noun) if tree.is_verb(a)), -1)
        if governor >= 0 and tree.dep[noun] in ("dobj", "attr", "pobj", "oprd"):
            if tree.lemma[governor] in CUES["object_control"] | {"give", "offer"}:
                given = tree.all(governor, "dative")
                if given:
                    return given
            return self.surface_subjects(governor)
        return [noun]

    def _lacks_relative(self, verb: int) -> bool:
        tree = self.tree
        return tree.child(verb, "nsubj", "nsubjpass") < 0 and not any(
            tree.lower[c] in ("that", "which", "whom") for c in tree.children[verb]
        )

    def antecedents(self, i: int) -> list[int]:
        """The token itself, or what a relative pronoun stands for."""
        tree = self.tree
        if tree.tag[i] not in ("WDT", "WP", "WP$") and not (
            tree.lower[i] == "that" and tree.dep[i] in (*SUBJECTS, "dobj", "pobj")
        ):
            return [i]
        if tree.unit[i] >= 0:
            return [i]
        below = i
        for above in tree.up(i):
            if tree.dep[above] == "relcl" or (tree.dep[above] == "acl" and tree.is_verb(above)):
                return self._meant(i, above)
            if tree.dep[above] == "ccomp" and tree.dep[below] in SUBJECTS:
                return []
            below = above
        name = self._name_before_comma(i)
        if name >= 0 and (tree.lower[i] in ("which", "whose") or tree.kind[name] in ("PERSON", "GROUP")):
            return [name]  # Etta James, whose “Tell Mama” was recorded there
        return [] if tree.tag[i] != "WDT" and tree.lower[i] != "that" else [i]

    def _name_before_comma(self, i: int) -> int:
        """The name that ends at the comma before the token, or -1."""
        tree = self.tree
        if i < 2 or tree.lower[i - 1] != ",":
            return -1
        end = i - 2
        while end > 0 and tree.unit[end] < 0 and tree.lower[end] in CLOSING_MARKS:
            end -= 1
        return tree.unit[end]

    def _meant(self, relative: int, verb: int) -> list[int]:
        """Whom the relative pronoun means: the noun, the list it ends, or the person spoken of."""
        tree = self.tree
        noun = tree.head[verb]
        if tree.tag[relative] == "WP" and tree.kind.get(noun) in NO_WHO:
            # is from Leeds, who was known as ...: no place is a who
            above = next((a for a in tree.up(noun) if tree.is_verb(a)), -1)
            people = self.surface_subjects(above) if above >= 0 else []
            return [p for p in people if tree.kind.get(p) == "PERSON" or tree.pos[p] == "PRON"] or [noun]
        if tree.kind.get(noun) == "NORP" and tree.dep[noun] == "appos":
            return [tree.head[noun]]  # Mitch Watkins, a Texan, who played guitar
        if any(tree.lower[c] in ("both", "all") for c in tree.children[verb] if c < verb):
            while tree.dep[noun] == "conj" and tree.unit[tree.head[noun]] >= 0:
                noun = tree.head[noun]  # X and Y, who both played
        return [noun]

    def of_verb(self, verb: int) -> Slots:
        """The heads in each slot: subject and object are who does and who undergoes."""
        if verb in self._slots:
            return self._slots[verb]
        tree, slots = self.tree, Slots()
        self._slots[verb] = slots
        passive = self.passive(verb)
        surface = self.surface_subjects(verb)
        slots["object" if passive else "subject"] = list(surface)
        for c in tree.children[verb]:
            self._add_child(slots, c, passive)
        if not passive and "object" not in slots:
            slots["object"] = self._missing_object(verb)
        if passive and not slots.get("subject") and tree.dep[verb] != "conj":
            slots["subject"] = list(slots.get("by", []))
        self._add_of_object(slots, verb)
        self._share(slots, verb)
        self._share_fronted(slots, verb)
        self._add_owners(slots)
        if passive and tree.dep[verb] == "conj" and not slots.get("subject"):
            slots["subject"] = list(slots.get("by", []))
        return slots

    def _add_child(self, slots: Slots, c: int, passive: bool) -> None:
        tree = self.tree
        label = tree.dep[c]
        if label == "dobj" or (label == "dative" and tree.pos[c] not in ("ADP", "PART")):
            slot = "object" if label == "dobj" else "dative"
            slots.setdefault(slot, []).extend(self.antecedents(c))
        elif label in ("attr", "oprd", "acomp"):
            slots.setdefault("complement", []).append(c)
        elif label == "agent" or (label == "conj" and passive and tree.lower[c] == "by"):
            for p in tree.all(c, "pobj", "pcomp"):
                slots.setdefault("subject", []).extend(self.antecedents(p))
                slots.setdefault("by", []).extend(self.antecedents(p))
        elif label in ("prep", "dative") or (label == "prt" and tree.child(c, "pobj") >= 0):
            self._add_preposition(slots, c)
        elif label in ("npadvmod", "advmod"):
            slots.setdefault("adverb", []).append(c)

    def _add_preposition(self, slots: Slots, prep: int) -> None:
        tree = self.tree
        objects = [a for p in tree.all(prep, "pobj") for a in self.antecedents(p)]
        name = tree.lower[prep]
        if objects:
            slots.setdefault(name, []).extend(objects)
        for inner in tree.all(prep, "prep"):  # along with, because of, out of
            self._add_preposition(slots, inner)
        for other in tree.all(prep, "conj"):
            if tree.pos[other] == "ADP":
                self._add_preposition(slots, other)

    def _add_of_object(self, slots: Slots, verb: int) -> None:
        """The object's prepositions serve the verb too: released an album with the group."""
        tree = self.tree
        inner = Slots()
        for i in [*tree.all(verb, "dobj", "attr", "oprd"), *tree.all(verb, "nsubjpass")]:
            for prep in tree.all(i, "prep"):
                if tree.dep[i] != "nsubjpass" or tree.lower[prep] != "with":
                    self._add_preposition(inner, prep)  # but: her duets with him were written by X
        for outer in tree.all(verb, "prep", "agent"):
            for i in tree.all(outer, "pobj"):
                for prep in tree.all(i, "prep"):
                    if tree.lower[prep] != "of":
                        self._add_preposition(inner, prep)
        for name, heads in inner.items():
            slots.setdefault(name, []).extend(i for i in heads if i not in slots[name])

    def _add_owners(self, slots: Slots) -> None:
        """Whose the subject and object are: declined the band's offer; the band's bassist, who quit."""
        for name in ("subject", "object", "complement"):
            for i in slots.get(name, []):
                for title in [i, *self.titles(i)]:
                    for slot in ("poss", "of", "by", "compound"):
                        owners = self._owners(title, slot)
                        if owners:
                            slots.setdefault(f"{name} {slot}", []).extend(owners)
        for name in ("subject", "object", "for", "from"):  # filled in for the bassist X: as what
            titles = [t for i in slots.get(name, []) for t in self._titles_of_denoted(i)]
            if titles:
                slots[f"{name} title"] = titles
        for name in ("in", "into", "on", "with"):  # played in Dylan's band; in an episode of the series
            common = [i for i in slots.get(name, []) if self.tree.unit[i] < 0]
            for slot in ("poss", "of"):
                owners = [owner for i in common for owner in self._owners(i, slot)]
                if owners:
                    slots.setdefault(f"{name} {slot}", []).extend(owners)

    def _owners(self, noun: int, slot: str) -> list[int]:
        tree = self.tree
        if slot in ("of", "by"):
            return [p for c in tree.all(noun, "prep") if tree.lower[c] == slot for p in tree.all(c, "pobj")]
        return [
            a
            for c in tree.all(noun, slot)
            if slot == "poss" or tree.unit[c] >= 0
            for a in self.antecedents(c)
        ]

    def _titles_of_denoted(self, i: int) -> list[int]:
        tree = self.tree
        if tree.unit[i] < 0:
            return [i] if tree.lemma[i] in CUES["person_nouns"] else []
        return [t for t in self.titles(i) if tree.lemma[t] in CUES["person_nouns"]]

    def titles(self, i: int) -> list[int]:
        """The common nouns that say what a name is: the band's bassist X; X, a member of Y."""
        tree = self.tree
        nouns = [c for c in tree.children[i] if tree.dep[c] in ("appos", "compound", "nmod")]
        if tree.dep[i] in ("appos", "dobj", "dep"):
            nouns.append(tree.head[i])
        return [n for n in nouns if tree.unit[n] < 0 and tree.pos[n] == "NOUN"]

    def main_subjects(self, i: int) -> list[int]:
        """The subjects of the sentence's main clause."""
        tree = self.tree
        top = next(reversed(list(tree.up(i))), i)
        return self.surface_subjects(top) if tree.is_verb(top) else []

    def _missing_object(self, verb: int) -> list[int]:
        """The object that a relative clause leaves out: the song he wrote."""
        tree = self.tree
        if tree.dep[verb] == "relcl" and tree.child(verb, "nsubj") >= 0:
            subjects = tree.all(verb, "nsubj")
            relative = any(tree.tag[s] in ("WDT", "WP") or tree.lower[s] == "that" for s in subjects)
            stranded = any(tree.child(c, "pobj") < 0 for c in tree.all(verb, "prep"))
            fronted = any(tree.tag[p] == "WDT" for c in tree.all(verb, "prep") for p in tree.all(c, "pobj"))
            if not relative and not stranded and not fronted:  # nor the song on which he sings
                return [tree.head[verb]]
        return []

    def _share(self, slots: Slots, verb: int) -> None:
        """Coordinated verbs share objects: wrote and produced the song."""
        tree = self.tree
        partners = [c for c in tree.all(verb, "conj") if tree.is_verb(c) and c > verb]
        for partner in partners:  # wrote, produced and engineered the song
            partners += [c for c in tree.all(partner, "conj") if tree.is_verb(c) and c > partner]
        if tree.dep[verb] == "conj" and tree.is_verb(tree.head[verb]):
            partners.append(tree.head[verb])
        for partner in partners:
            first, last = min(verb, partner), max(verb, partner)
            near = all(
                tree.pos[i] in ("CCONJ", "ADV", "VERB", "AUX", "PUNCT") for i in range(first + 1, last)
            )
            if not near:
                continue
            for c in tree.children[partner]:
                if c < max(verb, partner) and tree.dep[c] not in ("dobj",):
                    continue
                if tree.dep[c] == "dobj" and not slots.get("object"):
                    slots["object"] = self.antecedents(c)
                elif tree.dep[c] == "prep" and tree.lower[c] not in slots:
                    self._add_preposition(slots, c)
                elif tree.dep[c] == "agent" and not slots.get("subject"):
                    slots["subject"] = [a for p in tree.all(c, "pobj") for a in self.antecedents(p)]

    def _share_fronted(self, slots: Slots, verb: int) -> None:
        """At the Marquee she sat down and sang: a place said first is the place of all that follows."""
        tree = self.tree
        first = verb
        while tree.dep[first] in ("conj", "parataxis") and tree.is_verb(tree.head[first]):
            if tree.dep[first] == "parataxis" and tree.child(first, "nsubj", "nsubjpass") >= 0:
                return
            first = tree.head[first]
        if first >= verb or tree.child(verb, "nsubj", "nsubjpass") >= 0:
            return
        subject = tree.child(first, "nsubj", "nsubjpass")
        for prep in tree.all(first, "prep"):
            places = [p for p in tree.all(prep, "pobj") if tree.kind.get(p) in SCENES]
            if places and prep < subject and tree.lower[prep] not in slots:
                slots[tree.lower[prep]] = places

    # nouns ---------------------------------------------------------------

    def of_noun(self, noun: int) -> Slots:
        """The heads in each slot of a noun; its subject is what the noun is said of."""
        tree, slots = self.tree, Slots()
        governor = tree.head[noun]
        for c in tree.children[noun]:
            label = tree.dep[c]
            if label == "poss":
                slots.setdefault("poss", []).extend(self.antecedents(c))
                if tree.tag[c] == "PRP$" and tree.dep[noun] == "conj" and tree.kind.get(governor) == "PERSON":
                    slots["poss"].append(governor)  # Tom Waits and his wife
            elif label in ("compound", "nmod", "amod") and (tree.unit[c] >= 0 or label != "amod"):
                slots.setdefault("compound", []).append(c)
                inner = [d for d in tree.children[c] if tree.unit[d] >= 0 and tree.unit[c] < 0]
                slots["compound"] += [d for d in inner if tree.dep[d] == "compound"]  # a Motown staff writer
            elif label in ("prep", "agent"):
                self._add_preposition(slots, c)
        if tree.lemma[noun] in CUES["planning_nouns"]:
            for c in tree.all(noun, "acl"):  # their offer to play the guitar
                for slot, heads in self.of_verb(c).items() if tree.is_verb(c) else ():
                    if slot in ("object", "as", "on", "with"):
                        slots.setdefault(f"to {slot}", []).extend(heads)
        for part in slots.get("of", []):  # the beginning of his career as a singer
            for c in tree.all(part, "poss"):
                slots.setdefault("of poss", []).extend(self.antecedents(c))
            for c in tree.all(part, "prep"):
                if tree.lower[c] not in slots:
                    self._add_preposition(slots, c)
        if tree.dep[noun] == "dobj" and "as" not in slots:
            for c in tree.all(tree.head[noun], "prep"):
                if tree.lower[c] == "as" and c > noun:
                    self._add_preposition(slots, c)  # began his career as a singer
        name = self.named_after(noun)
        if name >= 0:
            self._share_with_name(slots, noun, name)
        if tree.dep[noun] == "appos" and tree.unit[tree.head[noun]] >= 0:
            for c in tree.all(tree.head[noun], "prep"):  # Elvis Costello, a guest, on her album
                if c > noun and tree.lower[c] not in slots:
                    self._add_preposition(slots, c)
        whole = self._whole(noun)
        if whole:
            slots["whole"] = whole
        slots["subject"] = self._said_of(noun)
        slots["named"] = slots["subject"][1:]
        slots["main subject"] = self.main_subjects(noun)
        governor = tree.head[noun]
        if tree.dep[noun] in ("dobj", "pobj", "conj") or tree.dep[noun] == "oprd":
            verb = next((a for a in tree.up(noun) if tree.is_verb(a)), -1)
            if verb >= 0:
                slots["holder"] = list(self.of_verb(verb).get("subject", []))
        if tree.dep[noun] == "conj" and "compound" not in slots and governor < noun:
            self._inherit_from_conjunct(slots, noun)
        return slots

    def of_title(self, name: int) -> Slots:
        """The slots of a title of a work by itself: whose it is, by and from whom."""
        tree, slots = self.tree, Slots()
        group = [name, *(c for c in tree.all(name, "conj") if tree.unit[c] >= 0)]
        if tree.dep[name] == "conj" and tree.unit[tree.head[name]] >= 0:
            group = [name, tree.head[name], *tree.all(tree.head[name], "conj")]
        for member in group:  # Badfinger's “A” and “B”; “A” and “B” by Badfinger
            for c in tree.children[member]:
                if tree.dep[c] == "poss" and "poss" not in slots and c < name:
                    slots["poss"] = self.antecedents(c)
                elif tree.dep[c] in ("prep", "agent") and tree.lower[c] not in slots and c > name:
                    self._add_preposition(slots, c)
        artist = self._made_for(name)
        if artist >= 0 and any(
            self._made_for(other) >= 0 for other in self.tree.named
            if other != name and tree.sentence[other] == tree.sentence[name]
        ):  # fmt: skip
            slots["made for"] = [artist]
        return slots

    def _made_for(self, title: int) -> int:
        """The artist right after a title and for, or -1: “A” for Bobby Vee and “B” for Little Eva."""
        tree = self.tree
        if tree.kind[title] != "WORK":
            return -1
        prep = self._after(title)
        while prep < len(tree) and tree.lower[prep] in CLOSING_MARKS:
            prep += 1
        if prep + 2 >= len(tree) or tree.lower[prep] != "for":
            return -1
        artist = tree.unit[prep + 1 + (tree.lower[prep + 1] == "the")]
        return artist if artist >= 0 and tree.kind[artist] in ("PERSON", "GROUP") else -1

    def _after(self, name: int) -> int:
        """The token after a name."""
        after = name + 1
        while after < len(self.tree) and self.tree.unit[after] == name:
            after += 1
        return after

    def of_person(self, name: int) -> Slots:
        """The slots of a person's name by itself: Jack White of the White Stripes; Hattie on harp."""
        tree, slots = self.tree, Slots()
        after = self._after(name)
        for c in tree.all(name, "prep"):
            if c == after:
                self._add_preposition(slots, c)
        comma, former = tree.lower[after : after + 1], tree.lower[after + 1 : after + 2]
        if not slots and comma == [","] and set(former) & CUES["former"] and tree.pos[after + 2] == "ADP":
            formerly = Slots()
            self._add_preposition(formerly, after + 2)
            slots["of"] = [i for heads in formerly.values() for i in heads]  # Dio, formerly of Rainbow
        owners = [c for c in tree.all(name, "poss") if tree.kind.get(c) == "GROUP"]
        if owners and not slots:
            slots["poss"] = owners  # the Kinks' Ray Davies
        group = self._group_after(after)
        if not slots and group >= 0:
            slots["of"] = [group]
        source = tree.lower[after + 2 : after + 3]
        if comma == [","] and former == ["fresh"] and source in (["out"], ["from"]):
            end = after + 3 + (tree.lower[after + 3] == "of")
            end += tree.lower[end] == "the"
            slots["fresh from"] = [u for u in tree.unit[end : end + 1] if u >= 0]
        if slots:
            slots["whole"] = self._whole(name)
        return slots

    def _group_after(self, after: int) -> int:
        """The group that follows between commas: Flea, of the Red Hot Chili Peppers, played too; or -1."""
        tree = self.tree
        if tree.lower[after : after + 2] != [",", "of"] or after + 3 >= len(tree):
            return -1
        group = tree.unit[after + 2 + (tree.lower[after + 2] == "the")]
        if group < 0 or tree.kind[group] != "GROUP":
            return -1
        return group if tree.lower[self._after(group) : self._after(group) + 1] in ([","], ["."]) else -1

    def _whole(self, i: int) -> list[int]:
        """What something comes with: the album, with Andy Mackay on saxophone; cut with lyrics by X."""
        tree = self.tree
        while tree.dep[i] == "conj":
            i = tree.head[i]
        prep = tree.head[i]
        if tree.dep[i] != "pobj" or tree.lower[prep] not in ("with", "featuring", "including"):
            return []
        above = tree.head[prep]
        if not tree.is_verb(above):
            return [above]
        slots = self.of_verb(above)
        return list(slots.get("object" if self.passive(above) else "subject", []))

    def chart_positions(self, verb: int) -> Slots:
        """The chart positions under the verb, and the charts and countries: number 2 in Canada."""
        tree, slots = self.tree, Slots()
        last = tree.bounds[tree.sentence[verb]][1]
        below = {verb}
        for i in range(tree.bounds[tree.sentence[verb]][0], last):
            chain = [i]
            for above in tree.up(i):
                chain.append(above)
                if above in below or tree.is_verb(above) or len(chain) > 12:
                    break
            if i == verb or chain[-1] not in below or tree.dep[chain[-2]] in (*SUBJECTS, "aux"):
                continue
            below.update(j for j in chain[:-1] if not tree.is_verb(j))
            if tree.is_verb(i):
                continue
            if tree.unit[i] < 0 and self._is_position(i):
                slots.setdefault("position", []).append(i)
            elif tree.kind.get(i) in ("CHART", "GPE", "LOC"):
                slots.setdefault("chart", []).append(i)
                if "top" in tree.phrase(i).text.lower().split():  # the American top forty
                    slots.setdefault("position", []).append(i)
        return slots if "position" in slots or tree.lemma[verb] in CUES["chart_verbs"] else {}

    def _is_position(self, i: int) -> bool:
        """Whether the word ends a chart position: number one, No. 1, the top ten, 26th place."""
        tree = self.tree
        before = tree.lower[i - 1] if i else ""
        if tree.tag[i] == "CD" or tree.lower[i][:1].isdigit():
            before = tree.lower[i - 2] if before in ("-", ".") and i > 1 else before
            return before in ("number", "no", "no.", "nos.", "#", "№", "top", "position")
        if tree.lemma[i] in ("place", "position", "spot", "slot"):
            return tree.tag[i - 1] in ("JJ", "CD") or before == "top"
        return tree.lower[i] in ("top", "summit") and tree.lower[i - 1] == "the"

    def is_number_one(self, i: int) -> bool:
        """Whether a numeral stands as a noun for a hit: a number one for X, their first top ten."""
        tree = self.tree
        if tree.tag[i] != "CD" or tree.dep[i] not in ("attr", "appos", "oprd", "dobj", "nsubj"):
            return False
        inside = [*tree.children[i], *tree.children[i - 1]]
        determined = any(tree.dep[c] in ("det", "poss") for c in inside)
        return determined and self._is_position(i)

    def of_premodifier(self, participle: int) -> Slots:
        """The slots of a participle before its noun: the Montreal-born singer."""
        tree, slots = self.tree, Slots()
        noun = tree.head[participle]
        before = participle - 2 if tree.lower[participle - 1] == "-" else -1
        left = [tree.unit[before]] if before >= 0 and tree.unit[before] >= 0 else []
        left += [c for c in tree.children[participle] if tree.unit[c] >= 0 and c < participle]
        slots["compound"] = list(dict.fromkeys(left))
        slots["subject"] = [noun, *(a for a in self._said_of(noun) if a != noun)]
        return slots

    def requests(self, verb: int) -> list[int]:
        """What somebody is asked to do: asked whether he would sing on it."""
        tree = self.tree
        if tree.lemma[verb] not in ("ask", "inquire", "enquire"):
            return []
        return [
            c for c in tree.all(verb, "ccomp", "advcl")
            if any(tree.lower[m] in ("whether", "if") for m in tree.all(c, "mark"))
            and any(tree.lower[m] in ("would", "could", "'d", "’d") for m in tree.all(c, "aux"))
        ]  # fmt: skip

    def of_group(self, name: int) -> Slots:
        """The slots of a group's name by itself: the people named in apposition to it."""
        tree = self.tree
        for first in tree.all(name, "appos"):
            people = [first, *tree.all(first, "conj")]
            listed = tree.dep[name] == "conj" or tree.child(name, "conj") >= 0
            named = first > name and all(tree.kind.get(i) == "PERSON" for i in people)
            if named and len(people) > 1 and not listed:
                return {"appos": people[:1]}  # the list stands for all of them
        return {}

    def offers(self, verb: int) -> list[int]:
        """What an offer is for: declined an invitation to join the band."""
        tree = self.tree
        return [
            c for i in tree.all(verb, "dobj") if tree.lemma[i] in CUES["planning_nouns"]
            for c in tree.all(i, "acl") if any(tree.tag[m] == "TO" for m in tree.children[c])
        ]  # fmt: skip

    def named_after(self, noun: int) -> int:
        """The name that the noun stands before as a title, or -1: the album “Rumours”."""
        tree = self.tree
        top = self._name_right_after(noun)
        return top if top >= 0 and (tree.head[top] == noun or tree.head[noun] == top) else -1

    def _name_right_after(self, noun: int) -> int:
        """The name that begins right after the noun, opening marks aside, or -1."""
        tree = self.tree
        j = noun + 1
        while j < len(tree) and tree.lower[j] in OPENING_MARKS:
            j += 1
        return tree.unit[j] if j < len(tree) and tree.sentence[j] == tree.sentence[noun] else -1

    def _token_right_before(self, name: int) -> int:
        """The token right before the name, opening marks aside, or -1."""
        tree = self.tree
        j = name
        while j > 0 and (tree.unit[j - 1] == name or tree.lower[j - 1] in OPENING_MARKS):
            j -= 1
        return j - 1

    def noun_before(self, name: int) -> int:
        """The common noun right before the name, or -1: the album “Rumours”, by the band Suede."""
        tree = self.tree
        before = self._token_right_before(name)
        if before < 0 or tree.unit[before] >= 0 or tree.sentence[before] != tree.sentence[name]:
            return -1
        return before if tree.pos[before] in ("NOUN", "ADJ") else -1

    def title_before(self, name: int) -> int:
        """The noun that stands before the name as its title, or -1."""
        before = self._token_right_before(name)
        return (
            before if before >= 0 and self.tree.unit[before] < 0 and self.named_after(before) == name else -1
        )

    def _share_with_name(self, slots: Slots, noun: int, name: int) -> None:
        """her album X by the band: whose and by whom belongs to title and name alike."""
        tree = self.tree
        for c in tree.children[name]:
            if tree.dep[c] == "poss" and "poss" not in slots and c < noun:
                slots["poss"] = self.antecedents(c)
            elif tree.dep[c] == "compound" and tree.unit[c] >= 0 and c < noun and "compound" not in slots:
                slots["compound"] = [c]
            elif tree.dep[c] in ("prep", "agent") and tree.lower[c] not in slots:
                self._add_preposition(slots, c)

    def _inherit_from_conjunct(self, slots: Slots, noun: int) -> None:
        """the Yardbirds' singer and harmonica player: both belong to the band."""
        tree = self.tree
        first = tree.head[noun]
        if tree.pos[first] != "NOUN" or tree.unit[first] >= 0:
            return
        for c in tree.children[first]:
            if tree.dep[c] == "poss" and "poss" not in slots:
                slots["poss"] = self.antecedents(c)

    def _said_of(self, noun: int) -> list[int]:
        """What is called by the noun: X is a guitarist; X, a guitarist; guitarist X; as a guitarist."""
        tree = self.tree
        label, head = tree.dep[noun], tree.head[noun]
        found: list[int] = [noun]  # the guitarist: a nominal that coreference may know
        found += [c for c in tree.all(noun, "appos") if tree.unit[c] >= 0]
        following = self._following_name(noun)
        if following >= 0 and following not in found:
            found.append(following)
        if label == "nsubj" and tree.lemma[head] == "be":  # the first single was “Starman”
            found += [a for a in tree.all(head, "attr") if tree.unit[a] >= 0]
        elif label == "attr" and tree.is_verb(head) and tree.lemma[head] != "become":
            found += [s for s in self.surface_subjects(head) if s != noun]
        elif label == "oprd" and tree.is_verb(head):
            found += self.surface_subjects(head) if self.passive(head) else tree.all(head, "dobj")
        elif label in ("appos", "compound", "nmod") and (label == "appos" or tree.unit[head] >= 0):
            found.append(head)
            if tree.dep[head] == "conj" and tree.unit[head] < 0:
                found += self._said_of(head)[1:]
        elif label == "conj" and tree.unit[noun] < 0 and tree.pos[head] in ("NOUN", "ADJ"):
            found += [i for i in self._said_of(head) if i != head and tree.head[i] != head]
        elif label == "pobj":
            found += self._said_through_preposition(noun, head)
        elif label == "amod" and tree.unit[head] >= 0:
            found.append(head)  # the late Keith Moon
        elif label in ("dep", "npadvmod") and tree.is_verb(head) and tree.lemma[noun] in CUES["person_nouns"]:
            left = tree.left_edge(noun)
            if left > 0 and "," in tree.lower[left - 1 : left + 1] and head < noun:
                found += self.surface_subjects(head)  # was born in Leeds, the son of X and Y
        elif label == "advcl" and tree.is_verb(head):
            found += self._dangling(noun, head)  # Once a drummer, he turned to the piano
        return list(dict.fromkeys(found))

    def _following_name(self, noun: int) -> int:
        """The name right after the noun: guitarist Page, the single “Diamonds”."""
        tree = self.tree
        if tree.pos[noun] == "NUM" or tree.lemma[noun] in CUES["temporal_nouns"]:
            return -1  # In 1974 Mick Taylor left; that summer Page joined
        top = self._name_right_after(noun)
        if top < 0 or tree.head[top] == noun or tree.head[noun] == top:
            return top
        if tree.head[top] == tree.head[noun] and tree.dep[noun] not in ("npadvmod", "advmod", "pobj"):
            return top
        return top if tree.dep[top] in ("appos", "dep", "oprd") else -1

    def _said_through_preposition(self, noun: int, prep: int) -> list[int]:
        tree = self.tree
        above = tree.head[prep]
        if tree.lower[prep] in ("of", "among") and (
            tree.lemma[above] in CUES["partitives"]
            or tree.is_verb(above)
            or tree.tag[above] in ("JJS", "RBS")
        ):
            if tree.is_verb(above):  # he is among the session guitarists
                return self.surface_subjects(above) if tree.lemma[above] == "be" else []
            return [i for i in self._said_of(above) if i != above]  # one of the greatest guitarists
        if tree.lower[prep] in ("once", "formerly") and tree.is_verb(above):
            return self._dangling(noun, above)  # Once a session guitarist, he became famous
        if tree.lower[prep] != "as":
            return []
        if tree.is_verb(above):  # joined as a guitarist; hired him as a guitarist
            slots = self.of_verb(above)
            if self.passive(above):
                return list(slots.get("object", []))
            people = [i for i in slots.get("object", []) if tree.unit[i] >= 0 or tree.pos[i] == "PRON"]
            if people and tree.lemma[above] in CUES["object_control"] | CUES["object_predicatives"]:
                return people
            return list(slots.get("subject", []))
        return [i for c in tree.all(above, "poss") for i in self.antecedents(c)]  # his work as a guitarist

    # lists and denotations -----------------------------------------------

    def denoted(self, i: int, depth: int = 0) -> list[int]:
        """The token and all that it stands for: conjuncts, names in apposition, listed examples."""
        tree = self.tree
        found = [i]
        if depth > 20:
            return found
        if (tree.unit[i] < 0 and tree.pos[i] != "PRON") or tree.lemma[i] in CUES["everybody"]:
            found += self._named_by(i, depth)
        if tree.unit[i] < 0 and tree.dep[i] in ("attr", "appos", "oprd") and depth == 0:
            # Load is the sixth album by Metallica, released in 1996: the album is Load
            found += [s for s in self._said_of(i) if tree.unit[s] >= 0 or tree.pos[s] == "PRON"]
        for c in tree.children[i]:
            if tree.kind.get(i) in PLACES and tree.kind.get(c) in PLACES and tree.child(i, "cc") < 0:
                continue  # Dublin, Ireland is one place
            if (tree.dep[c] == "conj" and not tree.is_verb(c)) or self._continues_list(i, c):
                found += self.denoted(c, depth + 1)
        return list(dict.fromkeys(found))

    def _continues_list(self, i: int, c: int) -> bool:
        """Whether a name in apposition to a name is the next of a list: X, Y and Z."""
        tree = self.tree
        return (
            tree.dep[c] == "appos" and tree.unit[i] >= 0 and tree.unit[c] >= 0 and tree.child(c, "conj") >= 0
        )

    def _named_by(self, i: int, depth: int) -> list[int]:
        tree = self.tree
        found: list[int] = []
        for c in tree.children[i]:
            label = tree.dep[c]
            if label == "appos":
                found += self.denoted(c, depth + 1)
            elif label == "prep":
                found += self._listed(i, c, depth)
            elif label == "acl" and tree.lemma[c] in CUES["naming_verbs"]:
                found += [o for o in tree.all(c, "oprd", "attr", "dobj") if tree.unit[o] >= 0]
            elif label in ("compound", "nmod") and tree.lemma[i] in CUES["classifiers"]:
                if tree.kind.get(c, "NORP") == "NORP":
                    continue  # the Irish film
                found += self.denoted(c, depth + 1)  # the Billboard 200 chart
        following = self._following_name(i)
        if following >= 0:
            found += self.denoted(following, depth + 1)
        return [j for j in found if j != i]

    def _listed(self, i: int, prep: int, depth: int) -> list[int]:
        """artists including X and Y; one of the bands; everyone from X to Y."""
        tree = self.tree
        name = tree.lower[prep]
        objects = tree.all(prep, "pobj")
        if name in CUES["listing_prepositions"]:
            if name == "as" and not (prep > 0 and tree.lower[prep - 1] == "such"):
                return []
        elif name == "of":
            if tree.lemma[i] not in CUES["partitives"]:
                return []
        elif name in ("from", "to"):
            if tree.lemma[i] not in CUES["everybody"]:
                return []
            objects += [p for inner in tree.all(prep, "prep") for p in tree.all(inner, "pobj")]
        else:
            return []
        found = [d for p in objects for d in self.denoted(p, depth + 1)]
        if name == "from":
            for p in list(found):
                for c in tree.all(p, "prep"):
                    if tree.lower[c] == "to":
                        found += [d for q in tree.all(c, "pobj") for d in self.denoted(q, depth + 1)]
        return found
