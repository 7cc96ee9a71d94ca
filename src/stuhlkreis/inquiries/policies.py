"""Who may work with interest lists and foundings."""

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import check_may


def check_may_found(by: User, contact_point: ContactPoint) -> None:
    """Only staff of this very contact point, never a starter (rule 15). Raises `Forbidden`."""
    check_may(by, Permission.EDIT_FOUNDINGS, contact_point)
