"""What time does to the lists: unconfirmed entries go, old ones are asked once, silence deletes."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from stuhlkreis.inquiries.actions.interests import deleted, erased, reminded
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import contact_points, settings_of


@transaction.atomic
def run_interest_expiry(*, on: date, at: datetime) -> dict[str, int]:
    """Apply the periods of every contact point; a second run on the same day does nothing.

    Returns how many entries each step touched.

    Not confirmed in time: deleted. `interest_answer_days` before the end: asked once, by mail or
    as a task of the desk. No answer by the end of the last day: deleted (rule 13). Nobody is
    deleted without having been asked: if the clock stood still, the time to answer begins with the
    question.
    Who is invited to a founding is not asked while it runs. Closed: contact data erased after
    `erase_days` (rule 44).
    """
    unconfirmed = _delete(
        Interest.objects.filter(state=InterestState.UNCONFIRMED, expires_on__lt=on),
        at=at,
        because="unconfirmed",
    )
    silent = _delete(
        Interest.objects.filter(
            state=InterestState.OPEN, reminded_at__isnull=False, expires_on__lt=on
        ),
        at=at,
        because="silent",
    )
    asked = erased_here = 0
    for contact_point in contact_points():
        chosen = settings_of(contact_point)
        asked += _remind(contact_point, days=chosen["interest_answer_days"], on=on, at=at)
        erased_here += _erase(contact_point, days=chosen["erase_days"], at=at)
    return {
        "interests_unconfirmed": unconfirmed,
        "interests_reminded": asked,
        "interests_silent": silent,
        "interests_erased": erased_here,
    }


def _delete(interests: QuerySet[Interest], *, at: datetime, because: str) -> int:
    found = list(_locked(interests))
    for interest in found:
        deleted(interest, at=at, by=None, because=because)
    return len(found)


def _remind(contact_point: ContactPoint, *, days: int, on: date, at: datetime) -> int:
    due = Interest.objects.filter(
        contact_point=contact_point,
        state=InterestState.OPEN,
        reminded_at=None,
        expires_on__lte=on + timedelta(days=days),
    )
    found = list(_locked(due))
    for interest in found:
        reminded(interest, on=on, at=at)
    return len(found)


def _erase(contact_point: ContactPoint, *, days: int, at: datetime) -> int:
    due = Interest.objects.filter(
        ~Q(mail_hash="") | ~Q(phone_hash=""),
        contact_point=contact_point,
        state=InterestState.CLOSED,
        closed_at__lte=at - timedelta(days=days),
    )
    found = list(_locked(due))
    for interest in found:
        erased(interest, at=at)
    return len(found)


def _locked(interests: QuerySet[Interest]) -> QuerySet[Interest]:
    return interests.select_for_update(of=("self",)).select_related("contact_point").order_by("pk")
