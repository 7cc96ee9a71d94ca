"""Who may ask, assign, answer and note."""

from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import check_may
from stuhlkreis.starters.errors import NotYourAnswer
from stuhlkreis.starters.models import Starter


def check_may_request(by: User, contact_point: ContactPoint) -> None:
    """Whether `by` may ask for a starter there. Raises `core.errors.Forbidden`."""
    check_may(by, Permission.REQUEST_STARTERS, contact_point)


def check_may_assign(by: User, contact_point: ContactPoint) -> None:
    """Whether `by` may choose starters there (rule 51). Raises `core.errors.Forbidden`."""
    check_may(by, Permission.ASSIGN_STARTERS, contact_point)


def check_may_edit(by: User, contact_point: ContactPoint) -> None:
    """Whether `by` may change the data of starters there. Raises `core.errors.Forbidden`."""
    check_may(by, Permission.EDIT_STARTERS, contact_point)


def answers_alone(starter: Starter) -> bool:
    """Whether the person has an account that is not locked, so that nobody answers for them."""
    return starter.user is not None and starter.user.is_active


def check_may_speak(by: User, starter: Starter) -> None:
    """Whether `by` may answer and note for the starter: themselves, or the desk if need be.

    Raises `NotYourAnswer`, or `core.errors.Forbidden` for strangers.
    """
    if starter.user is not None and by == starter.user:
        return
    check_may_assign(by, starter.contact_point)
    if answers_alone(starter):
        raise NotYourAnswer(_("Diese Person hat ein eigenes Konto und antwortet selbst."))
