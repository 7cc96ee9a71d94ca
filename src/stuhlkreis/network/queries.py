"""Questions about contact points, who works there, and their settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from stuhlkreis.accounts.models import User
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network.models import (
    CatchmentArea,
    ContactPoint,
    Federation,
    Membership,
    Setting,
)
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.network.roles import Role
from stuhlkreis.regions.places import Point, distance_km

LAST_CHANGES: Final = 10


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of a setting, as the office reads it; `by` is "" for the program itself."""

    at: datetime
    by: str
    name: str
    before: int
    after: int

    @property
    def label(self) -> str:
        """What the settings page calls it."""
        return str(SETTINGS[self.name].label)


def contact_points() -> QuerySet[ContactPoint]:
    """All contact points by name."""
    return ContactPoint.objects.select_related("federation").order_by("name", "pk")


def desk_membership_of(user: User) -> Membership | None:
    """The membership that opens somebody's desk: staff or coordinator, not locked, the oldest."""
    return (
        Membership.objects.filter(
            user=user, role__in=[Role.STAFF, Role.COORDINATOR], locked_at=None
        )
        .select_related("contact_point__federation")
        .order_by("since", "pk")
        .first()
    )


def federation_of(user: User) -> Federation | None:
    """The federation somebody acts for."""
    membership = (
        Membership.objects.filter(user=user, role=Role.FEDERATION, locked_at=None)
        .select_related("federation")
        .order_by("since", "pk")
        .first()
    )
    return membership.federation if membership else None


def federations() -> QuerySet[Federation]:
    """All federations by name, with their contact points and their people."""
    return Federation.objects.prefetch_related(
        Prefetch("contact_points", contact_points()),
        Prefetch("memberships", Membership.objects.select_related("user").order_by("pk")),
    ).order_by("name", "pk")


def contact_points_of(federation: Federation) -> QuerySet[ContactPoint]:
    """The contact points of a federation by name."""
    return contact_points().filter(federation=federation)


def memberships_of(contact_point: ContactPoint) -> QuerySet[Membership]:
    """Everybody with a role at a contact point, by name."""
    return (
        Membership.objects.filter(contact_point=contact_point)
        .select_related("user")
        .order_by("user__name", "pk")
    )


def settings_of(contact_point: ContactPoint) -> dict[str, int]:
    """Every setting of the registry with the office's value or the default."""
    chosen = {row.name: row.value for row in contact_point.settings.all()}
    return {name: chosen.get(name, declared.default) for name, declared in SETTINGS.items()}


def with_settings(contact_point: ContactPoint) -> ContactPoint:
    """The contact point with its settings read once, for a page on which many questions need them.

    Only for reading: a setting changed afterwards is not seen.
    """
    prefetch_related_objects([contact_point], "settings")
    return contact_point


def setting(contact_point: ContactPoint, name: str) -> int:
    """One setting's value. Raises `KeyError` for a name the registry does not know."""
    return settings_of(contact_point)[name]


def setting_changes(contact_point: ContactPoint) -> list[SettingChange]:
    """The last changes of an office's settings, the latest first, from the audit entries."""
    rows = Setting.objects.filter(contact_point=contact_point).values_list("pk", flat=True)
    entries = (
        AuditEntry.objects.filter(
            action="change_setting",
            subject="network.Setting",
            subject_id__in=[str(pk) for pk in rows],
        )
        .select_related("by")
        .order_by("-at", "-pk")
    )
    return [
        SettingChange(
            at=entry.at,
            by=entry.by.short_name if isinstance(entry.by, User) else "",
            name=entry.detail["name"],
            before=entry.detail["from"],
            after=entry.detail["to"],
        )
        for entry in entries[:LAST_CHANGES]
        if entry.detail["name"] in SETTINGS
    ]


def responsible_for(district_ags: str, *, point: Point) -> ContactPoint | None:
    """The contact point there for the district (five digits); of several the nearest to `point`."""
    areas = CatchmentArea.objects.filter(district_ags=district_ags).select_related("contact_point")
    offices = [area.contact_point for area in areas.order_by("pk")]
    return min(
        offices,
        key=lambda office: distance_km(point, Point(office.lat, office.lon)),
        default=None,
    )


def chosen_values(name: str) -> dict[int, int]:
    """What offices set instead of the default of one setting: contact point's id → value."""
    return dict(Setting.objects.filter(name=name).values_list("contact_point_id", "value"))


def districts_of(contact_point: ContactPoint) -> list[str]:
    """The keys (five digits) of the districts a contact point is there for."""
    areas = CatchmentArea.objects.filter(contact_point=contact_point).order_by("district_ags")
    return list(areas.values_list("district_ags", flat=True))
