"""Every address, walked with another office's records and by every kind of person."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from stuhlkreis.accounts.models import User
from tests import make
from tests.exchange.tables import whole_database
from tests.support.office import PLAIN, Office, address, filled, office, query
from tests.support.routes import METHODS, Route, allowed, everything, routes

pytestmark = pytest.mark.django_db
ROUTES = routes()
PRIVATE = [route for route in ROUTES if not route.is_public]
FOREIGN = [route for route in PRIVATE if route.gaps and route.name not in PLAIN]
# What only a coordinator may do; everything else at the desk is for all staff.
COORDINATORS_ONLY = {
    "desk:colleagues",
    "desk:colleague_role",
    "desk:colleague_lock",
    "desk:colleague_unlock",
    "desk:settings",
    "desk:starter_new",
}
ADMINISTRATORS_ONLY = {
    "federation:new",
    "federation:contact_point_new",
    "federation:coordinator_new",
    "federation:person_new",
}
# Where a page without gaps belongs to nobody's area: everybody who signed in.
FOR_EVERYBODY = {"account:home", "account_change_password", "account_set_password"}


@pytest.fixture
def other() -> Office:
    """The office somebody tries to look into."""
    return office("Zackenbarsch")


@pytest.fixture
def own(other: Office) -> Office:
    """The office the curious people come from."""
    return office("Seepferdchen")


def database() -> dict[str, list[dict[str, object]]]:
    """Every row of ours; sessions come and go with log-ins."""
    rows = whole_database()
    del rows[Session._meta.label]
    for person in rows["accounts.User"]:
        del person["last_login"]
    return rows


def signed_in(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def told(answer: Any, other: Office) -> bool:
    """Whether the answer holds a word of the other office, in the page or in its headers."""
    sent = everything(answer).lower()
    words = (other.mark, other.coordinator.email, other.person.email, other.interest.email)
    return any(word.lower().encode() in sent for word in words)


def mixed(route: Route, own: Office, other: Office) -> Iterator[str]:
    """The address with the other's records, and with every mixture of the own and the other's."""
    mine, theirs = filled(route, own), filled(route, other)
    for choice in product((mine, theirs), repeat=len(route.gaps)):
        if any(chosen is theirs for chosen in choice):
            gaps = zip(route.gaps, choice, strict=True)
            yield route.url({gap: chosen[gap] for gap, chosen in gaps}) + query(route, other)


def walk(person: User | None, own: Office, other: Office) -> Iterator[tuple[Route, int]]:
    """Every address with a gap that is the other's, read and posted to; nothing may change."""
    client = signed_in(person)
    before = database()
    for route in FOREIGN:
        for url in mixed(route, own, other):
            for answer in (client.get(url), client.post(url, {"do": "end", "role": "staff"})):
                assert not told(answer, other), f"{url} tells"
                yield route, answer.status_code
    assert database() == before


def people(own: Office) -> dict[str, User]:
    return {
        "coordinator": own.coordinator,
        "staff": own.staff,
        "starter": own.companion,
        "contact person": own.speaker,
        "federation": own.federation_member,
    }


@pytest.mark.parametrize("role", ["coordinator", "staff", "starter", "contact person"])
def test_what_belongs_to_another_office_is_not_there(role: str, own: Office, other: Office) -> None:
    area = {"starter": "companion", "contact person": "group"}.get(role, "desk")
    for route, status in walk(people(own)[role], own, other):
        if route.area == area and not (role == "staff" and route.name in COORDINATORS_ONLY):
            assert status in {404, 405}, f"{route}: {status}"
        else:
            assert status in {403, 404, 405}, f"{route}: {status}"


@pytest.mark.parametrize("role", ["federation", "nobody's account"])
def test_who_works_at_no_office_opens_no_record(role: str, own: Office, other: Office) -> None:
    person = people(own).get(role) or make.user(name="Ohne Amt")
    for route, status in walk(person, own, other):
        assert status in {403, 404, 405}, f"{route}: {status}"


def test_an_administrator_reads_no_office_by_that_alone(own: Office, other: Office) -> None:
    client, before = signed_in(make.user(is_administrator=True)), database()
    for route in PRIVATE:
        if route.area in {"federation", "account"}:
            continue
        answers = client.get(address(route, other)), client.post(address(route, other))
        assert {answer.status_code for answer in answers} <= {403, 404, 405}, str(route)
        assert not any(told(answer, other) for answer in answers), str(route)
    assert database() == before


def test_without_log_in_every_private_address_leads_to_the_door(other: Office) -> None:
    client, before = signed_in(None), database()
    for route in PRIVATE:
        for answer in (client.get(address(route, other)), client.post(address(route, other))):
            assert answer.status_code == 302, str(route)
            assert answer["Location"].startswith("/konto/login/?next="), str(route)
            assert answer.content == b"", str(route)
    assert database() == before


def test_pages_without_a_record_in_the_address_show_the_own_office_only(
    own: Office, other: Office
) -> None:
    for role, person in people(own).items():
        client = signed_in(person)
        for route in PRIVATE:
            if route not in FOREIGN:
                answer = client.get(address(route, own))
                assert not told(answer, other), f"{role}: {route} tells"
                assert answer.status_code in {200, 302, 403, 404, 405}, f"{role}: {route}"


def test_everybody_gets_into_their_own_area_and_no_other(own: Office) -> None:
    areas = {
        "coordinator": {"desk"}, "staff": {"desk"}, "starter": {"companion"},
        "contact person": {"group"}, "federation": {"federation"},
    }  # fmt: skip
    for role, person in people(own).items():
        client = signed_in(person)
        for route in PRIVATE:
            status = client.get(address(route, own)).status_code
            is_open = route.area in areas[role] and route.name not in ADMINISTRATORS_ONLY
            if role == "staff" and route.name in COORDINATORS_ONLY:
                is_open = False
            if is_open or route.name in FOR_EVERYBODY:
                assert status in {200, 302, 405}, f"{role}: {route} {status}"
            else:
                assert status in {403, 404, 405}, f"{role}: {route} {status}"


def test_staff_cannot_do_what_a_coordinator_does(own: Office) -> None:
    client, before = signed_in(own.staff), database()
    by_name = {route.name: route for route in ROUTES}
    for name in COORDINATORS_ONLY:
        assert client.post(address(by_name[name], own), {"role": "staff"}).status_code == 403, name
    starter = address(by_name["desk:starter"], own)
    assert client.post(starter, {"do": "pause"}).status_code == 303
    assert database() == before


def foreign_bodies(own: Office, other: Office) -> Iterator[tuple[str, dict[str, object]]]:
    """Own pages that take a record in the body, posted with the other's."""
    yield "desk:unknown_words", {"word": other.word.pk, "topic": "-"}
    yield "desk:start_request_new", {
        "group": other.waiting.group.slug, "whole_group_wishes_on": "2026-11-01",
    }  # fmt: skip
    for choice in (
        {"propose-starter": other.starter.pk},
        {"propose-starter": "manual", "propose-manual": other.starter.pk, "propose-because": "so"},
    ):
        yield "desk:match", {"do": "propose", **choice}
    follow_up = f"answer{other.follow_up.pk}"
    yield "desk:follow_ups", {"do": follow_up, f"{follow_up}-result": "unknown"}
    meeting = other.running.meetings.get()
    yield "desk:accompaniment", {"do": f"talk{meeting.pk}"}


def test_another_offices_record_in_the_body_changes_nothing(own: Office, other: Office) -> None:
    client, before = signed_in(own.coordinator), database()
    by_name = {route.name: route for route in ROUTES}
    for name, body in foreign_bodies(own, other):
        answer = client.post(address(by_name[name], own), body)
        assert answer.status_code in {303, 422}, name
        assert not told(answer, other), name
    assert database() == before


def right_person(route: Route, by: Office, administrator: User) -> User | None:
    """Who may open this very address of the office."""
    if route.name in ADMINISTRATORS_ONLY:
        return administrator
    return {
        "desk": by.coordinator,
        "companion": by.companion,
        "group": by.speaker,
        "federation": by.federation_member,
    }.get(route.area, None if route.is_public else by.coordinator)


def test_every_address_takes_its_methods_and_refuses_the_rest(
    own: Office, settings: Settings
) -> None:
    settings.IS_DEMO = True
    administrator = make.user(is_administrator=True)
    for route in ROUTES:
        client, url = signed_in(right_person(route, own, administrator)), address(route, own)
        takes = allowed(client, url)
        assert takes <= {"GET", "HEAD", "POST"}, str(route)
        assert ("GET" in takes) == ("HEAD" in takes), str(route)
        for method in set(METHODS) - takes:
            assert client.generic(method, url).status_code == 405, f"{method} {route}"
        if "GET" in takes:
            read = client.get(url)
            assert read.status_code in {200, 301, 302}, f"{route}: {read.status_code}"
            head = client.head(url)
            assert (head.status_code, head.content) == (read.status_code, b""), str(route)


def test_no_post_counts_without_its_csrf_token(own: Office) -> None:
    administrator, before = make.user(is_administrator=True), database()
    for route in ROUTES:
        client = Client(enforce_csrf_checks=True)
        if person := right_person(route, own, administrator):
            client.force_login(person)
        url = address(route, own)
        if "POST" in allowed(signed_in(person), url):
            answer = client.post(url, {"do": "end"})
            assert answer.status_code == 403, str(route)
            assert "Notruf" in answer.content.decode(), str(route)
    assert database() == before


@pytest.mark.parametrize(
    "path",
    [
        "gibtesnicht/", "arbeitsplatz/gibtesnicht/", "arbeitsplatz/gruppen/gibtesnicht/",
        "arbeitsplatz/begleitung/999999/", "arbeitsplatz/interesse/99999999999999999999999/",
        "arbeitsplatz/import/00000000-0000-0000-0000-000000000000/", "begleitung/999999/",
        "meine-gruppe/gibtesnicht/", "gruppen/gibtesnicht/", "kontaktstellen/gibtesnicht/",
        "konto/signup/", "admin/", ".env", "arbeitsplatz/gruppen/%00/", "gruppen/..%2f..%2f/",
        "arbeitsplatz/interesse/liste/?topic=gibtesnicht",
    ],
)  # fmt: skip
def test_an_unknown_address_answers_404_to_everybody_it_does_not_send_to_the_door(
    path: str, own: Office
) -> None:
    for person in (None, own.coordinator, own.companion, own.speaker):
        answer = signed_in(person).get(f"/{path}")
        assert answer.status_code in {404, 403, 302}, path
        assert answer.status_code != 302 or person is None, path
        assert "Traceback" not in answer.content.decode(), path
