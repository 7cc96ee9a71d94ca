"""Contact points are people to talk to: where, when, for whom."""

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_the_list_names_every_contact_point(client: Client) -> None:
    assert (
        "Noch ist keine Kontaktstelle eingetragen."
        in client.get("/kontaktstellen/").content.decode()
    )
    office = make.contact_point(name="Kontaktstelle Güstrow")
    office.opening_hours = "montags"
    office.save()
    page = client.get("/kontaktstellen/").content.decode()
    assert "Kontaktstelle Güstrow" in page
    assert "montags" in page


def test_a_page_tells_how_to_reach_it_and_its_districts(client: Client) -> None:
    office = make.contact_point(slug="guestrow", districts=("13072", "99999"))
    office.about, office.opening_hours, office.street = "Wir hören zu.", "montags", "Markt 1"
    office.save()
    make.group(at=office)
    page = client.get("/kontaktstellen/guestrow/").content.decode()
    for words in ("Wir hören zu.", "Landkreis Rostock", "tel:03810000100", "eine Gruppe"):
        assert words in page


def test_a_bare_contact_point_has_a_page_too(client: Client) -> None:
    office = make.contact_point(slug="leer")
    office.phone = office.email = office.place = ""
    office.save()
    assert "0 Gruppen" in client.get("/kontaktstellen/leer/").content.decode()


def test_an_unknown_contact_point_is_404(client: Client) -> None:
    assert client.get("/kontaktstellen/gibt-es-nicht/").status_code == 404
