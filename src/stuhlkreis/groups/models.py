"""The self-help group, its venue, meetings, contact persons and consents.

There is no list of members, and no model may hold one (rule 1).
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stuhlkreis.core.fields import SealedTextField
from stuhlkreis.groups.draft import MOST_TOPICS
from stuhlkreis.groups.lifecycle import (
    Audience,
    Channel,
    ConsentWay,
    Format,
    Medium,
    Openness,
    Source,
    State,
    Visibility,
)
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic


class Group(models.Model):
    """A self-help group as its contact point knows it. `groups.actions` alone writes it."""

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="groups")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)
    external_id = models.CharField(max_length=80, blank=True)
    description = models.TextField(max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, through="GroupTopic", related_name="groups")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.AFFECTED)
    openness = models.CharField(
        max_length=20, choices=Openness, default=Openness.OPEN_AFTER_CONTACT
    )
    format = models.CharField(max_length=10, choices=Format, default=Format.ON_SITE)
    languages = models.JSONField(default=list, blank=True)
    is_young = models.BooleanField(default=False)
    is_step_free = models.BooleanField(null=True, blank=True)
    size = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    meeting_phrase = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=15, choices=State)
    created_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    restart_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="restarts"
    )
    edited_fields = models.JSONField(default=list, blank=True)

    class Privacy:
        """A group is no person: contact persons live in their own model. Kept as history."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "contact_point", "slug", "name", "folded_name", "external_id", "description"}
            | {
                "audience",
                "openness",
                "format",
                "languages",
                "is_young",
                "is_step_free",
                "size",
            }
            | {"website", "meeting_phrase", "state", "created_on", "confirmed_on", "restart_of"}
            | {"edited_fields"}
        )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="group_once_per_external_id",
                fields=["contact_point", "external_id"],
                condition=~Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class GroupTopic(models.Model):
    """One of the one to three topics of a group; position 1 is the main one (rule 27)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="group_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="group_topics")
    position = models.PositiveSmallIntegerField()

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "group", "topic", "position"})

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="grouptopic_once", fields=["group", "topic"]),
            models.UniqueConstraint(name="grouptopic_one_a_position", fields=["group", "position"]),
            models.CheckConstraint(
                name="grouptopic_at_most_three",
                condition=Q(position__gte=1, position__lte=MOST_TOPICS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.topic_id}"


class Venue(models.Model):
    """Where a group meets, and how exactly that is shown (rule 7).

    `lat` and `lon` are the middle of the postcode or place, never of an address (rule 9).
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="venue")
    name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    place = models.CharField(max_length=80, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    district_ags = models.CharField(max_length=5, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.DISTRICT)

    class Privacy:
        """No person's address; some groups must not be found by strangers, see `visibility`."""

        personal = frozenset[str]()
        sensitive = frozenset({"name", "street", "postcode", "place", "lat", "lon", "district_ags"})
        harmless = frozenset({"id", "group", "visibility"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="venue_has_both_coordinates_or_none",
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"venue of {self.group_id}"


class MeetingSeries(models.Model):
    """One rule of a group's meeting phrase (rule 34); `Group.meeting_phrase` is the human text."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="series")
    rule = models.CharField(max_length=200)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    excepts = models.JSONField(default=list, blank=True)
    first_on = models.DateField(null=True, blank=True)

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "group", "rule", "starts_at", "ends_at", "excepts", "first_on"})

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.rule


class StateChange(models.Model):
    """One step in a group's life: when, by whom, on whose word (rule 23)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="state_changes")
    state = models.CharField(max_length=15, choices=State)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(max_length=20, choices=Source)
    because = models.CharField(max_length=200, blank=True)

    class Privacy:
        """Kept as the group's history."""

        personal = frozenset({"by"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "group", "state", "on", "recorded_at", "source", "because"})

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id} {self.state} {self.on}"


class ContactPerson(models.Model):
    """Somebody who answers for a group. A name beside a group is health data (Art. 9 GDPR)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="contact_persons")
    name = SealedTextField()
    phone = SealedTextField()
    email = SealedTextField()
    phone_hash = models.CharField(max_length=64, blank=True)
    mail_hash = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_persons",
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        """Until the consent is withdrawn or the group has been dissolved for three months."""

        personal = frozenset({"user"})
        sensitive = frozenset({"name", "phone", "email", "phone_hash", "mail_hash"})
        harmless = frozenset({"id", "uid", "group", "since", "until"})

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="contactperson_since_before_until",
                condition=Q(until=None) | Q(since__lte=F("until")),
            )
        ]

    def __str__(self) -> str:
        return f"contact person {self.pk}"


class Consent(models.Model):
    """That one channel of a contact person may stand in one medium (rules 3–6)."""

    contact_person = models.ForeignKey(
        ContactPerson, on_delete=models.CASCADE, related_name="consents"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    medium = models.CharField(max_length=20, choices=Medium)
    purpose = models.CharField(max_length=120)
    text_version = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=ConsentWay)
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_on = models.DateField(null=True, blank=True)

    class Privacy:
        """The proof of consent stays as long as what it allows, Art. 7 Abs. 1 GDPR."""

        personal = frozenset({"recorded_by"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "contact_person", "channel", "medium", "purpose", "text_version", "way"}
            | {"given_on", "recorded_at", "withdrawn_on"}
        )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="consent_one_standing_per_channel_and_medium",
                fields=["contact_person", "channel", "medium"],
                condition=Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="consent_counts_only_with_its_text",
                condition=~Q(text_version="") & ~Q(purpose=""),
            ),
            models.CheckConstraint(
                name="consent_given_before_withdrawn",
                condition=Q(withdrawn_on=None) | Q(given_on__lte=F("withdrawn_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} in {self.medium}"
