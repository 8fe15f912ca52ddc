"""Rule packs: TOML files to `Pack` records, checked on the way in.

A pack holds the patterns of one relation and the examples that test them. All
mistakes of all files are collected and raised together, one line each.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.errors import PackError

RULES = Path(__file__).parent / "rules"
WORDS = "words.toml"  # the shared word classes, beside the packs

FIELDS = ("subject", "object", "role", "group", "work", "place", "value")

# what may fill a qualifier, unless the pack says otherwise
QUALIFIER_TYPES: dict[str, tuple[str, ...]] = {
    "role": ("ROLE",),
    "group": ("GROUP", "ORG"),
    "work": ("WORK",),
    "place": ("GPE", "LOC", "FAC"),
    "value": ("VALUE",),
}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_listed)]
EntityType = Literal[
    "PERSON", "GROUP", "ORG", "GPE", "LOC", "FAC", "WORK", "EVENT", "AWARD", "CHART",
    "NORP", "PRODUCT", "ROLE", "KIN", "QUOTE", "DATE", "VALUE", "TEXT",
]  # fmt: skip


class Closed(BaseModel):
    """A schema in which an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Roles(Closed):
    """Which slot of the clause fills which field of the fact.

    A list gives alternatives, the first that fits wins; `a + b` takes both.
    """

    subject: Words = []
    object: Words = []
    role: Words = []
    group: Words = []
    work: Words = []
    place: Words = []
    value: Words = []


class Pattern(Closed):
    """One way to say the relation: a predicate and the roles of its slots."""

    verbs: Words = []
    nouns: Words = []
    adjectives: Words = []
    cues: Words = []  # reporting verbs of direct quotations
    names: list[EntityType] = []  # names of these types, taken by themselves: X's “Y”, “Y” by X
    roles: Roles = Roles()
    voice: Literal["active", "passive", "any"] = "any"
    words: dict[str, Words] = {}  # slot -> what its head word may be
    unless: dict[str, Words] = {}  # slot -> what its head word may not be; "*" is any word
    types: dict[str, list[EntityType]] = {}  # field -> narrower types than the pack's
    required: Words = []  # further fields that must be filled; date
    optional: Words = []  # of subject and object, what may stay empty
    quoted: Words = []  # fields that must stand in quotation marks, as songs do
    backed: Words = []  # relations, one of which must tell something else of the subject in the article
    fixed: dict[str, str] = {}  # field -> a value that the words themselves give
    modality: Literal["asserted", "possible", "planned", "hypothetical"] | None = None
    polarity: Literal["positive", "negative"] | None = None
    dated: bool | Literal["start", "end"] = True  # whether the clause's time, or an end of it, is the fact's
    confidence: float = Field(default=0.9, ge=0, le=1)


class ExpectedFact(Closed):
    """A fact that an example must give; only the keys that are written are compared."""

    subject: str = ""
    object: str = ""
    role: str | None = None
    group: str | None = None
    work: str | None = None
    place: str | None = None
    value: str | None = None
    date: str | None = None
    polarity: str = "positive"
    modality: str = "asserted"
    attributed_to: str | None = None


class Example(Closed):
    """A text and all facts of the pack's relation that it states."""

    text: str
    facts: list[ExpectedFact]
    fails: str = ""  # why this is a known failure; it must then fail


class PackFile(Closed):
    """What a rule file may contain."""

    relation: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    subject: list[EntityType]
    object: list[EntityType] = []
    optional: Words = []
    symmetric: bool = False
    editions: bool = False  # other date, place or label: another fact
    artist_from: Words = []  # relations that tell the artist of a work, where the text names none; best first
    time_of: Words = []  # fields whose own date counts where the clause has none: at the 2011 festival
    group_from: Words = []  # relations that tell a person's group, where the text names none
    single: Words = []  # fields of which only the first filler counts: one is born in one place
    unquoted: Words = []  # fields that do not stand in quotation marks, as albums do not
    roles: Roles = Roles()  # slots that every pattern of the pack shares
    pattern: list[Pattern] = Field(min_length=1)
    example: list[Example] = Field(min_length=1)


class Pack(Closed):
    """One relation's rules, word classes already spelled out."""

    name: str
    file: PackFile
    patterns: tuple[Pattern, ...]

    @property
    def relation(self) -> str:
        """The relation that the pack finds."""
        return self.file.relation

    def types(self, pattern: Pattern, field: str) -> tuple[str, ...]:
        """The entity types that may fill a field."""
        if field in pattern.types:
            return tuple(pattern.types[field])
        if field in ("subject", "object"):
            return tuple(getattr(self.file, field))
        return QUALIFIER_TYPES[field]


def rule_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The pack files under the paths, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.glob("*.toml") if p.name != WORDS)
        else:
            yield path


def read_packs(paths: Sequence[Path] = ()) -> list[Pack]:
    """The packs in the files and folders given, in order of their names; the shipped ones by default.

    Raises `PackError` with every mistake of every file.
    """
    packs, mistakes = [], []
    words = _read_words(RULES / WORDS)
    paths = paths or [RULES]
    for path in rule_files(paths):
        local = path.parent / WORDS
        try:
            classes = words | (_read_words(local) if local != RULES / WORDS else {})
            packs.append(read_pack(path, classes))
        except PackError as error:
            mistakes.append(str(error))
    if not packs and not mistakes:
        mistakes.append(f"{', '.join(map(str, paths))}: no rule files (*.toml); name a pack or its folder")
    if mistakes:
        raise PackError("\n".join(mistakes))
    return packs


def read_pack(path: Path, classes: dict[str, list[str]] | None = None) -> Pack:
    """The pack in one file. Raises `PackError` with all of the file's mistakes."""
    where = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        file = PackFile.model_validate(data)
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror}); name a rule file or a folder") from None
    except UnicodeDecodeError as error:
        raise PackError(f"{where}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{where}: not TOML: {error}") from None
    except ValidationError as error:
        raise PackError("\n".join(f"{where}: {line}" for line in _mistakes(error))) from None
    lines = [f"{where}: {line}" for line in _inconsistencies(file)]
    patterns = []
    for number, pattern in enumerate(file.pattern, 1):
        try:
            patterns.append(_spell_out(pattern, file.roles, classes or {}))
        except KeyError as error:
            lines.append(f"{where}: pattern {number}: {error.args[0]!r} is no class of {WORDS}")
    if lines:
        raise PackError("\n".join(lines))
    return Pack(name=path.stem, file=file, patterns=tuple(patterns))


def _read_words(path: Path) -> dict[str, list[str]]:
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.parent.name}/{path.name}: not TOML: {error}") from None
    return {f"@{name}": list(words) for name, words in data.items()}


def _spell_out(pattern: Pattern, shared: Roles, classes: dict[str, list[str]]) -> Pattern:
    """The pattern with word classes replaced by their words and the pack's roles filled in."""

    def spell(words: Sequence[str]) -> list[str]:
        out: list[str] = []
        for word in words:
            out.extend(spell(classes[word]) if word.startswith("@") else [word])
        return list(dict.fromkeys(out))

    roles = {field: getattr(pattern.roles, field) or getattr(shared, field) for field in FIELDS}
    return pattern.model_copy(
        update={
            "verbs": spell(pattern.verbs),
            "nouns": spell(pattern.nouns),
            "adjectives": spell(pattern.adjectives),
            "words": {slot: spell(words) for slot, words in pattern.words.items()},
            "unless": {slot: spell(words) for slot, words in pattern.unless.items()},
            "roles": Roles(**roles),
        }
    )


def _inconsistencies(file: PackFile) -> Iterator[str]:
    for number, pattern in enumerate(file.pattern, 1):
        if not (pattern.verbs or pattern.nouns or pattern.adjectives or pattern.cues or pattern.names):
            yield f"pattern {number}: needs verbs, nouns, adjectives, cues or names to start from"
        for key in ("types", "fixed"):
            for field in getattr(pattern, key):
                if field not in FIELDS:
                    yield f"pattern {number}: {key}: {field!r} is not a role; roles are {', '.join(FIELDS)}"
        for key in ("required", "optional", "quoted"):
            for field in getattr(pattern, key):
                if field not in FIELDS and (key, field) != ("required", "date"):
                    yield f"pattern {number}: {key}: {field!r} is not a role; roles are {', '.join(FIELDS)}"
    if not any(not example.facts for example in file.example):
        yield "needs at least one example with no facts (facts = []): a sentence that must not match"


def _mistakes(error: ValidationError) -> Iterator[str]:
    """One readable line per mistake that pydantic found."""
    for mistake in error.errors():
        path = list(mistake["loc"])
        where = []
        while len(path) > 1 and isinstance(path[1], int):
            where.append(f"{path[0]} {path[1] + 1}")
            path = path[2:]
        prefix = ": ".join(where) + ": " if where else ""
        name = path[-1] if path else ""
        inside = path[-2] if len(path) > 1 else (where[-1].split()[0] if where else "")
        if mistake["type"] == "extra_forbidden":
            known = _known_keys(str(inside))
            kind = "role" if inside == "roles" else "key"
            yield f"{prefix}{str(name)!r} is not a {kind}; {kind}s are {', '.join(known)}"
        elif mistake["type"] == "missing":
            yield f"{prefix}{str(name)!r} is missing"
        elif mistake["type"] == "literal_error":
            expected = mistake["ctx"]["expected"]
            yield f"{prefix}{'.'.join(map(str, path))}: {mistake['input']!r} is none of {expected}"
        else:
            yield f"{prefix}{'.'.join(map(str, path))}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}"


def _known_keys(inside: str) -> list[str]:
    models: dict[str, type[Closed]] = {
        "roles": Roles, "pattern": Pattern, "example": Example, "facts": ExpectedFact,
    }  # fmt: skip
    return list(models.get(inside, PackFile).model_fields)
