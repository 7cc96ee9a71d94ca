"""allauth's forms with our labels: one password field, no text inside the boxes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ADDRESS = _("E-Mail-Adresse")
PASSWORD = _("Passwort")
NEW_PASSWORD = _("Neues Passwort")


def _say(form: forms.Form, labels: "Mapping[str, _StrPromise]") -> None:
    """Give the fields our labels; what stands in a box before typing is no label."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)


def _ask_once(form: forms.Form) -> None:
    """Ask for a new password once; who mistypes it gets in by code."""
    del form.fields["password2"]
    _say(form, {"password1": NEW_PASSWORD})
    form.fields["password1"].help_text = " ".join(password_validators_help_texts())


class LogIn(theirs.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Mail address and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        remember = _("Auf diesem Gerät angemeldet bleiben")
        _say(self, {"login": ADDRESS, "password": PASSWORD, "remember": remember})
        self.fields["remember"].help_text = _("Nicht an einem Gerät, das andere auch nutzen.")


class AskForCode(theirs.RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The address the code goes to."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"email": ADDRESS})


class EnterCode(theirs.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code from the mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Code aus der E-Mail")})
        self.fields["code"].widget.attrs["autocapitalize"] = "characters"


class ChangePassword(theirs.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password and the new one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"oldpassword": _("Bisheriges Passwort")})
        _ask_once(self)


class SetPassword(theirs.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The first password of somebody who came in by code."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_once(self)


class AskForReset(theirs.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The address the link goes to."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"email": ADDRESS})


class ResetPassword(theirs.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password for who forgot theirs."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_once(self)
