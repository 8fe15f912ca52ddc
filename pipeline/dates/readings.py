"""From the words of a matched shape to their meaning, one function per reading of shapes.toml."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.dates.lexicon import Word
from pipeline.dates.meanings import AGES, NEAR, NEWS, STORY, Meaning, Name, Relative
from pipeline.dates.shapes import Groups, Match
from pipeline.dates.stretches import Stretch, season_of, year_of

CENTURY = 100
SHORT_YEARS_FROM = 1900  # '44 is 1944; after the turn, '05 is 2005
SHORT_YEARS_TURN = 30  # '29 and below are of this century, '30 and above of the last
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "half": "M", "year": "Y", "decade": "DE", "century": "CE",
    "millennium": "ML", "night": "NI", "morning": "MO", "evening": "EV", "afternoon": "AF",
}  # fmt: skip
TIMES_OVER = {"fortnight": 2, "half": 6}  # two weeks, six months
SMALLER = {"year": ("M", 6), "hour": ("TM", 30), "century": ("Y", 50), "decade": ("Y", 5), "day": ("TH", 12),
           "minute": ("TS", 30), "millennium": ("Y", 500)}  # fmt: skip  # what half of one is
# How far the words of reference reach: (anchor, count).
REFERENCES = {
    "last": (NEWS, -1), "next": (NEWS, 1), "this": (NEWS, 0), "current": (NEWS, 0), "past": (NEWS, -1),
    "that": (STORY, 0), "same": (STORY, 0), "very": (STORY, 0), "previous": (STORY, -1),
    "preceding": (STORY, -1), "prior": (STORY, -1), "following": (STORY, 1), "coming": (NEWS, 1),
    "upcoming": (NEWS, 1), "ensuing": (STORY, 1), "subsequent": (STORY, 1),
}  # fmt: skip
DIRECTIONS = {-1: "last", 0: "this", 1: "next"}
BACKWARD = ("ago", "back", "earlier", "before", "previously", "prior", "beforehand")
VAGUE_COUNTS = {"couple": 2, "few": 3, "several": 4, "various": 4, "some": 3, "dozen": 12, "dozens": 24}
VAGUE_COUNT = 3
HALVES_OF = {"early": "first", "late": "second"}  # the latter half of 1966
YEARS_IN = {"decade": 10, "century": 100}
SETS = {
    "day": "P1D",
    "weekend": "XXXX-WXX-WE",
    "week": "P1W",
    "month": "P1M",
    "quarter": "P1Q",
    "year": "P1Y",
}


def read(match: Match) -> Meaning | None:
    """The meaning of a match; None where its numbers make no sense (31 June, 1963-50)."""
    try:
        return READINGS[match.shape.reading](match.groups)
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- pieces


def value(groups: Groups, name: str, default: Any = None) -> Any:
    """The value of the first word under a name."""
    return groups[name][0].value if name in groups else default


def year_number(word: Word) -> int:
    """The year that a word means: 1944, '44, '05."""
    number = int(word.value)
    if word.kind == "year" or number >= CENTURY:
        return number
    return SHORT_YEARS_FROM + number + (CENTURY if number < SHORT_YEARS_TURN else 0)


def day_number(words: Sequence[Word]) -> int:
    """9, 9th, ninth, twenty-first."""
    return sum(int(word.value) for word in words if word.kind != "dash")


def part(groups: Groups) -> str:
    """early, mid, late, first or second, where the words say so."""
    if "h" in groups:
        return {1: "first", 2: "second"}.get(day_number(groups["h"]), "")
    word = str(value(groups, "p", value(groups, "pn", "")))
    word = {"later": "late", "earlier": "early"}.get(word, word)
    return HALVES_OF.get(word, "") if "x" in groups else word


def card(words: Sequence[Word]) -> float:
    """The number that a sequence of number words makes: twenty-five, two hundred and six."""
    total = 0.0
    for word in words:
        if word.kind == "hundred":
            total = max(total, 1) * float(word.value)
        elif word.kind == "half":
            total += 0.5
        elif isinstance(word.value, int | float) and not isinstance(word.value, bool):
            total += float(word.value)
    return total


def count(words: Sequence[Word]) -> float:
    """A number, or the larger end of "two or three"."""
    ends: list[list[Word]] = [[]]
    for word in words:
        dash = word.kind == "dash" and bool(ends[-1]) and ends[-1][-1].text.isdigit()
        if word.kind in ("or", "to") or dash:
            ends.append([])
        else:
            ends[-1].append(word)
    return max((card(end) for end in ends if end), default=0)


def plain(number: float) -> str:
    """2, 1.5."""
    return f"{number:g}" if number < 1_000_000 else str(int(number))


def period(number: str, unit: str) -> str:
    """The TIMEX3 value of so many units: P2Y, PT3H, PXW, P1DE."""
    if number != "X" and unit in TIMES_OVER:
        number = plain(float(number) * TIMES_OVER[unit])
    letter = LETTERS[unit]
    return f"PT{number}{letter[1]}" if letter in ("TS", "TM", "TH") else f"P{number}{letter}"


def vague_count(groups: Groups) -> int:
    """How many "a few" or "a couple of" are taken to be."""
    words = [word.value for word in groups.get("v", ())]
    return next((VAGUE_COUNTS[word] for word in words if word in VAGUE_COUNTS), VAGUE_COUNT)


def is_about(groups: Groups) -> bool:
    """Whether the words hedge: about, circa, nearly, more than."""
    hedges = groups.get("m", ())
    if hedges and hedges[0].kind in ("month", "name_month"):
        hedges = ()
    words = [*groups.get("ab", ()), *hedges]
    return any(word.kind in ("about", "more", "less", "over", "least", "most") for word in words)


def reference(groups: Groups, name: str = "r") -> tuple[str, int]:
    """Anchor and count of "last", "that same", "the following"."""
    words = [str(word.value) for word in groups[name]]
    anchor, number = next(REFERENCES[word] for word in words if word in REFERENCES)
    if words == ["the", "next"]:
        anchor = STORY
    if words[0] in ("this", "the") and words[-1] == "past":
        anchor, number = NEWS, -1
    return anchor, number


def calendar_name(word: Word) -> Name:
    """A month, weekday, season or holiday as something that comes round."""
    kind = word.kind.removeprefix("name_")
    if kind == "month":
        return Name("month", month=word.value)
    if kind in ("weekday", "weekdays"):
        return Name("weekday", weekday=word.value)
    if kind in ("season", "seasons"):
        return Name("season", season=word.value)
    return Name("holiday", rule=word.value)


# ---------------------------------------------------------------- calendar dates


def read_day(groups: Groups) -> Meaning:
    """9 January 1944; or 9 January, of a year to be found."""
    day, month = day_number(groups["d"]), int(value(groups, "m"))
    about = any(word.kind in ("about", "sometime") for word in groups.get("ab", ()))
    clock = str(value(groups, "t", ""))  # the night of 8 December 1980
    kind = "TIME" if clock else "DATE"
    if "y" in groups:
        stretch = Stretch("day", date(year_number(groups["y"][0]), month, day))
        return Meaning(kind, stretch=stretch, about=about, clock=clock)
    date(2000, month, day)  # a day that no year has is no date
    if "r" in groups:  # 25 September of that year
        anchor, number = reference(groups)
        return Meaning(relative=Relative(anchor, "year", number, Name("day", month=month, day=day)))
    return Meaning(
        kind, clock=clock, relative=Relative(NEAR, name=Name("day", month=month, day=day)), about=about
    )


def read_day_pair(groups: Groups) -> Meaning:
    """June 19-21, 1970."""
    month, year = int(value(groups, "m")), year_number(groups["y"][0]) if "y" in groups else 0
    first, last = day_number(groups["d"]), day_number(groups["d_b"])
    if last <= first:
        raise ValueError("the days run backwards")
    if not year:
        return Meaning(relative=Relative(NEAR, name=Name("day", month=month, day=first)))
    return Meaning(
        stretch=Stretch("day", date(year, month, first)), until=Stretch("day", date(year, month, last))
    )


def read_iso(groups: Groups) -> Meaning:
    """1944-01-09."""
    text = str(value(groups, "i"))
    return Meaning(stretch=Stretch("day", date.fromisoformat(text[:10])), clock=text[10:16])


def read_numeric(groups: Groups) -> Meaning:
    """09/01/1944: the day first, unless only the month can be (01/25/1944)."""
    text = str(value(groups, "n"))
    first, second, year = text.replace("-", "/").replace(".", "/").split("/")
    number = int(year) if len(year) == 4 else SHORT_YEARS_FROM + int(year)
    if len(year) == 2 and int(year) < SHORT_YEARS_TURN:
        number += CENTURY
    day, month = int(first), int(second)
    if month > 12:
        day, month = month, day
    return Meaning(stretch=Stretch("day", date(number, month, day)))


def read_month(groups: Groups) -> Meaning:
    """October 1968, early October."""
    month = int(value(groups, "m"))
    about = "ab" in groups
    if "y" in groups:
        stretch = Stretch("month", date(year_number(groups["y"][0]), month, 1))
        return Meaning(stretch=stretch, part=part(groups), about=about)
    return Meaning(relative=Relative(NEAR, name=Name("month", month=month)), part=part(groups), about=about)


def read_season(groups: Groups) -> Meaning:
    """The summer of 1966, the winter of 1966-67."""
    season = str(value(groups, "s"))
    if "y" in groups:
        stretch = season_of(season, year_number(groups["y"][0]))
        return Meaning(stretch=stretch, part=part(groups), about="ab" in groups)
    return Meaning(relative=Relative(NEAR, name=Name("season", season=season)), part=part(groups))


def read_quarter(groups: Groups) -> Meaning:
    """The third quarter of 1989, the first half."""
    number, unit = day_number(groups["o"]), str(value(groups, "q"))
    if unit not in ("quarter", "half") or not 1 <= number <= {"quarter": 4, "half": 2}[unit]:
        raise ValueError("not a part of a year")
    if "y" in groups:
        months = {"quarter": 3, "half": 6}[unit]
        year = year_number(groups["y"][0])
        return Meaning(stretch=Stretch(unit, date(year, (number - 1) * months + 1, 1)))
    if "r" in groups:  # the fourth quarter of last year
        anchor, years = reference(groups)
        return Meaning(relative=Relative(anchor, "year", years, Name(unit, number=number)))
    return Meaning(relative=Relative(NEAR, name=Name(unit, number=number)))


def read_year(groups: Groups) -> Meaning:
    """1964, early 1966, 1963-65."""
    first = year_number(groups["y"][0])
    about = any(word.kind == "about" for word in groups.get("ab", ()))
    if "y_b" not in groups:
        return Meaning(stretch=year_of(first), part=part(groups), about=about)
    word = groups["y_b"][0]
    last = int(word.value)
    if last < CENTURY:
        size = 10 ** len(word.text)
        last = first // size * size + last
        if last < first:
            last += size  # 1999-05
    if not first < last <= first + CENTURY or len(word.text) == 3:
        raise ValueError("the years run backwards")
    return Meaning(stretch=year_of(first), until=year_of(last))


def decade_start(word: Word) -> int:
    """The first year of 1960s, '60s, Sixties, noughties."""
    number = int(word.value)
    if number >= CENTURY:
        return number
    return SHORT_YEARS_FROM + number + (CENTURY if number < 20 else 0)


def read_decade(groups: Groups) -> Meaning:
    """The early 1960s, the Sixties; the 1800s are a century."""
    first = decade_start(groups["d"][0])
    unit = "century" if first % CENTURY == 0 and first < 2000 else "decade"
    stretch = Stretch(unit, date(first, 1, 1))
    about = "ab" in groups
    if "t" in groups:  # the turn of the 1970s
        return Meaning(stretch=year_of(first), about=True)
    if "p_b" in groups:  # the early to mid 1970s
        return Meaning(stretch=stretch, part=part(groups), until=stretch, until_part=value(groups, "p_b"))
    return Meaning(stretch=stretch, part=part(groups), about=about)


def read_century(groups: Groups) -> Meaning:
    """The 20th century, the turn of the century."""
    if "o" not in groups:  # the turn of the century: which one, the reader knows
        return Meaning(value="XXXX")
    number = day_number(groups["o"])
    if not 2 <= number <= 30:
        raise ValueError("no century of history")
    first = (number - 1) * CENTURY
    if "t" in groups:
        return Meaning(stretch=year_of(first), about=True)
    return Meaning(
        stretch=Stretch("century", date(first, 1, 1)),
        part=value(groups, "p_c", "") or part(groups),
        about="ab" in groups,
    )


def read_ancient(groups: Groups) -> Meaning:
    """508 BC, the 7th century BC, AD 842."""
    if "o" in groups:
        number = day_number(groups["o"])
        return Meaning(value=f"BC{number - 1:02}", ancient=(-number * CENTURY, -(number - 1) * CENTURY - 1))
    year = int(value(groups, "y"))
    if not year:
        raise ValueError("there is no year 0")
    if groups["e"][0].kind == "bc":
        return Meaning(value=f"BC{year:04}", ancient=(-year, -year), about="ab" in groups)
    return Meaning(stretch=year_of(year))


# ---------------------------------------------------------------- relative dates


def read_deictic(groups: Groups) -> Meaning:
    """Yesterday, tonight, tomorrow morning."""
    clock = str(value(groups, "t", ""))
    relative = Relative(NEWS, "day", int(value(groups, "d", 0)))
    return Meaning("TIME" if clock else "DATE", relative=relative, clock=clock)


def read_part_of_day(groups: Groups) -> Meaning:
    """Last night, this morning, Monday night, the following evening."""
    clock = str(value(groups, "t", ""))
    kind = "TIME" if clock else "DATE"
    if "w" in groups:
        direction = str(value(groups, "r", ""))
        anchor = NEWS if direction else NEAR
        name = Name("weekday", weekday=int(value(groups, "w")))
        return Meaning(kind, relative=Relative(anchor, name=name, direction=direction), clock=clock)
    if "r_after" in groups:
        step = -1 if value(groups, "r_after") == "before" else 1
        return Meaning(kind, relative=Relative(STORY, "day", step), clock=clock)
    anchor, number = reference(groups)
    if value(groups, "r") == "next":
        anchor = STORY
    return Meaning(kind, relative=Relative(anchor, "day", number), clock=clock)


def read_named(groups: Groups) -> Meaning:
    """Monday, last October, that same summer, the spring of that year, Christmas 1968."""
    name = calendar_name(groups["n"][0])
    if "y" in groups:
        year = year_of(year_number(groups["y"][0]))
        return Meaning(relative=Relative(NEAR, name=name), stretch=year)
    if "u" in groups and name.kind == "weekday" and value(groups, "u") == "week":  # Friday of next week
        anchor, number = reference(groups)
        return Meaning(relative=Relative(anchor, "week", number, name))
    if "u" in groups:  # October of that year
        if value(groups, "u") != "year":
            raise ValueError("only years hold months")
        anchor, number = reference(groups)
        return Meaning(relative=Relative(anchor, "year", number, name), part=part(groups))
    if "r_after" in groups:
        direction = "last" if value(groups, "r_after") == "before" else "next"
        return Meaning(relative=Relative(STORY, name=name, direction=direction))
    if "r" not in groups:
        return Meaning(relative=Relative(NEAR, name=name), part=part(groups))
    anchor, number = reference(groups)
    direction = "same" if anchor == STORY and not number else DIRECTIONS[number]
    return Meaning(relative=Relative(anchor, name=name, direction=direction), part=part(groups))


def read_unit_ref(groups: Groups) -> Meaning:
    """Last year, that same week, the end of the decade, the year before."""
    unit = str(value(groups, "u"))
    if unit in ("minute", "hour", "millennium", "fortnight"):
        raise ValueError("too short or too long for the calendar")
    if unit == "weekend" and "r" not in groups:
        return Meaning(relative=Relative(NEAR, name=Name("weekend")))
    if unit == "day" and ("p" in groups or "pn" in groups):
        raise ValueError("at the end of the day")
    if "r_after" in groups:
        anchor, number = STORY, 1 if value(groups, "r_after") == "after" else -1
    elif "r" in groups:
        anchor, number = reference(groups)
    else:
        anchor, number = NEAR, 0
    if unit == "day" and "r" in groups and anchor == NEWS and number:
        raise ValueError("the last day of something")
    return Meaning(relative=Relative(anchor, unit, number), part=part(groups))


def read_offset(groups: Groups) -> Meaning:
    """Three years ago, a few weeks later, half a century ago today."""
    duration = as_duration(groups)
    value_text = offset_value(groups)
    ago = value(groups, "s") in ("ago", "back", "from", "hence")
    if duration.startswith("PT") and not ago and count(groups.get("n", ())) < 24:
        value_text = duration  # six minutes later
    return replace(offset(groups), value=value_text, duration=duration)


def offset_value(groups: Groups) -> str:
    """PAST_REF for "a few years ago"; else the value is that of the day arrived at."""
    if not is_vague(groups) or value(groups, "s") not in ("ago", "back", "from", "hence"):
        return ""
    return "PAST_REF" if str(value(groups, "s")) in BACKWARD else "FUTURE_REF"


def is_vague(groups: Groups) -> bool:
    """Whether the number of units is left open: a few years, weeks."""
    return not {"n", "a", "h"} & groups.keys() and ("v" in groups or groups["u"][0].kind != "unit")


def read_rate(groups: Groups) -> Meaning:
    """A year in "ten concerts a year"."""
    return Meaning("SET", period("1", str(value(groups, "u"))))


def as_duration(groups: Groups) -> str:
    """The TIMEX3 value of the units of an offset: PXW of "a few weeks after he left"."""
    return read_duration({name: words for name, words in groups.items() if name != "r"}).value


def offset(groups: Groups) -> Meaning:
    """So many units from an anchor."""
    unit = {"centuries": "century"}.get(str(value(groups, "u")), str(value(groups, "u")))
    back = str(value(groups, "s")) in BACKWARD
    anchor = NEWS if value(groups, "s") in ("ago", "back", "from", "hence") else STORY
    vague = is_vague(groups)
    number: float = vague_count(groups) if vague else count(groups["n"]) if "n" in groups else 1
    if "h" in groups:
        number, unit = half_of(unit)
    if unit in TIMES_OVER and unit == "fortnight":
        number, unit = number * 2, "week"
    if number != int(number) and unit == "year":
        number, unit = number * 12, "month"
    rough = unit in YEARS_IN  # a decade ago
    if rough:
        number, unit = number * YEARS_IN[unit], "year"
    vague = vague or rough or is_about(groups) or unit in ("minute", "hour", "second")
    relative = Relative(
        anchor, unit, int(-number if back else number), vague=vague, measured=True, exact="d" in groups
    )
    return Meaning(relative=relative)


def half_of(unit: str) -> tuple[float, str]:
    """Half a year is six months."""
    halves = {"year": (6.0, "month"), "century": (50.0, "year"), "decade": (5.0, "year")}
    if unit not in halves:
        raise ValueError("half of this is no calendar unit")
    return halves[unit]


# ---------------------------------------------------------------- durations, sets, times, ages


def read_duration(groups: Groups) -> Meaning:
    """Three weeks, the past few months, 20-year, half an hour."""
    if "l" in groups:
        return Meaning("DURATION", str(value(groups, "l")))
    unit = {"centuries": "century"}.get(str(value(groups, "u")), str(value(groups, "u")))
    if "h" in groups:
        letter, number = SMALLER[unit] if unit in SMALLER else (LETTERS[unit], 1)
        text = f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"
        return Meaning("DURATION", text, about=is_about(groups))
    if "n" in groups:
        return Meaning("DURATION", period(plain(count(groups["n"])), unit), about=is_about(groups))
    if "v" in groups or groups["u"][0].kind in ("units", "seconds", "centuries"):
        return Meaning("DURATION", period("X", unit))
    return Meaning("DURATION", period("1.5" if "x" in groups else "1", unit), about=is_about(groups))


def read_recent(groups: Groups) -> Meaning:
    """Recent years, the coming weeks, the past."""
    return Meaning(
        value="FUTURE_REF" if value(groups, "r") in ("coming", "upcoming", "future") else "PAST_REF"
    )


def read_set(groups: Groups) -> Meaning:
    """Every summer, daily, twice a year, Mondays."""
    if "s" in groups:
        return Meaning("SET", str(value(groups, "s")))
    if "c" in groups:
        return Meaning("SET", name_value(calendar_name(groups["c"][0])) + str(value(groups, "t", "")))
    if "t" in groups:
        return Meaning("SET", f"XXXX-XX-XX{value(groups, 't')}")
    unit = str(value(groups, "u"))
    if "x" in groups:  # every other week
        return Meaning("SET", period("2", unit))
    if "n" in groups:
        return Meaning("SET", period(plain(count(groups["n"])), unit))
    return Meaning("SET", SETS.get(unit) or period("1", unit))


def read_clock(groups: Groups) -> Meaning:
    """10 a.m. EST, 7:30."""
    text = str(value(groups, "c")).replace(".", ":")
    hour, _, minute = text.partition(":")
    number = int(hour)
    half = groups["half"][0].text.lower()[0] if "half" in groups else ""
    if half == "p" and number < 12:
        number += 12
    if half == "a" and number == 12:
        number = 0
    if number > 24:
        raise ValueError("no such hour")
    return Meaning("TIME", clock=f"T{number:02}:{minute or '00'}", relative=Relative(NEAR, "day"))


def read_noon(groups: Groups) -> Meaning:
    """Noon, at night."""
    return Meaning("TIME", clock=str(value(groups, "t")), relative=Relative(NEAR, "day"))


def read_age(groups: Groups) -> Meaning:
    """Aged 13, at the age of twenty-one: a year of a life."""
    years = int(card(groups["n"]))
    if not 3 <= years <= 110 or (len(groups["n"]) == 1 and groups["n"][0].kind == "teen" and years < 13):
        raise ValueError("three o'clock, not an age")
    return Meaning(relative=Relative(AGES, "year", years))


def read_vague(groups: Groups) -> Meaning:
    """Now, recently."""
    return Meaning(value="PRESENT_REF" if groups["v"][0].kind == "now" else str(value(groups, "v")))


def name_value(name: Name) -> str:
    """The TIMEX3 value of something that comes round, in no particular year."""
    if name.kind == "weekday":
        return f"XXXX-WXX-{name.weekday + 1}"
    if name.kind == "holiday":
        return f"XXXX-{name.rule}" if name.rule[0].isdigit() else "XXXX-XX-XX"
    return {
        "weekend": "XXXX-WXX-WE",
        "month": f"XXXX-{name.month:02}",
        "day": f"XXXX-{name.month:02}-{name.day:02}",
        "season": f"XXXX-{name.season}",
        "quarter": f"XXXX-Q{name.number}",
        "half": f"XXXX-H{name.number}",
    }[name.kind]


READINGS: Mapping[str, Callable[[Groups], Meaning]] = {
    "day": read_day,
    "day_pair": read_day_pair,
    "iso": read_iso,
    "numeric": read_numeric,
    "month": read_month,
    "season": read_season,
    "quarter": read_quarter,
    "year": read_year,
    "decade": read_decade,
    "century": read_century,
    "ancient": read_ancient,
    "deictic": read_deictic,
    "part_of_day": read_part_of_day,
    "named": read_named,
    "unit_ref": read_unit_ref,
    "offset": read_offset,
    "duration": read_duration,
    "recent": read_recent,
    "set": read_set,
    "clock": read_clock,
    "noon": read_noon,
    "age": read_age,
    "vague": read_vague,
}
