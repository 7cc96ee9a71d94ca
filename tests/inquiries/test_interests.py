"""What becomes of an interest: confirmed, kept, shown, withdrawn."""

from datetime import date, datetime, timedelta
from typing import cast

import pytest
import time_machine

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.links import LinkNotValid, LinkTooOld
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.errors import (
    InterestAlreadyConfirmed,
    InterestGone,
    InterestNotConfirmed,
)
from stuhlkreis.inquiries.letters import Link
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, InterestState
from stuhlkreis.inquiries.models import Interest
from tests import make

pytestmark = pytest.mark.django_db
UNCONFIRMED = InterestState.UNCONFIRMED


def test_confirm_interest_lets_it_count_for_the_offices_months(at: datetime) -> None:
    interest = make.interest(state=UNCONFIRMED)
    actions.confirm_interest(token=queries.token_of(interest, Link.CONFIRM), at=at)
    interest.refresh_from_db()
    assert (interest.state, interest.confirmed_at) == (InterestState.OPEN, at)
    assert (interest.confirmed_how, interest.confirmed_by) == (ConfirmedBy.MAIL_LINK, None)
    assert interest.expires_on == date(2027, 5, 21)


def test_confirm_interest_twice_changes_nothing(at: datetime) -> None:
    token = queries.token_of(make.interest(state=UNCONFIRMED), Link.CONFIRM)
    actions.confirm_interest(token=token, at=at)
    again = actions.confirm_interest(token=token, at=at + timedelta(days=1))
    assert again.confirmed_at == at
    assert AuditEntry.objects.filter(action="confirm_interest").count() == 1


def test_confirm_interest_refuses_a_forged_link(at: datetime) -> None:
    with pytest.raises(LinkNotValid):
        actions.confirm_interest(token="erfunden", at=at)


def test_confirm_interest_refuses_a_link_for_something_else(at: datetime) -> None:
    token = queries.token_of(make.interest(state=UNCONFIRMED), Link.WITHDRAW)
    with pytest.raises(LinkNotValid):
        actions.confirm_interest(token=token, at=at)


def test_confirm_interest_refuses_a_link_after_fourteen_days(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        token = queries.token_of(make.interest(state=UNCONFIRMED), Link.CONFIRM)
    with time_machine.travel(at + timedelta(days=15), tick=False), pytest.raises(LinkTooOld):
        actions.confirm_interest(token=token, at=at)


def test_confirm_interest_says_that_it_was_deleted_meanwhile(at: datetime) -> None:
    interest = make.interest(state=UNCONFIRMED)
    token = queries.token_of(interest, Link.CONFIRM)
    interest.delete()
    with pytest.raises(InterestGone, match="gelöscht"):
        actions.confirm_interest(token=token, at=at)


def test_confirm_interest_by_call_names_who_called(at: datetime) -> None:
    interest = make.interest(state=UNCONFIRMED, phone="0381 0000 300")
    staff = make.member(at=interest.contact_point)
    actions.confirm_interest_by_call(interest=interest, at=at, by=staff)
    interest.refresh_from_db()
    assert (interest.state, interest.confirmed_by) == (InterestState.OPEN, staff)
    assert interest.confirmed_how == ConfirmedBy.DESK_CALL


def test_confirm_interest_by_call_tells_the_second_desk(at: datetime) -> None:
    interest = make.interest(state=UNCONFIRMED, phone="0381 0000 300")
    staff = make.member(at=interest.contact_point)
    actions.confirm_interest_by_call(interest=interest, at=at, by=staff)
    with pytest.raises(InterestAlreadyConfirmed, match="schon bestätigt"):
        actions.confirm_interest_by_call(interest=interest, at=at, by=staff)


def test_keep_interest_begins_the_period_anew_and_clears_the_question(at: datetime) -> None:
    interest = make.interest(expires_on=date(2026, 11, 25))
    Interest.objects.update(reminded_at=at)
    token = queries.token_of(interest, Link.KEEP)
    actions.keep_interest(token=token, on=date(2026, 11, 24), at=at)
    interest.refresh_from_db()
    assert (interest.expires_on, interest.reminded_at) == (date(2027, 5, 24), None)


def test_keep_interest_refuses_what_was_never_confirmed(at: datetime) -> None:
    interest = make.interest(state=UNCONFIRMED)
    with pytest.raises(InterestNotConfirmed):
        actions.keep_interest(token=queries.token_of(interest, Link.KEEP), on=make.TODAY, at=at)


def test_keep_interest_by_call_is_the_answer_of_a_lone_phone(at: datetime) -> None:
    interest = make.interest(phone="0381 0000 300", expires_on=date(2026, 11, 25))
    staff = make.member(at=interest.contact_point)
    kept = actions.keep_interest_by_call(interest=interest, on=make.TODAY, at=at, by=staff)
    assert kept.expires_on == date(2027, 5, 21)
    assert AuditEntry.objects.get().by == staff


def test_withdraw_interest_deletes_everything_and_leaves_a_bare_trace(at: datetime) -> None:
    interest = make.interest()
    pk = str(interest.pk)
    actions.withdraw_interest(token=queries.token_of(interest, Link.WITHDRAW), at=at)
    assert not Interest.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id) == ("delete_interest", pk)
    assert entry.detail == {"because": "withdrawn"}


def test_withdraw_interest_twice_changes_nothing(at: datetime) -> None:
    token = queries.token_of(make.interest(), Link.WITHDRAW)
    actions.withdraw_interest(token=token, at=at)
    actions.withdraw_interest(token=token, at=at)
    assert AuditEntry.objects.count() == 1


def test_withdraw_interest_by_call_deletes_on_the_persons_word(at: datetime) -> None:
    interest = make.interest(phone="0381 0000 300")
    staff = make.member(at=interest.contact_point)
    actions.withdraw_interest_by_call(interest=interest, at=at, by=staff)
    assert not Interest.objects.exists()
    assert AuditEntry.objects.get().by == staff


def test_rule_16_show_contact_opens_it_and_notes_who_looked(at: datetime) -> None:
    interest = make.interest(email="toni@example.org")
    staff = make.member(at=interest.contact_point)
    assert actions.show_contact(interest=interest, at=at, by=staff) == actions.Contact(
        name="", phone="", email="toni@example.org"
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.detail) == ("show_contact", staff, {})


def test_rule_15_nobody_from_elsewhere_reads_confirms_keeps_or_deletes(at: datetime) -> None:
    interest, other = make.interest(), make.member()
    with pytest.raises(Forbidden):
        actions.show_contact(interest=interest, at=at, by=other)
    with pytest.raises(Forbidden):
        actions.confirm_interest_by_call(interest=interest, at=at, by=other)
    with pytest.raises(Forbidden):
        actions.keep_interest_by_call(interest=interest, on=make.TODAY, at=at, by=other)
    with pytest.raises(Forbidden):
        actions.withdraw_interest_by_call(interest=interest, at=at, by=other)
    assert not AuditEntry.objects.exists()


def test_a_link_carries_nothing_but_the_record() -> None:
    topic = make.topic(name="Narkolepsie")
    interest = make.interest(on=topic, email="toni@example.org")
    token = queries.token_of(interest, Link.CONFIRM)
    assert queries.interest_behind(Link.CONFIRM, token) == interest
    assert "toni" not in token


def test_the_database_holds_no_readable_address() -> None:
    interest = make.interest(email="toni@example.org")
    row = Interest.objects.filter(pk=interest.pk).values_list("email", flat=True).get()
    assert b"toni" not in bytes(cast("bytes", row))
