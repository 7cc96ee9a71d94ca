import pytest

from stuhlkreis.accounts import actions
from stuhlkreis.accounts.errors import AddressTaken, AddressWrong, PasswordTooWeak
from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.queries import user_with
from tests import make

pytestmark = pytest.mark.django_db


def test_an_administrator_is_made_on_the_command_line() -> None:
    made = actions.create_administrator(
        email="Admin@Example.org", name="Ada Admin", password="lang und seltsam 7", at=make.AT
    )

    assert made.is_administrator
    assert made.check_password("lang und seltsam 7")
    assert user_with(" ADMIN@example.org ") == made
    assert User.objects.get_by_natural_key("ADMIN@example.org") == made
    assert str(made) == f"user {made.pk}"


def test_a_weak_password_is_refused_in_german() -> None:
    with pytest.raises(PasswordTooWeak, match="Passwort"):
        actions.create_administrator(email="a@example.org", name="A", password="123", at=make.AT)


@pytest.mark.parametrize("email", ["kein Ort", f"{'a' * 60}@{'b.' * 98}org"])
def test_what_is_no_address_of_a_mailbox_is_refused(email: str) -> None:
    with pytest.raises(AddressWrong, match="keine E-Mail-Adresse"):
        actions.open_account(email=email, name="B", at=make.AT, by=None)


def test_one_address_has_one_account() -> None:
    first = make.user(email="a@example.org")

    with pytest.raises(AddressTaken):
        actions.open_account(email="A@EXAMPLE.ORG", name="B", at=make.AT, by=first)
    assert User.objects.count() == 1


def test_change_name_is_what_colleagues_see() -> None:
    person = make.user(name="Silke")
    assert person.short_name == "Silke"

    actions.change_name(user=person, name=" Silke von Weber ", at=make.AT, by=person)

    person.refresh_from_db()
    assert person.short_name == "Silke W."
