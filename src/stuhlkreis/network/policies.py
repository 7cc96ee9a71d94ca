"""Who may do what where."""

from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.network.models import ContactPoint, Membership
from stuhlkreis.network.roles import RIGHTS, Role


def may(user: User, permission: Permission, contact_point: ContactPoint) -> bool:
    """Whether a standing membership at this very contact point brings the right."""
    if not user.is_active:
        return False
    roles = Membership.objects.filter(
        user=user, contact_point=contact_point, locked_at=None
    ).values_list("role", flat=True)
    return any(permission in RIGHTS[Role(role)] for role in roles)


def check_may(user: User, permission: Permission, contact_point: ContactPoint) -> None:
    """`may`, or a refusal. Raises `Forbidden`."""
    if not may(user, permission, contact_point):
        raise Forbidden(
            _("Das dürfen Sie in dieser Kontaktstelle nicht. Fragen Sie Ihre Koordination.")
        )


def may_administer(user: User | None) -> bool:
    """Whether somebody runs the installation; the command line (None) does."""
    return user is None or (user.is_active and user.is_administrator)


def check_may_administer(user: User | None) -> None:
    """`may_administer`, or a refusal. Raises `Forbidden`."""
    if not may_administer(user):
        raise Forbidden(_("Das darf nur die Verwaltung der Plattform."))
