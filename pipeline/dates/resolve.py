"""From what is said to when it was: relative expressions against the story or the publication date."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.meanings import AGES, EVENT, NEWS, STORY, Meaning, Name, Relative
from pipeline.dates.stretches import (
    Stretch,
    add_months,
    easter,
    nth_weekday,
    season_of,
    shift,
    stretch_at,
    year_of,
)

RANKS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
DAYS = {
    "day": 1,
    "night": 1,
    "week": 7,
    "weekend": 7,
    "month": 30,
    "season": 91,
    "quarter": 91,
    "half": 182,
    "year": 365,
}
RECENT = timedelta(days=366)  # a story so near the day of publication is told from there
SOON, LONG_AGO = 45, 300  # days: a date so near ahead is not that of last year
MONTHS_BACK = 6  # "October ... in March": so far back, March is the next year's
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(slots=True)
class Setting:
    """What is known at one point of the article.

    `story` is the last dated event, which "two years later" counts from; `scene`
    is the same until the writer turns to the present. `day` is the last day
    named in the sentence and `last_day` in the article, `said` when the
    quotation was said, where its sentence tells,
    `birth` the one birth date of the article.
    """

    published: date | None = None
    story: Stretch | None = None
    scene: Stretch | None = None
    day: Stretch | None = None
    last_day: Stretch | None = None
    said: Stretch | None = None
    birth: Stretch | None = None
    new_paragraph: bool = False  # since the scene was set
    tense: str = ""
    pluperfect: bool = False
    news: bool = False  # an article that speaks more of this week than of years gone by
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A meaning with its stretch found (or not), and what it was resolved against."""

    meaning: Meaning
    mode: str = ""
    anchor: Stretch | None = None


def resolve(meaning: Meaning, setting: Setting) -> Resolved:
    """The meaning with its stretch of the calendar, as far as the setting tells it."""
    relative = meaning.relative
    if relative is None:
        return Resolved(meaning)
    if meaning.stretch is not None and relative.name is not None:  # Christmas 1968
        return Resolved(replace(meaning, stretch=in_year(relative.name, meaning.stretch.first.year)))
    try:
        if relative.anchor == NEWS:
            return from_publication(meaning, relative, setting)
        if relative.anchor == STORY:
            return from_story(meaning, relative, setting)
        if relative.anchor == EVENT:
            return Resolved(meaning)
        if relative.anchor == AGES:
            return from_birth(meaning, relative, setting)
        return from_nearest(meaning, relative, setting)
    except (ValueError, OverflowError):  # beyond the years that a calendar has
        return Resolved(meaning)


def found(
    meaning: Meaning, stretch: Stretch | None, mode: str, anchor: Stretch, about: bool = False
) -> Resolved:
    """A resolved meaning."""
    if stretch is None:
        return Resolved(meaning)
    return Resolved(replace(meaning, stretch=stretch, about=meaning.about or about), mode, anchor)


# ---------------------------------------------------------------- the four anchors


def from_publication(meaning: Meaning, relative: Relative, setting: Setting) -> Resolved:
    """Yesterday, last year, three years ago: from the day of publication."""
    if setting.quoted and setting.said is not None and setting.said.unit == "day":
        setting = replace(setting, published=setting.said.first, said=None)
    if setting.published is None or is_reported(setting):
        return Resolved(meaning)  # a quotation is anchored to when it was said
    today = Stretch("day", setting.published)
    stretch: Stretch | None
    if relative.name is not None and relative.unit == "year":
        stretch = in_year(relative.name, setting.published.year + relative.count)
    elif relative.name is not None and relative.unit == "week":
        week = shift(stretch_at("week", setting.published), relative.count)
        stretch = Stretch("day", week.first + timedelta(days=relative.name.weekday))
    elif relative.name is not None:
        stretch = occurrence(relative.name, setting.published, relative.direction, setting.tense)
    elif relative.exact:
        stretch = Stretch("day", move(setting.published, relative.unit, relative.count))
    else:
        stretch = counted(today, relative)
    return found(meaning, stretch, NEWS, today, relative.vague)


def counted(today: Stretch, relative: Relative) -> Stretch | None:
    """So many units from today; short ones stay today."""
    if relative.unit in ("minute", "hour", "second"):
        return shift(today, int(relative.count / 24)) if relative.unit == "hour" else today
    if relative.unit == "night":
        return shift(today, relative.count)
    if relative.unit not in RANKS:
        return None
    return shift(stretch_at(relative.unit, today.first), relative.count)


def from_story(meaning: Meaning, relative: Relative, setting: Setting) -> Resolved:
    """Two years later, that summer, the following week: from the story's current date."""
    anchor = story_anchor(setting, relative)
    if anchor is None:
        if setting.published is None or (relative.name is None and relative.count >= 0):
            return Resolved(meaning)
        anchor = Stretch("day", setting.published)
        if relative.name is not None:  # the next Tuesday
            named = occurrence(relative.name, anchor.first, relative.direction, setting.tense)
            return found(meaning, named, NEWS, anchor)
        # in news, "a year earlier" is a year ago
        return found(meaning, counted(anchor, relative), NEWS, anchor, relative.vague)
    if relative.name is not None and relative.unit == "year":
        return found(meaning, in_year(relative.name, anchor.first.year + relative.count), STORY, anchor)
    if relative.name is not None:
        return found(meaning, beside(relative.name, anchor, relative.direction), STORY, anchor)
    stretch, about = moved(anchor, relative)
    return found(meaning, stretch, STORY, anchor, about or relative.vague)


def story_anchor(setting: Setting, relative: Relative) -> Stretch | None:
    """The story's date, unless what is counted from it is too fine, or the paragraph of news has ended."""
    anchor = setting.story
    if anchor is None or setting.published is None:
        return anchor
    if relative.name is not None and relative.name.kind == "weekday" and anchor.unit != "day":
        return None
    finer = relative.unit in RANKS and RANKS.index(relative.unit) < RANKS.index(anchor.unit)
    if setting.news and setting.new_paragraph and (finer or abs(setting.published - anchor.last) > RECENT):
        return None
    return anchor


def from_birth(meaning: Meaning, relative: Relative, setting: Setting) -> Resolved:
    """Aged 13: the year of life that begins on that birthday."""
    birth = setting.birth
    if birth is None:
        return Resolved(meaning)
    if birth.unit == "day":
        first = move(birth.first, "year", relative.count)
        last = move(birth.first, "year", relative.count + 1) - timedelta(days=1)
        meaning = replace(meaning, until=Stretch("day", last), value=f"{first.year:04}")
        return found(meaning, Stretch("day", first), STORY, birth)
    first_year = year_of(birth.first.year + relative.count)
    meaning = replace(meaning, until=shift(first_year, 1), value=f"{first_year.first.year:04}")
    return found(meaning, first_year, STORY, birth)


def from_nearest(meaning: Meaning, relative: Relative, setting: Setting) -> Resolved:
    """In March, on Monday, at ten: in the scene being told, else from the day of publication."""
    if meaning.clock and relative.name is None:
        return at_hour(meaning, setting)
    weekly = relative.name is not None and relative.name.kind in ("weekday", "weekend")
    weekday = weekly and setting.new_paragraph
    if setting.published is None or (is_historic(setting) and not weekday):
        return in_scene(meaning, relative, setting)
    today = Stretch("day", setting.published)
    if relative.name is None:  # the end of the year
        return found(meaning, counted(today, relative), NEWS, today)
    return found(meaning, occurrence(relative.name, today.first, "", setting.tense), NEWS, today)


def at_hour(meaning: Meaning, setting: Setting) -> Resolved:
    """An hour of the day that the sentence names, else of the day of publication."""
    if setting.day is not None:
        return Resolved(replace(meaning, stretch=setting.day))
    if setting.last_day is not None and setting.news:
        return found(meaning, setting.last_day, NEWS, setting.last_day)
    if setting.published is None or is_historic(setting):
        return Resolved(meaning)
    today = Stretch("day", setting.published)
    return found(meaning, today, NEWS, today)


def is_reported(setting: Setting) -> bool:
    """Whether the words are those of somebody who spoke long before the day of publication."""
    if not setting.quoted or setting.said is None or setting.published is None:
        return False
    return abs(setting.published - setting.said.last) > RECENT


def is_historic(setting: Setting) -> bool:
    """Whether the scene lies too far back to be told from the day of publication."""
    if setting.published is not None and setting.news:
        return False
    if setting.scene is None or setting.published is None:
        return setting.scene is not None
    return abs(setting.published - setting.scene.last) > RECENT


def in_scene(meaning: Meaning, relative: Relative, setting: Setting) -> Resolved:
    """A month, day or season of the year in which the story stands."""
    scene = setting.scene
    if scene is None or scene.unit in ("decade", "century"):
        return Resolved(meaning)
    if setting.tense == "present" and setting.new_paragraph:
        return Resolved(meaning)  # the season lasts from October to April, every year
    if relative.name is None:
        stretch, about = moved(scene, relative)
        return found(meaning, stretch, STORY, scene, about)
    if relative.name.kind in ("weekday", "weekend"):
        if scene.unit != "day":
            return Resolved(meaning)
        return found(meaning, occurrence(relative.name, scene.first, "", "future"), STORY, scene)
    year = scene.first.year
    named = in_year(relative.name, year)
    gone = scene.first.month - named.first.month
    if scene.unit != "year" and gone >= MONTHS_BACK and not setting.pluperfect:
        named = in_year(relative.name, year + 1)
    if relative.name.season == "WI" and scene.unit != "year" and scene.first.month <= 3:
        named = in_year(relative.name, year - 1)
    return found(meaning, named, STORY, scene)


# ---------------------------------------------------------------- arithmetic


def moved(anchor: Stretch, relative: Relative) -> tuple[Stretch | None, bool]:
    """So many units from an anchor, and whether that is only about so."""
    unit, number = relative.unit, relative.count
    if unit in ("minute", "hour", "second"):
        return (anchor if anchor.unit == "day" else None), True
    if unit in RANKS and RANKS.index(unit) >= RANKS.index(anchor.unit):
        if unit == "week" and anchor.unit == "day" and relative.measured:
            return Stretch("day", anchor.first + timedelta(days=7 * number)), bool(number)
        start = anchor.last if number > 0 and unit != anchor.unit else anchor.first
        return shift(stretch_at(unit, start), number), False
    if anchor.unit in ("decade", "century") or unit not in DAYS:
        return None, True
    middle = anchor.first + timedelta(days=anchor.days // 2 + DAYS[unit] * number)
    return stretch_at(anchor.unit, middle), True


def move(day: date, unit: str, number: int) -> date:
    """The same day so many units on; 29 February gives way to the 28th."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 12)
    first = add_months(day, months)
    return first.replace(day=min(day.day, Stretch("month", first).last.day))


def in_year(name: Name, year: int) -> Stretch:
    """The occurrence of a name in a year; for a weekday, its first."""
    if name.kind == "month":
        return Stretch("month", date(year, name.month, 1))
    if name.kind == "day":
        return Stretch(
            "day", date(year, name.month, min(name.day, Stretch("month", date(year, name.month, 1)).last.day))
        )
    if name.kind == "season":
        return season_of(name.season, year)
    if name.kind in ("quarter", "half"):
        months = {"quarter": 3, "half": 6}[name.kind]
        return Stretch(name.kind, date(year, (name.number - 1) * months + 1, 1))
    if name.kind == "weekday":
        return Stretch("day", nth_weekday(year, 1, name.weekday, 1))
    return Stretch("day", holiday(name.rule, year))


def holiday(rule: str, year: int) -> date:
    """The day of a holiday: "12-25", "easter -2", "fourth thursday 11"."""
    if rule[0].isdigit():
        return date(year, int(rule[:2]), int(rule[3:]))
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    nth, weekday, month = rule.split()
    return nth_weekday(year, int(month), WEEKDAYS.index(weekday), NTH[nth])


def around(name: Name, day: date) -> list[Stretch]:
    """The occurrences of a name about a day, earliest first."""
    if name.kind == "weekend":
        return [shift(stretch_at("weekend", day), weeks) for weeks in (-2, -1, 0, 1)]
    if name.kind == "weekday":
        ahead = (name.weekday - day.weekday()) % 7
        return [Stretch("day", day + timedelta(days=ahead + 7 * weeks)) for weeks in (-2, -1, 0, 1)]
    return [in_year(name, day.year + years) for years in (-2, -1, 0, 1, 2)]


def occurrence(name: Name, day: date, direction: str, tense: str) -> Stretch:
    """The occurrence of a name seen from a day: last, next, this, or as the tense has it."""
    near = around(name, day)
    before = [stretch for stretch in near if stretch.last < day]
    begun = [stretch for stretch in near if stretch.first <= day]
    ahead = [stretch for stretch in near if stretch.first > day]
    to_come = [stretch for stretch in near if stretch.last >= day]
    if direction == "last":
        return before[-1]
    if direction == "next":
        return ahead[0]
    if direction == "this":
        if name.kind == "weekday":
            return begun[-1] if tense == "past" else to_come[0]
        return to_come[0] if name.season == "WI" else in_year(name, day.year)
    if tense in ("present", "past conditional") and name.kind != "weekday":
        return min(near, key=lambda stretch: abs((stretch.first - day).days))
    if name.kind in ("month", "day") and ahead and begun[-1] != to_come[0]:
        soon, long_ago = (ahead[0].first - day).days <= SOON, (day - begun[-1].last).days >= LONG_AGO
        if soon and long_ago:  # payable Nov. 15, written in October
            return ahead[0]
        if (day - begun[-1].last).days <= SOON and (ahead[0].first - day).days >= LONG_AGO:
            return begun[-1]  # runs from January 23, written on January 28
    return to_come[0] if tense in ("future", "present") else begun[-1]


def beside(name: Name, anchor: Stretch, direction: str) -> Stretch | None:
    """The occurrence of a name before, after or in an anchor of the story."""
    if direction == "same":
        if name.kind == "weekday":
            return occurrence(name, anchor.first, "", "future") if anchor.unit in ("day", "week") else None
        return None if anchor.unit in ("decade", "century") else in_year(name, anchor.first.year)
    if name.kind == "weekday" and anchor.unit != "day":
        return None
    if anchor.unit in ("decade", "century"):
        return None
    if direction == "last":
        return occurrence(name, anchor.first, "last", "")
    return occurrence(name, anchor.last, "next", "")
