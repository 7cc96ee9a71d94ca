"""The navigation shows what somebody may open and where they are."""

import pytest
from django.test import RequestFactory

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network.roles import RIGHTS, Role
from stuhlkreis.web.drawings import ICONS
from stuhlkreis.web.navigation import AREAS, links


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


@pytest.mark.parametrize("area", AREAS)
def test_every_entry_has_a_drawing_that_exists(area: str) -> None:
    assert {entry.icon for entry in AREAS[area]} <= {*ICONS, ""}
