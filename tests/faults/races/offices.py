"""Two people set up offices, invite and lock colleagues at once."""

from typing import Final

from stuhlkreis.accounts.models import User
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network import actions as network
from stuhlkreis.network.models import ContactPoint, Federation, Membership, Setting
from stuhlkreis.network.roles import Role
from tests import make
from tests.faults.races.running import Deed, Facts, Race, an_office

AT, ON = make.AT, make.TODAY


def two_change_the_same_setting() -> Race:
    here, by = an_office()

    def change(value: int) -> Deed:
        return lambda: network.change_settings(
            contact_point=here, values={"founding_threshold": value}, at=AT, by=by
        )

    def facts() -> Facts:
        row = Setting.objects.get(contact_point=here, name="founding_threshold")
        steps = AuditEntry.objects.filter(action="change_setting", subject_id=str(row.pk))
        chain = [(step.detail["from"], step.detail["to"]) for step in steps.order_by("pk")]
        return {"chained": chain[0][1] == chain[1][0] and chain[1][1] == row.value}

    return Race(change(4), change(5), facts)


def two_lock_each_other() -> Race:
    here, by = an_office()
    too = make.member(at=here)
    mine, theirs = Membership.objects.get(user=by), Membership.objects.get(user=too)
    return Race(
        lambda: network.lock_colleague(membership=theirs, at=AT, by=by),
        lambda: network.lock_colleague(membership=mine, at=AT, by=too),
        lambda: {"coordinators": _coordinators(here)},
    )


def two_coordinators_step_back() -> Race:
    here, by = an_office()
    too = make.member(at=here)
    mine, theirs = Membership.objects.get(user=by), Membership.objects.get(user=too)
    return Race(
        lambda: network.change_role(membership=mine, role=Role.STAFF, at=AT, by=by),
        lambda: network.change_role(membership=theirs, role=Role.STAFF, at=AT, by=too),
        lambda: {"coordinators": _coordinators(here)},
    )


def _coordinators(here: ContactPoint) -> int:
    return here.memberships.filter(role=Role.COORDINATOR, locked_at=None).count()


def _invites(email: str) -> Race:
    here, by = an_office()

    def invite() -> object:
        return network.invite_colleague(
            contact_point=here, who=network.Newcomer(email=email, name="Neu"), role=Role.STAFF,
            on=ON, at=AT, by=by,
        )  # fmt: skip

    return Race(
        invite,
        invite,
        lambda: {
            "accounts": User.objects.filter(email=email).count(),
            "members": here.memberships.count(),
        },
    )


def two_invite_the_same_new_colleague() -> Race:
    return _invites(f"neu-{make.topic().pk}@example.org")


def two_invite_the_same_known_colleague() -> Race:
    return _invites(make.user().email)


def two_found_the_same_federation() -> Race:
    by, slug = make.user(is_administrator=True), f"verbund-neu-{make.topic().pk}"

    def create() -> object:
        return network.create_federation(slug=slug, name="V", state_ags="13", at=AT, by=by)

    return Race(
        create, create, lambda: {"federations": Federation.objects.filter(slug=slug).count()}
    )


def two_make_the_same_contact_point() -> Race:
    by, slug = make.user(is_administrator=True), f"stelle-neu-{make.topic().pk}"
    office = network.Office(
        slug=slug, name="S", place="Güstrow", postcode="18273", lat=53.8, lon=12.2
    )

    def create() -> object:
        return network.create_contact_point(
            office=office, federation=None, districts=("13072",), at=AT, by=by
        )

    return Race(create, create, lambda: {"offices": ContactPoint.objects.filter(slug=slug).count()})


RACES: Final = (
    two_change_the_same_setting,
    two_lock_each_other,
    two_coordinators_step_back,
    two_invite_the_same_new_colleague,
    two_invite_the_same_known_colleague,
    two_found_the_same_federation,
    two_make_the_same_contact_point,
)
