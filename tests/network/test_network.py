from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.errors import AddressWrong
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network import actions, queries
from stuhlkreis.network.actions import Newcomer, Office
from stuhlkreis.network.errors import (
    AlreadyMember,
    LastCoordinator,
    NameNotSpeakable,
    SettingOutOfBounds,
)
from stuhlkreis.network.models import Membership, Setting
from stuhlkreis.network.policies import check_may, may, may_administer
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.network.roles import Role
from stuhlkreis.regions.places import Point
from tests import make

pytestmark = pytest.mark.django_db

OFFICE = Office(
    slug="musterstadt",
    name="KISS Musterstadt",
    place="Musterstadt",
    postcode="18273",
    lat=53.8,
    lon=12.2,
)


def test_the_command_line_and_administrators_make_federations_and_contact_points() -> None:
    federation = actions.create_federation(
        slug="mv", name="Verbund", state_ags="13", at=make.AT, by=None
    )

    made = actions.create_contact_point(
        office=OFFICE,
        federation=federation,
        districts=["13072"],
        at=make.AT,
        by=make.user(is_administrator=True),
    )

    assert queries.responsible_for("13072", point=Point(53.8, 12.2)) == made
    assert queries.responsible_for("13073", point=Point(53.8, 12.2)) is None
    assert list(queries.contact_points()) == [made]
    assert (str(federation), str(made)) == ("mv", "musterstadt")
    assert str(made.catchment_areas.get()) == f"13072 {made.pk}"


def test_of_two_contact_points_in_a_district_the_nearest_is_responsible() -> None:
    make.contact_point(districts=("13071",))
    near = make.contact_point(districts=("13071",))
    near.lat, near.lon = 53.36, 13.06
    near.save()

    assert queries.responsible_for("13071", point=Point(53.3, 13.0)) == near


def test_a_coordinator_makes_no_contact_point() -> None:
    with pytest.raises(Forbidden):
        actions.create_contact_point(
            office=OFFICE, federation=None, districts=[], at=make.AT, by=make.member()
        )


def test_a_coordinator_invites_a_colleague_who_gets_a_mail(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    home = make.contact_point()
    coordinator = make.member(at=home)

    with django_capture_on_commit_callbacks(execute=True):
        invited = actions.invite_colleague(
            contact_point=home,
            who=Newcomer(email="Neu@example.org", name="Neu Hier"),
            role=Role.STAFF,
            on=make.TODAY,
            at=make.AT,
            by=coordinator,
        )

    assert invited.user.email == "neu@example.org"
    assert not invited.user.has_usable_password()
    assert outbox.outbox[0].to == ["neu@example.org"]
    assert queries.desk_membership_of(invited.user) == invited
    assert str(invited) == f"staff {invited.user.pk}"


def test_nobody_is_invited_twice_to_the_same_place() -> None:
    home = make.contact_point()
    coordinator = make.member(at=home)

    with pytest.raises(AlreadyMember):
        actions.invite_colleague(
            contact_point=home,
            who=Newcomer(email=coordinator.email.upper(), name=""),
            role=Role.STAFF,
            on=make.TODAY,
            at=make.AT,
            by=make.user(is_administrator=True),
        )


def test_a_wrong_address_is_refused_and_leaves_nothing() -> None:
    home = make.contact_point()

    with pytest.raises(AddressWrong):
        actions.invite_colleague(
            contact_point=home,
            who=Newcomer(email="kein Postfach", name="x"),
            role=Role.STAFF,
            on=make.TODAY,
            at=make.AT,
            by=None,
        )
    assert not Membership.objects.exists()


def test_staff_invite_nobody_and_other_coordinators_neither() -> None:
    home = make.contact_point()

    for stranger in (make.member(at=home, role=Role.STAFF), make.member()):
        with pytest.raises(Forbidden):
            actions.invite_colleague(
                contact_point=home,
                who=Newcomer(email="x@example.org", name="x"),
                role=Role.STAFF,
                on=make.TODAY,
                at=make.AT,
                by=stranger,
            )


def test_a_federation_gets_its_own_people_once() -> None:
    federation, admin = make.federation(), make.user(is_administrator=True)
    who = Newcomer(email="verbund@example.org", name="Verbund")

    invited = actions.invite_to_federation(
        federation=federation, who=who, on=make.TODAY, at=make.AT, by=admin
    )

    assert queries.federation_of(invited.user) == federation
    assert queries.federation_of(admin) is None
    with pytest.raises(AlreadyMember):
        actions.invite_to_federation(
            federation=federation, who=who, on=make.TODAY, at=make.AT, by=admin
        )


def _membership(role: Role) -> tuple[Membership, Membership]:
    home = make.contact_point()
    mine = make.member(at=home).memberships.get()
    return mine, make.member(at=home, role=role).memberships.get()


def test_a_coordinator_changes_and_locks_colleagues() -> None:
    mine, other = _membership(Role.STAFF)

    actions.change_role(membership=other, role=Role.COORDINATOR, at=make.AT, by=mine.user)
    actions.change_role(membership=other, role=Role.STAFF, at=make.AT, by=mine.user)
    actions.lock_colleague(membership=other, at=make.AT, by=mine.user)
    assert not may(other.user, Permission.SEE_DESK, other.contact_point)  # type: ignore[arg-type]  # made with one
    assert queries.desk_membership_of(other.user) is None

    actions.unlock_colleague(membership=other, at=make.AT, by=mine.user)

    assert queries.desk_membership_of(other.user) == other
    assert list(queries.memberships_of(mine.contact_point)) == [mine, other]  # type: ignore[arg-type]  # made with one


@pytest.mark.parametrize(
    "step",
    [
        lambda mine: actions.lock_colleague(membership=mine, at=make.AT, by=mine.user),
        lambda mine: actions.change_role(
            membership=mine, role=Role.STAFF, at=make.AT, by=mine.user
        ),
    ],
)
def test_the_last_coordinator_stays(step: Callable[[Membership], None]) -> None:
    mine, _ = _membership(Role.STAFF)

    with pytest.raises(LastCoordinator):
        step(mine)


def test_a_federation_membership_is_no_colleague() -> None:
    person = make.federation_member()

    with pytest.raises(LookupError):
        actions.lock_colleague(membership=person.memberships.get(), at=make.AT, by=person)


def test_settings_are_bounded_and_each_change_is_audited() -> None:
    home = make.contact_point()
    coordinator = make.member(at=home)

    changed = actions.change_settings(
        contact_point=home,
        values={"founding_threshold": 5, "interest_months": 6},
        at=make.AT,
        by=coordinator,
    )

    assert changed == ["founding_threshold"]
    assert queries.setting(home, "founding_threshold") == 5
    assert queries.setting(home, "interest_months") == SETTINGS["interest_months"].default
    assert str(Setting.objects.get()) == "founding_threshold=5"
    entry = AuditEntry.objects.get(action="change_setting")
    assert entry.detail == {"name": "founding_threshold", "from": 3, "to": 5}


def test_a_value_out_of_bounds_changes_nothing() -> None:
    home = make.contact_point()

    with pytest.raises(SettingOutOfBounds, match="zwischen 2 und 50"):
        actions.change_settings(
            contact_point=home,
            values={"interest_months": 9, "founding_threshold": 1},
            at=make.AT,
            by=make.member(at=home),
        )
    assert not Setting.objects.exists()


def test_staff_set_nothing() -> None:
    home = make.contact_point()

    with pytest.raises(Forbidden):
        actions.change_settings(
            contact_point=home, values={}, at=make.AT, by=make.member(at=home, role=Role.STAFF)
        )


def test_rights_end_with_the_account_and_stay_at_one_place() -> None:
    home = make.contact_point()
    person = make.member(at=home)
    assert may(person, Permission.EDIT_SETTINGS, home)
    assert not may(person, Permission.SEE_DESK, make.contact_point())
    check_may(person, Permission.SEE_DESK, home)

    person.is_active = False

    assert not may(person, Permission.SEE_DESK, home)
    with pytest.raises(Forbidden):
        check_may(person, Permission.SEE_DESK, home)
    assert may_administer(None)
    assert not may_administer(person)


def test_the_database_keeps_roles_where_they_belong() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user=make.user(),
            contact_point=make.contact_point(),
            role=Role.FEDERATION,
            since=date(2026, 1, 1),
        )


def test_every_default_lies_within_its_bounds() -> None:
    assert all(d.least <= d.default <= d.most for d in SETTINGS.values())


def test_a_name_without_letter_or_digit_gives_no_address() -> None:
    with pytest.raises(NameNotSpeakable, match="mindestens einen Buchstaben"):
        actions.create_federation(slug="", name="–", state_ags="13", at=make.AT, by=None)
