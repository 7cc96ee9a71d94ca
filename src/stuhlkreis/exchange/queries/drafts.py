"""Uploaded tables that wait for a decision, and what came of an import."""

import json
from uuid import UUID

from stuhlkreis.core.models import AuditEntry
from stuhlkreis.exchange.columns import mapping_from
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.exchange.queries.preview import Sheet
from stuhlkreis.exchange.table import Row, Table
from stuhlkreis.network.models import ContactPoint


def draft_of(contact_point: ContactPoint, uid: UUID) -> ImportDraft:
    """One waiting table of this contact point. Raises `ImportDraft.DoesNotExist`."""
    return ImportDraft.objects.get(contact_point=contact_point, uid=uid)


def sheet_of(draft: ImportDraft) -> Sheet:
    """The waiting table with its mapping."""
    stored = json.loads(draft.rows)
    header = tuple(stored["header"])
    rows = tuple(Row(line, tuple(cells), tuple(notes)) for line, cells, notes in stored["rows"])
    return Sheet(Table(header, rows), mapping_from(draft.mapping, len(header)))


def as_stored(table: Table) -> str:
    """The table as text, for the sealed column."""
    rows = [[row.line, row.cells, row.notes] for row in table.rows]
    return json.dumps({"header": table.header, "rows": rows}, ensure_ascii=False)


def result_of(contact_point: ContactPoint, pk: int) -> AuditEntry:
    """What an import at this contact point has written. Raises `AuditEntry.DoesNotExist`."""
    return AuditEntry.objects.get(
        pk=pk,
        action="import_groups",
        subject=ContactPoint._meta.label,  # noqa: SLF001 -- Django's documented model metadata
        subject_id=str(contact_point.pk),
    )
