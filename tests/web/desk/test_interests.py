"""The interest lists at the desk."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.core.models import AuditEntry
from stuhlkreis.inquiries.letters import CONSENT_VERSION
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.network.models import ContactPoint
from tests import make

pytestmark = pytest.mark.django_db
LISTS = "/arbeitsplatz/interesse/"
# Session, person, membership; setting, running foundings; lines and topics, twice; calls, twice.
QUERIES = 11


def test_empty_lists_say_what_will_stand_here(desk: Client) -> None:
    assertContains(desk.get(LISTS), "Noch niemand auf der Liste")


def test_the_lists_count_by_topic_and_never_show_a_person(
    desk: Client, office: ContactPoint
) -> None:
    topic = make.topic(name="Narkolepsie")
    make.interest(at=office, on=topic, email="toni@example.org")
    make.interest(email="kim@example.org", on=make.topic(name="Trauer"))
    page = desk.get(LISTS)
    assertContains(page, "Narkolepsie")
    assertContains(page, "Landkreis Rostock")
    assertNotContains(page, "toni@example.org")
    assertNotContains(page, "Trauer")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_a_fixed_number_of_queries(
    desk: Client,
    office: ContactPoint,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make.interest(at=office, phone=f"0381 0000 30{number}", state=InterestState.UNCONFIRMED)
    desk.get(LISTS)
    with django_assert_num_queries(QUERIES):
        desk.get(LISTS)


def test_rule_41_a_founding_that_is_possible_leads_to_its_form(
    desk: Client, office: ContactPoint
) -> None:
    topic = make.topic(name="Narkolepsie")
    for _ in range(3):
        make.interest(at=office, on=topic)
    page = desk.get(LISTS)
    assertContains(page, "Gründung möglich")
    assertContains(page, "/gruendungen/neu/?topic=narkolepsie&amp;district=13072")


def test_rule_13_lone_phones_wait_for_calls(
    desk: Client, office: ContactPoint, at: datetime
) -> None:
    phone: dict[str, Any] = {"at": office, "phone": "0381 0000 300"}
    make.interest(**phone, state=InterestState.UNCONFIRMED)
    make.interest(**phone)
    Interest.objects.filter(state=InterestState.OPEN).update(reminded_at=at)
    page = desk.get(LISTS)
    assertContains(page, "Noch anzurufen")
    assertContains(page, "Noch einmal fragen")
    assertNotContains(page, "0381 0000 300")


def test_the_people_of_a_line_are_numbers_with_times(desk: Client, office: ContactPoint) -> None:
    topic = make.topic(name="Narkolepsie")
    interest = make.interest(at=office, on=topic, email="toni@example.org")
    Interest.objects.update(slots=["tue_evening"])
    page = desk.get(f"{LISTS}liste/", {"topic": "narkolepsie", "district": "13072"})
    assertContains(page, f"Nr. {interest.pk}")
    assertContains(page, "Dienstag abends")
    assertNotContains(page, "toni@example.org")
    empty = desk.get(f"{LISTS}liste/", {"topic": "narkolepsie", "district": "09162"})
    assertContains(empty, "Hier wartet gerade niemand")
    assert desk.get(f"{LISTS}liste/", {"topic": "gibt-es-nicht"}).status_code == 404


def test_rule_16_a_person_is_shown_on_a_press_and_that_is_noted(
    desk: Client, office: ContactPoint
) -> None:
    interest = make.interest(at=office, email="toni@example.org")
    address = reverse("desk:interest", args=[interest.pk])
    assertNotContains(desk.get(address), "toni@example.org")
    assert not AuditEntry.objects.exists()
    assertContains(desk.post(address), "toni@example.org")
    assert AuditEntry.objects.get().action == "show_contact"


def test_an_invited_person_leads_to_the_founding(desk: Client, office: ContactPoint) -> None:
    founding = make.founding(at=office)
    interest = make.interest(
        at=office, on=founding.topic, state=InterestState.INVITED, invited_to=founding
    )
    page = desk.get(reverse("desk:interest", args=[interest.pk]))
    assertContains(page, founding.group.name)
    assertContains(page, "Kommt doch nicht")


@pytest.mark.parametrize(
    ("name", "state", "phone", "told"),
    [
        ("interest_confirm", InterestState.UNCONFIRMED, "0381 0000 300", "zählt jetzt mit"),
        ("interest_keep", InterestState.OPEN, "0381 0000 300", "sucht noch"),
        ("interest_withdraw", InterestState.OPEN, "0381 0000 300", "sind gelöscht"),
        ("interest_back", InterestState.INVITED, "0381 0000 300", "wieder auf der"),
    ],
)
def test_what_was_said_on_the_phone_is_entered(
    desk: Client, office: ContactPoint, name: str, state: InterestState, phone: str, told: str
) -> None:
    founding = make.founding(at=office)
    interest = make.interest(
        at=office,
        phone=phone,
        state=state,
        invited_to=founding if state == InterestState.INVITED else None,
    )
    answer = desk.post(reverse(f"desk:{name}", args=[interest.pk]))
    assertRedirects(answer, LISTS, status_code=303, fetch_redirect_response=False)
    assertContains(desk.get(LISTS), told)


def test_the_second_desk_is_told(desk: Client, office: ContactPoint) -> None:
    interest = make.interest(at=office, phone="0381 0000 300")
    desk.post(reverse("desk:interest_confirm", args=[interest.pk]))
    assertContains(desk.get(LISTS), "schon bestätigt")


@pytest.mark.parametrize("name", ["confirm", "keep", "withdraw", "back"])
def test_another_offices_person_does_not_exist(desk: Client, name: str) -> None:
    elsewhere = make.interest()
    assert desk.post(reverse(f"desk:interest_{name}", args=[elsewhere.pk])).status_code == 404
    person = reverse("desk:interest", args=[elsewhere.pk])
    assert desk.get(person).status_code == desk.post(person).status_code == 404
    assert Interest.objects.filter(pk=elsewhere.pk).exists()


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "topic": "Narkolepsie",
        "place": "18273",
        "email": "",
        "phone": "0381 0000 300",
        "name": "",
        "consent": "on",
        "text_version": CONSENT_VERSION,
    } | changes


def test_the_desk_takes_an_interest_on_the_phone(desk: Client) -> None:
    make.topic(name="Narkolepsie")
    assertContains(desk.get(f"{LISTS}neu/"), "Ich habe den Text vorgelesen")
    assertRedirects(desk.post(f"{LISTS}neu/", answers()), LISTS, status_code=303)
    assert Interest.objects.get().state == InterestState.OPEN


def test_the_desk_is_told_what_is_missing_and_who_is_responsible(desk: Client) -> None:
    make.topic(name="Narkolepsie")
    make.contact_point(name="Kontaktstelle München", districts=("09162",))
    assert desk.post(f"{LISTS}neu/", answers(consent="")).status_code == 422
    page = desk.post(f"{LISTS}neu/", answers(place="80331"))
    assertContains(page, "zuständig: Kontaktstelle München", status_code=422)
    assert not Interest.objects.exists()
