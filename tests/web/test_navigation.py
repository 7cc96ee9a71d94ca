"""The navigation shows what somebody may open and where they are."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network.roles import RIGHTS, Role
from stuhlkreis.web.drawings import ICONS
from stuhlkreis.web.navigation import AREAS, links
from tests import make


def desk(rf: RequestFactory, role: Role, path: str = "/arbeitsplatz/") -> list[str]:
    request = rf.get(path)
    setattr(request, "rights", RIGHTS[role])  # noqa: B010 -- as desk_view does
    return [str(link.label) for link in links("desk", request)]


def test_staff_see_no_settings_and_coordinators_do(rf: RequestFactory) -> None:
    assert "Einstellungen" not in desk(rf, Role.STAFF)
    assert "Einstellungen" in desk(rf, Role.COORDINATOR)


def test_the_deepest_fitting_entry_is_here(rf: RequestFactory) -> None:
    request = rf.get("/arbeitsplatz/gruppen/krokus/")
    setattr(request, "rights", frozenset({Permission.EDIT_GROUPS}))  # noqa: B010 -- as desk_view does
    here = [str(link.label) for link in links("desk", request) if link.is_here]
    assert here == ["Gruppen"]


def test_a_page_outside_has_no_place_in_it(rf: RequestFactory) -> None:
    assert not any(link.is_here for link in links("public", rf.get("/")))


def test_a_coordinator_finds_every_page_of_the_desk(rf: RequestFactory) -> None:
    assert desk(rf, Role.COORDINATOR) == [
        "Heute", "Gruppen", "Tabelle einlesen", "Interesse", "Gründungen", "Anforderungen",
        "Begleitungen", "Begleitende", "Nachbefragung", "Kennzahlen", "Team", "Einstellungen",
    ]  # fmt: skip


@pytest.mark.django_db
def test_every_entry_leads_to_a_page_that_says_it_is_here(client: Client) -> None:
    client.force_login(make.member(role=Role.COORDINATOR))
    for entry in AREAS["desk"]:
        url = reverse(entry.name)
        page = client.get(url).content.decode()
        assert f'<a href="{url}" aria-current="page">' in page, url


@pytest.mark.parametrize("area", AREAS)
def test_every_entry_has_a_drawing_that_exists(area: str) -> None:
    assert {entry.icon for entry in AREAS[area]} <= {*ICONS, ""}
