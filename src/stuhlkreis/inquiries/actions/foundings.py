"""A founding is opened, prepared, begun or given up; the group's own life moves in `groups`."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.core.text import without_controls
from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.draft import GroupDraft, PlaceDraft
from stuhlkreis.groups.errors import ChangedMeanwhile
from stuhlkreis.groups.lifecycle import Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries.actions.interests import closed, locked, reopened
from stuhlkreis.inquiries.actions.inviting import (
    check_is_being_founded,
    locked_founding,
    tell_first_meeting,
)
from stuhlkreis.inquiries.errors import (
    DistrictUnknown,
    FirstMeetingTooEarly,
    FoundingAlreadyRunning,
    FoundingNotReady,
    FoundingOver,
    ReasonMissing,
)
from stuhlkreis.inquiries.lifecycle import (
    FoundingState,
    check_founding_way,
    facts_fingerprint,
    missing_for_start,
)
from stuhlkreis.inquiries.models import Founding
from stuhlkreis.inquiries.policies import check_may_found
from stuhlkreis.inquiries.queries import founding_in_preparation, invited_to, main_topic_of
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.regions.answers import Located
from stuhlkreis.regions.gazetteer import district
from stuhlkreis.regions.locating import locate
from stuhlkreis.topics.models import Topic

# What invited people need to know; who opens the room is the desk's business.
_TOLD = ("meets_on", "meets_at", "minutes", "room")


@transaction.atomic
def open_founding(  # noqa: PLR0913 -- where, on what, under which name, when, by whom
    *,
    contact_point: ContactPoint,
    topic: Topic,
    district_ags: str,
    name: str,
    on: date,
    at: datetime,
    by: User,
) -> Founding:
    """Begin to build up a group; it is in the records as `founding` from now on (rule 22).

    Raises `Forbidden`, `DistrictUnknown`, `FoundingAlreadyRunning`, and what
    `groups.actions.create_group` raises.
    """
    check_may_found(by, contact_point)
    _one_after_the_other(contact_point)
    _check_not_running(contact_point, topic, district_ags)
    group = groups.create_group(
        contact_point=contact_point,
        draft=GroupDraft(name=name, topic_slugs=(topic.slug,), place=_place_of(district_ags)),
        state=State.FOUNDING,
        source=Source.OFFICE,
        on=on,
        at=at,
        by=by,
    )
    return _prepared(group, topic, district_ags, on=on, at=at, by=by)


@transaction.atomic
def prepare_founding(*, group: Group, on: date, at: datetime, by: User) -> Founding:
    """Help a group that is being founded but came into the records without us (rule 43).

    It was entered as such, or begins again. Raises `Forbidden`, `FoundingOver` (the group meets
    already), `DistrictUnknown` (its place is not known) or `FoundingAlreadyRunning`.
    """
    check_may_found(by, group.contact_point)
    _one_after_the_other(group.contact_point)
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.state != State.FOUNDING:
        raise FoundingOver(_("Diese Gruppe entsteht nicht mehr."))
    if Founding.objects.filter(group=group).exists():
        raise FoundingAlreadyRunning(_("Für diese Gruppe läuft die Gründung schon."))
    topic = main_topic_of(group)
    if topic is None or district(group.venue.district_ags) is None:
        raise DistrictUnknown(_("Bitte tragen Sie bei der Gruppe zuerst Thema und Ort ein."))
    _check_not_running(group.contact_point, topic, group.venue.district_ags)
    return _prepared(group, topic, group.venue.district_ags, on=on, at=at, by=by)


@transaction.atomic
def plan_first_meeting(  # noqa: PLR0913 -- the five facts of rule 43, when, by whom
    *,
    founding: Founding,
    meets_on: date | None,
    meets_at: time | None,
    minutes: int | None,
    room: str,
    opener: str,
    at: datetime,
    by: User,
    seen: str = "",
) -> int:
    """Settle what is known about the first meeting; the rest may follow (rule 43).

    Who was invited gets the day and the place, or the change, in a mail of their own. Returns how
    many are to be called because they left only a phone number. `seen` is the
    `lifecycle.facts_fingerprint` of what the person had before them; without it whoever saves
    last wins. Raises `ChangedMeanwhile`, `Forbidden`, `FoundingOver`, `FirstMeetingTooEarly`,
    `FoundingNotReady` (begun, and a fact was taken away).
    """
    check_may_found(by, founding.contact_point)
    founding = locked_founding(founding)
    check_is_being_founded(founding)
    if seen and seen != facts_fingerprint(vars(founding)):
        raise ChangedMeanwhile(
            _("Gerade hat eine andere Person gespeichert. Das ist der neue Stand:")
        )
    if meets_on is not None and meets_on < founding.opened_on:
        raise FirstMeetingTooEarly(_("Das erste Treffen liegt vor dem Beginn der Gründung."))
    facts = {
        "meets_on": meets_on,
        "meets_at": meets_at,
        "minutes": minutes or None,
        "room": without_controls(room),
        "opener": without_controls(opener),
    }
    changed = [fact for fact, value in facts.items() if getattr(founding, fact) != value]
    for fact in changed:
        setattr(founding, fact, facts[fact])
    if founding.state == FoundingState.STARTED:
        _check_ready(founding)
    founding.save()
    audit.record("plan_first_meeting", founding, at=at, by=by, detail={"changed": changed})
    is_news = any(fact in _TOLD for fact in changed)
    is_ahead = meets_on is not None and meets_on >= localtime(at).date()
    return tell_first_meeting(founding) if is_news and is_ahead else 0


@transaction.atomic
def start_founding(*, founding: Founding, on: date, at: datetime, by: User) -> Founding:
    """The group begins: its first meeting is settled in all five facts (rule 43).

    Raises `Forbidden`, `FoundingNotReady`, `NotThisWay`, and what `groups.actions.move_group`
    raises.
    """
    check_may_found(by, founding.contact_point)
    founding = locked_founding(founding)
    _started(founding, at=at, by=by)
    groups.move_group(
        group=founding.group, to=State.STARTING, source=Source.OFFICE, on=on, at=at, by=by
    )
    return founding


@transaction.atomic
def end_founding(*, founding: Founding, because: str, on: date, at: datetime, by: User) -> Founding:
    """Give the attempt up; whoever was invited is back on the list.

    Raises `Forbidden`, `ReasonMissing`, `NotThisWay`, and what `groups.actions.move_group` raises.
    """
    check_may_found(by, founding.contact_point)
    because = without_controls(because)
    founding = locked_founding(founding)
    step = Step(State.ATTEMPT_ENDED, on=on, at=at, by=by, because=because)
    _ended(founding, step)
    groups.move_group(
        group=founding.group,
        to=State.ATTEMPT_ENDED,
        source=Source.OFFICE,
        on=on,
        at=at,
        by=by,
        because=because,
    )
    return founding


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a group's life, as `groups.signals.group_moved` tells it."""

    there: State
    on: date
    at: datetime
    by: User | None
    because: str


@transaction.atomic
def follow_group(*, group: Group, step: Step) -> None:
    """Let a founding and its interests follow a step of the group, wherever it was entered.

    Starting needs a founding with the five facts of rule 43: else `FoundingNotReady`, and the
    group stays; so it does where an attempt ends without a reason (`ReasonMissing`). An ended
    attempt puts the invited people back on the list; a group that meets by
    itself (or is over) closes their entries (rule 44).
    """
    founding = Founding.objects.filter(group=group).first()
    if founding is None:
        if step.there == State.STARTING:
            raise FoundingNotReady(
                _("Vor dem Beginn braucht es Tag, Uhrzeit, Dauer, Raum und wer ihn öffnet. ")
                + _("Legen Sie das unter „Gründungen“ fest.")
            )
        return
    founding = locked_founding(founding)
    if step.there == State.STARTING and founding.state == FoundingState.PREPARING:
        _started(founding, at=step.at, by=step.by)
    elif step.there == State.ATTEMPT_ENDED and founding.state != FoundingState.ENDED:
        _ended(founding, step)
    elif step.there in {State.ACTIVE, State.DISSOLVED}:
        for interest in invited_to(founding):
            closed(locked(interest), at=step.at, by=step.by)


def _one_after_the_other(contact_point: ContactPoint) -> None:
    """Two desks may open at once: whoever locks the contact point first wins.

    The office before its groups, as an import locks them, so that the two never block each other.
    """
    ContactPoint.objects.select_for_update(of=("self",)).get(pk=contact_point.pk)


def _check_not_running(contact_point: ContactPoint, topic: Topic, district_ags: str) -> None:
    running = founding_in_preparation(contact_point, topic, district_ags)
    if running is not None:
        raise FoundingAlreadyRunning(
            _("Dazu läuft schon eine Gründung: „%(name)s“.") % {"name": running.group.name}
        )


def _prepared(
    group: Group, topic: Topic, district_ags: str, *, on: date, at: datetime, by: User
) -> Founding:
    founding = Founding.objects.create(
        contact_point=group.contact_point,
        group=group,
        topic=topic,
        district_ags=district_ags,
        opened_on=on,
    )
    audit.record("open_founding", founding, at=at, by=by)
    return founding


def _started(founding: Founding, *, at: datetime, by: User | None) -> None:
    check_founding_way(FoundingState(founding.state), FoundingState.STARTED)
    _check_ready(founding)
    founding.state = FoundingState.STARTED
    founding.save(update_fields=["state"])
    audit.record("start_founding", founding, at=at, by=by)


def _ended(founding: Founding, step: Step) -> None:
    check_founding_way(FoundingState(founding.state), FoundingState.ENDED)
    if not step.because:
        raise ReasonMissing(_("Bitte nennen Sie den Grund in einem Satz."))
    founding.state = FoundingState.ENDED
    founding.ended_on, founding.ended_because = step.on, step.because
    founding.save(update_fields=["state", "ended_on", "ended_because"])
    audit.record("end_founding", founding, at=step.at, by=step.by)
    for interest in invited_to(founding):
        reopened(locked(interest), on=step.on, at=step.at, by=step.by)


def _check_ready(founding: Founding) -> None:
    missing = missing_for_start(vars(founding))
    if missing:
        raise FoundingNotReady(
            _("Vor dem Beginn fehlt noch: %(facts)s.")
            % {"facts": ", ".join(str(fact.label) for fact in missing)}
        )


def _place_of(district_ags: str) -> PlaceDraft:
    """The district, shown at its middle until there is a room. Raises `DistrictUnknown`."""
    found = district(district_ags)
    if found is None:
        raise DistrictUnknown(_("Diesen Kreis kennen wir nicht."))
    middle = locate(found.label)
    if not isinstance(middle, Located) or middle.district != found:
        return PlaceDraft(place=found.label, district_ags=found.ags)
    return PlaceDraft(
        place=found.label,
        district_ags=found.ags,
        lat=middle.point.lat,
        lon=middle.point.lon,
    )
