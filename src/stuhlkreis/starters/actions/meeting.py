"""Notes on meetings, and how many there may be."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.core.text import without_controls
from stuhlkreis.starters import errors, policies, queries
from stuhlkreis.starters.actions.asking import LONGEST_REASON
from stuhlkreis.starters.actions.locking import locked_accompaniment
from stuhlkreis.starters.lifecycle import Phase, ProcessTopic, State
from stuhlkreis.starters.models import AccompaniedMeeting, Accompaniment
from stuhlkreis.starters.queries import Progress

MOST_PRESENT: Final = 60
MOST_MEETINGS: Final = 60


@transaction.atomic
def note_meeting(  # noqa: PLR0913 -- the fixed fields of rule 54
    *,
    accompaniment: Accompaniment,
    held_on: date,
    present: int,
    phase: Phase,
    process_topics: tuple[ProcessTopic, ...],
    needs_talk: bool,
    on: date,
    at: datetime,
    by: User,
) -> AccompaniedMeeting:
    """Note one meeting in the fixed fields, without names or content (rule 54).

    Raises `NotYourAnswer`, `NotThisWay`, `DayNotPlausible`, `NumberNotPlausible`,
    `MeetingAlreadyNoted` or `MeetingsUsedUp` (rule 50).
    """
    accompaniment = locked_accompaniment(accompaniment)
    policies.check_may_speak(by, accompaniment.starter)
    _check_running(accompaniment)
    _check_day(accompaniment, held_on, on=on)
    if not 1 <= present <= MOST_PRESENT:
        raise errors.NumberNotPlausible(
            _("%(number)d Menschen: Das kann nicht stimmen. Möglich sind 1 bis 60.")
            % {"number": present}
        )
    _check_not_used_up(queries.progress_of(accompaniment))
    meeting = AccompaniedMeeting.objects.create(
        accompaniment=accompaniment,
        held_on=held_on,
        present=present,
        phase=Phase(phase),
        process_topics=[each.value for each in ProcessTopic if each in process_topics],
        needs_talk=needs_talk,
        entered_at=at,
        entered_by=by,
    )
    audit.record("note_meeting", meeting, at=at, by=by)
    return meeting


@transaction.atomic
def plan_more(
    *, accompaniment: Accompaniment, planned_meetings: int, because: str, at: datetime, by: User
) -> Progress:
    """Plan another number of meetings; more than the stop only with a reason (rule 50).

    The answer says whether the number is more than usual. Raises `NotThisWay`,
    `NumberNotPlausible` or `ReasonMissing`.
    """
    accompaniment = locked_accompaniment(accompaniment)
    policies.check_may_assign(by, accompaniment.group.contact_point)
    _check_running(accompaniment)
    progress = queries.progress_of(accompaniment)
    if not max(1, progress.held) <= planned_meetings <= MOST_MEETINGS:
        raise errors.NumberNotPlausible(
            _("Es waren schon %(held)d Treffen. Geplant werden höchstens 60.")
            % {"held": progress.held}
        )
    because, is_lifted = without_controls(because), planned_meetings > progress.stop
    if is_lifted and not because:
        raise errors.ReasonMissing(
            _("Mehr als %(stop)d Treffen gehen nur mit einem Grund.") % {"stop": progress.stop}
        )
    accompaniment.planned_meetings = planned_meetings
    accompaniment.cap_lifted_because = because[:LONGEST_REASON] if is_lifted else ""
    accompaniment.cap_lifted_by = by if is_lifted else None
    accompaniment.save(update_fields=["planned_meetings", "cap_lifted_because", "cap_lifted_by"])
    audit.record(
        "plan_more",
        accompaniment,
        at=at,
        by=by,
        detail={"planned_meetings": planned_meetings, "is_lifted": is_lifted},
    )
    return queries.progress_of(accompaniment)


@transaction.atomic
def settle_talk(*, meeting: AccompaniedMeeting, at: datetime, by: User) -> None:
    """Note that the contact point has talked with the starter who wished it."""
    accompaniment = locked_accompaniment(meeting.accompaniment)
    policies.check_may_assign(by, accompaniment.group.contact_point)
    meeting = AccompaniedMeeting.objects.get(pk=meeting.pk)
    if meeting.needs_talk and meeting.talked_at is None:
        meeting.talked_at = at
        meeting.save(update_fields=["talked_at"])
        audit.record("settle_talk", meeting, at=at, by=by)


def _check_running(accompaniment: Accompaniment) -> None:
    if accompaniment.state != State.RUNNING:
        raise errors.NotThisWay(
            _("Diese Begleitung ist im Stand „%(state)s“.")
            % {"state": State(accompaniment.state).label}
        )


def _check_day(accompaniment: Accompaniment, held_on: date, *, on: date) -> None:
    if held_on > on:
        raise errors.DayNotPlausible(_("Dieses Treffen liegt noch in der Zukunft."))
    if accompaniment.started_on is not None and held_on < accompaniment.started_on:
        raise errors.DayNotPlausible(
            _("Die Begleitung hat erst am %(day)s begonnen.")
            % {"day": date_format(accompaniment.started_on, "j. F Y")}
        )
    if accompaniment.meetings.filter(held_on=held_on).exists():
        raise errors.MeetingAlreadyNoted(
            _("Für den %(day)s gibt es schon einen Vermerk.")
            % {"day": date_format(held_on, "j. F Y")}
        )


def _check_not_used_up(progress: Progress) -> None:
    if progress.is_used_up:
        raise errors.MeetingsUsedUp(
            _(
                "Nach %(most)d Treffen endet die Begleitung. "
                "Mehr geht nur, wenn die Kontaktstelle es mit einem Grund erlaubt."
            )
            % {"most": progress.most}
        )
