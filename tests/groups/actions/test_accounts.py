"""A contact person signs in, and says for themselves what is shown."""

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.groups import actions
from stuhlkreis.groups.errors import ContactPersonEnded, ContactPersonHasAccount, NoWayToReach
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium
from stuhlkreis.groups.models import Consent, ContactPerson
from stuhlkreis.groups.queries import groups_spoken_for
from tests import make

pytestmark = pytest.mark.django_db


def test_give_account_opens_one_and_tells_by_mail_without_naming_the_group(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person = make.contact_person()
    staff = make.member(at=person.group.contact_point)

    with django_capture_on_commit_callbacks(execute=True):
        made = actions.give_account(contact_person=person, at=make.AT, by=staff)

    assert (made.email, made.name) == (person.email, person.name)
    assert not made.has_usable_password()
    assert list(groups_spoken_for(made)) == [person.group]
    assert mail.outbox[0].to == [person.email]
    assert person.group.name not in mail.outbox[0].body
    assert "/konto/login/code/" in mail.outbox[0].body


def test_give_account_joins_an_account_that_is_there() -> None:
    person = make.contact_person()
    known = make.user(email=person.email)

    assert actions.give_account(contact_person=person, at=make.AT, by=None) == known


def test_give_account_refuses_who_has_one_has_no_mail_or_has_ended() -> None:
    has = make.contact_person(user=make.user())
    silent = make.contact_person()
    silent.email = ""
    ended = make.contact_person()
    ContactPerson.objects.filter(pk=ended.pk).update(until=make.TODAY)

    for person, refusal in (
        (has, ContactPersonHasAccount),
        (silent, NoWayToReach),
        (ended, ContactPersonEnded),
    ):
        with pytest.raises(refusal):
            actions.give_account(contact_person=person, at=make.AT, by=None)


def test_only_the_contact_point_gives_accounts() -> None:
    person = make.contact_person()

    with pytest.raises(Forbidden):
        actions.give_account(contact_person=person, at=make.AT, by=make.member())


def consents(of: ContactPerson, by: ContactPerson) -> list[Consent]:
    return actions.record_consents(
        contact_person=of,
        channels=[Channel.PHONE],
        media=[Medium.WEB],
        way=ConsentWay.ONLINE,
        text_version="2026-1",
        purpose="Auffindbarkeit der Gruppe",
        given_on=make.TODAY,
        at=make.AT,
        by=by.user,
    )


def test_a_consent_is_personal_even_among_contact_persons_of_one_group() -> None:
    group = make.group()
    one = make.contact_person(of=group, user=make.user())
    two = make.contact_person(of=group, user=make.user())
    [consent] = consents(of=one, by=one)

    with pytest.raises(Forbidden):
        consents(of=two, by=one)
    with pytest.raises(Forbidden):
        actions.withdraw_consent(consent=consent, on=make.TODAY, at=make.AT, by=two.user)
    with pytest.raises(Forbidden):
        actions.end_contact_person(contact_person=two, on=make.TODAY, at=make.AT, by=one.user)
    actions.withdraw_consent(consent=consent, on=make.TODAY, at=make.AT, by=one.user)
    actions.end_contact_person(contact_person=one, on=make.TODAY, at=make.AT, by=one.user)
