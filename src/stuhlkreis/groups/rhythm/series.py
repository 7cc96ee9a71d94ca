"""Make rules out of bound clauses, or say in German why none may be derived."""

from collections import Counter
from dataclasses import dataclass, replace

from .clauses import CERTAIN, EVERYWHERE, NO_SPAN, ONCE, Clause, Phrase, Span
from .grammar import Item, ordinal_days
from .meant import meant
from .rule import (
    ALL_MONTHS,
    DAILY,
    EVEN_WEEKS,
    MONTHLY,
    ODD_WEEKS,
    WEEKLY,
    YEARLY,
    Day,
    Rule,
    happens,
)
from .speech import ADVENT_DAYS, advent_rules

REASONS = {
    "second": "„Jeden zweiten“ kann den zweiten Wochentag im Monat meinen oder alle zwei Wochen.",
    "beside": "Der Tag hängt von einem anderen Tag ab; daraus lässt sich kein Termin berechnen.",
    "nthweek": "Eine „erste Woche im Monat“ ist nicht eindeutig; bitte den Wochentag zählen.",
    "either": "Es sind mehrere Tage zur Wahl genannt; welcher gilt, steht nicht da.",
    "turns": "Die Tage wechseln sich ab; in welcher Woche welcher gilt, steht nicht da.",
    "irregular": "Die Treffen finden unregelmäßig statt.",
    "sparse": "Es steht nicht da, in welchen Monaten die Gruppe sich trifft.",
    "vague": "Der Abstand zwischen den Treffen ist nur ungefähr angegeben.",
    "count": "Es steht nicht da, an welchem Tag im Monat die Gruppe sich trifft.",
    "yearly": "Es steht nicht da, an welchem Tag im Jahr die Gruppe sich trifft.",
    "range": "Es ist nur ein Zeitraum genannt, kein fester Rhythmus.",
    "single": "Es sind einzelne Termine genannt, kein fester Rhythmus.",
    "once": "Es steht nicht da, ob sich der genannte Tag wiederholt.",
    "arrangement": "Die Termine werden abgesprochen.",
    "weekend": "„Am Wochenende“ nennt keinen bestimmten Tag.",
    "every": "Es ist kein Wochentag genannt.",
    "banned": "Es sind nur Tage genannt, an denen kein Treffen stattfindet.",
    "apart": "Was nach Abzug dieser Tage übrig bleibt, lässt sich nicht als Regel schreiben.",
    "nothing": "Es ist kein fester Tag erkennbar.",
}
# Which reason to give first, by the words that were found.
_FOUND = {
    "R": "irregular",
    "range": "range",
    "single": "single",
    "beside": "beside",
    "nthweek": "nthweek",
    "sparse": "sparse",
    "quarter": "sparse",
    "vague": "vague",
    "every": "every",
    "count": "count",
    "weekly": "every",
    "yearly": "yearly",
    "r": "arrangement",
    "E": "weekend",
    "parity": "every",
    "anchor": "nothing",
}
# What a segment without days may say of a single meeting, and not of the series.
_ABOUT_ONE_MEETING = frozenset({"single", "s", "range"})
_QUARTER_BEGINS, _QUARTER_ENDS = (1, 4, 7, 10), (3, 6, 9, 12)
# What keeps weekdays from being meant each week, and the reason to give.
_NOT_EACH_WEEK = {
    "vague": "vague",
    "sparse": "sparse",
    "quarter": "sparse",
    "nthweek": "nthweek",
    "yearly": "yearly",
    "count": "count",
    "monthly": "count",
}
_NTHS = (1, 2, 3, 4, 5)
_MOST_IN_MONTH, _LAST_OF_MONTH = 5, 31
_TWO = 2


@dataclass(frozen=True, slots=True)
class Series:
    """One rule with its time span; `seasons` are the spans of summer (0) and winter (1)."""

    rule: Rule
    span: Span
    seasons: tuple[tuple[int, Span], ...] = ()


class NotDefinite(Exception):  # noqa: N818 -- the house names errors as statements
    """No rule may be derived; the argument is a key of `REASONS`."""


def series_of(phrase: Phrase) -> tuple[list[Series], str | None]:
    """The series a phrase names, and if it names none: the German sentence why."""
    found: list[Series] = []
    reasons: list[str] = []
    flags = _flags(phrase)
    for clause in meant(phrase.clauses):
        try:
            found += _series(clause, phrase, flags[clause.segment])
        except NotDefinite as reason:
            reasons.append(str(reason))
    if found:
        return _merged(found), None
    return [], REASONS[reasons[0] if reasons else _reason(phrase)]


def _reason(phrase: Phrase) -> str:
    flags = sum(phrase.flags.values(), Counter())
    found = [reason for flag, reason in _FOUND.items() if flags[flag]]
    if found:
        return found[0]
    return "banned" if phrase.banned else "nothing"


def _merged(found: list[Series]) -> list[Series]:
    """Put together what differs in the days only: "2. Dienstag und 4. Donnerstag, 19 Uhr"."""
    merged: dict[object, Series] = {}
    for one in found:
        counted = any(day.nth for day in one.rule.days)
        key = (replace(one.rule, days=()), counted, one.span)
        known = merged.get(key)
        if known:
            days = tuple(dict.fromkeys((*known.rule.days, *one.rule.days)))
            seasons = known.seasons or one.seasons
            merged[key] = Series(replace(one.rule, days=days), one.span, seasons)
        else:
            merged[key] = one
    return list(merged.values())


def _series(clause: Clause, phrase: Phrase, flags: Counter[str]) -> list[Series]:
    if clause.half and not clause.seasons:
        raise NotDefinite("sparse")
    if flags["R"]:
        raise NotDefinite("irregular")
    if flags["range"]:
        raise NotDefinite("range")
    makers = {
        "monthday": _monthday,
        "yearday": _yearday,
        "advent": _advent,
        "daily": _daily,
        "weekly": _weekly,
    }
    rules = makers.get(clause.item.kind, _nth)(clause, flags)
    rules = [kept for rule in rules for kept in _without_banned(rule, phrase)]
    left_out = phrase.left_out.get(clause.segment, set()) | phrase.left_out[EVERYWHERE]
    return [
        Series(_within(rule, clause.months, left_out), clause.span, clause.seasons)
        for rule in rules
    ]


def _flags(phrase: Phrase) -> dict[int, Counter[str]]:
    """What holds for the days of each segment that names days.

    A segment without days speaks of the days in the others.
    """
    with_days = {clause.segment for clause in phrase.clauses}
    shared: Counter[str] = Counter()
    for segment in phrase.flags.keys() - with_days:
        said = phrase.flags[segment]
        shared.update({key: said[key] for key in said if key not in _ABOUT_ONE_MEETING})
    flags = {segment: phrase.flags[segment] + shared for segment in with_days}
    for clause in phrase.clauses:
        weekly = clause.item.kind == "weekly"
        flags[clause.segment]["ordinals"] += _says_month(clause.item)
        flags[clause.segment]["days"] += len(clause.item.numbers("DSW")) if weekly else 0
        flags[clause.segment]["nths"] += not weekly
    return flags


def _says_month(item: Item) -> bool:
    """Whether the ordinals can only count within a month."""
    return item.kind in {"nth", "post"} and item.numbers("O") != [_TWO]


def _within(rule: Rule, months: frozenset[int], left_out: set[int]) -> Rule:
    """The rule in these months only."""
    if rule.months and rule.freq == YEARLY:
        return rule
    kept = (months or set(rule.months) or set(ALL_MONTHS)) - left_out
    if not kept:
        raise NotDefinite("banned")
    chosen = () if len(kept) == len(ALL_MONTHS) else tuple(sorted(kept))
    within = replace(rule, months=chosen)
    if len(chosen) == len(rule.month_days) == 1 and rule.month_days[0] > 0:
        within = replace(within, freq=YEARLY)
    if not happens(within):
        raise NotDefinite("nothing")
    return within


def _weekly(clause: Clause, flags: Counter[str]) -> list[Rule]:
    days = tuple(dict.fromkeys(Day(0, day) for day in clause.item.numbers("DSW")))
    each = bool(clause.interval or clause.weeks or "j" in clause.item.before)
    _check_choice(clause, flags)
    if not each:
        _check_each_week(clause, flags)
        _check_habit(clause, flags)
    if clause.weeks:
        weeks = EVEN_WEEKS if clause.weeks == "G" else ODD_WEEKS
        return [Rule(YEARLY, weeks=weeks, days=days)]
    return [Rule(WEEKLY, max(1, clause.interval), days=days)]


def _check_choice(clause: Clause, flags: Counter[str]) -> None:
    """Refuse weekdays of which now one is meant, now another."""
    if "|" in clause.item.codes:
        raise NotDefinite("either")
    if flags["turns"]:
        raise NotDefinite("once")
    if flags["A"] and flags["days"] > 1 and not (clause.weeks or clause.months):
        raise NotDefinite("turns")


def _check_each_week(clause: Clause, flags: Counter[str]) -> None:
    """Refuse weekdays that are not meant each week."""
    for flag, reason in _NOT_EACH_WEEK.items():
        if flags[flag] and not (flags["nths"] and reason == "count"):
            raise NotDefinite(reason)
    if flags["r"] and clause.span == NO_SPAN:
        raise NotDefinite("arrangement")


def _check_habit(clause: Clause, flags: Counter[str]) -> None:
    """Refuse a weekday that may be meant once ("am Dienstag", "nächster Termin: Dienstag")."""
    if clause.habit == CERTAIN or flags["weekly"] or flags["h"]:
        return
    if clause.habit == ONCE and not clause.months:
        raise NotDefinite("once")
    if flags["s"] or flags["single"]:
        raise NotDefinite("single")


def _nth(clause: Clause, flags: Counter[str]) -> list[Rule]:
    item = clause.item
    pairs = ordinal_days(item)
    if "|" in item.codes:
        raise NotDefinite("either")
    if _is_second_in_doubt(clause, flags):
        if clause.interval > 1 or clause.weeks:
            return _weekly(clause, flags)
        raise NotDefinite("second")
    if any(not -_MOST_IN_MONTH <= nth <= _MOST_IN_MONTH or nth == 0 for nth, _ in pairs):
        raise NotDefinite("nothing")
    days = tuple(dict.fromkeys(Day(nth, day) for nth, day in pairs))
    if flags["quarter"]:
        ends = any(nth < 0 for nth, _ in pairs)
        return [Rule(MONTHLY, months=_QUARTER_ENDS if ends else _QUARTER_BEGINS, days=days)]
    _check_months(clause, flags)
    return [Rule(MONTHLY, days=days)]


def _is_second_in_doubt(clause: Clause, flags: Counter[str]) -> bool:
    said = "j" in clause.item.before and clause.item.numbers("O") == [_TWO]
    months = flags["monthly"] or flags["count"] or flags["ordinals"] or flags["quarter"]
    return said and not (months or clause.months)


def _check_months(clause: Clause, flags: Counter[str]) -> None:
    """Refuse what happens in some months that nobody names, or in one month once."""
    if (flags["sparse"] or flags["yearly"]) and not clause.months:
        raise NotDefinite("sparse" if flags["sparse"] else "yearly")
    recurs = clause.habit == CERTAIN or flags["nths"] > 1 or flags["yearly"] or flags["h"]
    if len(clause.months) == 1 and not recurs:
        raise NotDefinite("single")


def _monthday(clause: Clause, flags: Counter[str]) -> list[Rule]:
    days = tuple(dict.fromkeys(clause.item.numbers("O")))
    if not all(day == -1 or 0 < day <= _LAST_OF_MONTH for day in days):
        raise NotDefinite("nothing")
    if flags["sparse"] and not clause.months:
        raise NotDefinite("sparse")
    return [Rule(MONTHLY, month_days=days)]


def _yearday(clause: Clause, _flags: Counter[str]) -> list[Rule]:
    dates = [token.n for token in clause.item.tokens if token.code == "d"]
    return [Rule(YEARLY, months=(month,), month_days=(day,)) for month, day in dates]


def _daily(clause: Clause, _flags: Counter[str]) -> list[Rule]:
    del clause
    return [Rule(DAILY)]


def _advent(clause: Clause, flags: Counter[str]) -> list[Rule]:
    number = clause.item.numbers("O")[0]
    if number not in ADVENT_DAYS or not (flags["yearly"] or clause.habit == CERTAIN):
        raise NotDefinite("single")
    return list(advent_rules(number))


def _without_banned(rule: Rule, phrase: Phrase) -> list[Rule]:
    """The rule without the days of "außer sonntags", "nicht am ersten Dienstag"."""
    if not phrase.banned:
        return [rule]
    if rule.freq == DAILY and any(item.numbers("DSW") for item in phrase.banned):
        rule = replace(rule, freq=WEEKLY, days=tuple(Day(0, day) for day in range(7)))
    days = rule.days
    for item in phrase.banned:
        for weekday in item.numbers("DSW") or [day.weekday for day in rule.days]:
            days = _without_day(days, weekday, item.numbers("O"))
    if rule.days and not days:
        raise NotDefinite("banned")
    return _counted_apart(rule, days)


def _counted_apart(rule: Rule, days: tuple[Day, ...]) -> list[Rule]:
    """One rule for what is each week, one for what is counted within the month."""
    counted = tuple(day for day in days if day.nth)
    weekly = tuple(day for day in days if not day.nth)
    if rule.freq == MONTHLY or not counted:
        return [replace(rule, days=days)]
    if rule.freq != WEEKLY or rule.interval > 1:
        raise NotDefinite("apart")
    rules = [replace(rule, days=weekly)] if weekly else []
    return [*rules, replace(rule, freq=MONTHLY, days=counted)]


def _without_day(days: tuple[Day, ...], weekday: int, nths: list[int]) -> tuple[Day, ...]:
    """The days without one weekday, or without some of its places in the month."""
    if nths and min(nths) < 0 < max(nths):
        raise NotDefinite("apart")
    kept: list[Day] = []
    for day in days:
        if day.weekday != weekday:
            kept.append(day)
        elif nths and day.nth:
            kept += [day] if day.nth not in nths else []
        elif nths:
            sign = -1 if nths[0] < 0 else 1
            kept += [Day(sign * nth, weekday) for nth in _NTHS if sign * nth not in nths]
    return tuple(kept)
