"""What tests of the desk share: an office, and who sits there."""

import pytest
from django.test import Client

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.roles import Role
from tests import make


@pytest.fixture
def office() -> ContactPoint:
    """There for the Landkreis Rostock."""
    return make.contact_point(districts=("13072",))


@pytest.fixture
def staff(client: Client, office: ContactPoint) -> User:
    """Somebody of the staff, signed in."""
    user = make.member(at=office, role=Role.STAFF, name="Frank Fachkraft")
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client: Client, office: ContactPoint) -> User:
    """Who coordinates the office, signed in."""
    user = make.member(at=office, name="Karin Koordination")
    client.force_login(user)
    return user


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    """The browser of who coordinates the office."""
    return client
