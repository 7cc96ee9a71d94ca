import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.lifecycle import State
from stuhlkreis.network.models import ContactPoint, Federation, Membership
from stuhlkreis.network.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

OFFICE = {
    "name": "KISS Güstrow",
    "place": "18273 Güstrow",
    "districts": ["13072", "13003"],
    "phone": "0381 0000 100",
}
PERSON = {"name": "Neu Hier", "email": "neu@example.org"}


@pytest.fixture
def administrator(client: Client) -> User:
    person = make.user(is_administrator=True)
    client.force_login(person)
    return person


def test_a_federation_sees_the_figures_of_its_contact_points_and_no_others(
    client: Client,
) -> None:
    federation = make.federation(name="Verbund Nord")
    home = make.contact_point(name="Kontaktstelle Mitte", of=federation)
    make.contact_point(name="Kontaktstelle Anderswo", of=make.federation())
    make.group(at=home, name="Geheimer Name")
    make.group(at=home, state=State.DISSOLVED)
    make.founding(at=home)
    make.accompaniment(at=home)
    client.force_login(make.federation_member(of=federation))

    page = client.get("/verbund/").content.decode()

    assert "Verbund Nord" in page
    assert "Kontaktstelle Mitte" in page
    assert "Kontaktstelle Anderswo" not in page
    assert "Geheimer Name" not in page
    assert [int(each.split("<")[0]) for each in page.split('<td class="is-number">')[1:]] == [
        3,
        1,
        1,
    ]
    assert "anlegen" not in page


def test_a_federation_without_contact_points_says_so(client: Client) -> None:
    client.force_login(make.federation_member())

    assert "Noch keine Kontaktstelle." in client.get("/verbund/").content.decode()


def test_the_page_asks_the_same_few_questions(
    client: Client, administrator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 2):
        for _ in range(count):
            home = make.contact_point(of=make.federation())
            make.founding(at=home)
            make.federation_member(of=home.federation)
        with django_assert_num_queries(11):
            client.get("/verbund/")


@pytest.mark.parametrize("is_member", [True, False])
def test_only_administrators_make_and_invite(client: Client, *, is_member: bool) -> None:
    federation = make.federation()
    home = make.contact_point(of=federation)
    client.force_login(make.federation_member(of=federation) if is_member else make.member(at=home))

    assert client.get("/verbund/").status_code == (200 if is_member else 403)
    for path in (
        "neu/",
        "kontaktstellen/neu/",
        f"kontaktstellen/{home.slug}/koordination/",
        f"personen/{federation.slug}/neu/",
    ):
        assert client.get(f"/verbund/{path}").status_code == 403
        assert client.post(f"/verbund/{path}", OFFICE).status_code == 403


def test_an_administrator_makes_a_federation(client: Client, administrator: User) -> None:
    assert "Noch kein Verbund." in client.get("/verbund/").content.decode()
    assert client.get("/verbund/neu/").status_code == 200

    data = {"name": "Verbund Nord", "state_ags": "13"}
    answer = client.post("/verbund/neu/", data)
    again = client.post("/verbund/neu/", data)

    assert answer.status_code == 303
    assert Federation.objects.get().slug == "verbund-nord"
    assert again.status_code == 422
    assert "Die Adresse „verbund-nord“ ist schon vergeben." in again.content.decode()


def test_an_administrator_makes_a_contact_point_where_it_is(
    client: Client, administrator: User
) -> None:
    federation = make.federation()
    page = client.get("/verbund/kontaktstellen/neu/").content.decode()
    assert "Mecklenburg-Vorpommern" in page
    assert federation.name in page

    answer = client.post("/verbund/kontaktstellen/neu/", OFFICE | {"federation": federation.slug})
    again = client.post("/verbund/kontaktstellen/neu/", OFFICE)

    made = ContactPoint.objects.get()
    assert answer["Location"] == "/verbund/kontaktstellen/kiss-guestrow/koordination/"
    assert (made.postcode, made.place, made.federation) == ("18273", "Güstrow", federation)
    assert made.lat == pytest.approx(53.8, abs=0.1)
    assert set(made.catchment_areas.values_list("district_ags", flat=True)) == {"13072", "13003"}
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("Gustro", "kennen wir nicht"),
        ("Neustadt", "gibt es mehrmals"),
        ("Rostock", "Hier brauchen wir die Postleitzahl dazu."),
    ],
)
def test_a_place_that_is_not_clear_is_asked_back(
    client: Client, administrator: User, place: str, sentence: str
) -> None:
    answer = client.post("/verbund/kontaktstellen/neu/", OFFICE | {"place": place})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ContactPoint.objects.exists()


def test_an_administrator_invites_the_first_coordinator(
    client: Client,
    administrator: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    path = f"/verbund/kontaktstellen/{make.contact_point().slug}/koordination/"
    assert client.get(path).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(path, PERSON)

    assert answer.status_code == 303
    assert Membership.objects.get().role == Role.COORDINATOR
    assert mail.outbox[0].to == ["neu@example.org"]
    assert "Eingeladen." in client.get("/verbund/").content.decode()
    assert client.post(path, PERSON).status_code == 422


def test_an_administrator_invites_people_of_a_federation(
    client: Client, administrator: User
) -> None:
    path = f"/verbund/personen/{make.federation().slug}/neu/"
    assert client.get(path).status_code == 200

    assert client.post(path, PERSON).status_code == 303
    assert Membership.objects.get().role == Role.FEDERATION
    assert client.post(path, PERSON).status_code == 422


@pytest.mark.parametrize("path", ["kontaktstellen/nirgends/koordination/", "personen/nie/neu/"])
def test_what_does_not_exist_is_not_found(client: Client, administrator: User, path: str) -> None:
    assert client.get(f"/verbund/{path}").status_code == 404
