"""Questions about groups: for the desk, and what of them is public."""

from stuhlkreis.groups.queries.desk import (
    consents_of,
    contact_persons_of,
    draft_of,
    group_of,
    groups_of,
    history_of,
    is_contact_person,
    last_change,
    narrowed,
    persons_of,
    reading_of,
    state_on,
)
from stuhlkreis.groups.queries.public import (
    PublicGroup,
    ReleasedContact,
    public_cards,
    public_group,
    public_groups,
    released_contacts,
)

__all__ = [
    "PublicGroup",
    "ReleasedContact",
    "consents_of",
    "contact_persons_of",
    "draft_of",
    "group_of",
    "groups_of",
    "history_of",
    "is_contact_person",
    "last_change",
    "narrowed",
    "persons_of",
    "public_cards",
    "public_group",
    "public_groups",
    "reading_of",
    "released_contacts",
    "state_on",
]
