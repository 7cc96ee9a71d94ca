"""The catalogue of subjects as rows, and the words nobody has placed in it yet."""

from django.db import models
from django.db.models import F, Q

from stuhlkreis.network.models import ContactPoint


class TopicArea(models.Model):
    """One of the large chapters of the catalogue, such as "Krebs"."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField()

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "slug", "name", "position"})

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """A subject a group meets about; its slug never changes (rules 27, 29)."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=120, unique=True)
    area = models.ForeignKey(TopicArea, on_delete=models.PROTECT, related_name="topics")
    # Rule 8: violence, abuse, exit from sects … – places are shown on request only.
    is_sensitive = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "slug", "name", "area", "is_sensitive", "is_active"})

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Synonym(models.Model):
    """Another word for a topic; after folding it belongs to one topic only (rule 31)."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="synonyms")
    text = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, unique=True)

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "topic", "text", "folded"})

    class Meta:
        ordering = ["folded", "pk"]

    def __str__(self) -> str:
        return self.text


class UnknownWord(models.Model):
    """A topic word of an import or a form that the catalogue does not know.

    An editor answers it with a topic; until then it waits on the contact point's list.
    """

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, related_name="unknown_words"
    )
    word = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    seen_count = models.PositiveIntegerField(default=1)
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_words"
    )

    class Privacy:
        """Words from tables of groups, not from people's queries: no personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset(
            {
                "id", "contact_point", "word", "folded", "seen_count",
                "first_seen_on", "last_seen_on", "topic",
            }
        )  # fmt: skip

    class Meta:
        ordering = ["-seen_count", "folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="unknown_word_once_per_contact_point", fields=["contact_point", "folded"]
            ),
            models.CheckConstraint(
                name="unknown_word_seen_at_least_once", condition=Q(seen_count__gte=1)
            ),
            models.CheckConstraint(
                name="unknown_word_first_seen_before_last",
                condition=Q(first_seen_on__lte=F("last_seen_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.word
