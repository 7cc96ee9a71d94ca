import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.accounts.models import User
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.roles import Role
from stuhlkreis.starters.lifecycle import StarterState
from stuhlkreis.starters.models import ExcludedTopic, Starter
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


def address(starter: Starter) -> str:
    return reverse("desk:starter", args=[starter.pk])


DATA: dict[str, object] = {
    "name": "Hanne Trost",
    "email": "hanne@example.org",
    "phone": "0381 0000 300",
    "postcode": "18273",
    "radius_km": "",
    "most_accompaniments": 2,
    "languages": ["de"],
    "slots": ["tue_evening"],
}


def of(step: str, **fields: object) -> dict[str, object]:
    return {"do": step} | {f"{step}-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_rows(
    client: Client,
    coordinator: User,
    office: ContactPoint,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make.starter(at=office)

    with django_assert_num_queries(7):
        page = client.get(reverse("desk:starters"))

    assertContains(page, "kann gefragt werden", count=rows)


def test_the_list_says_what_is_missing(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    lacking = make.starter(at=office, is_qualified=False, has_agreement=False)
    lacking.state = StarterState.PAUSED
    lacking.save()
    make.accompaniment(at=office, by=make.starter(at=office, most_accompaniments=1))

    page = client.get(reverse("desk:starters"))

    assertContains(page, "macht Pause, Schulung nicht abgeschlossen, keine gültige Vereinbarung")
    assertContains(page, "schon genug Begleitungen")


@pytest.mark.parametrize("is_site", [True, False])
def test_the_word_of_the_programme_stands_only_at_its_sites(
    client: Client, coordinator: User, office: ContactPoint, is_site: bool
) -> None:
    office.is_programme_site = is_site
    office.save()

    page = client.get(reverse("desk:starters"))

    assertContains(page, "In-Gang-Setzer®", count=int(is_site))
    assertContains(page, "Noch niemand eingetragen")


def test_a_person_is_entered(client: Client, coordinator: User, office: ContactPoint) -> None:
    new = reverse("desk:starter_new")
    assert client.get(new).status_code == 200
    assertContains(client.post(new, DATA | {"postcode": "99"}), "hat fünf Ziffern", status_code=422)
    assertContains(
        client.post(new, DATA | {"postcode": "00001"}), "kennen wir nicht", status_code=422
    )

    response = client.post(new, DATA)

    starter = Starter.objects.get()
    assertRedirects(response, address(starter), status_code=303)
    assert (starter.contact_point, starter.radius_km) == (office, 60)
    assert starter.slots == ["tue_evening"]


def test_the_page_of_a_person_tells_what_is_known(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    starter = make.starter(at=office, for_existing_groups=True, user=make.user())
    accompaniment = make.accompaniment(at=office, by=starter)

    page = client.get(address(starter))

    assertContains(page, "33 Stunden, In-Gang-Setzer-Projekt, auch für bestehende Gruppen")
    assertContains(page, "gilt vom 10. Januar 2026 bis 9. Januar 2028")
    assertContains(page, "Dienstag abends, Mittwoch abends")
    assertContains(page, accompaniment.group.name)
    assertNotContains(page, "Konto einrichten")


def test_data_training_and_agreement_are_written(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    starter = make.starter(at=office, is_qualified=False, has_agreement=False)
    today = timezone.localdate().isoformat()

    client.post(address(starter), of("data", **DATA | {"radius_km": 30}))
    client.post(address(starter), of("training", completed_on=today, issuer="Projekt", hours=33))
    client.post(
        address(starter),
        of(
            "agreement",
            text_version="2026-1",
            signed_on=today,
            way="paper",
            valid_from=today,
            valid_until="2999-01-01",
        ),
    )

    starter.refresh_from_db()
    assert (starter.name, starter.radius_km) == ("Hanne Trost", 30)
    assertContains(client.get(address(starter)), "kann gefragt werden")


def test_wrong_fields_come_back_open(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    starter = make.starter(at=office)

    page = client.post(address(starter), of("training", issuer="Projekt", hours=33))

    assertContains(page, "Abgeschlossen am", status_code=422)
    assertContains(page, '<details class="disclose" open>', status_code=422)


def test_excluded_topics_are_shown_on_request_only_and_that_is_noted(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    make.topic(name="Trauer")
    starter = make.starter(at=office)
    client.post(address(starter), of("exclude", topic="trauer"))
    assert ExcludedTopic.objects.count() == 1
    assertNotContains(client.get(address(starter)), "Trauer")

    page = client.post(address(starter), {"do": "topics"})

    assertContains(page, 'value="Trauer"')
    assert AuditEntry.objects.filter(action="read_excluded_topics", by=coordinator).exists()
    client.post(address(starter), of("include", topic="Trauer"))
    assertContains(client.post(address(starter), {"do": "topics"}), "Kein Thema ist ausgenommen.")


def test_an_unknown_topic_is_asked_again(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    page = client.post(address(make.starter(at=office)), of("exclude", topic="Unsinn"))

    assertContains(page, "steht nicht im Verzeichnis der Themen", status_code=422)


def test_staff_see_a_person_but_change_nothing(client: Client, office: ContactPoint) -> None:
    client.force_login(make.member(at=office, role=Role.STAFF))
    starter = make.starter(at=office, excluded=("trauer",))

    page = client.get(address(starter))
    client.post(address(starter), {"do": "pause"})
    client.post(address(starter), {"do": "topics"})

    assertContains(page, "Das darf in Ihrer Kontaktstelle nur die Koordination.")
    assertNotContains(page, "Ausgenommene Themen")
    starter.refresh_from_db()
    assert starter.state == StarterState.ACTIVE
    assert not AuditEntry.objects.exists()
    assert client.get(reverse("desk:starter_new")).status_code == 403


def test_a_pause_begins_and_ends(client: Client, coordinator: User, office: ContactPoint) -> None:
    starter = make.starter(at=office)

    client.post(address(starter), {"do": "pause"})
    assertContains(client.get(address(starter)), "Pause beenden")
    client.post(address(starter), {"do": "resume"})

    starter.refresh_from_db()
    assert starter.state == StarterState.ACTIVE


def test_an_account_is_given_once(client: Client, coordinator: User, office: ContactPoint) -> None:
    starter = make.starter(at=office)

    client.post(address(starter), {"do": "account"})

    starter.refresh_from_db()
    assert starter.user is not None
    assert starter.user.email == starter.email
    assertContains(client.get(address(starter)), "antwortet und vermerkt selbst")


def test_who_left_can_be_seen_but_not_changed(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    starter = make.starter(at=office)
    starter.slots, starter.languages, starter.email, starter.phone = [], [], "", ""
    starter.save()

    client.post(address(starter), of("leave", on=timezone.localdate().isoformat()))

    page = client.get(address(starter))
    assertContains(page, "ausgeschieden am")
    assertNotContains(page, "Ausscheiden eintragen")


def test_a_person_without_anything_is_shown(
    client: Client, coordinator: User, office: ContactPoint
) -> None:
    starter = make.starter(at=office, is_qualified=False, has_agreement=False)

    page = client.get(address(starter))

    assertContains(page, "Ohne Vereinbarung beginnt keine Begleitung.")
    assertContains(page, "Noch nichts eingetragen.")


def test_another_offices_person_is_not_there(client: Client, coordinator: User) -> None:
    assert client.get(address(make.starter())).status_code == 404
