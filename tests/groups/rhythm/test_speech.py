import pytest
from hypothesis import given, settings, strategies as st

from stuhlkreis.groups.rhythm import RuleNotKnown, read, say
from stuhlkreis.groups.rhythm.rule import EVEN_WEEKS, ODD_WEEKS, Day, Rule
from stuhlkreis.groups.rhythm.speech import advent_rules

_TIMES = st.none() | st.times().map(lambda at: f"{at:%H:%M}")
_MONTHS = st.just(()) | st.sets(st.integers(1, 12), min_size=2, max_size=11).map(
    lambda months: tuple(sorted(months))
)
_WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(
    lambda days: tuple(Day(0, day) for day in sorted(days))
)
_NTH = st.sampled_from([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5])
_NTH_DAYS = st.sets(st.builds(Day, _NTH, st.integers(0, 6)), min_size=1, max_size=6).map(tuple)
_MONTH_DAYS = st.sets(st.just(-1) | st.integers(1, 31), min_size=1, max_size=4).map(
    lambda days: tuple(sorted(days))
)
_RULES = st.one_of(
    st.builds(Rule, st.just("DAILY"), months=_MONTHS),
    st.builds(Rule, st.just("WEEKLY"), months=_MONTHS, days=_WEEKDAYS),
    st.builds(Rule, st.just("WEEKLY"), interval=st.integers(2, 12), days=_WEEKDAYS),
    st.builds(
        Rule, st.just("YEARLY"), weeks=st.sampled_from([EVEN_WEEKS, ODD_WEEKS]), days=_WEEKDAYS
    ),
    st.builds(Rule, st.just("MONTHLY"), months=_MONTHS, days=_NTH_DAYS),
    st.builds(Rule, st.just("MONTHLY"), months=_MONTHS, month_days=_MONTH_DAYS),
)


@settings(deadline=None)
@given(_RULES, _TIMES, _TIMES, st.sets(st.sampled_from(["public_holidays", "school_holidays"])))
def test_saying_and_reading_again_gives_the_same(
    rule: Rule, start: str | None, end: str | None, excepts: set[str]
) -> None:
    reading = read(say([str(rule)], [start], [end], sorted(excepts)))

    assert reading.rules == (str(rule),)
    assert (reading.starts, reading.ends) == ((start,), (end,))
    assert reading.excepts == tuple(sorted(excepts))


@settings(deadline=None)
@given(st.lists(_RULES, min_size=2, max_size=3), st.booleans())
def test_several_rules_are_said_and_read_again(rules: list[Rule], with_exception: bool) -> None:
    texts = [str(rule) for rule in rules]
    starts = [f"{hour}:15" for hour in range(10, 10 + len(rules))]
    excepts = ["school_holidays"] if with_exception else []

    reading = read(say(texts, starts, [None] * len(rules), excepts))

    assert list(reading.rules) == texts
    assert list(reading.starts) == starts
    assert list(reading.excepts) == excepts


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_advent_is_said_and_read_again(n: int) -> None:
    rules = [str(rule) for rule in advent_rules(n)]
    times = ["15:00"] * len(rules)

    said = say(rules, times, [None] * len(rules))

    assert said == f"jährlich am {n}. Advent, 15:00\u00a0Uhr"
    assert list(read(said).rules) == rules


def test_a_rule_in_all_months_names_none() -> None:
    every_month = ",".join(map(str, range(1, 13)))

    assert say([f"FREQ=WEEKLY;BYMONTH={every_month};BYDAY=TU"], [None], [None]) == "jeden Dienstag"


def test_a_day_of_the_year_is_said() -> None:
    assert say(["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8"], [None], [None]) == "jährlich am 8. März"


def test_the_last_day_of_the_month_is_said() -> None:
    said = say(["FREQ=MONTHLY;BYMONTHDAY=-1"], [None], [None])

    assert said == "am letzten Tag jeden Monats"
    assert read(said).rules == ("FREQ=MONTHLY;BYMONTHDAY=-1",)


def test_nothing_is_said_of_no_rules() -> None:
    assert say([], [], []) == ""


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "jeden Dienstag",
        "FREQ=HOURLY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=6TU",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=eins",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU",
    ],
)
def test_a_rule_that_no_group_needs_is_refused(rule: str) -> None:
    with pytest.raises(RuleNotKnown):
        say([rule], [None], [None])
