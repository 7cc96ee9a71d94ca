"""People of the interest list are invited to a founding, each alone (rules 14 and 42)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries import letters
from stuhlkreis.inquiries.actions.interests import locked, reopened
from stuhlkreis.inquiries.actions.mailing import address_of, first_meeting_of, office_of, post
from stuhlkreis.inquiries.errors import (
    FoundingOver,
    InterestAlreadyInvited,
    InterestElsewhere,
    InterestNotInvited,
)
from stuhlkreis.inquiries.letters import Link
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState, check_interest_way
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.inquiries.policies import check_may_found
from stuhlkreis.inquiries.queries import BEING_FOUNDED, invited_to


@transaction.atomic
def invite(*, founding: Founding, interest: Interest, at: datetime, by: User) -> Interest:
    """Invite one person: by a mail of their own, or by the call the desk has just made.

    Raises `Forbidden`, `FoundingOver`, `InterestElsewhere`, `InterestGone`,
    `InterestAlreadyInvited` or `NotThisWay` (not yet confirmed).
    """
    check_may_found(by, founding.contact_point)
    founding = locked_founding(founding)
    check_is_being_founded(founding)
    interest = locked(interest)
    if (interest.contact_point_id, interest.topic_id) != (
        founding.contact_point_id,
        founding.topic_id,
    ):
        raise InterestElsewhere(_("Diese Person wartet auf etwas anderes."))
    _check_not_invited(interest)
    check_interest_way(InterestState(interest.state), InterestState.INVITED)
    interest.state, interest.founding, interest.invited_at = InterestState.INVITED, founding, at
    interest.save(update_fields=["state", "founding", "invited_at"])
    audit.record("invite", interest, at=at, by=by, detail={"founding": founding.pk})
    if interest.has_mail:
        letter = letters.invitation_letter(
            office=office_of(founding.contact_point),
            name=interest.name,
            meeting=first_meeting_of(founding),
            withdraw=address_of(interest, Link.WITHDRAW),
        )
        post(letter, to=interest)
    return interest


@transaction.atomic
def return_to_list(*, interest: Interest, on: date, at: datetime, by: User) -> Interest:
    """An invited person does not come after all and waits on. Raises `InterestNotInvited`."""
    check_may_found(by, interest.contact_point)
    interest = locked(interest)
    if interest.state != InterestState.INVITED:
        raise InterestNotInvited(_("Diese Person ist zu keiner Gründung eingeladen."))
    return reopened(interest, on=on, at=at, by=by)


def tell_first_meeting(founding: Founding) -> int:
    """Mail day and place to everybody invited; returns how many have only a phone number.

    A step inside an action; does nothing as long as day or time is open.
    """
    meeting = first_meeting_of(founding)
    if meeting is None:
        return 0
    invited = list(invited_to(founding).select_related("contact_point"))
    for interest in (each for each in invited if each.has_mail):
        letter = letters.meeting_letter(
            office=office_of(founding.contact_point),
            name=interest.name,
            meeting=meeting,
            withdraw=address_of(interest, Link.WITHDRAW),
        )
        post(letter, to=interest)
    return sum(not each.has_mail for each in invited)


def locked_founding(founding: Founding) -> Founding:
    """The row as it is now, locked after its group: the order every action keeps."""
    Group.objects.select_for_update(of=("self",)).get(pk=founding.group_id)
    return (
        Founding.objects.select_for_update(of=("self",))
        .select_related("group", "contact_point", "topic")
        .get(pk=founding.pk)
    )


def check_is_being_founded(founding: Founding) -> None:
    """Refuse work on an attempt that ended, and on a group that meets by itself."""
    if founding.state == FoundingState.ENDED:
        raise FoundingOver(_("Diese Gründung ist beendet."))
    if founding.group.state not in BEING_FOUNDED:
        raise FoundingOver(_("Die Gruppe trifft sich schon. Die Gründung ist abgeschlossen."))


def _check_not_invited(interest: Interest) -> None:
    if interest.state == InterestState.INVITED and interest.invited_at is not None:
        since = localtime(interest.invited_at)
        raise InterestAlreadyInvited(
            _("Diese Person ist schon eingeladen, seit %(day)s, %(time)s Uhr.")
            % {"day": date_format(since, "j. F Y"), "time": date_format(since, "H:i")}
        )
