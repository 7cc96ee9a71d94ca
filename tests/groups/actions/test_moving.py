"""A group moves through its life as rules 21 to 23 say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from django.dispatch import Signal

from stuhlkreis.core.errors import Forbidden, Refusal
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups import queries
from stuhlkreis.groups.actions import confirm_group, move_group
from stuhlkreis.groups.errors import (
    AlreadyOver,
    DayBeforeTheLast,
    DayInTheFuture,
    NotOnTheGroupsWord,
    NotThisWay,
)
from stuhlkreis.groups.lifecycle import ON_THE_GROUPS_WORD, OVER, WAYS, Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.groups.signals import group_moved
from tests import make

pytestmark = pytest.mark.django_db


@contextmanager
def heard(signal: Signal, refusing: Refusal | None = None) -> Iterator[list[dict[str, Any]]]:
    calls: list[dict[str, Any]] = []

    def receiver(**kwargs: Any) -> None:
        calls.append(kwargs)
        if refusing:
            raise refusing

    signal.connect(receiver)
    try:
        yield calls
    finally:
        signal.disconnect(receiver)


def move(
    group: Group,
    to: State,
    at: datetime,
    *,
    source: Source = Source.GROUP_VIA_OFFICE,
    on: date = make.TODAY,
) -> None:
    why = "Zu wenige Menschen."
    move_group(group=group, to=to, source=source, on=on, at=at, by=None, because=why)


def standing(here: State) -> Group:
    """A group in this state; one being founded has its first meeting settled (rule 43)."""
    return make.founding(ready=True).group if here == State.FOUNDING else make.group(state=here)


@pytest.mark.parametrize(("here", "there"), list(product(State, State)))
def test_rule_22_a_group_takes_only_the_ways_of_the_table(
    here: State, there: State, at: datetime
) -> None:
    group = standing(here)

    if there in WAYS[here]:
        move(group, there, at)
    else:
        with pytest.raises(NotThisWay):
            move(group, there, at)

    group.refresh_from_db()
    assert group.state == (there if there in WAYS[here] else here)


@pytest.mark.parametrize(("here", "there"), [(h, t) for h in State for t in WAYS[h]])
@pytest.mark.parametrize("source", [Source.OFFICE, Source.IMPORT])
def test_rule_21_only_the_group_pauses_or_ends(
    here: State, there: State, source: Source, at: datetime
) -> None:
    group = standing(here)

    if there in ON_THE_GROUPS_WORD:
        with pytest.raises(NotOnTheGroupsWord):
            move(group, there, at, source=source)
    else:
        move(group, there, at, source=source)


def test_rule_23_every_step_keeps_day_person_source_and_reason(at: datetime) -> None:
    group = make.group()
    staff = make.member(at=group.contact_point)
    Group.objects.filter(pk=group.pk).update(created_on=date(2026, 1, 1))
    group.state_changes.update(on=date(2026, 1, 1))

    move_group(
        group=group,
        to=State.IN_TRANSITION,
        source=Source.OFFICE,
        on=date(2026, 11, 3),
        at=at,
        by=staff,
        because="Niemand leitet mehr.",
    )

    change = queries.last_change(group)
    assert change is not None
    assert (change.state, change.on, change.recorded_at, change.by, change.source) == (
        State.IN_TRANSITION,
        date(2026, 11, 3),
        at,
        staff,
        Source.OFFICE,
    )
    assert change.because == "Niemand leitet mehr."
    entry = AuditEntry.objects.get(action="move_group")
    assert entry.detail == {"from": "active", "to": "in_transition", "source": "office"}


def test_modules_above_hear_of_the_step(at: datetime) -> None:
    group = make.group()

    with heard(group_moved) as calls:
        move(group, State.DISSOLVED, at)

    (call,) = calls
    assert call["group"] == group
    assert (call["here"], call["there"], call["on"]) == (
        State.ACTIVE,
        State.DISSOLVED,
        make.TODAY,
    )
    assert (call["at"], call["by"], call["because"]) == (at, None, "Zu wenige Menschen.")


def test_a_refusal_above_takes_the_step_back(at: datetime) -> None:
    group = make.group()

    with heard(group_moved, refusing=Refusal("Nein.")), pytest.raises(Refusal, match="Nein"):
        move(group, State.DISSOLVED, at)

    group.refresh_from_db()
    assert group.state == State.ACTIVE
    assert group.state_changes.count() == 1


def test_who_comes_second_is_told(at: datetime) -> None:
    group = make.group()
    same = Group.objects.get(pk=group.pk)
    move(group, State.DISSOLVED, at)

    with pytest.raises(NotThisWay):
        move(same, State.PAUSED, at)


def test_a_step_lies_neither_in_the_future_nor_before_the_last(at: datetime) -> None:
    group = make.group()

    with pytest.raises(DayInTheFuture):
        move(group, State.PAUSED, at, on=date(2026, 11, 22))
    with pytest.raises(DayBeforeTheLast, match=r"21\. November 2026"):
        move(group, State.PAUSED, at, on=date(2026, 11, 20))


def test_a_group_without_history_moves_too(at: datetime) -> None:
    group = make.group()
    group.state_changes.all().delete()

    move(group, State.PAUSED, at, on=date(2020, 1, 1))

    assert group.state == State.PAUSED


def test_the_contact_person_speaks_for_the_group_alone(at: datetime) -> None:
    group, user = make.group(), make.user()
    make.contact_person(of=group, user=user)

    with pytest.raises(Forbidden):
        move_group(
            group=group,
            to=State.IN_TRANSITION,
            source=Source.OFFICE,
            on=make.TODAY,
            at=at,
            by=user,
        )
    move_group(group=group, to=State.PAUSED, source=Source.GROUP, on=make.TODAY, at=at, by=user)
    confirm_group(group=group, on=make.TODAY, at=at, by=user)

    assert group.state == State.PAUSED


def test_confirm_group_keeps_the_latest_day(at: datetime) -> None:
    group = make.group(confirmed_on=None)

    for day in (date(2026, 3, 1), date(2026, 11, 21), date(2026, 5, 1)):
        confirm_group(group=group, on=day, at=at, by=None)

    group.refresh_from_db()
    assert group.confirmed_on == date(2026, 11, 21)
    assert AuditEntry.objects.filter(action="confirm_group").count() == 3


@pytest.mark.parametrize("state", sorted(OVER))
def test_nobody_confirms_a_group_that_is_over(state: State, at: datetime) -> None:
    with pytest.raises(AlreadyOver):
        confirm_group(group=make.group(state=state), on=make.TODAY, at=at, by=None)


def test_nobody_confirms_tomorrow_or_for_others(at: datetime) -> None:
    group = make.group()

    with pytest.raises(DayInTheFuture):
        confirm_group(group=group, on=date(2026, 11, 22), at=at, by=None)
    with pytest.raises(Forbidden):
        confirm_group(group=group, on=make.TODAY, at=at, by=make.member())
