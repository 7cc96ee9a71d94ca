"""What allauth asks us: who may open an account, how mails go out, what a refusal says."""

from collections.abc import Mapping
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stuhlkreis.core import links, mail
from stuhlkreis.web.headers import SIGNED

IN_SESSION: Final = "set-password"
"""allauth's word in the address for a key that is in the session already."""

SENTENCES: Final[Mapping[str, Promise]] = {
    "email_password_mismatch": _("E-Mail-Adresse und Passwort passen nicht zusammen."),
    "enter_current_password": _("Das ist nicht Ihr bisheriges Passwort."),
    "incorrect_code": _(
        "Dieser Code stimmt nicht. Bitte sehen Sie noch einmal in der E-Mail nach."
    ),
    "invalid_login": _("Mit diesen Angaben geht die Anmeldung nicht."),
    "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
    "rate_limited": _("Bitte warten Sie eine Minute. Es ist nichts verloren."),
    "too_many_login_attempts": _("Das waren zu viele Versuche. Bitte warten Sie fünf Minuten."),
}


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes the sign-up, speaks our language and sends like every other mail of ours."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002 -- allauth's signature
    ) -> bool:
        """Never: a coordinator or administrator invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One plain-text mail; a mail server that is down is logged, the page still comes."""
        mail.send(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", context),
            text=render_to_string(f"{template_prefix}_message.txt", context),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset mail, on our own address whatever host the request named."""
        uid, _dash, token = key.partition("-")
        where = {"uidb36": uid, "key": IN_SESSION}
        path = reverse("account_reset_password_from_key", kwargs=where)
        return links.absolute(path, **{SIGNED: token})

    def get_password_change_redirect_url(
        self,
        request: HttpRequest,  # noqa: ARG002 -- allauth's signature
    ) -> str:
        """After a new password: on to the work."""
        return reverse("account:home")
