"""Contact persons come and go; each channel needs its own consent for each medium."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from stuhlkreis.core.errors import Forbidden, Refusal
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups.actions import (
    add_contact_person,
    end_contact_person,
    record_consents,
    withdraw_consent,
)
from stuhlkreis.groups.errors import (
    AlreadyOver,
    ChannelEmpty,
    ConsentNotStanding,
    ConsentWithoutText,
    ContactPersonEnded,
    DayBeforeTheLast,
    DayInTheFuture,
    NoWayToReach,
)
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium, State
from stuhlkreis.groups.models import Consent, ContactPerson, Group
from stuhlkreis.groups.signals import contact_person_added
from tests import make

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 11, 22)


def add(group: Group, at: datetime, **stated: str) -> ContactPerson:
    return add_contact_person(group=group, on=make.TODAY, at=at, by=None, **stated)  # type: ignore[arg-type] # texts only


def record(
    person: ContactPerson,
    at: datetime,
    *,
    channels: Collection[Channel] = (Channel.PHONE,),
    media: Collection[Medium] = (Medium.WEB,),
    text_version: str = "2026-1",
    purpose: str = "Auffindbarkeit",
    given_on: date = make.TODAY,
) -> list[Consent]:
    return record_consents(
        contact_person=person,
        channels=channels,
        media=media,
        way=ConsentWay.PAPER,
        text_version=text_version,
        purpose=purpose,
        given_on=given_on,
        at=at,
        by=None,
    )


def test_a_contact_person_is_kept_encrypted(at: datetime) -> None:
    person = add(make.group(), at, name=" Eva\x00 B.", phone="0381 0000 1", email="a@b.example")

    person = ContactPerson.objects.get(pk=person.pk)
    assert (person.name, person.phone, person.email) == ("Eva B.", "0381 0000 1", "a@b.example")
    assert len(person.phone_hash) == len(person.mail_hash) == 64
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, email FROM groups_contactperson")
        assert not any(b"Eva" in bytes(value) for value in cursor.fetchone())
    entry = AuditEntry.objects.get(action="add_contact_person")
    assert entry.detail == {"group": person.group_id}


def test_a_contact_person_without_anything_is_refused(at: datetime) -> None:
    with pytest.raises(NoWayToReach):
        add(make.group(), at, name=" \x00 ")


def test_nobody_is_added_to_a_group_that_is_over_tomorrow_or_by_strangers(at: datetime) -> None:
    with pytest.raises(AlreadyOver):
        add(make.group(state=State.DISSOLVED), at, name="Eva")
    with pytest.raises(DayInTheFuture):
        add_contact_person(group=make.group(), name="Eva", on=TOMORROW, at=at, by=None)
    with pytest.raises(Forbidden):
        add_contact_person(group=make.group(), name="Eva", on=make.TODAY, at=at, by=make.member())


def test_modules_above_hear_of_a_contact_person_and_may_refuse(at: datetime) -> None:
    group, heard = make.group(), []

    def receiver(**kwargs: Any) -> None:
        heard.append(kwargs["contact_person"].name)
        raise Refusal("Begleitet diese Gruppe.")

    contact_person_added.connect(receiver)
    try:
        with pytest.raises(Refusal, match="Begleitet"):
            add(group, at, name="Eva")
    finally:
        contact_person_added.disconnect(receiver)

    assert heard == ["Eva"]
    assert not group.contact_persons.exists()


def test_a_contact_person_ends_once(at: datetime) -> None:
    person = make.contact_person()

    with pytest.raises(DayBeforeTheLast):
        end_contact_person(contact_person=person, on=date(2026, 11, 20), at=at, by=None)
    with pytest.raises(DayInTheFuture):
        end_contact_person(contact_person=person, on=TOMORROW, at=at, by=None)
    with pytest.raises(Forbidden):
        end_contact_person(contact_person=person, on=make.TODAY, at=at, by=make.member())
    end_contact_person(contact_person=person, on=make.TODAY, at=at, by=None)
    with pytest.raises(ContactPersonEnded):
        end_contact_person(contact_person=person, on=make.TODAY, at=at, by=None)

    person.refresh_from_db()
    assert person.until == make.TODAY


def test_rule_4_a_consent_is_kept_with_all_that_makes_it_count(at: datetime) -> None:
    person = make.contact_person()
    staff = make.member(at=person.group.contact_point)

    consents = record_consents(
        contact_person=person,
        channels=[Channel.PHONE, Channel.EMAIL],
        media=[Medium.WEB, Medium.PRINT],
        way=ConsentWay.PAPER,
        text_version="2026-1",
        purpose="Auffindbarkeit",
        given_on=date(2026, 11, 2),
        at=at,
        by=staff,
    )

    assert [(consent.channel, consent.medium) for consent in consents] == [
        ("phone", "web"),
        ("phone", "print"),
        ("email", "web"),
        ("email", "print"),
    ]
    consent = Consent.objects.order_by("pk")[0]
    assert (consent.text_version, consent.purpose, consent.way) == (
        "2026-1",
        "Auffindbarkeit",
        ConsentWay.PAPER,
    )
    assert (consent.given_on, consent.recorded_at, consent.recorded_by) == (
        date(2026, 11, 2),
        at,
        staff,
    )
    assert AuditEntry.objects.filter(action="record_consent").count() == 4


@pytest.mark.parametrize(
    "missing", [{"channels": ()}, {"media": ()}, {"text_version": " "}, {"purpose": ""}]
)
def test_rule_4_a_consent_that_lacks_something_is_refused(
    missing: dict[str, Any], at: datetime
) -> None:
    with pytest.raises(ConsentWithoutText):
        record(make.contact_person(), at, **missing)


def test_rule_3_no_consent_for_a_channel_that_was_not_stated(at: datetime) -> None:
    person = add(make.group(), at, phone="0381 0000 1")

    with pytest.raises(ChannelEmpty, match="E-Mail"):
        record(person, at, channels=[Channel.PHONE, Channel.EMAIL])

    assert not person.consents.exists()


def test_no_consent_from_tomorrow_from_who_left_or_by_strangers(at: datetime) -> None:
    person = make.contact_person()

    with pytest.raises(DayInTheFuture):
        record(person, at, given_on=TOMORROW)
    with pytest.raises(Forbidden):
        record_consents(
            contact_person=person,
            channels=[Channel.PHONE],
            media=[Medium.WEB],
            way=ConsentWay.PAPER,
            text_version="1",
            purpose="x",
            given_on=make.TODAY,
            at=at,
            by=make.member(),
        )
    end_contact_person(contact_person=person, on=make.TODAY, at=at, by=None)
    with pytest.raises(ContactPersonEnded):
        record(person, at)


def test_a_page_of_yesterday_records_no_consent_for_who_has_left(at: datetime) -> None:
    stale = make.contact_person()
    ContactPerson.objects.update(until=make.TODAY)

    with pytest.raises(ContactPersonEnded):
        record(stale, at)


def test_the_same_consent_again_changes_nothing(at: datetime) -> None:
    person = make.contact_person()

    first, again = record(person, at), record(person, at)
    older = record(person, at, given_on=date(2025, 1, 1))

    assert first == again == older
    assert person.consents.count() == 1


def test_a_newer_consent_takes_the_place_of_the_old(at: datetime) -> None:
    person = make.contact_person()
    (old,) = record(person, at, given_on=date(2024, 5, 1))
    (new,) = record(person, at, text_version="2026-2")

    old.refresh_from_db()
    assert old.withdrawn_on == make.TODAY
    assert (new.withdrawn_on, new.text_version) == (None, "2026-2")


def test_rule_5_a_withdrawn_consent_is_not_brought_back_by_an_older_paper(at: datetime) -> None:
    person = make.contact_person()
    (consent,) = record(person, at, given_on=date(2026, 1, 1))

    withdraw_consent(consent=consent, on=make.TODAY, at=at, by=None)

    assert record(person, at, given_on=date(2026, 1, 1)) == []
    assert not person.consents.filter(withdrawn_on=None).exists()
    assert len(record(person, at)) == 1
    assert AuditEntry.objects.filter(action="withdraw_consent").count() == 1


def test_a_consent_is_withdrawn_once_and_by_who_may(at: datetime) -> None:
    person = make.contact_person(user=make.user())
    (consent,) = record(person, at)

    with pytest.raises(Forbidden):
        withdraw_consent(consent=consent, on=make.TODAY, at=at, by=make.user())
    with pytest.raises(DayInTheFuture):
        withdraw_consent(consent=consent, on=TOMORROW, at=at, by=None)
    with pytest.raises(DayBeforeTheLast):
        withdraw_consent(consent=consent, on=date(2026, 11, 20), at=at, by=None)
    withdraw_consent(consent=consent, on=make.TODAY, at=at, by=person.user)
    with pytest.raises(ConsentNotStanding):
        withdraw_consent(consent=consent, on=make.TODAY, at=at, by=None)
