"""What a time expression means before it is known which day it is said from."""

from dataclasses import dataclass

from pipeline.dates.stretches import Stretch

# Where the day comes from that a relative expression counts from.
NEWS = "news"  # the day of publication: yesterday, last year, ago
STORY = "narrative"  # the story's current date: two years later, that summer
NEAR = "near"  # whichever of the two is being talked about: in March, on Monday
EVENT = "event"  # a happening that the text names: a few weeks after he left
AGES = "age"  # the one birth date that the article gives


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the calendar that comes round: a month, a day of it, a weekday, a season, a holiday."""

    kind: str  # month, day, weekday, season, holiday, quarter, half
    month: int = 0
    day: int = 0
    weekday: int = 0
    season: str = ""
    rule: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Relative:
    """How to get from an anchor to the stretch that is meant.

    `count` units from the anchor; or the occurrence of `name` that lies in the
    given `direction` (last, next, this, same, or empty for the tense to tell),
    in the year that lies `count` years from the anchor's when `unit` is given.
    """

    anchor: str
    unit: str = ""
    count: int = 0
    name: Name | None = None
    direction: str = ""
    vague: bool = False
    measured: bool = False  # two weeks later, not the following week
    exact: bool = False  # "fifty years ago today" is a day


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type and value of a time expression, its stretch of the calendar or the way to it."""

    type: str = "DATE"
    value: str = ""  # TIMEX3, where it is not that of the stretch
    duration: str = ""  # TIMEX3 of the units of "weeks later", for want of a date
    stretch: Stretch | None = None
    until: Stretch | None = None  # the other end of 1963-65
    part: str = ""
    until_part: str = ""
    about: bool = False
    clock: str = ""  # TNI, T10:00
    relative: Relative | None = None
    ancient: tuple[int, int] | None = None  # first and last year before Christ, as negative numbers
