"""allauth's pages that we offer, under its names and our addresses.

Nothing else of it is reachable: no sign-up, no change of the mail address. People are invited,
and the address is their account.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Final

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, re_path

from stuhlkreis.web.errors import wrong_method
from stuhlkreis.web.headers import SIGNED

Door = Callable[..., HttpResponse]
METHODS: Final = ("GET", "HEAD", "POST")
KEY: Final = "[0-9A-Za-z-]+"


def door(view: Door) -> Door:
    """One of allauth's views that answers like ours: 422 for a wrong form, 303 after a write."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.method not in METHODS:
            return wrong_method(request, METHODS)
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.status_code = _status(response)
        return response

    return wrapped


def with_key(view: Door) -> Door:
    """Take the key of a reset mail from the query string, which no access log holds.

    allauth keeps it in the session and leads on to the address without it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
        sent = request.GET.get(SIGNED, "")
        return view(request, uidb36=uidb36, key=sent if re.fullmatch(KEY, sent) else key)

    return wrapped


def _status(response: HttpResponse) -> int:
    if isinstance(response, TemplateResponse) and response.status_code == 200:  # noqa: PLR2004 -- OK
        return 422
    return 303 if response.status_code == 302 else response.status_code  # noqa: PLR2004 -- Found


urlpatterns = [
    path("login/", door(views.login), name="account_login"),
    path("login/code/", door(views.request_login_code), name="account_request_login_code"),
    path(
        "login/code/bestaetigen/",
        door(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("logout/", door(views.logout), name="account_logout"),
    path("gesperrt/", door(views.account_inactive), name="account_inactive"),
    path("passwort/", door(views.password_change), name="account_change_password"),
    path("passwort/neu/", door(views.password_set), name="account_set_password"),
    path("passwort/vergessen/", door(views.password_reset), name="account_reset_password"),
    path(
        "passwort/vergessen/gesendet/",
        door(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        rf"^passwort/vergessen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>{KEY})/$",
        door(with_key(views.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/vergessen/fertig/",
        door(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
