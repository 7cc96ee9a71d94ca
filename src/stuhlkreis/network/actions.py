"""Everything that changes federations, contact points, memberships and settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.actions import open_account
from stuhlkreis.accounts.letters import send_invitation
from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.accounts.queries import user_with
from stuhlkreis.core import audit
from stuhlkreis.network.errors import (
    AddressTaken,
    AlreadyMember,
    LastCoordinator,
    NameNotSpeakable,
    SettingOutOfBounds,
)
from stuhlkreis.network.models import (
    CatchmentArea,
    ContactPoint,
    Federation,
    Membership,
    Setting,
)
from stuhlkreis.network.policies import check_may, check_may_administer
from stuhlkreis.network.queries import settings_of
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.network.roles import Role


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom somebody invites: a mail address and the name to call them by."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a contact point says about itself; position in degrees (WGS 84)."""

    slug: str
    name: str
    place: str
    postcode: str
    lat: float
    lon: float
    street: str = ""
    email: str = ""
    phone: str = ""
    opening_hours: str = ""
    about: str = ""
    is_programme_site: bool = False


@transaction.atomic
def create_federation(
    *, slug: str, name: str, state_ags: str, at: datetime, by: User | None
) -> Federation:
    """Make a federation of a state (two digits of the AGS).

    Raises `Forbidden`, `AddressTaken`, `NameNotSpeakable`.
    """
    check_may_administer(by)
    federation = Federation(slug=slug, name=name, state_ags=state_ags)
    _save_under_its_slug(federation, slug)
    audit.record("create_federation", federation, at=at, by=by)
    return federation


@transaction.atomic
def create_contact_point(
    *,
    office: Office,
    federation: Federation | None,
    districts: Iterable[str],
    at: datetime,
    by: User | None,
) -> ContactPoint:
    """Make a contact point with its catchment area (district keys of five digits).

    Raises `Forbidden`, `AddressTaken`, `NameNotSpeakable`.
    """
    check_may_administer(by)
    contact_point = ContactPoint(
        federation=federation,
        **{name: getattr(office, name) for name in office.__dataclass_fields__},
    )
    _save_under_its_slug(contact_point, office.slug)
    CatchmentArea.objects.bulk_create(
        CatchmentArea(contact_point=contact_point, district_ags=ags) for ags in districts
    )
    audit.record("create_contact_point", contact_point, at=at, by=by)
    return contact_point


@transaction.atomic
def invite_colleague(
    *,
    contact_point: ContactPoint,
    who: Newcomer,
    role: Role,
    on: date,
    at: datetime,
    by: User | None,
) -> Membership:
    """Give somebody a role at a contact point and tell them by mail how to sign in.

    A coordinator invites colleagues, an administrator the first coordinator.
    Raises `Forbidden`, `AlreadyMember`, `accounts.errors.AddressWrong`.
    """
    if by is not None and not by.is_administrator:
        check_may(by, Permission.INVITE_COLLEAGUES, contact_point)
    # Two may invite the same person at once: the office's row lets one after the other through.
    ContactPoint.objects.select_for_update(no_key=True).get(pk=contact_point.pk)
    person = user_with(who.email) or open_account(email=who.email, name=who.name, at=at, by=by)
    if Membership.objects.filter(user=person, contact_point=contact_point).exists():
        raise AlreadyMember(_("Diese Person gehört schon zu Ihrer Kontaktstelle."))
    membership = Membership.objects.create(
        user=person, contact_point=contact_point, role=role, since=on
    )
    audit.record("invite_colleague", membership, at=at, by=by, detail={"role": role})
    send_invitation(to=person.email, where=contact_point.name)
    return membership


@transaction.atomic
def invite_to_federation(
    *, federation: Federation, who: Newcomer, on: date, at: datetime, by: User | None
) -> Membership:
    """Let somebody see what a federation sees: released groups and sums.

    Raises `Forbidden`, `AlreadyMember`, `accounts.errors.AddressWrong`.
    """
    check_may_administer(by)
    Federation.objects.select_for_update(no_key=True).get(pk=federation.pk)
    person = user_with(who.email) or open_account(email=who.email, name=who.name, at=at, by=by)
    if Membership.objects.filter(user=person, federation=federation).exists():
        raise AlreadyMember(_("Diese Person gehört schon zum Verbund."))
    membership = Membership.objects.create(
        user=person, federation=federation, role=Role.FEDERATION, since=on
    )
    audit.record("invite_to_federation", membership, at=at, by=by)
    send_invitation(to=person.email, where=federation.name)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, at: datetime, by: User) -> None:
    """Make a colleague staff or coordinator. Raises `Forbidden`, `LastCoordinator`."""
    contact_point = _office_of(membership)
    check_may(by, Permission.INVITE_COLLEAGUES, contact_point)
    if role != Role.COORDINATOR:
        _check_another_coordinator(membership, contact_point)
    membership.role = role
    membership.save(update_fields=["role"])
    audit.record("change_role", membership, at=at, by=by, detail={"role": role})


@transaction.atomic
def lock_colleague(*, membership: Membership, at: datetime, by: User) -> None:
    """Close the desk for a colleague at once. Raises `Forbidden`, `LastCoordinator`."""
    contact_point = _office_of(membership)
    check_may(by, Permission.INVITE_COLLEAGUES, contact_point)
    _check_another_coordinator(membership, contact_point)
    membership.locked_at = at
    membership.save(update_fields=["locked_at"])
    audit.record("lock_colleague", membership, at=at, by=by)


@transaction.atomic
def unlock_colleague(*, membership: Membership, at: datetime, by: User) -> None:
    """Open the desk for a colleague again. Raises `Forbidden`."""
    check_may(by, Permission.INVITE_COLLEAGUES, _office_of(membership))
    membership.locked_at = None
    membership.save(update_fields=["locked_at"])
    audit.record("unlock_colleague", membership, at=at, by=by)


@transaction.atomic
def change_settings(
    *, contact_point: ContactPoint, values: Mapping[str, int], at: datetime, by: User
) -> list[str]:
    """Set an office's values; the names that changed, each with its audit entry.

    Raises `Forbidden`, `SettingOutOfBounds`, `KeyError` for a name the registry does not know.
    """
    check_may(by, Permission.EDIT_SETTINGS, contact_point)
    # Two coordinators may save at once: the office's row lets one after the other through.
    ContactPoint.objects.select_for_update().get(pk=contact_point.pk)
    before = settings_of(contact_point)
    changed = [name for name, value in values.items() if before[name] != value]
    for name in changed:
        _check_bounds(name, values[name])
        row, _created = Setting.objects.update_or_create(
            contact_point=contact_point, name=name, defaults={"value": values[name]}
        )
        detail = {"name": name, "from": before[name], "to": values[name]}
        audit.record("change_setting", row, at=at, by=by, detail=detail)
    return changed


def _save_under_its_slug(made: Federation | ContactPoint, slug: str) -> None:
    """Two may ask for the same address at once: the database lets one have it."""
    if not slug:
        raise NameNotSpeakable(_("Der Name braucht mindestens einen Buchstaben oder eine Ziffer."))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise AddressTaken(
            _("Die Adresse „%(slug)s“ ist schon vergeben.") % {"slug": slug}
        ) from error


def _check_bounds(name: str, value: int) -> None:
    declared = SETTINGS[name]
    if not declared.least <= value <= declared.most:
        raise SettingOutOfBounds(
            _("„%(label)s“ darf zwischen %(least)s und %(most)s liegen.")
            % {"label": declared.label, "least": declared.least, "most": declared.most}
        )


def _office_of(membership: Membership) -> ContactPoint:
    contact_point = membership.contact_point
    if contact_point is None:
        raise LookupError("a federation's membership has no contact point")
    # Two coordinators may lock each other at once: the office's row lets one through.
    return ContactPoint.objects.select_for_update().get(pk=contact_point.pk)


def _check_another_coordinator(membership: Membership, contact_point: ContactPoint) -> None:
    others = Membership.objects.filter(
        contact_point=contact_point, role=Role.COORDINATOR, locked_at=None
    ).exclude(pk=membership.pk)
    if membership.role == Role.COORDINATOR and not others.exists():
        raise LastCoordinator(
            _("Mindestens eine Person muss die Koordination haben. Geben Sie sie zuerst weiter.")
        )
