"""Everything that changes accounts."""

from datetime import datetime
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.errors import AddressTaken, AddressWrong, PasswordTooWeak
from stuhlkreis.accounts.models import LONGEST_ADDRESS, User
from stuhlkreis.core import audit


@transaction.atomic
def open_account(
    *, email: str, name: str, at: datetime, by: User | None, password: str | None = None
) -> User:
    """Make an account; without a password the person signs in with a code by mail.

    Raises `AddressWrong`, `AddressTaken`, `PasswordTooWeak`.
    """
    return _opened(
        User(email=email.strip().lower(), name=name.strip(), joined_at=at),
        password,
        at=at,
        by=by,
    )


@transaction.atomic
def create_administrator(*, email: str, name: str, password: str | None, at: datetime) -> User:
    """Make the account that runs the installation; only the command line does this.

    Raises `AddressWrong`, `AddressTaken`, `PasswordTooWeak`.
    """
    person = User(
        email=email.strip().lower(), name=name.strip(), joined_at=at, is_administrator=True
    )
    return _opened(person, password, at=at, by=None)


@transaction.atomic
def change_name(*, user: User, name: str, at: datetime, by: User) -> None:
    """Call a person as they want to be called."""
    user.name = name.strip()
    user.save(update_fields=["name"])
    audit.record("change_name", user, at=at, by=by)


_longest_address: Final = MaxLengthValidator(LONGEST_ADDRESS)


def _opened(person: User, password: str | None, *, at: datetime, by: User | None) -> User:
    try:
        validate_email(person.email)
        _longest_address(person.email)
    except ValidationError as error:
        raise AddressWrong(
            _("„%(email)s“ ist keine E-Mail-Adresse.") % {"email": person.email}
        ) from error
    if password is None:
        person.set_unusable_password()
    else:
        _check_password(password, person)
        person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise AddressTaken(
            _("Für %(email)s gibt es schon ein Konto.") % {"email": person.email}
        ) from error
    audit.record("open_account", person, at=at, by=by)
    return person


def _check_password(password: str, person: User) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PasswordTooWeak(" ".join(error.messages)) from error
