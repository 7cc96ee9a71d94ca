"""Who may edit a group, and who may speak for it."""

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.groups import queries
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import check_may


def check_may_edit(by: User | None, contact_point: ContactPoint) -> None:
    """Whether `by` may edit the groups of the contact point; None is the program itself.

    Raises `core.errors.Forbidden`.
    """
    if by is not None:
        check_may(by, Permission.EDIT_GROUPS, contact_point)


def check_may_speak(by: User | None, group: Group) -> None:
    """Whether `by` may say something for the group: its contact person, or who may edit it.

    Raises `core.errors.Forbidden`.
    """
    if by is None or not queries.is_contact_person(by, group):
        check_may_edit(by, group.contact_point)


def check_may_consent(by: User | None, contact_person: ContactPerson) -> None:
    """Whether `by` may say what is shown of a contact person: themselves, or who may edit.

    Another contact person of the group may not: a consent is personal (rule 3).
    Raises `core.errors.Forbidden`.
    """
    is_self = by is not None and by.is_active and contact_person.user_id == by.pk
    if not is_self:
        check_may_edit(by, contact_person.group.contact_point)
