"""What becomes of an interest: confirmed, kept, shown to the desk, withdrawn, closed, erased."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit, links
from stuhlkreis.core.days import months_later
from stuhlkreis.inquiries import letters
from stuhlkreis.inquiries.actions.mailing import address_of, office_of, post
from stuhlkreis.inquiries.errors import (
    InterestAlreadyConfirmed,
    InterestGone,
    InterestNotConfirmed,
)
from stuhlkreis.inquiries.letters import Link
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, InterestState, check_interest_way
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.inquiries.policies import check_may_found
from stuhlkreis.network.queries import setting


@dataclass(frozen=True, slots=True)
class Contact:
    """How one person is reached and addressed; each may be empty, but not phone and mail both."""

    name: str
    phone: str
    email: str


@transaction.atomic
def confirm_interest(*, token: str, at: datetime) -> Interest:
    """Confirm by the mailed link; a second press changes nothing.

    Raises `core.links.LinkNotValid` or `InterestGone`.
    """
    interest = _behind(Link.CONFIRM, token)
    if interest.state != InterestState.UNCONFIRMED:
        return interest
    return confirmed(interest, how=ConfirmedBy.MAIL_LINK, at=at, by=None)


@transaction.atomic
def confirm_interest_by_call(*, interest: Interest, at: datetime, by: User) -> Interest:
    """Confirm what the person said on the phone.

    Raises `Forbidden`, `InterestGone` or `InterestAlreadyConfirmed`.
    """
    check_may_found(by, interest.contact_point)
    return confirmed(locked(interest), how=ConfirmedBy.DESK_CALL, at=at, by=by)


@transaction.atomic
def keep_interest(*, token: str, on: date, at: datetime) -> Interest:
    """Somebody still looks: the period begins anew on `on`.

    Raises `core.links.LinkNotValid` or `InterestGone`.
    """
    return _kept(_behind(Link.KEEP, token), on=on, at=at, by=None)


@transaction.atomic
def keep_interest_by_call(*, interest: Interest, on: date, at: datetime, by: User) -> Interest:
    """Somebody still looks and said so on the phone.

    Raises `Forbidden`, `InterestGone` or `InterestNotConfirmed`.
    """
    check_may_found(by, interest.contact_point)
    return _kept(locked(interest), on=on, at=at, by=by)


@transaction.atomic
def withdraw_interest(*, token: str, at: datetime) -> None:
    """Delete everything at the person's own wish; a second press changes nothing.

    Raises `core.links.LinkNotValid`.
    """
    try:
        interest = _behind(Link.WITHDRAW, token)
    except InterestGone:
        return
    deleted(interest, at=at, by=None, because="withdrawn")


@transaction.atomic
def withdraw_interest_by_call(*, interest: Interest, at: datetime, by: User) -> None:
    """Delete everything on the person's word. Raises `Forbidden` or `InterestGone`."""
    check_may_found(by, interest.contact_point)
    deleted(locked(interest), at=at, by=by, because="withdrawn")


@transaction.atomic
def show_contact(*, interest: Interest, at: datetime, by: User) -> Contact:
    """Open how one person is reached; who looked when is noted (rule 16). Raises `Forbidden`."""
    check_may_found(by, interest.contact_point)
    audit.record("show_contact", interest, at=at, by=by)
    return Contact(interest.name, interest.phone, interest.email)


def locked(interest: Interest) -> Interest:
    """The row as it is now, locked; a step inside an action. Raises `InterestGone`."""
    return _locked(pk=interest.pk)


def confirmed(interest: Interest, *, how: ConfirmedBy, at: datetime, by: User | None) -> Interest:
    """Let a locked interest count from now on; a step inside an action.

    Raises `InterestAlreadyConfirmed`.
    """
    if interest.state != InterestState.UNCONFIRMED:
        raise InterestAlreadyConfirmed(_("Diese Angaben sind schon bestätigt."))
    interest.state = InterestState.OPEN
    interest.confirmed_at, interest.confirmed_how, interest.confirmed_by = at, how, by
    _prolong(interest, on=localtime(at).date())
    interest.save()
    audit.record("confirm_interest", interest, at=at, by=by, detail={"how": how})
    return interest


def reopened(interest: Interest, *, on: date, at: datetime, by: User | None) -> Interest:
    """Put an invited person back on the list; asked once more if the time is over (rule 13).

    A step inside an action, the row is locked. Raises `NotThisWay`.
    """
    check_interest_way(InterestState(interest.state), InterestState.OPEN)
    interest.state = InterestState.OPEN
    interest.founding = interest.invited_at = None
    interest.save()
    audit.record("reopen_interest", interest, at=at, by=by)
    if interest.expires_on <= on:
        reminded(interest, on=on, at=at)
    return interest


def reminded(interest: Interest, *, on: date, at: datetime) -> None:
    """Ask once whether somebody still looks, by mail or as a task of the desk (rule 13).

    Leaves at least the office's time to answer. A step inside an action, the row is locked.
    """
    days = setting(interest.contact_point, "interest_answer_days")
    interest.reminded_at = at
    interest.expires_on = max(interest.expires_on, on + timedelta(days=days))
    interest.save(update_fields=["reminded_at", "expires_on"])
    audit.record("remind_interest", interest, at=at, by=None)
    if interest.has_mail:
        letter = letters.reminder_letter(
            office=office_of(interest.contact_point),
            name=interest.name,
            until=interest.expires_on,
            keep=address_of(interest, Link.KEEP),
            withdraw=address_of(interest, Link.WITHDRAW),
        )
        post(letter, to=interest)


def deleted(interest: Interest, *, at: datetime, by: User | None, because: str) -> None:
    """Delete the row; the audit keeps that it was there, and nothing of it (rule 17)."""
    audit.record("delete_interest", interest, at=at, by=by, detail={"because": because})
    interest.delete()


def closed(interest: Interest, *, at: datetime, by: User | None) -> None:
    """Done with: the group stands; erased at once where the office's period is 0 (rule 44)."""
    check_interest_way(InterestState(interest.state), InterestState.CLOSED)
    interest.state = InterestState.CLOSED
    interest.closed_at = at
    interest.save(update_fields=["state", "closed_at"])
    audit.record("close_interest", interest, at=at, by=by)
    if not setting(interest.contact_point, "erase_days"):
        erased(interest, at=at)


def erased(interest: Interest, *, at: datetime) -> None:
    """Leave of a closed interest only topic and district: nobody can be told from it."""
    interest.email = interest.phone = interest.name = interest.postcode = ""
    interest.mail_hash = interest.phone_hash = ""
    interest.slots = []
    interest.save()
    audit.record("erase_interest", interest, at=at, by=None)


def _behind(link: Link, token: str) -> Interest:
    return _locked(uid=links.read(link, token, valid_for=letters.VALID_FOR[link]))


def _locked(**which: object) -> Interest:
    found = (
        Interest.objects.select_for_update(of=("self",))
        .select_related("contact_point")
        .exclude(state=InterestState.CLOSED)
        .filter(**which)
        .first()
    )
    if found is None:
        raise InterestGone(_("Diese Angaben sind inzwischen gelöscht."))
    return found


def _kept(interest: Interest, *, on: date, at: datetime, by: User | None) -> Interest:
    if interest.state == InterestState.UNCONFIRMED:
        raise InterestNotConfirmed(_("Diese Angaben sind noch nicht bestätigt."))
    _prolong(interest, on=on)
    interest.save(update_fields=["expires_on", "reminded_at"])
    audit.record("keep_interest", interest, at=at, by=by)
    return interest


def _prolong(interest: Interest, *, on: date) -> None:
    months = setting(interest.contact_point, "interest_months")
    interest.expires_on, interest.reminded_at = months_later(on, months), None
