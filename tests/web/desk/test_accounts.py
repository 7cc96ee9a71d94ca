import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.groups.models import ContactPerson
from tests import make

pytestmark = pytest.mark.django_db


def path(person: ContactPerson) -> str:
    return f"/arbeitsplatz/gruppen/{person.group.slug}/ansprechpersonen/{person.pk}/zugang/"


def test_the_desk_gives_a_contact_person_an_account(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = make.contact_person()
    desk = f"/arbeitsplatz/gruppen/{person.group.slug}/"
    client.force_login(make.member(at=person.group.contact_point))
    assert "Zugang geben" in client.get(desk).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(path(person))

    page = client.get(desk).content.decode()
    assert answer.status_code == 303
    assert "Der Zugang ist offen." in page
    assert "hat einen Zugang" in page
    assert mail.outbox[0].to == [person.email]
    assert person.group.name not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_a_refusal_is_told(client: Client) -> None:
    person = make.contact_person(user=make.user())
    client.force_login(make.member(at=person.group.contact_point))

    client.post(path(person))

    page = client.get(f"/arbeitsplatz/gruppen/{person.group.slug}/").content.decode()
    assert "Diese Person hat schon einen Zugang." in page


def test_another_offices_contact_person_does_not_exist_here(client: Client) -> None:
    client.force_login(make.member())

    assert client.post(path(make.contact_person())).status_code == 404
