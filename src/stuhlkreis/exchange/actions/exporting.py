"""Gives an office everything it has entered: the full way out (rule 74)."""

from datetime import datetime

from django.db import transaction

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.exchange import policies, queries
from stuhlkreis.network.models import ContactPoint


@transaction.atomic
def export_groups(
    *, contact_point: ContactPoint, at: datetime, by: User | None
) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of all groups with their contact persons.

    That contact data were read is noted (rule 16). Raises `core.errors.Forbidden`.
    """
    policies.check_may_exchange(by, contact_point)
    header, rows = queries.rows_of_groups(contact_point)
    audit.record("export_groups", contact_point, at=at, by=by, detail={"groups": len(rows)})
    return header, rows
