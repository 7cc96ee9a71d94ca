"""An uploaded table waits, sealed, until somebody imports or drops it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.core.text import without_controls
from stuhlkreis.exchange import policies
from stuhlkreis.exchange.columns import Columns, recognised
from stuhlkreis.exchange.errors import DraftGone
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.exchange.queries.drafts import as_stored
from stuhlkreis.exchange.table import read_table
from stuhlkreis.network.models import ContactPoint

KEPT_FOR: Final = timedelta(days=7)
_LONGEST_NAME: Final = 200


@transaction.atomic
def draft_import(
    *, contact_point: ContactPoint, file_name: str, content: bytes, at: datetime, by: User
) -> ImportDraft:
    """Keep an uploaded table until it is imported or dropped; headings we know are mapped.

    Raises what `table.read_table` raises, and `core.errors.Forbidden`.
    """
    policies.check_may_exchange(by, contact_point)
    table = read_table(content, file_name, most_bytes=settings.UPLOAD_MAX_BYTES)
    draft = ImportDraft.objects.create(
        contact_point=contact_point,
        file_name=without_controls(file_name)[:_LONGEST_NAME],
        rows=as_stored(table),
        mapping=_stored(recognised(table.header)),
        created_at=at,
        created_by=by,
    )
    audit.record("draft_import", draft, at=at, by=by, detail={"rows": len(table.rows)})
    return draft


@transaction.atomic
def map_draft(*, draft: ImportDraft, columns: Columns, at: datetime, by: User) -> None:
    """Say by hand what the columns of a waiting table mean.

    Raises `DraftGone` or `core.errors.Forbidden`.
    """
    policies.check_may_exchange(by, draft.contact_point)
    draft = locked_draft(draft)
    draft.mapping = _stored(columns)
    draft.save(update_fields=["mapping"])
    audit.record("map_draft", draft, at=at, by=by)


@transaction.atomic
def drop_draft(*, draft: ImportDraft, at: datetime, by: User) -> None:
    """Throw a waiting table away, nothing of it was imported.

    Raises `DraftGone` or `core.errors.Forbidden`.
    """
    policies.check_may_exchange(by, draft.contact_point)
    draft = locked_draft(draft)
    audit.record("drop_draft", draft, at=at, by=by)
    draft.delete()


@transaction.atomic
def drop_old_drafts(*, at: datetime) -> int:
    """Throw away what has waited for more than seven days; says how many."""
    old = ImportDraft.objects.filter(created_at__lt=at - KEPT_FOR).order_by("pk")
    for draft in old:
        audit.record("drop_draft", draft, at=at, by=None)
        draft.delete()
    return len(old)


def locked_draft(draft: ImportDraft) -> ImportDraft:
    """The waiting table as it stands now; a step inside an action. Raises `DraftGone`."""
    waiting = (
        ImportDraft.objects.select_for_update(of=("self",))
        .select_related("contact_point")
        .filter(pk=draft.pk)
        .first()
    )
    if waiting is None:
        raise DraftGone
    return waiting


def _stored(columns: Columns) -> Mapping[str, int]:
    return {field.value: index for field, index in columns.items()}
