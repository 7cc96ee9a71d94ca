"""People are invited one by one, and come back to the list."""

from datetime import date, datetime

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.groups.lifecycle import State
from stuhlkreis.inquiries import actions
from stuhlkreis.inquiries.errors import (
    FoundingOver,
    InterestAlreadyInvited,
    InterestElsewhere,
    InterestGone,
    InterestNotInvited,
    NotThisWay,
)
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from tests import make

pytestmark = pytest.mark.django_db
INVITED = InterestState.INVITED


@pytest.fixture
def founding() -> Founding:
    return make.founding(on=make.topic(name="Narkolepsie"), ready=True)


def waiting(founding: Founding, email: str = "", phone: str = "") -> Interest:
    return make.interest(at=founding.contact_point, on=founding.topic, email=email, phone=phone)


def test_rule_14_everybody_invited_gets_a_mail_of_their_own_that_names_no_topic(
    founding: Founding,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    staff = make.member(at=founding.contact_point)
    people = [waiting(founding, f"{name}@example.org") for name in ("toni", "kim")]
    with django_capture_on_commit_callbacks(execute=True):
        for person in people:
            actions.invite(founding=founding, interest=person, at=at, by=staff)
    assert [message.to for message in mail.outbox] == [["toni@example.org"], ["kim@example.org"]]
    toni = mail.outbox[0]
    assert "kim" not in toni.body
    assert "Dienstag, 8. Dezember 2026, 18:00 Uhr" in toni.body
    assert "Narkolepsie" not in f"{toni.subject} {toni.body}"
    assert founding.interests.filter(state=INVITED, invited_at=at).count() == 2


def test_invite_notes_the_call_to_a_lone_phone_and_mails_nothing(
    founding: Founding,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person = waiting(founding, phone="0381 0000 300")
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(
            founding=founding, interest=person, at=at, by=make.member(at=founding.contact_point)
        )
    assert mail.outbox == []
    person.refresh_from_db()
    assert person.state == INVITED


def test_invite_tells_the_second_desk(founding: Founding, at: datetime) -> None:
    staff, person = make.member(at=founding.contact_point), waiting(founding)
    actions.invite(founding=founding, interest=person, at=at, by=staff)
    with pytest.raises(InterestAlreadyInvited, match=r"seit 21\. November 2026, 10:00 Uhr"):
        actions.invite(founding=founding, interest=person, at=at, by=staff)


def test_invite_refuses_somebody_who_has_not_confirmed(founding: Founding, at: datetime) -> None:
    person = make.interest(
        at=founding.contact_point, on=founding.topic, state=InterestState.UNCONFIRMED
    )
    with pytest.raises(NotThisWay):
        actions.invite(
            founding=founding, interest=person, at=at, by=make.member(at=founding.contact_point)
        )


def test_invite_refuses_somebody_who_waits_for_another_topic_or_office(
    founding: Founding, at: datetime
) -> None:
    staff = make.member(at=founding.contact_point)
    for person in (make.interest(on=founding.topic), make.interest(at=founding.contact_point)):
        with pytest.raises(InterestElsewhere):
            actions.invite(founding=founding, interest=person, at=at, by=staff)


def test_invite_refuses_somebody_who_is_gone(founding: Founding, at: datetime) -> None:
    staff, person = make.member(at=founding.contact_point), waiting(founding)
    Interest.objects.get(pk=person.pk).delete()
    with pytest.raises(InterestGone):
        actions.invite(founding=founding, interest=person, at=at, by=staff)


def test_invite_refuses_after_the_end_of_the_attempt(founding: Founding, at: datetime) -> None:
    staff, person = make.member(at=founding.contact_point), waiting(founding)
    founding.state, founding.ended_on = FoundingState.ENDED, make.TODAY
    founding.ended_because = "Niemand kam"
    founding.save()
    with pytest.raises(FoundingOver, match="beendet"):
        actions.invite(founding=founding, interest=person, at=at, by=staff)


def test_invite_refuses_once_the_group_meets_by_itself(founding: Founding, at: datetime) -> None:
    staff, person = make.member(at=founding.contact_point), waiting(founding)
    founding.group.state = State.ACTIVE
    founding.group.save()
    with pytest.raises(FoundingOver, match="trifft sich schon"):
        actions.invite(founding=founding, interest=person, at=at, by=staff)


def test_invite_refuses_staff_of_another_office(founding: Founding, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.invite(founding=founding, interest=waiting(founding), at=at, by=make.member())


def test_return_to_list_lets_somebody_wait_on(founding: Founding, at: datetime) -> None:
    person = make.interest(
        at=founding.contact_point, on=founding.topic, state=INVITED, invited_to=founding
    )
    staff = make.member(at=founding.contact_point)
    actions.return_to_list(interest=person, on=make.TODAY, at=at, by=staff)
    person.refresh_from_db()
    assert (person.state, person.founding, person.invited_at) == (InterestState.OPEN, None, None)
    assert (person.expires_on, person.reminded_at) == (date(2027, 5, 21), None)


def test_return_to_list_refuses_somebody_not_invited(founding: Founding, at: datetime) -> None:
    staff = make.member(at=founding.contact_point)
    with pytest.raises(InterestNotInvited):
        actions.return_to_list(interest=waiting(founding), on=make.TODAY, at=at, by=staff)


def test_rule_13_whose_time_ran_out_while_invited_is_asked_once_more(
    founding: Founding,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person = make.interest(
        at=founding.contact_point,
        on=founding.topic,
        state=INVITED,
        invited_to=founding,
        expires_on=date(2026, 10, 1),
    )
    staff = make.member(at=founding.contact_point)
    with django_capture_on_commit_callbacks(execute=True):
        actions.return_to_list(interest=person, on=make.TODAY, at=at, by=staff)
    person.refresh_from_db()
    assert (person.expires_on, person.reminded_at) == (date(2026, 12, 5), at)
    assert [message.subject for message in mail.outbox] == ["Suchen Sie noch?"]
