"""How a stretch of the calendar is written: EDTF, its bounds, and TIMEX3.

python-edtf is not used to find bounds: it drops early, mid and late, and pads
open ends. The thirds below are the convention of the fact model, not a standard.
"""

from datetime import date, timedelta

from pipeline.dates.stretches import SEASONS, Stretch, add_months

# (first, last) of each third, counted in the steps that the unit is divided into.
THIRDS = {
    "century": {"early": (0, 33), "mid": (34, 66), "late": (67, 99)},  # years
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},  # years
    "year": {"early": (0, 3), "mid": (4, 7), "late": (8, 11)},  # months
    "season": {"early": (0, 0), "mid": (1, 1), "late": (2, 2)},  # months
    "quarter": {"early": (0, 0), "mid": (1, 1), "late": (2, 2)},  # months
    "half": {"early": (0, 1), "mid": (2, 3), "late": (4, 5)},  # months
    "month": {"early": (0, 9), "mid": (10, 19), "late": (20, 30)},  # days
    "week": {"early": (0, 1), "mid": (2, 3), "late": (4, 6)},  # days
}
HALVES = {
    "century": {"first": (0, 49), "second": (50, 99)},
    "decade": {"first": (0, 4), "second": (5, 9)},
    "year": {"first": (0, 5), "second": (6, 11)},
    "month": {"first": (0, 14), "second": (15, 30)},
}
STEPS = {"century": 12, "decade": 12, "year": 1, "season": 1, "quarter": 1, "half": 1}  # in months
SEASON_CODES = dict(zip(SEASONS, (21, 22, 23, 24), strict=True))
Bounds = tuple[date, date]


def bounds(stretch: Stretch, part: str = "") -> Bounds:
    """First and last day of a stretch, or of its early, mid, late, first or second part."""
    steps = THIRDS.get(stretch.unit, {}).get(part) or HALVES.get(stretch.unit, {}).get(part)
    if steps is None:
        return stretch.first, stretch.last
    if stretch.unit in STEPS:
        months = STEPS[stretch.unit]
        after = add_months(stretch.first, (steps[1] + 1) * months)
        return add_months(stretch.first, steps[0] * months), after - timedelta(days=1)
    last = min(stretch.first + timedelta(days=steps[1]), stretch.last)
    return stretch.first + timedelta(days=steps[0]), last


def season(stretch: Stretch) -> str:
    """SP, SU, FA or WI for a season."""
    return SEASONS[stretch.first.month // 3 - 1]


def edtf(stretch: Stretch, part: str = "", *, about: bool = False) -> str:
    """The EDTF string of a stretch or of a part of it, with `~` where it is approximate."""
    first, last = bounds(stretch, part)
    whole = (first, last) == (stretch.first, stretch.last)
    mark = "~" if about else ""
    year = f"{stretch.first.year:04}"
    if whole and stretch.unit == "decade":
        return f"{year[:3]}X{mark}"
    if whole and stretch.unit == "century":
        return f"{year[:2]}XX{mark}"
    if whole and stretch.unit == "season" and not about:
        return f"{year}-{SEASON_CODES[season(stretch)]}"
    return spell(first, last, mark)


def spell(first: date, last: date, mark: str = "") -> str:
    """The shortest EDTF string of the days from `first` to `last`."""
    names = [name for name in (days(first, last), months(first, last), years(first, last)) if name]
    start, end = names[-1]
    return f"{start}{mark}" if start == end else f"{start}{mark}/{end}{mark}"


def days(first: date, last: date) -> tuple[str, str]:
    """Both ends to the day."""
    return iso(first), iso(last)


def months(first: date, last: date) -> tuple[str, str] | None:
    """Both ends to the month, where months are what the days fill."""
    full = first.day == 1 and last < date.max and (last + timedelta(days=1)).day == 1
    return (iso(first)[:7], iso(last)[:7]) if full else None


def years(first: date, last: date) -> tuple[str, str] | None:
    """Both ends to the year, where years are what the days fill."""
    full = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return (iso(first)[:4], iso(last)[:4]) if full else None


def iso(day: date) -> str:
    """A day as YYYY-MM-DD, on every platform."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def timex(stretch: Stretch) -> str:
    """The TIMEX3 value of a stretch: 1964, 196, 19, 1966-SU, 1989-Q3, 2013-W11, 2013-W11-WE."""
    year = f"{stretch.first.year:04}"
    if stretch.unit in ("week", "weekend"):
        week = stretch.first.isocalendar()
        return f"{week.year:04}-W{week.week:02}" + ("-WE" if stretch.unit == "weekend" else "")
    months_of = stretch.first.month - 1
    return {
        "day": iso(stretch.first),
        "month": iso(stretch.first)[:7],
        "season": f"{year}-{season(stretch)}" if stretch.unit == "season" else "",
        "quarter": f"{year}-Q{months_of // 3 + 1}",
        "half": f"{year}-H{months_of // 6 + 1}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[stretch.unit]
