"""A table waiting between upload and import, and under which name a group was imported."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from stuhlkreis.core.fields import SealedTextField
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint


class ImportDraft(models.Model):
    """An uploaded table whose preview somebody looks at. The rows are sealed: they hold people."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, related_name="import_drafts"
    )
    file_name = models.CharField(max_length=200)
    rows = SealedTextField()
    mapping = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        """Deleted with the import, at the latest after seven days."""

        personal = frozenset({"created_by"})
        sensitive = frozenset({"rows"})
        harmless = frozenset({"id", "uid", "contact_point", "file_name", "mapping", "created_at"})

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"import draft {self.pk}"


class ImportedAs(models.Model):
    """The name and place under which a table knows a group.

    The desk may give the group a better name; the table still means the same group.
    """

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, related_name="imported_names"
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="imported_as")
    folded_name = models.CharField(max_length=200)
    folded_place = models.CharField(max_length=80, blank=True)

    class Privacy:
        """Names of groups, no person; goes with the group."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "contact_point", "group", "folded_name", "folded_place"})

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="importedas_once_per_group",
                fields=["group", "folded_name", "folded_place"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.folded_name} {self.folded_place}"
