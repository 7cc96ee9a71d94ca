"""What every answer says to browsers and proxies, and which cookies somebody gets."""

from collections.abc import Mapping

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from tests import make

pytestmark = pytest.mark.django_db


def signed_in() -> Client:
    client = Client()
    client.force_login(make.member())
    return client


def answers() -> Mapping[str, HttpResponseBase]:
    """One answer of every kind."""
    return {
        "page": Client().get("/"),
        "signed in": signed_in().get("/arbeitsplatz/"),
        "file": signed_in().post("/arbeitsplatz/import/ausgeben/", {"kind": "csv"}),
        "not there": Client().get("/gibt-es-nicht/"),
        "not allowed": signed_in().get("/verbund/"),
        "wrong method": Client().post("/gruppen/"),
        "redirect": Client().get("/arbeitsplatz/"),
        "style": Client().get("/static/css/base.css"),
        "old form": Client(enforce_csrf_checks=True).post("/gruendung/"),
    }


def test_every_answer_closes_what_it_does_not_need() -> None:
    for kind, answer in answers().items():
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert answer["Referrer-Policy"] == "same-origin", kind
        assert "geolocation=()" in answer["Permissions-Policy"], kind
        assert answer["X-Content-Type-Options"] == "nosniff", kind
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", kind


def test_an_unexpected_fault_has_the_same_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stuhlkreis.web.public.start.public_groups", None)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Bei uns ist etwas schiefgegangen" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/arbeitsplatz/", "/arbeitsplatz/gibt-es-nicht/", "/konto/", "/", "/verbund/"]
)
def test_nobody_keeps_what_somebody_signed_in_sees(path: str) -> None:
    assert signed_in().get(path)["Cache-Control"] == "private, no-store"


def test_nobody_keeps_a_page_behind_a_token(client: Client) -> None:
    answer = client.get("/gruendung/bestaetigen/?t=etwas")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_goes_out_and_stays_with_nobody() -> None:
    answer = signed_in().post("/arbeitsplatz/import/ausgeben/", {"kind": "csv"})
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/", "/gruppen/", "/gruppen/?q=Trauer", "/kontaktstellen/", "/gibt-es-nicht/", "/impressum/"],
)
def test_a_page_without_a_form_to_send_sets_no_cookie(client: Client, path: str) -> None:
    answer = client.get(path)
    assert not answer.cookies
    assert "Cache-Control" not in answer


def test_a_form_for_anybody_sets_the_one_cookie_it_needs(client: Client) -> None:
    answer = client.get("/gruendung/")
    assert list(answer.cookies) == [settings.CSRF_COOKIE_NAME]
    assert answer.cookies[settings.CSRF_COOKIE_NAME]["httponly"]
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/?q=%00", "/gruppen/?q=%00&near=%00&page=%00", "/gruendung/?topic=%00&near=%00",
        "/arbeitsplatz/interesse/liste/?topic=trauer%00&district=%00",
        "/arbeitsplatz/gruppen/?q=%00&page=%00", "/arbeitsplatz/begleitung/?stand=%00",
        "/arbeitsplatz/gruendungen/neu/?topic=%00", "/arbeitsplatz/kennzahlen/?jahr=%00",
        "/arbeitsplatz/begleitung/anforderungen/neu/?gruppe=%00", "/konto/login/?next=%00",
        "/arbeitsplatz/import/woerter/?word=%00", "/gruendung/bestaetigen/?t=%00",
    ],
)  # fmt: skip
def test_a_sign_no_database_takes_is_no_fault_of_ours(path: str) -> None:
    make.topic(name="Trauer")
    assert signed_in().get(path).status_code in {200, 302, 404}


def test_signing_in_changes_the_session(client: Client) -> None:
    client.session.save()  # a session somebody else could know
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    person = make.member()
    client.post("/konto/login/", {"login": person.email, "password": "sehr geheim 1"})
    after = client.cookies[settings.SESSION_COOKIE_NAME]
    assert before != after.value
    assert after["httponly"]
    assert after["samesite"] == "Lax"


def test_more_text_than_we_take_is_answered_in_german(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/gruendung/", {"topic": "x" * 2000})
    assert answer.status_code == 413
    assert "Das war zu viel auf einmal" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_of_ours(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["stuhlkreis.example"]
    answer = client.get("/", headers={"host": "boese.example"})
    assert answer.status_code == 400
    assert "nicht verstanden" in answer.content.decode()
    assert "boese.example" not in answer.content.decode()
