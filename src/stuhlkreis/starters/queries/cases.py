"""Questions about start requests, accompaniments, notes and follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import settings_of
from stuhlkreis.starters.lifecycle import FITTING, TAKEN, RequestKind, RequestState, State
from stuhlkreis.starters.models import (
    AccompaniedMeeting,
    Accompaniment,
    FollowUp,
    Starter,
    StartRequest,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an accompaniment is: meetings held, planned, and what the office allows (rule 50)."""

    held: int
    planned: int
    warn: int
    stop: int
    is_lifted: bool

    @property
    def most(self) -> int:
        """The number of meetings at which nothing more can be noted."""
        return max(self.planned, self.stop) if self.is_lifted else self.stop

    @property
    def is_used_up(self) -> bool:
        """Whether the last allowed meeting has been."""
        return self.held >= self.most

    @property
    def is_over_plan(self) -> bool:
        """Whether every planned meeting has been."""
        return self.held >= self.planned

    @property
    def is_many(self) -> bool:
        """Whether more is planned, or was held, than is usual."""
        return max(self.held, self.planned) > self.warn


def fitting_groups(contact_point: ContactPoint) -> QuerySet[Group]:
    """The groups a starter may be asked for: no open request, nobody asked or accompanying."""
    states = frozenset[str]().union(*FITTING.values())
    asked = StartRequest.objects.filter(group=OuterRef("pk"), state=RequestState.OPEN)
    taken = Accompaniment.objects.filter(group=OuterRef("pk"), state__in=TAKEN)
    return (
        Group.objects.filter(contact_point=contact_point, state__in=states)
        .exclude(Exists(asked))
        .exclude(Exists(taken))
        .order_by("name", "pk")
    )


def taken_by(group: Group) -> Accompaniment | None:
    """Who is asked for the group or accompanies it."""
    return (
        Accompaniment.objects.filter(group=group, state__in=TAKEN).select_related("starter").first()
    )


def start_requests_of(contact_point: ContactPoint) -> QuerySet[StartRequest]:
    """All start requests of a contact point, oldest first."""
    return (
        StartRequest.objects.filter(group__contact_point=contact_point)
        .select_related("group__contact_point", "group__venue", "created_by")
        .prefetch_related(
            "group__group_topics__topic",
            Prefetch(
                "accompaniments",
                Accompaniment.objects.select_related("starter").order_by("asked_at", "pk"),
            ),
        )
        .order_by("created_at", "pk")
    )


def open_requests_of(contact_point: ContactPoint) -> QuerySet[StartRequest]:
    """The start requests that wait for somebody to choose, oldest first."""
    return start_requests_of(contact_point).filter(waiting())


def waiting() -> Exists:
    """Open requests for which nobody is asked, as a condition on start requests."""
    taken = Accompaniment.objects.filter(group=OuterRef("group"), state__in=TAKEN)
    return Exists(
        StartRequest.objects.filter(pk=OuterRef("pk"), state=RequestState.OPEN).exclude(
            Exists(taken)
        )
    )


def start_request_of(contact_point: ContactPoint, pk: int) -> StartRequest:
    """One start request of a contact point. Raises `StartRequest.DoesNotExist`."""
    return start_requests_of(contact_point).get(pk=pk)


def _accompaniments() -> QuerySet[Accompaniment]:
    return (
        Accompaniment.objects.select_related(
            "group__contact_point", "group__venue", "starter__user", "starter__contact_point"
        )
        .select_related("request", "answer_entered_by", "cap_lifted_by", "follow_up")
        .prefetch_related(
            "group__group_topics__topic",
            Prefetch("meetings", AccompaniedMeeting.objects.order_by("held_on", "pk")),
        )
        .annotate(held=Count("meetings"))
    )


def accompaniments_of(contact_point: ContactPoint) -> QuerySet[Accompaniment]:
    """All accompaniments of a contact point's groups, newest first; each with `held` meetings."""
    return _accompaniments().filter(group__contact_point=contact_point).order_by("-asked_at", "-pk")


def running_counts() -> dict[int, int]:
    """How many accompaniments of each contact point's groups run: its id → a number (rule 75)."""
    counted = (
        Accompaniment.objects.filter(state=State.RUNNING)
        .order_by()
        .values("group__contact_point")
        .annotate(count=Count("pk"))
    )
    return {row["group__contact_point"]: row["count"] for row in counted}


def accompaniment_of(contact_point: ContactPoint, pk: int) -> Accompaniment:
    """One accompaniment of a contact point's group. Raises `Accompaniment.DoesNotExist`."""
    return accompaniments_of(contact_point).get(pk=pk)


def accompaniments_for(starter: Starter) -> QuerySet[Accompaniment]:
    """What a starter sees (rule 15): their own, newest first, without what was withdrawn."""
    return (
        _accompaniments()
        .filter(starter=starter, state__in=[State.PROPOSED, State.RUNNING, State.ENDED])
        .order_by("-asked_at", "-pk")
    )


def accompaniments_to_answer(contact_point: ContactPoint) -> QuerySet[Accompaniment]:
    """Starters who were asked and have not answered, the longest wait first."""
    return accompaniments_of(contact_point).filter(state=State.PROPOSED).order_by("asked_at", "pk")


def talks_wanted(contact_point: ContactPoint) -> QuerySet[AccompaniedMeeting]:
    """Notes whose starter wishes to talk with the contact point, oldest first (rule 54)."""
    return (
        AccompaniedMeeting.objects.filter(
            accompaniment__group__contact_point=contact_point, needs_talk=True, talked_at=None
        )
        .select_related("accompaniment__starter", "accompaniment__group")
        .order_by("held_on", "pk")
    )


def progress_of(accompaniment: Accompaniment) -> Progress:
    """How far the accompaniment is, by the settings of its contact point."""
    return progress_by(accompaniment, settings_of(accompaniment.group.contact_point))


def progress_by(accompaniment: Accompaniment, chosen: Mapping[str, int]) -> Progress:
    """How far the accompaniment is, by settings the caller has read already (for lists)."""
    kind = RequestKind(accompaniment.request.kind).value
    return Progress(
        held=len(accompaniment.meetings.all()),
        planned=accompaniment.planned_meetings,
        warn=chosen[f"warn_meetings_{kind}"],
        stop=chosen["stop_meetings"],
        is_lifted=bool(accompaniment.cap_lifted_because),
    )


def _follow_ups(contact_point: ContactPoint) -> QuerySet[FollowUp]:
    return (
        FollowUp.objects.filter(accompaniment__group__contact_point=contact_point)
        .select_related("accompaniment__group", "accompaniment__starter")
        .order_by("due_on", "pk")
    )


def follow_ups_due(contact_point: ContactPoint, *, on: date) -> QuerySet[FollowUp]:
    """The unanswered questions that are due on the day, the oldest first (rule 57)."""
    return _follow_ups(contact_point).filter(result="", due_on__lte=on)
