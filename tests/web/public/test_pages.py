"""Text pages say honestly what is a draft; the sign of life asks the database."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/impressum/", "/datenschutz/", "/barrierefreiheit/"])
def test_text_pages_are_marked_as_drafts(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Entwurf" in page
    assert page.count("<h1") == 1
    assert not response.cookies


def test_a_listing_is_no_judgement(client: Client) -> None:
    assert "kein Urteil über die Güte" in client.get("/impressum/").content.decode()


def test_the_sign_of_life_is_plain_text(client: Client) -> None:
    response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert response["Content-Type"].startswith("text/plain")


def test_only_a_demonstration_shows_the_components(client: Client, settings: Settings) -> None:
    assert client.get("/bausteine/").status_code == 404
    settings.IS_DEMO = True
    page = client.get("/bausteine/").content.decode()
    assert "4 Angaben stimmen noch nicht" in page
    assert 'href="#wrong_radio_0"' in page
