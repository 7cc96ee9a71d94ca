import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.lifecycle import Channel, Medium, State
from stuhlkreis.groups.models import Group
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(client: Client) -> User:
    person = make.user()
    client.force_login(person)
    return person


@pytest.fixture
def group(speaker: User) -> Group:
    made = make.group(name="Atempause", at=make.contact_point(name="Kontaktstelle Mitte"))
    make.contact_person(of=made, user=speaker)
    return made


def show(client: Client, group: Group) -> str:
    return client.get(f"/meine-gruppe/{group.slug}/").content.decode()


def test_one_group_is_shown_at_once(client: Client, group: Group) -> None:
    answer = client.get("/meine-gruppe/")

    assert answer["Location"] == f"/meine-gruppe/{group.slug}/"


def test_of_several_groups_one_chooses(client: Client, speaker: User, group: Group) -> None:
    make.contact_person(of=make.group(name="Zuversicht"), user=speaker)

    page = client.get("/meine-gruppe/").content.decode()

    assert page.index("Atempause") < page.index("Zuversicht")


def test_who_speaks_for_no_group_finds_nothing_here(client: Client, speaker: User) -> None:
    assert client.get("/meine-gruppe/").status_code == 404


def test_the_entry_is_shown_as_the_public_sees_it(
    client: Client, speaker: User, group: Group
) -> None:
    page = show(client, group)
    assert "So steht Ihre Gruppe im Netz" in page
    assert "Keiner. Wer fragt, kommt über die Kontaktstelle zu Ihnen." in page
    assert "Marktstraße 1" not in page
    assert "Aus dem Eintrag lässt sich kein Termin ableiten." in page
    assert "Noch nichts. Deshalb wird von Ihnen nichts gezeigt." in page

    person = group.contact_persons.get()
    make.consent(by=person, channel=Channel.PHONE)
    make.consent(by=person, channel=Channel.NAME, medium=Medium.PRINT)
    group.series.create(rule="FREQ=WEEKLY;BYDAY=TU")
    page = show(client, group)

    assert page.count(person.phone) == 2
    assert page.count("Erika Beispiel") == 1
    assert "Telefon – Internet, erlaubt am 21. November 2026" in page


def test_somebody_elses_data_are_not_shown(client: Client, group: Group) -> None:
    other = make.contact_person(of=group, user=make.user())

    assert other.email not in show(client, group)


def test_the_page_asks_the_same_few_questions(
    client: Client, group: Group, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = group.contact_persons.get()
    for channel in Channel:
        make.consent(by=person, channel=channel)
        with django_assert_num_queries(14):
            show(client, group)


def test_a_group_hidden_for_its_age_is_told_so_and_comes_back_by_confirming(
    client: Client, group: Group
) -> None:
    Group.objects.update(confirmed_on="2020-01-01")
    assert "steht zurzeit nicht im öffentlichen Verzeichnis" in show(client, group)

    answer = client.post(f"/meine-gruppe/{group.slug}/bestaetigen/")

    assert answer.status_code == 303
    page = show(client, group)
    assert "Danke. Ihr Eintrag ist für heute bestätigt." in page
    assert "steht zurzeit nicht im öffentlichen Verzeichnis" not in page


def test_a_group_that_is_over_is_not_confirmed(client: Client, group: Group) -> None:
    Group.objects.update(state=State.DISSOLVED)

    client.post(f"/meine-gruppe/{group.slug}/bestaetigen/")

    assert "Diese Gruppe gibt es nicht mehr." in show(client, group)


def test_a_consent_is_withdrawn_at_once(client: Client, group: Group) -> None:
    consent = make.consent(by=group.contact_persons.get(), channel=Channel.PHONE)
    path = f"/meine-gruppe/{group.slug}/einwilligungen/{consent.pk}/zurueckziehen/"

    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 303

    page = show(client, group)
    consent.refresh_from_db()
    assert consent.withdrawn_on is not None
    assert "Keiner. Wer fragt" in page
    assert "galt bis" in page


def test_somebody_elses_consent_and_group_do_not_exist_here(client: Client, group: Group) -> None:
    theirs = make.consent(by=make.contact_person(of=group, user=make.user()))
    strange = make.group()

    for path in (
        f"{group.slug}/einwilligungen/{theirs.pk}/zurueckziehen/",
        f"{strange.slug}/bestaetigen/",
    ):
        assert client.post(f"/meine-gruppe/{path}").status_code == 404
    assert client.get(f"/meine-gruppe/{strange.slug}/").status_code == 404


def test_who_no_longer_speaks_for_the_group_is_out_at_once(client: Client, group: Group) -> None:
    group.contact_persons.update(until=make.TODAY)

    assert client.get(f"/meine-gruppe/{group.slug}/").status_code == 404
