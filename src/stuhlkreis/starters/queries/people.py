"""Questions about the volunteers of a contact point."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import TAKEN, StarterState, State
from stuhlkreis.starters.models import Agreement, Qualification, Starter


def starters_of(contact_point: ContactPoint) -> QuerySet[Starter]:
    """All starters of a contact point by name, who left at the end; with what they carry.

    Each has `taken` (asked or running) and `accompanied` (ended) as numbers.
    """
    return (
        Starter.objects.filter(contact_point=contact_point)
        .select_related("user", "contact_point")
        .prefetch_related("qualifications", "agreements")
        .annotate(
            taken=Count("accompaniments", filter=Q(accompaniments__state__in=TAKEN)),
            accompanied=Count("accompaniments", filter=Q(accompaniments__state=State.ENDED)),
            has_left=Count("pk", filter=Q(state=StarterState.LEFT)),
        )
        .order_by("has_left", "name", "pk")
    )


def starter_of(contact_point: ContactPoint, pk: int) -> Starter:
    """One starter of a contact point. Raises `Starter.DoesNotExist`."""
    return starters_of(contact_point).get(pk=pk)


def starter_for(user: User) -> Starter:
    """The starter an account belongs to. Raises `Starter.DoesNotExist`, also for who left."""
    return (
        Starter.objects.exclude(state=StarterState.LEFT)
        .select_related("contact_point")
        .get(user=user)
    )


def is_qualified(qualifications: Iterable[Qualification], *, hours: int, on: date) -> bool:
    """Whether the hours of everything completed by the day reach the office's number (rule 46)."""
    return sum(each.hours for each in qualifications if each.completed_on <= on) >= hours


def has_agreement(agreements: Iterable[Agreement], *, on: date) -> bool:
    """Whether one of the agreements is valid on the day (rule 47)."""
    return any(each.valid_from <= on <= each.valid_until for each in agreements)


def is_full(starter: Starter) -> bool:
    """Whether a starter of `starters_of` is asked for, or accompanies, as many as they want."""
    taken: int = vars(starter)["taken"]
    return taken >= starter.most_accompaniments
