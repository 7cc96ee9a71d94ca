"""Somebody asks for a group: what is written, mailed, and never doubled."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.inquiries import actions, letters
from stuhlkreis.inquiries.errors import (
    ConsentTextNotCurrent,
    NobodyResponsible,
    NoWayToReach,
    PlaceNotClear,
)
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic
from tests import make

pytestmark = pytest.mark.django_db
LANDKREIS_ROSTOCK = "13072"


@pytest.fixture
def topic() -> Topic:
    make.contact_point(slug="guestrow", districts=(LANDKREIS_ROSTOCK,))
    return make.topic(name="Narkolepsie")


@pytest.fixture(autouse=True)
def _mails_at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    with django_capture_on_commit_callbacks(execute=True):
        yield


def left(topic: Topic, at: datetime, **said: Any) -> Interest:
    answers: dict[str, Any] = {
        "postcode": "18273",
        "email": "Toni@Example.org",
        "phone": "",
        "name": "",
        "slots": ["tue_evening"],
        "text_version": letters.CONSENT_VERSION,
    } | said
    return actions.leave_interest(topic=topic, at=at, **answers)


def mails_to(
    capture: DjangoCaptureOnCommitCallbacks, topic: Topic, at: datetime, **said: Any
) -> list[str]:
    before = len(mail.outbox)
    with capture(execute=True):
        left(topic, at, **said)
    return [str(message.subject) for message in mail.outbox[before:]]


def test_leave_interest_waits_unconfirmed_at_the_responsible_office(
    topic: Topic, at: datetime
) -> None:
    interest = left(topic, at, phone="0381 0000 300", name="Toni")
    interest.refresh_from_db()
    assert interest.state == InterestState.UNCONFIRMED
    assert interest.contact_point.slug == "guestrow"
    assert (interest.postcode, interest.district_ags) == ("18273", LANDKREIS_ROSTOCK)
    assert (interest.email, interest.phone) == ("Toni@Example.org", "0381 0000 300")
    assert interest.expires_on == date(2026, 12, 5)
    assert (interest.consent_text_version, interest.consented_at) == ("2026-1", at)


def test_leave_interest_goes_to_the_nearest_office_where_nobody_is_responsible(
    at: datetime,
) -> None:
    near = make.contact_point()
    far = make.contact_point(districts=("09162",))
    far.lat, far.lon = 48.14, 11.58
    far.save()
    assert left(make.topic(), at, postcode="Rostock").contact_point == near


def test_leave_interest_knows_a_town_of_many_postcodes_by_its_district(
    topic: Topic, at: datetime
) -> None:
    interest = left(topic, at, postcode="Rostock")
    assert (interest.postcode, interest.district_ags) == ("", "13003")


def test_leave_interest_refuses_where_no_office_is(at: datetime) -> None:
    with pytest.raises(NobodyResponsible, match="noch keine Kontaktstelle"):
        left(make.topic(), at)


def test_leave_interest_refuses_a_place_nobody_knows(topic: Topic, at: datetime) -> None:
    with pytest.raises(PlaceNotClear, match="kennen wir nicht"):
        left(topic, at, postcode="Xyzqwh")


@pytest.mark.parametrize("phone", ["", "keins"])
def test_leave_interest_refuses_somebody_who_cannot_be_reached(
    topic: Topic, at: datetime, phone: str
) -> None:
    with pytest.raises(NoWayToReach, match="genügt"):
        left(topic, at, email="", phone=phone)


def test_leave_interest_refuses_a_consent_to_another_text(topic: Topic, at: datetime) -> None:
    with pytest.raises(ConsentTextNotCurrent, match="noch einmal"):
        left(topic, at, text_version="2019-1")


def test_leave_interest_mails_one_link_to_confirm_and_names_no_topic(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    said = mails_to(django_capture_on_commit_callbacks, topic, at)
    assert said == ["Bitte bestätigen Sie Ihre Angaben"]
    message = mail.outbox[-1]
    assert message.to == ["Toni@Example.org"]
    assert message.reply_to == [Interest.objects.get().contact_point.email]
    assert "/gruendung/bestaetigen/?t=" in message.body
    assert "Narkolepsie" not in f"{message.subject} {message.body}"


def test_leave_interest_mails_nothing_to_a_lone_phone(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    phone = {"email": "", "phone": "0381 0000 300"}
    assert mails_to(django_capture_on_commit_callbacks, topic, at, **phone) == []


def test_leave_interest_twice_stays_one_and_takes_the_newer_words(
    topic: Topic, at: datetime
) -> None:
    first = left(topic, at, name="Toni")
    second = left(topic, at + timedelta(days=3), email="toni@example.ORG", name="T. B.", slots=[])
    assert first.pk == second.pk
    stored = Interest.objects.get()
    assert (stored.name, stored.slots, stored.created_at) == ("T. B.", [], at)
    assert stored.expires_on == date(2026, 12, 8)


def test_leave_interest_twice_by_phone_stays_one_however_it_is_written(
    topic: Topic, at: datetime
) -> None:
    left(topic, at, email="", phone="0381 / 0000-300")
    left(topic, at, email="", phone="+49 381 0000300")
    assert Interest.objects.count() == 1


def test_two_people_with_one_phone_and_two_addresses_are_two(topic: Topic, at: datetime) -> None:
    left(topic, at, phone="0381 0000 300")
    left(topic, at, email="kim@example.org", phone="0381 0000 300")
    assert Interest.objects.count() == 2


def test_leave_interest_changes_nothing_that_is_confirmed_and_tells_only_the_owner(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    standing = make.interest(on=topic, email="toni@example.org")
    said = mails_to(django_capture_on_commit_callbacks, topic, at, name="Gewinnen Sie jetzt")
    assert said == ["Sie stehen schon auf unserer Liste"]
    assert "Gewinnen" not in mail.outbox[-1].body
    standing.refresh_from_db()
    assert (standing.name, standing.state) == ("", InterestState.OPEN)


def test_leave_interest_is_silent_for_a_confirmed_lone_phone(topic: Topic, at: datetime) -> None:
    standing = make.interest(on=topic, phone="0381 0000 300")
    assert left(topic, at, email="", phone="0381 0000 300") == standing
    assert mail.outbox == []


def test_leave_interest_does_not_mail_again_within_an_hour(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert mails_to(django_capture_on_commit_callbacks, topic, at)
    soon = at + timedelta(minutes=59)
    assert mails_to(django_capture_on_commit_callbacks, topic, soon) == []
    later = at + timedelta(minutes=61)
    assert mails_to(django_capture_on_commit_callbacks, topic, later)


def test_leave_interest_floods_nobody_with_mails_on_many_topics(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    many = [make.topic() for _ in range(6)]
    counts = [len(mails_to(django_capture_on_commit_callbacks, one, at)) for one in many]
    assert counts == [1, 1, 1, 1, 1, 0]


def test_leave_interest_by_the_desk_is_confirmed_by_the_talk(topic: Topic, at: datetime) -> None:
    staff = make.member(at=ContactPoint.objects.get(slug="guestrow"))
    interest = left(topic, at, by=staff)
    assert (interest.state, interest.confirmed_by) == (InterestState.OPEN, staff)
    assert interest.confirmed_how == ConfirmedBy.DESK_CALL
    assert interest.expires_on == date(2027, 5, 21)


def test_leave_interest_refuses_the_desk_of_another_office(topic: Topic, at: datetime) -> None:
    with pytest.raises(Forbidden, match="andere Kontaktstelle zuständig: Kontaktstelle"):
        left(topic, at, by=make.member())


def test_leave_interest_by_the_desk_writes_to_nobody_who_is_known(
    topic: Topic, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    standing = make.interest(on=topic, email="toni@example.org")
    staff = make.member(at=ContactPoint.objects.get(slug="guestrow"))
    assert mails_to(django_capture_on_commit_callbacks, topic, at, by=staff) == []
    assert Interest.objects.get() == standing


def test_leave_interest_is_audited_without_a_word_of_content(topic: Topic, at: datetime) -> None:
    left(topic, at)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.detail) == ("leave_interest", None, {})


@pytest.mark.parametrize("way", [{"email": "a@example.org"}, {"phone": "0381 0000 300"}])
def test_the_database_refuses_the_same_person_twice(topic: Topic, way: dict[str, Any]) -> None:
    make.interest(on=topic, **way)
    with pytest.raises(IntegrityError):
        make.interest(on=topic, **way)


def test_whoever_is_done_with_may_ask_again(topic: Topic, at: datetime) -> None:
    make.interest(on=topic, email="toni@example.org", state=InterestState.CLOSED)
    assert left(topic, at).state == InterestState.UNCONFIRMED
