"""Starters, what qualifies them, start requests, accompaniments, notes and follow-ups."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stuhlkreis.core.fields import SealedTextField
from stuhlkreis.core.text import short_name
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.draft import MOST_AT_ONCE
from stuhlkreis.starters.lifecycle import (
    AgreementWay,
    EndReason,
    FollowUpResult,
    Phase,
    ProcessTopic,
    RequestKind,
    RequestState,
    StarterState,
    State,
)


class Starter(models.Model):
    """A trained volunteer of a contact point who helps new groups find together."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="starters"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="starter",
    )
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=5)
    lat = models.FloatField()
    lon = models.FloatField()
    radius_km = models.PositiveSmallIntegerField(default=60)
    slots = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    most_accompaniments = models.PositiveSmallIntegerField(default=2)
    state = models.CharField(max_length=8, choices=StarterState, default=StarterState.ACTIVE)
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Privacy:
        """Until one year after the end of service; vouchers longer (a later issue)."""

        personal = frozenset(
            {"user", "name", "email", "phone", "postcode", "lat", "lon", "slots", "languages"}
        )
        sensitive = frozenset[str]()
        harmless = frozenset(
            {
                "id",
                "contact_point",
                "radius_km",
                "most_accompaniments",
                "state",
                "since",
                "left_on",
            }
        )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="starter_left_on_a_day",
                condition=Q(state=StarterState.LEFT, left_on__isnull=False)
                | ~Q(state=StarterState.LEFT) & Q(left_on=None),
            ),
            models.CheckConstraint(
                name="starter_takes_one_to_nine_groups",
                condition=Q(most_accompaniments__gte=1, most_accompaniments__lte=MOST_AT_ONCE),
            ),
        ]

    def __str__(self) -> str:
        return f"starter {self.pk}"

    @property
    def short_name(self) -> str:
        """What lists and other people see of the name."""
        return short_name(self.name)


class Qualification(models.Model):
    """A completed training, as somebody has seen it: a bare tick qualifies nobody (rule 46)."""

    starter = models.ForeignKey(Starter, on_delete=models.CASCADE, related_name="qualifications")
    completed_on = models.DateField()
    issuer = models.CharField(max_length=120)
    hours = models.PositiveSmallIntegerField()
    for_existing_groups = models.BooleanField(default=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        """Kept with the starter."""

        personal = frozenset({"starter", "seen_by"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "completed_on", "issuer", "hours", "for_existing_groups"})

    class Meta:
        ordering = ["completed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="qualification_has_hours_and_issuer",
                condition=Q(hours__gt=0) & ~Q(issuer=""),
            )
        ]

    def __str__(self) -> str:
        return f"qualification {self.pk}"


class Agreement(models.Model):
    """The signed agreement between contact point and starter (rule 47)."""

    starter = models.ForeignKey(Starter, on_delete=models.CASCADE, related_name="agreements")
    text_version = models.CharField(max_length=40)
    signed_on = models.DateField()
    way = models.CharField(max_length=6, choices=AgreementWay)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Privacy:
        """Kept with the starter."""

        personal = frozenset({"starter"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "text_version", "signed_on", "way", "valid_from", "valid_until"}
        )

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_valid_from_before_until",
                condition=Q(valid_from__lte=F("valid_until")),
            )
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class ExcludedTopic(models.Model):
    """A topic a starter is not to be asked for; no reason is asked or stored (rule 48, Art. 9)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    starter = models.ForeignKey(Starter, on_delete=models.CASCADE, related_name="excluded_topics")
    topic_slug = SealedTextField()

    class Privacy:
        """While active; deleted at once when the starter leaves."""

        personal = frozenset({"starter"})
        sensitive = frozenset({"topic_slug"})
        harmless = frozenset({"id", "uid"})

    def __str__(self) -> str:
        return f"excluded topic {self.pk}"


class StartRequest(models.Model):
    """A contact point asks for a starter for one of its groups."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="start_requests")
    kind = models.CharField(max_length=8, choices=RequestKind)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    planned_meetings = models.PositiveSmallIntegerField()
    slots = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    whole_group_wishes_on = models.DateField()
    first_meeting_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        """Kept as the group's history."""

        personal = frozenset({"created_by"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "group", "kind", "state", "reason", "planned_meetings", "slots", "languages"}
            | {"whole_group_wishes_on", "first_meeting_on", "created_at"}
        )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="startrequest_one_open_per_group",
                fields=["group"],
                condition=Q(state=RequestState.OPEN),
            ),
            models.CheckConstraint(
                name="startrequest_plans_at_least_one_meeting",
                condition=Q(planned_meetings__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"start request {self.pk}"


class Accompaniment(models.Model):
    """One starter's time-limited support of one group, from being asked to its end."""

    request = models.ForeignKey(
        StartRequest, on_delete=models.PROTECT, related_name="accompaniments"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="accompaniments")
    starter = models.ForeignKey(Starter, on_delete=models.PROTECT, related_name="accompaniments")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    planned_meetings = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    started_on = models.DateField(null=True, blank=True)
    chosen_because = models.CharField(max_length=200, blank=True)
    cap_lifted_because = models.CharField(max_length=200, blank=True)
    cap_lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)

    class Privacy:
        """Who accompanied whom says little about health, for a starter never shares the topic."""

        personal = frozenset({"starter", "answer_entered_by", "cap_lifted_by"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "request", "group", "state", "planned_meetings", "asked_at", "answered_at"}
            | {"started_on", "chosen_because", "cap_lifted_because", "ended_on", "end_reason"}
        )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="accompaniment_one_asked_or_running_per_group",
                fields=["group"],
                condition=Q(state__in=[State.PROPOSED, State.RUNNING]),
            ),
            models.CheckConstraint(
                name="accompaniment_ended_with_date_and_reason",
                condition=Q(state=State.ENDED, ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(state=State.ENDED) & Q(ended_on=None, end_reason=""),
            ),
            models.CheckConstraint(
                name="accompaniment_plans_at_least_one_meeting",
                condition=Q(planned_meetings__gte=1),
            ),
            models.CheckConstraint(
                name="accompaniment_goes_on_only_once_answered",
                condition=Q(state__in=[State.PROPOSED, State.WITHDRAWN])
                | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="accompaniment_runs_from_a_day",
                condition=~Q(state__in=[State.RUNNING, State.ENDED]) | Q(started_on__isnull=False),
            ),
            models.CheckConstraint(
                name="accompaniment_cap_lifted_by_somebody_with_a_reason",
                condition=Q(cap_lifted_because="", cap_lifted_by=None)
                | ~Q(cap_lifted_because="") & Q(cap_lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"accompaniment {self.pk}"


class AccompaniedMeeting(models.Model):
    """A starter's note on one meeting: fixed fields, no names, no content (rule 54)."""

    accompaniment = models.ForeignKey(
        Accompaniment, on_delete=models.CASCADE, related_name="meetings"
    )
    held_on = models.DateField()
    present = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=10, choices=Phase)
    process_topics = models.JSONField(default=list, blank=True)
    needs_talk = models.BooleanField(default=False)
    talked_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        """A number of people, no names."""

        personal = frozenset({"entered_by"})
        sensitive = frozenset[str]()
        harmless = frozenset(
            {
                "id",
                "accompaniment",
                "held_on",
                "present",
                "phase",
                "process_topics",
                "needs_talk",
            }
            | {"talked_at", "entered_at"}
        )

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="accompaniedmeeting_one_a_day", fields=["accompaniment", "held_on"]
            ),
            models.CheckConstraint(
                name="accompaniedmeeting_somebody_was_present", condition=Q(present__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.held_on}"

    @property
    def topic_labels(self) -> list[str]:
        """What the process was about, in words."""
        return [str(ProcessTopic(each).label) for each in self.process_topics]


class FollowUp(models.Model):
    """The question, months after the end, whether the group still meets (rule 57)."""

    accompaniment = models.OneToOneField(
        Accompaniment, on_delete=models.CASCADE, related_name="follow_up"
    )
    due_on = models.DateField()
    result = models.CharField(max_length=15, choices=FollowUpResult, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Privacy:
        """About a group, not a person."""

        personal = frozenset({"answered_by"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "accompaniment", "due_on", "result", "answered_on"})

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="followup_result_and_day_together",
                condition=Q(result="", answered_on=None)
                | ~Q(result="") & Q(answered_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"follow-up {self.due_on}"
