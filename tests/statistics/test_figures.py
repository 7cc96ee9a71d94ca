"""A hand-made year of a small office: every figure equals the number worked out by hand."""

from datetime import date

import pytest
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries.lifecycle import FoundingState
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import EndReason, FollowUpResult, Phase, RequestKind, State
from stuhlkreis.statistics.figures import FIGURES, Answer
from stuhlkreis.statistics.queries import _COUNTS, answers, year_of
from tests import make

pytestmark = pytest.mark.django_db


def figures(home: ContactPoint, *, year: int = 2026, today: date = make.TODAY) -> dict[str, Answer]:
    return {a.figure.id: a for a in answers(year_of([home], year, today=today))}


def parts(answer: Answer) -> dict[str, int]:
    return {name: count for name, count in answer.parts if count}


def moved(group: Group, state: GroupState, on: date) -> None:
    group.state_changes.create(state=state, on=on, recorded_at=make.AT, source="office")


def test_every_declared_figure_is_counted_and_nothing_else() -> None:
    assert set(_COUNTS) == set(FIGURES)


def test_groups_are_counted_in_the_state_they_had_on_the_key_date() -> None:
    """Rule 23: the state on any past day can be computed."""
    home = make.contact_point()
    resting, gone = make.group(at=home), make.group(at=home)
    make.group(at=home)
    for group in (resting, gone):
        group.state_changes.update(on=date(2025, 3, 1))
    moved(resting, GroupState.PAUSED, date(2026, 2, 1))
    moved(gone, GroupState.DISSOLVED, date(2026, 5, 1))

    now = figures(home)["groups.by_state"]
    before = figures(home, year=2025)["groups.by_state"]

    assert (now.value, parts(now)) == (2, {"macht Pause": 1, "trifft sich": 1})
    assert (before.value, parts(before)) == (2, {"trifft sich": 2})


def test_foundings_and_new_groups_are_counted_in_their_year() -> None:
    home = make.contact_point()
    founding, waiting = make.founding(at=home, ready=True), make.founding(at=home)
    founding.state = FoundingState.STARTED
    founding.save()
    moved(founding.group, GroupState.STARTING, date(2026, 11, 21))
    moved(founding.group, GroupState.ACTIVE, date(2027, 2, 1))
    waiting.opened_on = date(2025, 12, 31)
    waiting.save()

    now, next_year = figures(home), figures(home, year=2027)

    assert parts(now["foundings.opened"]) == {"begonnen": 1}
    assert now["groups.started"].value == 1
    assert next_year["groups.started"].value == 0


def test_accompaniments_run_on_the_key_date_and_end_in_the_year() -> None:
    home = make.contact_point()
    make.accompaniment(at=home)
    make.accompaniment(at=home, state=State.PROPOSED)
    existing = make.start_request(at=home, kind=RequestKind.EXISTING)
    late = make.accompaniment(of=existing, state=State.ENDED)
    late.ended_on, late.end_reason = date(2027, 1, 5), EndReason.STANDS_ALONE
    late.save()
    make.accompaniment(at=home, state=State.ENDED)

    now = figures(home, today=date(2027, 6, 1))

    assert parts(now["accompaniments.running"]) == {"neue Gruppe": 1, "bestehende Gruppe": 1}
    assert parts(now["accompaniments.ended"]) == {"wie geplant": 1}


def test_the_mean_of_meetings_is_unknown_until_an_accompaniment_ended() -> None:
    home = make.contact_point()
    assert figures(home)["accompaniments.mean_meetings"].value is None
    for held in (3, 4):
        ended = make.accompaniment(at=home, state=State.ENDED)
        for day in range(1, held + 1):
            ended.meetings.create(
                held_on=date(2026, 10, day),
                present=6,
                phase=Phase.RULES,
                entered_at=make.AT,
                entered_by=make.user(),
            )

    mean = figures(home)["accompaniments.mean_meetings"]

    assert mean.value == 3.5
    assert parts(mean) == {"3 Treffen": 1, "4 Treffen": 1}


def test_rule_57_the_share_leaves_out_the_unknown_and_shows_it() -> None:
    home = make.contact_point()
    results = [
        *[FollowUpResult.STILL_MEETING] * 3,
        FollowUpResult.DISSOLVED,
        FollowUpResult.UNKNOWN,
    ]
    for result in [*results, ""]:
        one = make.follow_up(of=make.accompaniment(at=home, state=State.ENDED))
        one.result, one.answered_on = result, make.TODAY if result else None
        one.save()
    make.follow_up(of=make.accompaniment(at=home, state=State.ENDED), due_on=date(2026, 12, 31))

    share = figures(home)["follow_up.still_meeting"]

    assert share.value == 75.0
    assert parts(share) == {"trifft sich weiter": 3, "aufgelöst": 1, "nicht bekannt": 2}


def test_rule_57_without_an_answer_there_is_no_share() -> None:
    home = make.contact_point()
    make.follow_up(of=make.accompaniment(at=home, state=State.ENDED))

    share = figures(home)["follow_up.still_meeting"]

    assert share.value is None
    assert parts(share) == {"nicht bekannt": 1}


@given(
    st.lists(st.tuples(st.sampled_from(GroupState), st.integers(1, 320)), min_size=1, max_size=6)
)
def test_rule_68_the_parts_of_a_count_add_up(steps: list[tuple[GroupState, int]]) -> None:
    home = make.contact_point()
    for state, day in steps:
        moved(make.group(at=home), state, date.fromordinal(date(2026, 1, 1).toordinal() + day))

    for answer in figures(home).values():
        if answer.figure.unit in {"Gruppen", "Gründungen", "Begleitungen"} and answer.parts:
            assert sum(count for _name, count in answer.parts) == answer.value


@pytest.mark.parametrize("rows", [1, 3])
def test_the_figures_take_the_same_queries_for_any_number_of_rows(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home = make.contact_point()
    for _ in range(rows):
        make.follow_up(of=make.accompaniment(at=home, state=State.ENDED))
    scope = year_of([home], 2026, today=make.TODAY)

    with django_assert_num_queries(7):
        answers(scope)


def test_another_contact_point_is_never_counted() -> None:
    make.follow_up()
    home = make.contact_point()

    assert all(not parts(answer) for answer in figures(home).values())
