"""Say a rhythm in good German, so that reading the sentence gives the same rules again."""

from collections.abc import Sequence

from .rule import (
    ALL_MONTHS,
    DAILY,
    EVEN_WEEKS,
    ODD_WEEKS,
    YEARLY,
    Day,
    Rule,
    parse,
)

WEEKDAY_NAMES = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)
MONTH_NAMES = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
EXCEPTIONS = {"public_holidays": "an Feiertagen", "school_holidays": "in den Schulferien"}
ADVENT_DAYS = {
    1: ((11, (27, 28, 29, 30)), (12, (1, 2, 3))),
    2: ((12, (4, 5, 6, 7, 8, 9, 10)),),
    3: ((12, (11, 12, 13, 14, 15, 16, 17)),),
    4: ((12, (18, 19, 20, 21, 22, 23, 24)),),
}
HARD_SPACE = "\u00a0"

_LAST = {-1: "letzten", -2: "vorletzten", -3: "drittletzten", -4: "viertletzten"}
_WEEKS_APART = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht"}
_SUNDAY = Day(0, 6)
_FEW = 3


def advent_rules(n: int) -> tuple[Rule, ...]:
    """The Sunday of the `n`th Advent (1–4) as yearly rules; the first lies in two months."""
    return tuple(
        Rule(YEARLY, months=(month,), month_days=days, days=(_SUNDAY,))
        for month, days in ADVENT_DAYS[n]
    )


def say(
    rules: Sequence[str],
    starts: Sequence[str | None],
    ends: Sequence[str | None],
    excepts: Sequence[str] = (),
) -> str:
    """The rhythm in German: "jeden 1. und 3. Dienstag im Monat, 18:30–20:00 Uhr".

    `starts` and `ends` ("HH:MM" or None) run parallel to `rules`; `excepts` holds keys of
    `EXCEPTIONS`. A hard space stands before "Uhr". Raises `RuleNotKnown` as `parse` does.
    """
    listed = list(zip(map(parse, rules), starts, ends, strict=True))
    sentences = []
    while listed:
        rule, start, end = listed.pop(0)
        if rule == advent_rules(1)[0] and listed[:1] == [(advent_rules(1)[1], start, end)]:
            del listed[0]
        sentences.append(", ".join(filter(None, (days_said(rule), time_said(start, end)))))
    exceptions = joined([EXCEPTIONS[key] for key in excepts])
    parts = ["; ".join(sentences), f"außer {exceptions}" if exceptions else ""]
    return ("; " if len(sentences) > 1 else ", ").join(filter(None, parts))


def time_said(start: str | None, end: str | None) -> str:
    """A time span in German: "18:30–20:00 Uhr", "18:30 Uhr", "bis 20:00 Uhr" or nothing."""
    if start and end:
        return f"{start}–{end}{HARD_SPACE}Uhr"
    if start or end:
        return f"{'' if start else 'bis '}{start or end}{HARD_SPACE}Uhr"
    return ""


def joined(words: Sequence[str]) -> str:
    """A German list: "Juni, Juli und August"."""
    return " und ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def days_said(rule: Rule) -> str:
    """The days of one rule in German, without any time."""
    if rule.month_days:
        return _dates_said(rule)
    if any(day.nth for day in rule.days):
        return _monthly_said(rule)
    return _weekly_said(rule) + _months_said(rule.months)


def _dates_said(rule: Rule) -> str:
    for n in ADVENT_DAYS:
        if rule in advent_rules(n):
            return f"jährlich am {n}. Advent"
    days = joined(
        [f"{day}." if day > 0 else "letzten Tag" for day in _last_at_the_end(rule.month_days)]
    )
    if rule.freq == YEARLY:
        return f"jährlich am {days} {joined([MONTH_NAMES[m - 1] for m in rule.months])}"
    return f"am {days} jeden Monats" + _months_said(rule.months)


def _last_at_the_end(days: tuple[int, ...]) -> list[int]:
    return sorted(days, key=lambda day: (day < 0, day))


def _monthly_said(rule: Rule) -> str:
    places: dict[int, list[str]] = {}
    for day in rule.days:
        places.setdefault(day.weekday, []).append(_LAST.get(day.nth, "fünftletzten"))
        if day.nth > 0:
            places[day.weekday][-1] = f"{day.nth}."
    days = joined(
        [f"jeden {joined(nths)} {WEEKDAY_NAMES[day]}" for day, nths in sorted(places.items())]
    )
    months = _months_said(rule.months)
    return days + months if months.startswith(" im ") else f"{days} im Monat{months}"


def _weekly_said(rule: Rule) -> str:
    weekdays = sorted(day.weekday for day in rule.days)
    names = [WEEKDAY_NAMES[day] for day in weekdays]
    if rule.interval > 1:
        apart = _WEEKS_APART.get(rule.interval, str(rule.interval))
        return f"alle {apart} Wochen am {joined(names)}"
    if rule.freq == DAILY:
        return "täglich"
    said = f"jeden {joined(names)}"
    if len(names) > _FEW and weekdays[-1] - weekdays[0] == len(names) - 1:
        said = f"{names[0].lower()}s bis {names[-1].lower()}s"
    weeks = {EVEN_WEEKS: " in geraden Kalenderwochen", ODD_WEEKS: " in ungeraden Kalenderwochen"}
    return said + weeks.get(rule.weeks, "")


def _months_said(months: tuple[int, ...]) -> str:
    """Which months: " von Oktober bis März", ", außer im Juli", " im Mai", or nothing."""
    if not months:
        return ""
    names = [MONTH_NAMES[month - 1] for month in months]
    begins = [month for month in months if _before(month) not in months]
    left_out = [month for month in ALL_MONTHS if month not in months]
    if len(left_out) <= _FEW:
        return ", außer im " + joined([MONTH_NAMES[month - 1] for month in left_out])
    if len(begins) == 1 and len(months) >= _FEW:
        last = (begins[0] + len(months) - 2) % 12
        return f" von {MONTH_NAMES[begins[0] - 1]} bis {MONTH_NAMES[last]}"
    return " im " + joined(names)


def _before(month: int) -> int:
    return (month - 2) % 12 + 1
