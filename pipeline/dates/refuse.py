"""What looks like a time and is none: titles, prices, surnames, counts."""

import re
from collections.abc import Sequence

from pipeline.dates.shapes import Match
from pipeline.records import Mention

NAMES = ("WORK", "GROUP", "PERSON", "EVENT", "ORG", "PRODUCT", "AWARD", "CHART", "FAC", "LOC")
DATED_NAMES = ("EVENT", "AWARD")  # their year is theirs: the 1968 Summer Olympics
NUMBERED = re.compile(
    r"(?:\b(?:numbers?|nos?\.?|pages?|pp?\.|chapters?|routes?|highway|interstate|rooms?|flight|channel|model|bus|"
    r"serial|code|apollo|opus|op\.|size|volume|vol\.|verse|line|studio|gate|platform|than|worth|boeing|area)"
    r"|[$£€¥#№])\s*$",
    re.IGNORECASE,
)
COUNTED = re.compile(  # 1500 people, 2000-seat
    r"[\s-]*(?:people|years?|months?|weeks?|days?|hours?|minutes?|copies|miles?|kilomet\w+|km|met(?:er|re)s?|feet|foot|ft|acres?|hectares?|seats?|seater|capacity|"
    r"words?|pages?|watts?|volts?|cc|hp|rpm|hz|khz|mhz|mb|gb|tons?|tonnes?|pounds?|dollars?|euros?|kg|points?|votes?|"
    r"fans|residents|employees|workers|students|members|times|calories|yards?|percent|per\s+cent|million|billion|"
    r"degrees|square|cubic|strong|piece|units|soldiers|troops|men|women|children|families|inhabitants|"
    r"spectators|attendees|more|others|songs|records|discs|albums|tracks|dates|shows|concerts|votes|francs|marks|yen)\b",
    re.IGNORECASE,
)
DATING = re.compile(  # before a word that only a time follows
    r"\b(?:in|since|until|till|by|from|during|before|after|of|to|through|circa|c\.|around|about|and|or|between|early|"
    r"late|mid|year)[\s-]*$",
    re.IGNORECASE,
)
TITLED = re.compile(  # the novel 1984
    r"\b(?:novel|novella|album|song|single|lp|ep|track|film|movie|book|hit|anthem|record|called|titled|entitled|named|"
    r"number|ballad|musical|play|band|group|trio|duo)\s+$",
    re.IGNORECASE,
)
OWNED = re.compile(r"[^\W\d]['’]s?\s+$")  # Orwell's 1984
THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
VERB = re.compile(r"\s+(?:is|are|was|were|has|have|had|became|came|will|[a-z]+ed)\b")
ADDRESS = re.compile(
    r"\s+(?:[A-Z]\w+\.?\s+){1,3}(?:Street|St\.|Avenue|Ave|Drive|Road|Rd|Boulevard|Blvd|Lane|Way|Place|Terrace)\b"
)
BEFORE_WEEKDAY = {  # Ruby Tuesday, Black Friday
    "back", "black", "bloody", "blue", "cyber", "fat", "happy", "holy", "lazy", "manic", "palm", "ruby",
    "stormy", "super", "sweet", "whit",
}  # fmt: skip
PAPER = re.compile(r"\b(?:Independent|Mail|Herald|Scotland|Wales|Express|Post)\s+on\s+$")
ON_HOLIDAY = re.compile(
    r"\b(?:on|at|by|before|after|since|until|till|over|around|during|for|of|near|in|every|each|and|or|through)\s+$",
    re.IGNORECASE,
)
CAPITAL_AFTER = re.compile(r"[\s-]+[A-Z]")
CAPITALISED = ("month", "name_month", "weekday", "name_weekday", "weekdays", "holiday")  # always so
ONE_DAY = re.compile(r"one\s+(?:day|night)", re.IGNORECASE)  # a day of a story
DURING = re.compile(r"\b(?:for|in|within|of|after|over|during|under|by|than|least|just|a)\s+$", re.IGNORECASE)
HOURS_OF = re.compile(r"\b(?:early|late|small|opening|closing|final|first|last|wee|dying)\s+$", re.IGNORECASE)
AGES_OF = re.compile(r"\b(?:his|her|their|my|your|our|its)\s*(?:early|mid|late)?[\s-]*$", re.IGNORECASE)
QUOTED = re.compile(r"[“\"‘']([^“”\"‘’\n]{1,60})[,.!?]?[”\"’']")
SMALL_WORDS = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "at",
    "to",
    "and",
    "or",
    "for",
    "by",
    "from",
    "with",
    "my",
    "s",
    "t",
}
OPENING = re.compile(r"(?:^|[.!?:;\n“\"(‘\[—–-])\s*(?:[“\"‘(]\s*)?$")  # a sentence may begin after this
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
LAST_WORD = re.compile(r"([^\W\d_][\w'’.]*)\s+$")
PREPOSITIONS = {
    "on", "in", "at", "by", "since", "until", "till", "from", "to", "before", "after", "during", "for",
    "last",
    "next", "this", "late", "early", "every", "each", "and", "or", "said", "of", "over", "through",
}  # fmt: skip
PART_OF_NUMBER_LEFT = re.compile(r"(?:^|\D)\d{1,3}[-–/]$|\d{5,}[-–/]$|\d[.,]$|[A-Z]-$|[a-z]/$")
PART_OF_NUMBER_RIGHT = re.compile(r"[-–/](?!\d{4}\b)\d|[.,]\d|\w")
EARLIEST_BARE_YEAR = 1400  # below it, four digits need a preposition to be a year
SPORTS = re.compile(r"\s+of\b")
CONTINUED_FALL = re.compile(r"\s+(?:of|from|in|out|off|apart|through)\b")


def is_refused(match: Match, text: str, titles: Sequence[tuple[int, int]]) -> bool:
    """Whether the words around a match, or its capitals, show that it is no time."""
    left, right = text[max(0, match.start - 40) : match.start], text[match.end : match.end + 40]
    if any(start <= match.start and match.end <= end for start, end in titles):
        return True
    reading = match.shape.reading
    if is_other_name(match, text, left, right):
        return True
    if reading == "year" and refused_year(match, left, right):
        return True
    if reading in ("season", "named", "quarter") and refused_name(match, text, left, right):
        return True
    if reading == "decade" and AGES_OF.search(left):  # in his sixties
        return True
    if reading == "duration" and (is_hours_of(match, left) or is_fraction(match, right)):
        return True
    if ONE_DAY.fullmatch(text, match.start, match.end) and not DURING.search(left):
        return True
    if reading in ("unit_ref", "offset", "duration", "recent", "set", "vague", "deictic", "part_of_day"):
        return is_refused_adverb(match, left, right) or is_capitalised(match, text, left, right)
    return False


def is_other_name(match: Match, text: str, left: str, right: str) -> bool:
    """Whether capitals make the words a title or a name: Midnight Runners, The Fall, This Christmas."""
    reading, words = match.shape.reading, text[match.start : match.end]
    if reading in ("noon", "clock"):
        return words[0].isupper() and not is_opening(left)
    if reading == "century":
        return "Century" in words and bool(CAPITAL_AFTER.match(right))
    if reading == "month" and "y" not in match.groups and match.last - match.first == 1:
        word = LAST_WORD.search(left)  # Red October
        return bool(word and word[1][0].isupper() and not is_opening(left[: word.start()]))
    if reading == "season" and "y" not in match.groups and CAPITAL_AFTER.match(right):
        return match.groups["s"][0].text[0].isupper()  # the Summer Institute
    if reading == "season" and set(match.groups) == {"s"}:
        return match.groups["s"][0].text[0].isupper() and words[0].isupper()  # The Fall
    if reading == "named" and "r" in match.groups and "u" not in match.groups:
        return match.groups["r"][0].text[0].isupper() and not is_opening(left)
    return reading == "named" and set(match.groups) == {"n"} and is_other_holiday(match, left, right)


def is_opening(left: str) -> bool:
    """Whether a sentence may begin after these words."""
    return not left.strip() or bool(OPENING.search(left))


def is_other_holiday(match: Match, left: str, right: str) -> bool:
    """Whether a holiday only belongs to a name or a noun (the Christmas single), or a weekday to a paper."""
    if match.groups["n"][0].kind == "weekday":  # The Independent on Sunday, Friday the 13th
        return bool(PAPER.search(left) or re.match(r"\s+the\s+\d", right))
    if match.groups["n"][0].kind != "holiday" or is_opening(left):
        return False
    if CAPITAL_AFTER.match(right):
        return True
    day = re.search(r"(?:day|eve|monday|sunday)$", match.groups["n"][0].text, re.IGNORECASE)
    return not day and not ON_HOLIDAY.search(left)


def is_fraction(match: Match, right: str) -> bool:
    """Whether a quarter is one of four: a quarter of the audience."""
    return (
        match.groups["u"][0].text == "quarter" and bool(SPORTS.match(right)) if "u" in match.groups else False
    )


def is_hours_of(match: Match, left: str) -> bool:
    """Whether bare "hours" or "days" are those of something: the early hours of 18 September."""
    return match.last - match.first == 1 and bool(HOURS_OF.search(left))


def refused_year(match: Match, left: str, right: str) -> bool:
    """A bare number that is a count, a title, a code or a price."""
    groups = match.groups
    word = groups["y"][0]
    if word.kind == "year" and (NUMBERED.search(left) or is_counted(left, right)):
        return True
    if len(groups) > 1 and "y_b" not in groups:
        return False
    if word.kind == "short_year":
        return match.end - match.start == 3 and not DATING.search(left)
    if PART_OF_NUMBER_RIGHT.match(right) or PART_OF_NUMBER_LEFT.search(left):
        return True  # part of a longer number, a telephone's or a catalogue's
    if THE.search(left) and VERB.match(right):  # The 1975 are a band
        return True
    if TITLED.search(left) and not DATING.search(left):
        return True
    if OWNED.search(left) and (VERB.match(right) or not NEXT_WORD.match(right)):  # Prince's 1999.
        return True
    return int(word.value) < EARLIEST_BARE_YEAR and not DATING.search(left) and "(" not in left[-8:]


def is_counted(left: str, right: str) -> bool:
    """Whether four digits count something or number a house: 1500 people, 1972 Ocean Drive."""
    counted = COUNTED.match(right) and not re.search(r"\b(?:the|in|[a-z]+['’]s)\s+$", left)
    return bool(counted or ADDRESS.match(right))


def refused_name(match: Match, text: str, left: str, right: str) -> bool:
    """A weekday, month or season that is part of a name, or the fall of something."""
    groups = match.groups
    if match.shape.reading == "quarter":
        return "y" not in groups and (groups["q"][0].kind == "half" or bool(SPORTS.match(right)))
    last = match.groups["s" if "s" in groups else "n"][-1]
    if last.text.lower() in ("fall", "spring") and "y" not in groups and CONTINUED_FALL.match(right):
        return True
    if "y" in groups or len(groups) > 1:
        return False
    if not last.text[0].isupper() or last.kind == "holiday":
        return False
    before, after = LAST_WORD.search(left), NEXT_WORD.match(right)
    word = before[1] if before else ""
    if word.lower() in PREPOSITIONS:
        return False
    if last.kind in ("weekday", "name_weekday") and word.lower() in BEFORE_WEEKDAY:
        return True
    return bool(after and after[1][0].isupper() and word.lower() in ("the", "a"))  # the Sunday Times


def is_refused_adverb(match: Match, left: str, right: str) -> bool:
    """Words of time that say something else: as soon as, now that, one day."""
    text = match.groups["v"][0].text.lower() if "v" in match.groups else ""
    if text == "soon":
        return bool(re.search(r"\b(?:as|too|so|how|very)\s+$", left) or re.match(r"\s+(?:as|after)\b", right))
    if text == "shortly":
        return bool(re.match(r"\s+(?:after|before)", right))
    if text == "now":  # now that; every now and then
        return bool(re.search(r"\bevery\s+$", left) or re.match(r"\s+(?:that|and then|and again)\b", right))
    return False


def is_capitalised(match: Match, text: str, left: str, right: str) -> bool:
    """Whether the words are written as a title: Five Years, USA Today, the Daily Mail."""
    words = text[match.start : match.end].replace("-", " ").split()
    plain = [word for word in words if word[0].isalpha() and word.lower() not in SMALL_WORDS]
    weekdays = [word.text for group in match.groups.values() for word in group if word.kind in CAPITALISED]
    plain = [word for word in plain if word not in weekdays]
    capital = [word for word in plain if word[0].isupper() and not word.isupper()]
    if not capital:
        return False
    opening = bool(OPENING.search(left)) or not left.strip()
    if opening and words[0] == capital[0] and len(capital) == 1:
        after = NEXT_WORD.match(right)
        return bool(len(words) == 1 and after and after[1][0].isupper() and match.shape.reading == "set")
    return True


def title_spans(text: str) -> list[tuple[int, int]]:
    """Where quoted titles stand, inside which nothing is a time."""
    spans = []
    for match in QUOTED.finditer(text):
        words = re.findall(r"[^\W_]+", match[1])
        if len(words) <= 8 and all(
            word[0].isupper() or word[0].isdigit() or word.lower() in SMALL_WORDS for word in words
        ):
            spans.append((match.start(1), match.end(1)))
    return spans


def inside_name(start: int, end: int, text: str, mentions: Sequence[Mention]) -> str:
    """`dated` for the year of an event's name, `name` for a time inside another name, else empty."""
    for mention in mentions:
        span = mention.span
        if (
            mention.kind != "name"
            or mention.type not in NAMES
            or not (span.start <= start and end <= span.end)
        ):
            continue
        if (span.start, span.end) == (start, end):
            if mention.type in ("WORK", "GROUP", "PERSON") and not DATING.search(
                text[max(0, start - 12) : start]
            ):
                return "name"
            continue
        if mention.type in DATED_NAMES and text[start:end].isdigit():
            return "dated"
        return "name"
    return ""
