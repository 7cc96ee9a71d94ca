"""Who may take tables in and out."""

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import check_may


def check_may_exchange(by: User | None, contact_point: ContactPoint) -> None:
    """Whether `by` may import and export; None is the command on the server itself.

    Raises `core.errors.Forbidden`.
    """
    if by is not None:
        check_may(by, Permission.IMPORT_GROUPS, contact_point)
