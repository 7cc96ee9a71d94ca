"""Everything that changes a group, its life, its contact persons and their consents."""

from stuhlkreis.groups.actions.contacts import (
    add_contact_person,
    end_contact_person,
    give_account,
    record_consents,
    show_contact_persons,
    withdraw_consent,
)
from stuhlkreis.groups.actions.moving import confirm_group, move_group
from stuhlkreis.groups.actions.writing import change_group, create_group, restart_group

__all__ = [
    "add_contact_person",
    "change_group",
    "confirm_group",
    "create_group",
    "end_contact_person",
    "give_account",
    "move_group",
    "record_consents",
    "restart_group",
    "show_contact_persons",
    "withdraw_consent",
]
