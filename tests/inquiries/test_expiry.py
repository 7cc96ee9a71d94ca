"""What time does to the lists."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Interest
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
NOTHING = {
    "interests_unconfirmed": 0,
    "interests_reminded": 0,
    "interests_silent": 0,
    "interests_erased": 0,
}


def test_nothing_is_due_on_fresh_lists(at: datetime) -> None:
    make.interest()
    assert actions.run_interest_expiry(on=TODAY, at=at) == NOTHING


def test_what_was_not_confirmed_in_time_is_deleted(at: datetime) -> None:
    make.interest(state=InterestState.UNCONFIRMED, expires_on=TODAY - timedelta(days=1))
    kept = make.interest(state=InterestState.UNCONFIRMED, expires_on=TODAY)
    assert actions.run_interest_expiry(on=TODAY, at=at)["interests_unconfirmed"] == 1
    assert Interest.objects.get() == kept


def test_rule_13_before_the_end_one_reminder_goes_out_and_only_one(
    at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    interest = make.interest(on=make.topic(name="Narkolepsie"), expires_on=date(2026, 12, 5))
    make.interest(expires_on=date(2026, 12, 6))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.run_interest_expiry(on=TODAY, at=at)["interests_reminded"] == 1
        assert actions.run_interest_expiry(on=TODAY, at=at) == NOTHING
    assert [message.subject for message in mail.outbox] == ["Suchen Sie noch?"]
    assert "Narkolepsie" not in mail.outbox[0].body
    interest.refresh_from_db()
    assert (interest.reminded_at, interest.expires_on) == (at, date(2026, 12, 5))


def test_rule_13_silence_deletes_after_the_last_day(at: datetime) -> None:
    make.interest(expires_on=date(2026, 12, 5))
    actions.run_interest_expiry(on=TODAY, at=at)
    # "Bis zum 5. Dezember" stands in the mail: that day is the person's.
    assert actions.run_interest_expiry(on=date(2026, 12, 5), at=at) == NOTHING
    assert actions.run_interest_expiry(on=date(2026, 12, 6), at=at)["interests_silent"] == 1
    assert not Interest.objects.exists()


def test_rule_13_nobody_is_deleted_without_having_been_asked(at: datetime) -> None:
    interest = make.interest(expires_on=date(2026, 9, 1))
    assert actions.run_interest_expiry(on=TODAY, at=at)["interests_silent"] == 0
    interest.refresh_from_db()
    assert interest.expires_on == date(2026, 12, 5)


def test_rule_13_a_lone_phone_becomes_a_task_of_the_desk(
    at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    interest = make.interest(phone="0381 0000 300", expires_on=date(2026, 12, 5))
    assert list(queries.to_ask_again(interest.contact_point)) == []
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.run_interest_expiry(on=TODAY, at=at)["interests_reminded"] == 1
    assert mail.outbox == []
    assert list(queries.to_ask_again(interest.contact_point)) == [interest]


def test_whoever_is_invited_is_not_asked_while_the_founding_runs(at: datetime) -> None:
    founding = make.founding()
    make.interest(state=InterestState.INVITED, invited_to=founding, expires_on=date(2026, 9, 1))
    assert actions.run_interest_expiry(on=TODAY, at=at) == NOTHING


def test_rule_44_contact_data_go_after_the_offices_period(at: datetime) -> None:
    interest = make.interest(state=InterestState.CLOSED, email="toni@example.org")
    Interest.objects.update(closed_at=at)
    almost, due = at + timedelta(days=27), at + timedelta(days=28)
    assert actions.run_interest_expiry(on=almost.date(), at=almost) == NOTHING
    assert actions.run_interest_expiry(on=due.date(), at=due)["interests_erased"] == 1
    assert actions.run_interest_expiry(on=due.date(), at=due) == NOTHING
    interest = Interest.objects.get()
    assert (interest.email, interest.mail_hash, interest.postcode) == ("", "", "")


def test_each_office_has_its_own_periods(at: datetime) -> None:
    slow = make.interest(expires_on=date(2026, 12, 20))
    slow.contact_point.settings.create(name="interest_answer_days", value=30)
    make.interest(expires_on=date(2026, 12, 20))
    assert actions.run_interest_expiry(on=TODAY, at=at)["interests_reminded"] == 1
    slow.refresh_from_db()
    assert slow.expires_on == date(2026, 12, 21)
