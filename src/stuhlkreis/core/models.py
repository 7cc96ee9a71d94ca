"""The audit entry: who did what when, never what it said."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One action that changed something.

    It names the action and the record, and no content: a log of contents would be a second,
    unprotected copy of them.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict, blank=True)

    class Privacy:
        """Kept twelve months; `detail` holds names of columns and settings, no personal values."""

        personal = frozenset({"by"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "at", "action", "subject", "subject_id", "detail"})

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject", "subject_id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.subject_id}"
