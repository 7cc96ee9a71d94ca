import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.network.models import ContactPoint, Setting
from stuhlkreis.network.queries import setting_changes, settings_of
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.network.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

PAGE = "/arbeitsplatz/einstellungen/"


def test_every_setting_stands_on_one_page_with_unit_default_and_bounds(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    page = client.get(PAGE).content.decode()

    for name, declared in SETTINGS.items():
        assert f'name="{name}"' in page
        assert f"{declared.label} … {declared.unit}" in page
    assert "Voreinstellung 3, möglich sind 2 bis 50." in page
    assert "Es gelten die Voreinstellungen." in page


def test_a_change_is_saved_and_shown_with_who_and_what(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    answer = client.post(PAGE, settings_of(office) | {"founding_threshold": 5, "stale_months": 9})

    page = client.get(PAGE).content.decode()
    assert answer.status_code == 303
    assert settings_of(office)["founding_threshold"] == 5
    assert "2 Einstellungen sind geändert." in page
    assert "3 → 5" in page
    assert "Karin K." in page
    assert "Karin Koordination" not in page


def test_saving_what_already_holds_changes_nothing(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    client.post(PAGE, settings_of(office))

    assert not Setting.objects.exists()
    assert "Es war nichts zu ändern." in client.get(PAGE).content.decode()


def test_a_value_out_of_bounds_is_said_at_its_field_and_saves_nothing(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    answer = client.post(PAGE, settings_of(office) | {"founding_threshold": 1, "stale_months": 9})

    assert answer.status_code == 422
    assert "Gründung möglich ab … Interessierten: " in answer.content.decode()
    assert not Setting.objects.exists()


def test_changes_of_other_offices_and_of_unknown_settings_are_not_shown(
    client: Client, office: ContactPoint, coordinator: User
) -> None:
    other = make.contact_point()
    for place, name in ((other, "stale_months"), (office, "gone"), (office, "stale_months")):
        row = Setting.objects.create(contact_point=place, name=name, value=7)
        detail = {"name": name, "from": 12, "to": 7}
        audit.record("change_setting", row, at=make.AT, by=None, detail=detail)

    changes = setting_changes(office)

    assert [(change.name, change.before, change.after) for change in changes] == [
        ("stale_months", 12, 7)
    ]
    assert changes[0].by == ""
    assert "12 → 7" in client.get(PAGE).content.decode()


def test_the_page_asks_the_same_few_questions_however_much_changed(
    client: Client,
    office: ContactPoint,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for value in (4, 5, 6):
        client.post(PAGE, settings_of(office) | {"founding_threshold": value})
        client.get(PAGE)
        with django_assert_num_queries(6):
            client.get(PAGE)


def test_staff_do_not_set_anything(client: Client, office: ContactPoint) -> None:
    client.force_login(make.member(at=office, role=Role.STAFF))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, settings_of(office)).status_code == 403
