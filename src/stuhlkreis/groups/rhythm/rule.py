"""The recurrence rules that groups need: a small, readable part of RFC 5545."""

import re
from dataclasses import dataclass

WEEKLY, DAILY, MONTHLY, YEARLY = "WEEKLY", "DAILY", "MONTHLY", "YEARLY"
DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVEN_WEEKS = tuple(range(2, 53, 2))
ODD_WEEKS = tuple(range(1, 54, 2))
ALL_MONTHS = tuple(range(1, 13))

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ORDER = ("INTERVAL", "BYMONTH", "BYWEEKNO", "BYMONTHDAY", "BYDAY")
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


class RuleNotKnown(ValueError):  # noqa: N818 -- the house names errors as statements
    """The text is no recurrence rule, or one that no group's meeting needs."""


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A weekday (0 is Monday), in `nth` place of its month; 0 means each one, -1 the last."""

    nth: int
    weekday: int

    def __str__(self) -> str:
        """As in BYDAY: "1TU", "-1FR", "WE"."""
        return f"{self.nth or ''}{DAY_NAMES[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence; empty parts restrict nothing."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[Day, ...] = ()

    def __str__(self) -> str:
        """The RRULE value, its parts always in the same order."""
        parts = {
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTH": _listed(self.months),
            "BYWEEKNO": _listed(self.weeks),
            "BYMONTHDAY": _listed(self.month_days),
            "BYDAY": ",".join(map(str, sorted(self.days, key=_place))),
        }
        return ";".join([f"FREQ={self.freq}", *(f"{k}={parts[k]}" for k in _ORDER if parts[k])])


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, sorted(numbers)))


def _place(day: Day) -> tuple[bool, int, int]:
    """Sort the first before the last, and Monday before Tuesday."""
    return day.nth < 0, day.nth, day.weekday


def parse(text: str) -> Rule:
    """The rule an RRULE value says; raises `RuleNotKnown` for anything `Rule` cannot hold.

    COUNT and UNTIL are refused on purpose: a meeting series has no end of its own.
    """
    pairs = [part.partition("=") for part in text.strip().upper().split(";")]
    parts = {key: value for key, _, value in pairs}
    freq = parts.pop("FREQ", "")
    if freq not in {DAILY, WEEKLY, MONTHLY, YEARLY} or parts.keys() - set(_ORDER):
        raise RuleNotKnown(text)
    rule = Rule(
        freq,
        interval=_numbers(parts.get("INTERVAL", "1"), 1, 99)[0],
        months=_some_of(ALL_MONTHS, _numbers(parts.get("BYMONTH"), 1, 12)),
        weeks=_numbers(parts.get("BYWEEKNO"), 1, 53),
        month_days=_numbers(parts.get("BYMONTHDAY"), -1, 31),
        days=_days(parts.get("BYDAY")),
    )
    if not (freq == DAILY or rule.days or rule.month_days) or not happens(rule):
        raise RuleNotKnown(text)
    return rule


def happens(rule: Rule) -> bool:
    """Whether the rule has any day at all: 31 February has none.

    Looking for the first day of a rule that has none would take for ever.
    """
    if rule.month_days and any(day.nth for day in rule.days):
        return False
    longest = max(_LONGEST[month - 1] for month in rule.months or ALL_MONTHS)
    return not rule.month_days or min(rule.month_days) <= longest


def _numbers(value: str | None, least: int, most: int) -> tuple[int, ...]:
    if value is None:
        return ()
    if not re.fullmatch(r"[+-]?\d{1,2}(,[+-]?\d{1,2})*", value):
        raise RuleNotKnown(value)
    numbers = tuple(map(int, value.split(",")))
    if not all(least <= number <= most and number for number in numbers):
        raise RuleNotKnown(value)
    return numbers


def _some_of(whole: tuple[int, ...], chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Naming all restricts nothing."""
    return () if set(chosen) == set(whole) else chosen


def _days(value: str | None) -> tuple[Day, ...]:
    if value is None:
        return ()
    found = [_DAY.fullmatch(part) for part in value.split(",")]
    if not all(found):
        raise RuleNotKnown(value)
    return tuple(Day(int(match[1] or 0), DAY_NAMES.index(match[2])) for match in found if match)
