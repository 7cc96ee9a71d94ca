"""Error pages are clear, show no traceback and need no database."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from stuhlkreis.web import errors


@pytest.mark.parametrize(
    ("view", "status", "says"),
    [
        (errors.bad_request, 400, "nicht verstanden"),
        (errors.forbidden, 403, "nur, wer die passende Rolle hat"),
        (errors.not_found, 404, "Diese Seite gibt es nicht mehr"),
    ],
)
def test_pages_say_what_happened(rf: RequestFactory, view: object, status: int, says: str) -> None:
    assert callable(view)
    response = view(rf.get("/"), exception=PermissionDenied())
    assert response.status_code == status
    assert says in response.content.decode()


def test_a_right_that_ended_says_whose_it_is(rf: RequestFactory) -> None:
    response = errors.forbidden(rf.get("/"), PermissionDenied("Das darf nur die Koordination."))
    assert "<p>Das darf nur die Koordination.</p>" in response.content.decode()


def test_too_much_text_is_not_called_a_riddle(rf: RequestFactory) -> None:
    response = errors.bad_request(rf.get("/"), RequestDataTooBig())
    assert response.status_code == 413
    assert "kürzen Sie den Text" in response.content.decode()


def test_an_address_of_a_button_says_so_when_opened(rf: RequestFactory) -> None:
    response = errors.wrong_method(rf.get("/"), ["POST"])
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "benutzen Sie den Knopf dort" in response.content.decode()


def test_our_fault_brings_help(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Bei uns ist etwas schiefgegangen" in response.content.decode()
    assert "0800 111 0 111" in response.content.decode()


def test_too_many_tries_lose_nothing(rf: RequestFactory) -> None:
    response = errors.too_many_requests(rf.get("/"))
    assert response.status_code == 429
    assert "Es ist nichts verloren." in response.content.decode()


def test_an_old_form_is_refused_with_a_way_on(rf: RequestFactory) -> None:
    response = errors.csrf_failure(rf.post("/"))
    assert response.status_code == 403
    assert "laden Sie die Seite neu" in response.content.decode()


def test_the_page_allauth_asks_for_is_ours() -> None:
    assert "<h1>" in render_to_string("429.html")


def test_an_unknown_address_is_404_without_the_database(client: Client) -> None:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Gruppen suchen" in response.content.decode()
