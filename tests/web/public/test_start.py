"""The start page asks one question and shows demo log-ins only in a demonstration."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from stuhlkreis.topics.catalogue import shipped
from stuhlkreis.topics.understanding import SHOWN_FROM, understand
from stuhlkreis.web.public.start import EXAMPLES
from tests import make

pytestmark = pytest.mark.django_db


def test_the_start_page_asks_and_sets_no_cookie(client: Client) -> None:
    make.group()
    response = client.get("/")
    page = response.content.decode()
    assert "Worum geht es?" in page
    assert "Eine Gruppe zu Krankheit" in page
    assert page.count("<h1") == 1
    assert not response.cookies
    assert "Anmeldungen für die Vorführung" not in page


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example: str) -> None:
    assert understand(example, shipped()).topics[0].score >= SHOWN_FROM


def test_a_demonstration_shows_its_log_ins(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.IS_DEMO, settings.HOME = True, tmp_path
    assert "Anmeldungen für die Vorführung" not in client.get("/").content.decode()
    login = {"role": "Koordination", "email": "k@example.org", "password": "geheim"}
    (tmp_path / "demo-logins.json").write_text(json.dumps([login]))
    page = client.get("/").content.decode()
    assert "k@example.org" in page
    assert "Vorführung: alle Angaben erfunden" in page
