import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import ContactPoint, Membership
from stuhlkreis.network.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

NEW = {"name": "Neu Hier", "email": "Neu@example.org", "role": "staff"}


def colleague(office: ContactPoint, role: Role = Role.STAFF) -> Membership:
    return make.member(at=office, role=role, name="Frank Fachkraft").memberships.get()


def test_the_team_is_listed_with_roles(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    other = make.member(name="Anna Anderswo")
    colleague(office)

    page = client.get("/arbeitsplatz/team/").content.decode()

    assert "Frank Fachkraft" in page
    assert "Koordination geben" in page
    assert "das sind Sie" in page
    assert other.name not in page


def test_the_list_asks_the_same_few_questions_however_many_work_here(
    client: Client,
    office: ContactPoint,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _ in range(count):
            colleague(office)
        with django_assert_num_queries(4):
            client.get("/arbeitsplatz/team/")


def test_a_colleague_is_invited_by_mail(
    client: Client,
    office: ContactPoint,
    coordinator: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/arbeitsplatz/team/", NEW)

    assert answer.status_code == 303
    assert mail.outbox[0].to == ["neu@example.org"]
    assert "/konto/login/code/" in mail.outbox[0].body
    assert (
        "Die Nachricht an neu@example.org ist unterwegs."
        in client.get("/arbeitsplatz/team/").content.decode()
    )


def test_nobody_is_invited_twice_and_what_was_typed_stays(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    answer = client.post("/arbeitsplatz/team/", NEW | {"email": coordinator.email})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "gehört schon zu Ihrer Kontaktstelle" in page
    assert "Neu Hier" in page


def test_a_wrong_address_is_said_at_the_field(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    answer = client.post("/arbeitsplatz/team/", NEW | {"email": "kein Postfach"})

    assert answer.status_code == 422
    assert "E-Mail-Adresse: " in answer.content.decode()


def test_nobody_becomes_a_federation_here(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    assert client.post("/arbeitsplatz/team/", NEW | {"role": "federation"}).status_code == 422
    row = colleague(office)
    answer = client.post(f"/arbeitsplatz/team/{row.pk}/rolle/", {"role": "federation"})
    assert answer.status_code == 422
    assert "Diese Rolle gibt es hier nicht." in answer.content.decode()


def test_a_role_is_given_on(client: Client, office: ContactPoint, coordinator: User) -> None:
    row = colleague(office)

    answer = client.post(f"/arbeitsplatz/team/{row.pk}/rolle/", {"role": "coordinator"})

    row.refresh_from_db()
    assert (answer.status_code, row.role) == (303, Role.COORDINATOR)
    assert "Koordination nehmen" in client.get("/arbeitsplatz/team/").content.decode()


def test_who_is_locked_is_out_with_the_next_click_until_unlocked(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    row, theirs = colleague(office), Client()
    theirs.force_login(row.user)
    assert theirs.get("/arbeitsplatz/gruppen/").status_code == 200

    assert client.post(f"/arbeitsplatz/team/{row.pk}/sperren/").status_code == 303
    assert theirs.get("/arbeitsplatz/gruppen/").status_code == 403
    page = client.get("/arbeitsplatz/team/").content.decode()
    assert "gesperrt seit" in page

    assert client.post(f"/arbeitsplatz/team/{row.pk}/entsperren/").status_code == 303
    assert theirs.get("/arbeitsplatz/gruppen/").status_code == 200


def test_the_last_coordinator_stays(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    mine = coordinator.memberships.get()

    answer = client.post(f"/arbeitsplatz/team/{mine.pk}/sperren/")

    assert answer.status_code == 422
    assert "Mindestens eine Person" in answer.content.decode()


@pytest.mark.parametrize("step", ["rolle", "sperren", "entsperren"])
def test_another_offices_colleague_does_not_exist_here(
    client: Client, office: ContactPoint, coordinator: User, step: str
) -> None:
    stranger = make.member().memberships.get()

    answer = client.post(f"/arbeitsplatz/team/{stranger.pk}/{step}/", {"role": "staff"})

    assert answer.status_code == 404


def test_staff_neither_see_nor_change_the_team(client: Client, office: ContactPoint) -> None:
    row = colleague(office)
    client.force_login(row.user)

    assert client.get("/arbeitsplatz/team/").status_code == 403
    assert client.post("/arbeitsplatz/team/", NEW).status_code == 403
    assert client.post(f"/arbeitsplatz/team/{row.pk}/entsperren/").status_code == 403


def test_looking_locks_nobody(client: Client, office: ContactPoint, coordinator: User) -> None:
    assert client.get(f"/arbeitsplatz/team/{colleague(office).pk}/sperren/").status_code == 405
