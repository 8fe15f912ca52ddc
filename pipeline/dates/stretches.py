"""Stretches of the calendar: a unit and the first day of one of them.

The year 1964, the summer of 1966, the week of 11 March 2013 are each one
`Stretch`. Everything else about them is arithmetic on the unit.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

MONTHS_IN = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "weekend": 2, "week": 7}
SEASONS = ("SP", "SU", "FA", "WI")  # spring begins in March; the winter of 1966 in December 1966
FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """One unit of the calendar, by its first day."""

    unit: str
    first: date

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        if self.unit in DAYS_IN:
            return self.first + timedelta(days=DAYS_IN[self.unit] - 1)
        return add_months(self.first, MONTHS_IN[self.unit]) - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` months from that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    if not MINYEAR <= count // 12 <= MAXYEAR:
        raise OverflowError("the calendar has no such month")
    return date(count // 12, count % 12 + 1, 1)


def stretch_at(unit: str, day: date) -> Stretch:
    """The stretch of this unit in which `day` lies; for a weekend, that of the day's week."""
    if unit == "day":
        return Stretch(unit, day)
    if unit == "week":
        return Stretch(unit, day - timedelta(days=day.weekday()))
    if unit == "weekend":
        return Stretch(unit, day - timedelta(days=day.weekday() - SATURDAY))
    if unit in ("decade", "century"):
        years = MONTHS_IN[unit] // 12
        return Stretch(unit, date(max(day.year // years * years, MINYEAR), 1, 1))
    if unit == "season":
        return Stretch(unit, add_months(day, -(day.month % 3)))
    length = MONTHS_IN[unit]
    return Stretch(unit, date(day.year, (day.month - 1) // length * length + 1, 1))


def shift(stretch: Stretch, count: int) -> Stretch:
    """The stretch of the same unit that comes `count` later (earlier when negative)."""
    if stretch.unit in DAYS_IN:
        step = 7 if stretch.unit == "weekend" else DAYS_IN[stretch.unit]
        return Stretch(stretch.unit, stretch.first + timedelta(days=step * count))
    return Stretch(stretch.unit, add_months(stretch.first, MONTHS_IN[stretch.unit] * count))


def year_of(year: int) -> Stretch:
    """A year as a stretch."""
    return Stretch("year", date(year, 1, 1))


def season_of(season: str, year: int) -> Stretch:
    """A season of a year; the winter of 1966 begins in December 1966."""
    return Stretch("season", date(year, FIRST_MONTH[season], 1))


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous algorithm of 1876."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month (Monday is 0), counted from its end when negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = Stretch("month", date(year, month, 1)).last
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
