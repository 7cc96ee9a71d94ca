"""The end of an accompaniment, and the question a year later."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.core.days import months_later
from stuhlkreis.groups.lifecycle import OVER, State as GroupState
from stuhlkreis.groups.models import Group
from stuhlkreis.network.queries import setting
from stuhlkreis.starters import errors, policies
from stuhlkreis.starters.actions.asking import close_request, withdrawn
from stuhlkreis.starters.actions.locking import (
    day_of,
    locked_accompaniment,
    locked_group,
    locked_request,
)
from stuhlkreis.starters.lifecycle import (
    EndReason,
    FollowUpResult,
    RequestState,
    State,
    check_way,
)
from stuhlkreis.starters.models import Accompaniment, FollowUp, StartRequest

# Reasons after which the group still waits for what was planned.
GOES_ON: Final = frozenset({EndReason.STARTER_WITHDREW})


@transaction.atomic
def end_accompaniment(
    *, accompaniment: Accompaniment, reason: EndReason, on: date, at: datetime, by: User
) -> FollowUp:
    """End an accompaniment with date and reason; the number of meetings is that of the notes.

    Creates the follow-up question (rules 56, 57). If the starter withdrew before the last planned
    meeting, the group's request goes back to the queue. Raises `NotThisWay` or `DayNotPlausible`.
    """
    accompaniment = locked_accompaniment(accompaniment)
    policies.check_may_assign(by, accompaniment.group.contact_point)
    if on > day_of(at):
        raise errors.DayNotPlausible(_("Dieser Tag liegt in der Zukunft."))
    return ended(accompaniment, reason=reason, on=on, at=at, by=by)


@transaction.atomic
def end_for_group(*, group: Group, on: date, at: datetime, by: User | None) -> None:
    """End and withdraw whatever was for a group that is over."""
    group = locked_group(group.pk)
    for asked in group.accompaniments.filter(state=State.PROPOSED):
        withdrawn(locked_accompaniment(asked), at=at, by=by)
    for running in group.accompaniments.filter(state=State.RUNNING):
        accompaniment = locked_accompaniment(running)
        # The group may say it late: the accompaniment ended no earlier than its last meeting.
        last = max(on, _earliest_end(accompaniment))
        ended(accompaniment, reason=EndReason.GROUP_ENDED, on=last, at=at, by=by)
    for request in group.start_requests.filter(state=RequestState.OPEN):
        close_request(locked_request(request), at=at, by=by)


@transaction.atomic
def answer_follow_up(
    *, follow_up: FollowUp, result: FollowUpResult, on: date, at: datetime, by: User
) -> None:
    """Note how the group fares (rule 57). Raises `FollowUpAnswered` or `FollowUpNotDue`."""
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("accompaniment__group__contact_point")
        .get(pk=follow_up.pk)
    )
    policies.check_may_assign(by, follow_up.accompaniment.group.contact_point)
    if follow_up.result:
        raise errors.FollowUpAnswered(
            _("Gerade hat eine andere Person gespeichert. Das ist der neue Stand: %(result)s.")
            % {"result": FollowUpResult(follow_up.result).label}
        )
    if on < follow_up.due_on:
        raise errors.FollowUpNotDue(
            _("Diese Nachbefragung ist erst am %(due)s fällig.")
            % {"due": date_format(follow_up.due_on, "j. F Y")}
        )
    follow_up.result, follow_up.answered_on, follow_up.answered_by = result, on, by
    follow_up.save(update_fields=["result", "answered_on", "answered_by"])
    audit.record("answer_follow_up", follow_up, at=at, by=by, detail={"result": result.value})


def ended(
    accompaniment: Accompaniment, *, reason: EndReason, on: date, at: datetime, by: User | None
) -> FollowUp:
    """Write the end of a locked accompaniment. Raises `NotThisWay` or `DayNotPlausible`."""
    check_way(State(accompaniment.state), State.ENDED)
    earliest = _earliest_end(accompaniment)
    if on < earliest:
        raise errors.DayNotPlausible(
            _("Die Begleitung kann nicht vor dem %(day)s enden.")
            % {"day": date_format(earliest, "j. F Y")}
        )
    accompaniment.state = State.ENDED
    accompaniment.ended_on, accompaniment.end_reason = on, reason
    accompaniment.save(update_fields=["state", "ended_on", "end_reason"])
    held = accompaniment.meetings.count()
    audit.record(
        "end_accompaniment",
        accompaniment,
        at=at,
        by=by,
        detail={"reason": reason.value, "meetings": held},
    )
    if reason in GOES_ON and by is not None:
        _back_to_queue(accompaniment, accompaniment.planned_meetings - held, at=at, by=by)
    months = setting(accompaniment.group.contact_point, "follow_up_months")
    return FollowUp.objects.create(accompaniment=accompaniment, due_on=months_later(on, months))


def _earliest_end(accompaniment: Accompaniment) -> date:
    days = [*accompaniment.meetings.values_list("held_on", flat=True)]
    return max(filter(None, [accompaniment.started_on, *days]))


def _back_to_queue(accompaniment: Accompaniment, remaining: int, *, at: datetime, by: User) -> None:
    before = accompaniment.request
    if remaining < 1 or GroupState(accompaniment.group.state) in OVER:
        return
    request = StartRequest.objects.create(
        group=accompaniment.group,
        kind=before.kind,
        reason=before.reason,
        planned_meetings=remaining,
        slots=before.slots,
        languages=before.languages,
        whole_group_wishes_on=before.whole_group_wishes_on,
        created_at=at,
        created_by=by,
    )
    audit.record("request_starter", request, at=at, by=by, detail={"after": accompaniment.pk})
