"""The ways in: password, code, reset; and everything that must not let anybody in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.letters import LOG_IN
from stuhlkreis.accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "sehr geheim 1"
Commit = DjangoCaptureOnCommitCallbacks


def sign_in(client: Client, person: User, password: str = PASSWORD) -> int:
    answer = client.post("/konto/login/", {"login": person.email, "password": password})
    return answer.status_code


def ask_for_code(client: Client, email: str, commit: Commit) -> int:
    with commit(execute=True):
        answer = client.post("/konto/login/code/", {"email": email})
    return answer.status_code


def the_code() -> str:
    found = re.search(r"\n\n(\S+)\n\n", str(mail.outbox[-1].body))
    assert found
    return found[1]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_invitation_leads_to_the_page_that_sends_a_code() -> None:
    assert reverse("account_request_login_code") == LOG_IN


def test_a_password_opens_the_door(client: Client) -> None:
    page = client.get("/konto/login/")
    answer = client.post("/konto/login/", {"login": make.user().email, "password": PASSWORD})

    assert "Code per E-Mail anfordern" in page.content.decode()
    assert "placeholder" not in page.content.decode()
    assert (answer.status_code, answer["Location"]) == (303, "/konto/")
    assert is_in(client)


def test_the_way_asked_for_is_kept(client: Client) -> None:
    person = make.user()
    asked = client.get("/arbeitsplatz/")
    page = client.get(asked["Location"]).content.decode()

    assert 'name="next"' in page
    answer = client.post(
        asked["Location"], {"login": person.email, "password": PASSWORD, "next": "/arbeitsplatz/"}
    )
    assert answer["Location"] == "/arbeitsplatz/"


def test_a_way_to_a_stranger_is_not_taken(client: Client) -> None:
    person = make.user()

    answer = client.post(
        "/konto/login/?next=https://anders.example/",
        {"login": person.email, "password": PASSWORD, "next": "https://anders.example/"},
    )

    assert answer["Location"] == "/konto/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    person = make.user()
    answers = [
        client.post("/konto/login/", {"login": address, "password": "falsch und lang"})
        for address in (person.email, "niemand@example.org")
    ]

    pages = [
        re.sub(r'value="[^"]*"', "", answer.content.decode()).replace(person.email, "")
        for answer in answers
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert pages[0] == pages[1]
    assert "passen nicht zusammen" in pages[0]
    assert not is_in(client)


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    answer = client.post("/konto/login/", {})

    assert answer.status_code == 422
    assert "2 Angaben stimmen noch nicht" in answer.content.decode()


def test_too_many_wrong_passwords_close_the_door_for_a_while(client: Client) -> None:
    person = make.user()
    for _ in range(5):
        assert sign_in(client, person, "falsch und lang") == 422

    answer = client.post("/konto/login/", {"login": person.email, "password": PASSWORD})

    assert answer.status_code == 422
    assert "zu viele Versuche" in answer.content.decode()
    assert not is_in(client)


def test_a_flood_gets_the_page_that_asks_to_wait(client: Client) -> None:
    for _ in range(30):
        client.post("/konto/login/", {})

    answer = client.post("/konto/login/", {})

    assert answer.status_code == 429
    assert "Bitte warten Sie eine Minute" in answer.content.decode()
    assert "Es ist nichts verloren" in answer.content.decode()


def test_a_code_by_mail_opens_the_door(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    person = make.user()

    assert client.get("/konto/login/code/").status_code == 200
    assert ask_for_code(client, person.email.upper(), django_capture_on_commit_callbacks) == 303
    page = client.get("/konto/login/code/bestaetigen/").content.decode()
    answer = client.post("/konto/login/code/bestaetigen/", {"code": the_code()})

    assert mail.outbox[0].to == [person.email]
    assert mail.outbox[0].subject == "Ihr Code für die Anmeldung"
    assert person.email in page
    assert answer.status_code == 303
    assert is_in(client)
    assert client.get("/konto/login/code/bestaetigen/").status_code == 302


def test_a_wrong_code_does_not_and_the_third_ends_it(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    ask_for_code(client, make.user().email, django_capture_on_commit_callbacks)
    confirm = "/konto/login/code/bestaetigen/"

    first = client.post(confirm, {"code": "FALSCH"})
    client.post(confirm, {"code": "FALSCH"})
    third = client.post(confirm, {"code": "FALSCH"}, follow=True)
    late = client.post(confirm, {"code": the_code()})

    assert first.status_code == 422
    assert "Dieser Code stimmt nicht" in first.content.decode()
    assert "zu viele Versuche" in third.content.decode()
    assert late["Location"] == "/konto/login/code/"
    assert not is_in(client)


def test_who_has_no_account_sees_the_same_page_and_gets_no_mail(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    status = ask_for_code(client, "niemand@example.org", django_capture_on_commit_callbacks)
    page = client.get("/konto/login/code/bestaetigen/")

    assert (status, page.status_code) == (303, 200)
    assert "niemand@example.org" in page.content.decode()
    assert mail.outbox == []
    assert client.post("/konto/login/code/bestaetigen/", {"code": ""}).status_code == 422


def test_another_address_can_be_tried_at_once(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    ask_for_code(client, "niemand@example.org", django_capture_on_commit_callbacks)

    answer = client.post("/konto/logout/", {"next": "/konto/login/code/"}, follow=True)

    assert "Code per E-Mail anfordern" in answer.content.decode()


def test_codes_for_one_address_are_rationed(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    person = make.user()
    for _ in range(3):
        ask_for_code(Client(), person.email, django_capture_on_commit_callbacks)

    assert ask_for_code(client, person.email, django_capture_on_commit_callbacks) == 422
    assert len(mail.outbox) == 3


def lock(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def test_a_locked_person_gets_in_neither_by_password_nor_by_code(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    person = make.user()
    lock(person)

    by_password = client.post(
        "/konto/login/", {"login": person.email, "password": PASSWORD}, follow=True
    )
    ask_for_code(client, person.email, django_capture_on_commit_callbacks)

    assert "Ihr Zugang ist gesperrt" in by_password.content.decode()
    assert mail.outbox == []
    assert not is_in(client)


def test_who_is_locked_between_code_and_answer_stays_out(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    person = make.user()
    ask_for_code(client, person.email, django_capture_on_commit_callbacks)
    lock(person)

    client.post("/konto/login/code/bestaetigen/", {"code": the_code()})

    assert not is_in(client)


def test_who_is_locked_is_out_with_the_next_click(client: Client) -> None:
    person = make.user()
    sign_in(client, person)
    assert client.get("/konto/").status_code == 200

    lock(person)

    assert client.get("/konto/")["Location"] == "/konto/login/?next=/konto/"


def test_logging_out_needs_a_button(client: Client) -> None:
    client.force_login(make.user())

    assert "Möchten Sie sich abmelden?" in client.get("/konto/logout/").content.decode()
    assert is_in(client)
    answer = client.post("/konto/logout/")

    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert not is_in(client)


def test_a_forgotten_password_is_replaced_through_the_mail(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    person = make.user()
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(
            "/konto/passwort/vergessen/", {"email": person.email}, headers={"host": "boese.example"}
        )
    found = re.search(r"http\S+", str(mail.outbox[0].body))
    assert found
    path = found[0].removeprefix("http://127.0.0.1:8000")

    form = client.get(path, follow=True)
    weak = client.post(form.request["PATH_INFO"], {"password1": "kurz"})
    done = client.post(form.request["PATH_INFO"], {"password1": "ein neues langes 9"}, follow=True)
    again = client.get(path)

    assert sent.status_code == 303
    assert "ist der Link unterwegs" in client.get(sent["Location"]).content.decode()
    assert "boese.example" not in mail.outbox[0].body
    # The key is in the query string: access logs hold the path only.
    assert re.fullmatch(r"/konto/passwort/vergessen/[0-9a-z]+-set-password/[?]t=[0-9a-z-]+", path)
    assert "?" not in form.redirect_chain[-1][0]
    assert weak.status_code == 422
    assert "Das neue Passwort gilt" in done.content.decode()
    assert "Dieser Link gilt nicht mehr" in again.content.decode()
    assert sign_in(client, person, "ein neues langes 9") == 303


@pytest.mark.parametrize("sent", ["", "falsch", "%0A", "a/b", "passwort"])
def test_a_damaged_reset_link_says_so(client: Client, sent: str) -> None:
    answer = client.get(f"/konto/passwort/vergessen/1-set-password/?t={sent}")

    assert answer.status_code == 200
    assert "Dieser Link gilt nicht mehr" in answer.content.decode()


def test_a_reset_for_nobody_says_the_same_and_sends_nothing(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post("/konto/passwort/vergessen/", {"email": "niemand@example.org"})

    assert (sent.status_code, sent["Location"]) == (303, "/konto/passwort/vergessen/gesendet/")
    assert mail.outbox == []


def test_the_password_is_changed_only_by_who_knows_it(client: Client) -> None:
    person = make.user()
    client.force_login(person)
    page = client.get("/konto/passwort/").content.decode()

    wrong = client.post(
        "/konto/passwort/", {"oldpassword": "falsch", "password1": "ein neues langes 9"}
    )
    right = client.post(
        "/konto/passwort/", {"oldpassword": PASSWORD, "password1": "ein neues langes 9"}
    )

    assert "mindestens 10 Zeichen" in page
    assert wrong.status_code == 422
    assert "nicht Ihr bisheriges Passwort" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (303, "/konto/")
    assert "Ihr Passwort ist geändert." in client.get("/konto/").content.decode()
    assert is_in(client)


def test_who_came_by_code_may_set_a_first_password(client: Client) -> None:
    person = make.user()
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert client.get("/konto/passwort/")["Location"] == "/konto/passwort/neu/"
    assert "Passwort festlegen" in client.get("/konto/passwort/neu/").content.decode()
    assert (
        client.post("/konto/passwort/neu/", {"password1": "ein neues langes 9"}).status_code == 303
    )
    client.logout()
    assert sign_in(client, person, "ein neues langes 9") == 303


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reauthenticate"])
def test_what_we_do_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/konto/signup/").status_code == 404


def test_a_method_nobody_asked_for_is_refused(client: Client) -> None:
    assert client.put("/konto/login/").status_code == 405
