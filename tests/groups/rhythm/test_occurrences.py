from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from stuhlkreis.groups.rhythm import Meeting, RuleNotKnown, dates, next_meetings, read
from stuhlkreis.groups.rhythm.rule import Rule

from .calendar_rules import days_of
from .test_speech import _RULES

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAYS = "FREQ=WEEKLY;BYDAY=TU"
FORTNIGHT = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
_DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))


@settings(deadline=None)
@given(_RULES, _DAYS, st.integers(0, 800), st.none() | _DAYS)
def test_dates_are_those_of_the_calendar(
    rule: Rule, first: date, length: int, anchor: date | None
) -> None:
    span = {"first": first, "until": first + timedelta(days=length)}

    found = dates(str(rule), **span, anchor=anchor)

    assert found == days_of(str(rule), **span, anchor=anchor)


def test_a_fortnight_without_a_first_date_has_no_dates() -> None:
    assert dates(FORTNIGHT, first=date(2026, 1, 1), until=date(2026, 12, 31)) == []


def test_a_fortnight_counts_from_its_first_date() -> None:
    found = dates(
        FORTNIGHT, first=date(2026, 11, 20), until=date(2026, 12, 20), anchor=date(2020, 1, 8)
    )

    assert found == [date(2026, 12, 2), date(2026, 12, 16)]


def test_a_fortnight_has_no_date_before_its_first() -> None:
    span = {"first": date(2026, 1, 1), "until": date(2026, 2, 1)}

    assert dates(FORTNIGHT, **span, anchor=date(2026, 1, 21)) == [date(2026, 1, 21)]
    assert dates(FORTNIGHT, **span, anchor=date(2026, 3, 4)) == []


def test_week_53_is_odd_and_followed_by_an_odd_week() -> None:
    rule = read("donnerstags in ungeraden Kalenderwochen").rules[0]

    found = dates(rule, first=date(2026, 12, 10), until=date(2027, 1, 25))

    assert found == [date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 7), date(2027, 1, 21)]


def test_the_31st_comes_in_seven_months() -> None:
    found = dates("FREQ=MONTHLY;BYMONTHDAY=31", first=date(2026, 1, 1), until=date(2026, 12, 31))

    assert [day.month for day in found] == [1, 3, 5, 7, 8, 10, 12]


def test_a_broken_rule_is_refused() -> None:
    with pytest.raises(RuleNotKnown):
        dates("FREQ=SECONDLY", first=date(2026, 1, 1), until=date(2026, 1, 2))


def _berlin(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def _moments(start: str, after: datetime, rule: str = TUESDAYS) -> list[str]:
    meetings = next_meetings([rule], [start], after=after, count=2)
    return [meeting.at.astimezone(UTC).isoformat() for meeting in meetings if meeting.at]


def test_the_time_of_day_stays_across_both_changes_of_the_clock() -> None:
    assert _moments("18:30", _berlin(2026, 3, 22)) == [
        "2026-03-24T17:30:00+00:00",
        "2026-03-31T16:30:00+00:00",
    ]
    assert _moments("18:30", _berlin(2026, 10, 18)) == [
        "2026-10-20T16:30:00+00:00",
        "2026-10-27T17:30:00+00:00",
    ]


def test_a_time_that_the_clock_skips_moves_forward() -> None:
    meeting = Meeting(date(2026, 3, 29), time(2, 30))

    assert meeting.at == _berlin(2026, 3, 29, 3, 30)
    assert str(meeting.at) == "2026-03-29 03:30:00+02:00"


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert str(Meeting(date(2026, 10, 25), time(2, 30)).at) == "2026-10-25 02:30:00+02:00"


def test_a_meeting_that_begins_now_is_the_next() -> None:
    after = _berlin(2026, 11, 24, 18, 30)

    meetings = next_meetings([TUESDAYS], ["18:30"], after=after, count=1)

    assert meetings == [Meeting(date(2026, 11, 24), time(18, 30))]


def test_a_meeting_that_began_a_minute_ago_is_over() -> None:
    after = _berlin(2026, 11, 24, 18, 31).astimezone(UTC)

    meetings = next_meetings([TUESDAYS], ["18:30"], after=after, count=1)

    assert meetings == [Meeting(date(2026, 12, 1), time(18, 30))]


def test_a_meeting_without_a_time_counts_all_day() -> None:
    meetings = next_meetings([TUESDAYS], [None], after=_berlin(2026, 11, 24, 23), count=1)

    assert meetings == [Meeting(date(2026, 11, 24), None)]
    assert meetings[0].at is None


def test_midnight_in_berlin_decides_what_is_today() -> None:
    after = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert next_meetings([TUESDAYS], [None], after=after, count=1)[0].on == date(2026, 11, 24)


def test_the_meetings_of_several_rules_come_in_order_and_once() -> None:
    reading = read("dienstags 18 Uhr; jeden letzten Dienstag im Monat 10 Uhr; mittwochs 9 Uhr")
    rules, starts = [*reading.rules, reading.rules[0]], [*reading.starts, reading.starts[0]]

    found = next_meetings(rules, starts, after=_berlin(2026, 11, 23), count=4)

    assert [f"{meeting.on:%d.%m.} {meeting.start:%H}" for meeting in found] == [
        "24.11. 10",
        "24.11. 18",
        "25.11. 09",
        "01.12. 18",
    ]


def test_rare_meetings_are_found_years_ahead() -> None:
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"

    found = next_meetings([rule], [None], after=_berlin(2026, 1, 1), count=2)

    assert [meeting.on for meeting in found] == [date(2028, 2, 29), date(2032, 2, 29)]


def test_a_fortnight_without_an_anchor_has_no_next_meeting() -> None:
    after = _berlin(2026, 11, 21)
    assert next_meetings([FORTNIGHT], ["19:00"], after=after, count=3) == []

    found = next_meetings([FORTNIGHT], ["19:00"], after=after, count=1, anchor=date(2026, 11, 4))
    assert found == [Meeting(date(2026, 12, 2), time(19))]


def test_the_calendar_ends_with_the_year_9999() -> None:
    assert next_meetings([TUESDAYS], [None], after=_berlin(9999, 12, 1), count=1) == []
