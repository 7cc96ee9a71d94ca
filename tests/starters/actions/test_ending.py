from datetime import date, timedelta

import pytest

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.groups.signals import contact_person_added, group_moved
from stuhlkreis.network.models import Setting
from stuhlkreis.starters import actions, errors, queries
from stuhlkreis.starters.lifecycle import (
    EndReason,
    FollowUpResult,
    Phase,
    RequestState,
    State,
)
from stuhlkreis.starters.models import Accompaniment, FollowUp, StartRequest
from tests import make
from tests.make import AT, TODAY

pytestmark = pytest.mark.django_db

BEGAN = date(2026, 9, 7)


def running(meetings: int = 0) -> Accompaniment:
    made = make.accompaniment()
    made.started_on = BEGAN
    made.save()
    for number in range(meetings):
        made.meetings.create(
            held_on=BEGAN + timedelta(days=number * 7),
            present=7,
            phase=Phase.WORKING,
            entered_at=AT,
            entered_by=make.user(),
        )
    return made


def end(
    accompaniment: Accompaniment, reason: EndReason = EndReason.PLANNED, on: date = TODAY
) -> FollowUp:
    return actions.end_accompaniment(
        accompaniment=accompaniment,
        reason=reason,
        on=on,
        at=AT,
        by=make.member(at=accompaniment.group.contact_point),
    )


def test_an_end_keeps_day_reason_and_number_and_asks_a_year_later() -> None:
    accompaniment = running(meetings=4)

    question = end(accompaniment)

    accompaniment.refresh_from_db()
    assert (accompaniment.state, accompaniment.ended_on) == (State.ENDED, TODAY)
    assert accompaniment.end_reason == EndReason.PLANNED
    assert question.due_on == date(2027, 11, 21)
    assert AuditEntry.objects.get(action="end_accompaniment").detail == {
        "reason": "planned",
        "meetings": 4,
    }


def test_the_months_until_the_question_are_a_setting() -> None:
    accompaniment = running()
    Setting.objects.create(
        contact_point=accompaniment.group.contact_point, name="follow_up_months", value=3
    )

    assert end(accompaniment).due_on == date(2027, 2, 21)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), BEGAN + timedelta(days=6)])
def test_an_end_lies_between_the_last_meeting_and_today(on: date) -> None:
    with pytest.raises(errors.DayNotPlausible):
        end(running(meetings=2), on=on)


def test_what_ended_does_not_end_again() -> None:
    accompaniment = running()
    end(accompaniment)

    with pytest.raises(errors.NotThisWay):
        end(accompaniment)


def test_ending_is_for_the_desk() -> None:
    with pytest.raises(Forbidden):
        actions.end_accompaniment(
            accompaniment=running(), reason=EndReason.PLANNED, on=TODAY, at=AT, by=make.user()
        )


def test_the_request_goes_back_to_the_queue_when_the_starter_withdrew() -> None:
    accompaniment = running(meetings=1)

    end(accompaniment, EndReason.STARTER_WITHDREW)

    [waiting] = queries.open_requests_of(accompaniment.group.contact_point)
    assert waiting.planned_meetings == 3
    assert waiting.slots == ["tue_evening"]


@pytest.mark.parametrize("over", [True, False])
def test_nothing_goes_back_when_the_group_is_over_or_everything_was_held(over: bool) -> None:
    accompaniment = running(meetings=1 if over else 4)
    if over:
        accompaniment.group.state = GroupState.DISSOLVED
        accompaniment.group.save()

    end(accompaniment, EndReason.STARTER_WITHDREW)

    assert not StartRequest.objects.filter(state=RequestState.OPEN).exists()


def dissolve(accompaniment_group: Accompaniment | StartRequest, there: GroupState) -> None:
    group_moved.send(
        type(accompaniment_group.group),
        group=accompaniment_group.group,
        here=GroupState.ACTIVE,
        there=there,
        on=date(2026, 9, 10),
        at=AT,
        by=None,
        because="",
    )


def test_what_runs_ends_with_the_group_but_not_before_its_last_meeting() -> None:
    accompaniment = running(meetings=2)

    dissolve(accompaniment, GroupState.DISSOLVED)

    accompaniment.refresh_from_db()
    assert accompaniment.end_reason == EndReason.GROUP_ENDED
    assert accompaniment.ended_on == BEGAN + timedelta(days=7)
    assert FollowUp.objects.count() == 1


def test_who_is_asked_and_what_is_open_is_withdrawn_with_the_group() -> None:
    proposal = make.accompaniment(state=State.PROPOSED)

    dissolve(proposal, GroupState.ATTEMPT_ENDED)

    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN
    assert proposal.request.state == RequestState.WITHDRAWN


def test_a_pause_of_the_group_ends_nothing() -> None:
    accompaniment = running()

    dissolve(accompaniment, GroupState.PAUSED)

    accompaniment.refresh_from_db()
    assert accompaniment.state == State.RUNNING


@pytest.mark.parametrize("known_by", ["account", "mail of account", "mail", "phone"])
def test_a_groups_starter_cannot_become_its_contact_person(known_by: str) -> None:
    accompaniment = running()
    starter = accompaniment.starter
    person = make.contact_person(of=accompaniment.group)
    if known_by == "account":
        person.user = starter.user = make.user()
    elif known_by == "mail of account":
        person.user = make.user(email="Eins@example.org")
        starter.email = "eins@example.org"
    elif known_by == "mail":
        starter.email = person.email.upper()
    else:
        starter.phone = "+49 381 0000123"
    person.save()
    starter.save()

    with pytest.raises(errors.StarterIsContactPerson):
        contact_person_added.send(type(person), contact_person=person, at=AT, by=None)


def test_anybody_else_may_speak_for_the_group() -> None:
    person = make.contact_person(of=running().group)

    contact_person_added.send(type(person), contact_person=person, at=AT, by=None)


def answer(question: FollowUp, on: date) -> None:
    actions.answer_follow_up(
        follow_up=question,
        result=FollowUpResult.STILL_MEETING,
        on=on,
        at=AT,
        by=make.member(at=question.accompaniment.group.contact_point),
    )


def test_the_question_is_answered_once_when_it_is_due() -> None:
    question = make.follow_up(due_on=TODAY)
    home = question.accompaniment.group.contact_point
    assert list(queries.follow_ups_due(home, on=TODAY)) == [question]
    with pytest.raises(errors.FollowUpNotDue, match=r"21\. November 2026"):
        answer(question, on=TODAY - timedelta(days=1))

    answer(question, on=TODAY)

    question.refresh_from_db()
    assert (question.result, question.answered_on) == (FollowUpResult.STILL_MEETING, TODAY)
    assert not queries.follow_ups_due(home, on=TODAY).exists()
    with pytest.raises(errors.FollowUpAnswered, match="trifft sich weiter"):
        answer(question, on=TODAY)
