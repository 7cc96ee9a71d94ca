"""On which days a series meets, and at which moments: the only place that expands rules."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from .rule import WEEKLY, Rule, parse

BERLIN = ZoneInfo("Europe/Berlin")
# The rarest meeting of all, each 29 February, comes back within eight years (1896–1904).
_LOOK_AHEAD_YEARS = 9


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: its day, and its time of day in Germany where one is stated."""

    on: date
    start: time | None

    @property
    def at(self) -> datetime | None:
        """The moment in Europe/Berlin, or None without a stated time.

        A time that the clock skips in the night of the change moves forward by the hour
        that is missing; of a time that comes twice, the first is meant (RFC 5545, 3.3.5).
        """
        if self.start is None:
            return None
        local = datetime.combine(self.on, self.start, BERLIN)
        return local.astimezone(UTC).astimezone(BERLIN)


def dates(rule: str, *, first: date, until: date, anchor: date | None = None) -> list[date]:
    """The days of the RRULE value from `first` to `until`, both included, in order.

    A rule with INTERVAL needs `anchor`, the stated first meeting: without it the list is
    empty, because nobody knows which weeks are meant; with it no day before it is listed.
    Other rules do not look at the anchor. Raises `RuleNotKnown` for a rule that `parse`
    refuses.
    """
    known = parse(rule)
    begin = first
    if known.interval > 1:
        if anchor is None:
            return []
        begin = max(anchor, anchor + _whole_rounds(anchor, first, known.interval))
    if begin > until:
        return []
    days = itertools.takewhile(lambda day: day <= until, _expanded(known, begin))
    return [day for day in days if day >= first and _is_in_weeks(day, known.weeks)]


def _expanded(rule: Rule, begin: date) -> Iterator[date]:
    """The days of the rule from `begin` on, in all weeks.

    The weeks are counted here: dateutil forgets that 1 January 2022 lies in week 52.
    """
    counted = replace(rule, freq=WEEKLY, weeks=()) if rule.weeks else rule
    series = rrulestr(str(counted), dtstart=datetime.combine(begin, time()))
    return (moment.date() for moment in series)


def _is_in_weeks(day: date, weeks: tuple[int, ...]) -> bool:
    return not weeks or day.isocalendar().week in weeks


def _whole_rounds(anchor: date, first: date, interval: int) -> timedelta:
    """How far an old anchor may move towards `first` without changing the rhythm."""
    weeks = (first - anchor).days // (7 * interval)
    return timedelta(weeks=weeks * interval)


def next_meetings(
    rules: Sequence[str],
    starts: Sequence[str | None],
    *,
    after: datetime,
    count: int,
    anchor: date | None = None,
) -> list[Meeting]:
    """The next `count` meetings that begin at or after the aware moment `after`.

    `starts` ("HH:MM" or None) runs parallel to `rules`. A meeting without a stated time
    counts for the whole of its day. Equal meetings of two rules are one.
    """
    today = after.astimezone(BERLIN).date()
    found: list[Meeting] = []
    for first, until in _windows(today):
        found += sorted(
            {
                meeting
                for rule, start in zip(rules, starts, strict=True)
                for meeting in _meetings(rule, start, first, until, anchor)
                if meeting.at is None or meeting.at >= after
            },
            key=lambda meeting: (meeting.on, meeting.start or time()),
        )
        if len(found) >= count:
            break
    return found[:count]


def _windows(today: date) -> Iterator[tuple[date, date]]:
    """Spans of growing length that together reach far enough for every rule."""
    first = today
    for days in (70, 300, *[366] * _LOOK_AHEAD_YEARS):
        if (date.max - first).days <= days:
            return
        yield first, first + timedelta(days=days)
        first += timedelta(days=days + 1)


def _meetings(
    rule: str, start: str | None, first: date, until: date, anchor: date | None
) -> list[Meeting]:
    at = time.fromisoformat(start) if start else None
    return [Meeting(day, at) for day in dates(rule, first=first, until=until, anchor=anchor)]
