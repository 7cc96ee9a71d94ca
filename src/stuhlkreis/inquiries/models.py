"""Interest lists and foundings: people who look for a group that does not exist yet."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from stuhlkreis.core.fields import SealedTextField
from stuhlkreis.core.slots import Slot
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, FoundingState, InterestState
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic


class Founding(models.Model):
    """A group being built up, with the contact point's help (domain 2.3, rules 41–44)."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="foundings"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="founding")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="foundings")
    district_ags = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=FoundingState, default=FoundingState.PREPARING)
    opened_on = models.DateField()
    meets_on = models.DateField(null=True, blank=True)
    meets_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    room = models.CharField(max_length=120, blank=True)
    opener = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Privacy:
        """`opener` says who has the key, usually staff. Kept as the group's history."""

        personal = frozenset({"opener"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "contact_point", "group", "topic", "district_ags", "state", "opened_on"}
            | {"meets_on", "meets_at", "minutes", "room", "ended_on", "ended_because"}
        )

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="founding_started_only_with_date_time_length_room_and_opener",
                condition=~Q(state=FoundingState.STARTED)
                | Q(meets_on__isnull=False, meets_at__isnull=False, minutes__gt=0)
                & ~Q(room="")
                & ~Q(opener=""),
            ),
            models.CheckConstraint(
                name="founding_ended_with_date_and_reason",
                condition=Q(state=FoundingState.ENDED, ended_on__isnull=False)
                & ~Q(ended_because="")
                | ~Q(state=FoundingState.ENDED) & Q(ended_on=None, ended_because=""),
            ),
            models.UniqueConstraint(
                name="founding_one_in_preparation_per_topic_and_district",
                fields=["contact_point", "topic", "district_ags"],
                condition=Q(state=FoundingState.PREPARING),
            ),
        ]

    def __str__(self) -> str:
        return f"founding {self.pk}"


class Interest(models.Model):
    """Somebody who waits for a group on a topic near a postcode. Art. 9 data throughout.

    It counts only once confirmed; it expires (rule 13); when it closes, `erase_days` later only
    its topic and district stay, for counting (rule 44). The keyed hashes tell that somebody asks
    twice, without opening the address.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="interests"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="interests")
    # Empty for a town of several postcodes that was given by name, and after erasing.
    postcode = models.CharField(max_length=5, blank=True)
    district_ags = models.CharField(max_length=5)
    email = SealedTextField()
    phone = SealedTextField()
    name = SealedTextField()
    mail_hash = models.CharField(max_length=64, blank=True, db_index=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    slots = models.JSONField(default=list, blank=True)
    consent_text_version = models.CharField(max_length=40)
    consented_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=InterestState, default=InterestState.UNCONFIRMED
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_how = models.CharField(max_length=10, choices=ConfirmedBy, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    expires_on = models.DateField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    founding = models.ForeignKey(
        Founding, on_delete=models.PROTECT, null=True, blank=True, related_name="interests"
    )
    invited_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Six months, then asked once; silence deletes (rule 13). Erased: `erase_days`."""

        personal = frozenset({"confirmed_by"})
        sensitive = frozenset(
            {"email", "phone", "name", "mail_hash", "phone_hash", "postcode", "topic", "slots"}
        )
        harmless = frozenset(
            {
                "id",
                "uid",
                "contact_point",
                "district_ags",
                "consent_text_version",
                "consented_at",
            }
            | {
                "state",
                "created_at",
                "confirmed_at",
                "confirmed_how",
                "expires_on",
                "mailed_at",
                "reminded_at",
            }
            | {"founding", "invited_at", "closed_at"}
        )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="interest_counts_only_once_confirmed",
                condition=Q(state__in=[InterestState.UNCONFIRMED, InterestState.CLOSED])
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_how=""),
            ),
            models.CheckConstraint(
                name="interest_has_the_text_it_consented_to",
                condition=~Q(consent_text_version=""),
            ),
            models.CheckConstraint(
                name="interest_invited_to_a_founding",
                condition=~Q(state=InterestState.INVITED)
                | Q(founding__isnull=False, invited_at__isnull=False),
            ),
            models.CheckConstraint(
                name="interest_closed_at_a_moment",
                condition=Q(state=InterestState.CLOSED, closed_at__isnull=False)
                | ~Q(state=InterestState.CLOSED) & Q(closed_at=None),
            ),
            models.UniqueConstraint(
                name="interest_once_per_mail_address_topic_and_district",
                fields=["mail_hash", "topic", "district_ags"],
                condition=~Q(mail_hash="") & ~Q(state=InterestState.CLOSED),
            ),
            models.UniqueConstraint(
                name="interest_once_per_lone_phone_topic_and_district",
                fields=["phone_hash", "topic", "district_ags"],
                condition=Q(mail_hash="") & ~Q(phone_hash="") & ~Q(state=InterestState.CLOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"

    @property
    def has_mail(self) -> bool:
        """Whether there is a mail address; a lone phone number means that the desk calls."""
        return bool(self.mail_hash)

    @property
    def slot_labels(self) -> list[str]:
        """The times that suit, in words."""
        return [str(slot.label) for slot in Slot if slot in self.slots]
