"""Writes the audit entry of an action, in the action's own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model

from stuhlkreis.core.models import AuditEntry

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def record(
    action: str,
    subject: Model,
    *,
    at: datetime,
    by: "AbstractBaseUser | None",
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Note that `by` (None: a person without account, or the clock) did `action` to `subject`.

    `detail` takes column names, states and numbers; never names of people, contact data or texts.
    """
    return AuditEntry.objects.create(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        subject=subject._meta.label,  # noqa: SLF001 -- Django's documented model metadata
        subject_id=str(subject.pk),
        detail=dict(detail or {}),
    )
