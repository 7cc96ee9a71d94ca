"""Roles at a contact point or federation, and the rights each brings."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission


class Role(TextChoices):
    """What somebody is at a contact point or federation."""

    STAFF = "staff", _("Fachkraft")
    COORDINATOR = "coordinator", _("Koordination")
    FEDERATION = "federation", _("Verbund")


_STAFF: Final = frozenset(
    {
        Permission.SEE_DESK,
        Permission.EDIT_GROUPS,
        Permission.IMPORT_GROUPS,
        Permission.EDIT_FOUNDINGS,
        Permission.REQUEST_STARTERS,
        Permission.ASSIGN_STARTERS,
        Permission.SEE_FIGURES,
    }
)

RIGHTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.STAFF: _STAFF,
    Role.COORDINATOR: _STAFF
    | {Permission.EDIT_STARTERS, Permission.EDIT_SETTINGS, Permission.INVITE_COLLEAGUES},
    Role.FEDERATION: frozenset({Permission.SEE_FEDERATION}),
}
