"""A second, slow way from a rule to its days: look at each day of the calendar."""

import calendar
from datetime import date, timedelta

from stuhlkreis.groups.rhythm.rule import DAY_NAMES, Rule, parse


def days_of(text: str, *, first: date, until: date, anchor: date | None = None) -> list[date]:
    rule = parse(text)
    span = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    return [day for day in span if _is_on(rule, day) and _is_in_rhythm(rule, day, anchor)]


def _is_in_rhythm(rule: Rule, day: date, anchor: date | None) -> bool:
    if rule.interval == 1:
        return True
    if anchor is None or day < anchor:
        return False
    weeks = (_monday(day) - _monday(anchor)).days // 7
    return weeks % rule.interval == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_on(rule: Rule, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.weeks or day.isocalendar().week in rule.weeks)
        and (not rule.month_days or bool({day.day, day.day - length - 1} & set(rule.month_days)))
        and (not rule.days or bool(_names_of(day, length) & {str(one) for one in rule.days}))
    )


def _names_of(day: date, length: int) -> set[str]:
    name = DAY_NAMES[day.weekday()]
    nth = (day.day - 1) // 7 + 1
    nth_from_end = (length - day.day) // 7 + 1
    return {name, f"{nth}{name}", f"-{nth_from_end}{name}"}
