from collections.abc import Callable

import pytest
from django.test import Client

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import Membership
from tests import make

pytestmark = pytest.mark.django_db


def starter() -> User:
    person = make.user()
    make.starter(user=person)
    return person


def contact_person() -> User:
    person = make.user()
    make.contact_person(user=person)
    return person


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (make.member, "/arbeitsplatz/"),
        (starter, "/begleitung/"),
        (contact_person, "/meine-gruppe/"),
        (make.federation_member, "/verbund/"),
        (lambda: make.user(is_administrator=True), "/verbund/"),
    ],
)
def test_one_role_leads_straight_to_its_place(
    client: Client, person: Callable[[], User], place: str
) -> None:
    client.force_login(person())

    assert client.get("/konto/")["Location"] == place


def test_several_roles_are_a_choice(client: Client) -> None:
    person = make.member()
    make.contact_person(user=person)
    client.force_login(person)

    page = client.get("/konto/").content.decode()

    assert "Wohin möchten Sie?" in page
    assert 'href="/arbeitsplatz/"' in page
    assert 'href="/meine-gruppe/"' in page
    assert 'href="/verbund/"' not in page


def test_who_has_no_role_or_is_locked_is_told_so(client: Client) -> None:
    person = make.member()
    Membership.objects.update(locked_at=make.AT)
    client.force_login(person)

    page = client.get("/konto/").content.decode()

    assert "Für Sie ist noch nichts freigegeben" in page
    assert "Passwort ändern" in page


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/konto/")["Location"] == "/konto/login/?next=/konto/"
