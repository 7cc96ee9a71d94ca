"""allauth's pages that we offer, under its names and our addresses.

Nothing else of it is reachable: no sign-up, no change of the mail address. People are invited,
and the address is their account.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

Door = Callable[..., HttpResponse]


def door(view: Door) -> Door:
    """One of allauth's views that answers like ours: 422 for a wrong form, 303 after a write."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.status_code = _status(response)
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(wrapped)


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
        r"^passwort/vergessen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/vergessen/fertig/",
        door(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
