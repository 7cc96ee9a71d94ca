"""Asking: a start request, a proposal to a starter, their answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit, links, mail
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.text import without_controls
from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.groups.models import Group
from stuhlkreis.network.queries import settings_of
from stuhlkreis.starters import errors, policies, queries
from stuhlkreis.starters.actions.locking import (
    day_of,
    locked_accompaniment,
    locked_group,
    locked_request,
    locked_starter,
)
from stuhlkreis.starters.draft import check_slots
from stuhlkreis.starters.lifecycle import (
    FITTING,
    RequestKind,
    RequestState,
    State,
    check_way,
)
from stuhlkreis.starters.matching import ExclusionCode
from stuhlkreis.starters.models import Accompaniment, Starter, StartRequest

LONGEST_REASON: Final = 200

# What is said of a rule that forbids; of rule 48 nothing but that it does.
FORBIDS: Final[Mapping[ExclusionCode, tuple[type[Refusal], Promise]]] = {
    ExclusionCode.NOT_ACTIVE: (
        errors.StarterNotActive,
        gettext_lazy("Diese Person kann zurzeit keine Gruppe begleiten."),
    ),
    ExclusionCode.NOT_QUALIFIED: (
        errors.StarterNotQualified,
        gettext_lazy("Diese Person hat die Schulung noch nicht abgeschlossen."),
    ),
    ExclusionCode.NOT_QUALIFIED_EXISTING: (
        errors.StarterNotQualifiedForExisting,
        gettext_lazy("Dieser Person fehlt die Zusatzschulung für bestehende Gruppen."),
    ),
    ExclusionCode.NO_AGREEMENT: (
        errors.StarterWithoutAgreement,
        gettext_lazy("Mit dieser Person gibt es keine gültige Vereinbarung."),
    ),
    ExclusionCode.NO_CAPACITY: (
        errors.StarterAtCapacity,
        gettext_lazy("Diese Person begleitet schon so viele Gruppen, wie sie möchte."),
    ),
    ExclusionCode.CONTACT_PERSON: (
        errors.StarterIsContactPerson,
        gettext_lazy("Diese Person ist oder war selbst Ansprechperson dieser Gruppe."),
    ),
    ExclusionCode.NOT_SUITABLE: (
        errors.StarterNotSuitable,
        gettext_lazy("Diese Person ist für diese Gruppe nicht geeignet."),
    ),
}


@transaction.atomic
def request_starter(  # noqa: PLR0913 -- the fields of one paper form
    *,
    group: Group,
    kind: RequestKind,
    planned_meetings: int | None,
    slots: tuple[str, ...],
    languages: tuple[str, ...],
    reason: str,
    whole_group_wishes_on: date,
    first_meeting_on: date | None,
    at: datetime,
    by: User,
) -> StartRequest:
    """Ask for a starter for a group that as a whole wishes it (rule 45).

    `planned_meetings` None takes the office's setting. Raises `GroupNotFitting`,
    `GroupAlreadyAccompanied`, `RequestAlreadyOpen`, `DayNotPlausible` or `NumberNotPlausible`.
    """
    policies.check_may_request(by, group.contact_point)
    group = locked_group(group.pk)
    if GroupState(group.state) not in FITTING[kind]:
        raise errors.GroupNotFitting(
            _("Für eine Gruppe im Stand „%(state)s“ passt diese Anforderung nicht.")
            % {"state": GroupState(group.state).label}
        )
    _check_free(group)
    if group.start_requests.filter(state=RequestState.OPEN).exists():
        raise errors.RequestAlreadyOpen(_("Für diese Gruppe wird schon eine Begleitung gesucht."))
    if whole_group_wishes_on > day_of(at):
        raise errors.DayNotPlausible(
            _("Der Tag, an dem die Gruppe es gewünscht hat, liegt in der Zukunft.")
        )
    check_slots(slots)
    request = StartRequest.objects.create(
        group=group,
        kind=kind,
        reason=without_controls(reason)[:LONGEST_REASON],
        planned_meetings=_planned(group, kind, planned_meetings),
        slots=list(slots),
        languages=list(languages),
        whole_group_wishes_on=whole_group_wishes_on,
        first_meeting_on=first_meeting_on,
        created_at=at,
        created_by=by,
    )
    audit.record("request_starter", request, at=at, by=by, detail={"kind": kind.value})
    return request


@transaction.atomic
def withdraw_request(*, request: StartRequest, at: datetime, by: User) -> None:
    """Look no longer; whoever was asked is asked no longer. Raises `RequestNotOpen`."""
    request = locked_request(request)
    policies.check_may_request(by, request.group.contact_point)
    _check_open(request)
    for asked in request.accompaniments.filter(state=State.PROPOSED):
        withdrawn(locked_accompaniment(asked), at=at, by=by)
    close_request(request, at=at, by=by)


@transaction.atomic
def propose_starter(
    *, request: StartRequest, starter: Starter, at: datetime, by: User, because: str = ""
) -> Accompaniment:
    """Ask a starter whether they accompany the group; `because` says why not the first of the list.

    Two desks may choose at once: whoever locks the group first wins, the other is told. Raises
    `GroupAlreadyAccompanied`, `RequestNotOpen`, `StarterElsewhere`, or what a hard rule refuses
    (rules 46–49, 53, capacity): see `FORBIDS`.
    """
    request = locked_request(request)
    policies.check_may_assign(by, request.group.contact_point)
    starter = locked_starter(starter.pk)
    _check_free(request.group)
    _check_open(request)
    if starter.contact_point_id != request.group.contact_point_id:
        raise errors.StarterElsewhere(_("Diese Person gehört zu einer anderen Kontaktstelle."))
    code = queries.why_refused(request, starter, on=day_of(at))
    if code is not None:
        raise _forbidden(code)
    accompaniment = Accompaniment.objects.create(
        request=request,
        group=request.group,
        starter=starter,
        planned_meetings=request.planned_meetings,
        chosen_because=without_controls(because)[:LONGEST_REASON],
        asked_at=at,
    )
    audit.record("propose_starter", accompaniment, at=at, by=by)
    _tell_asked(accompaniment)
    return accompaniment


@transaction.atomic
def answer_proposal(
    *, accompaniment: Accompaniment, accepts: bool, on: date, at: datetime, by: User
) -> None:
    """Take the starter's yes or no; a no needs no reason and none is kept (rule 51).

    After a no the request waits again. Between question and yes an agreement may have run out or
    the group have changed: a yes is held against the hard rules anew. Raises `NotYourAnswer`,
    `NotThisWay`, or what a hard rule refuses (rules 46–49, 53): see `FORBIDS`.
    """
    accompaniment = locked_accompaniment(accompaniment)
    policies.check_may_speak(by, accompaniment.starter)
    there = State.RUNNING if accepts else State.DECLINED
    check_way(State(accompaniment.state), there)
    if accepts:
        _check_may_begin(accompaniment, on=on, by=by)
    accompaniment.state, accompaniment.answered_at = there, at
    if by != accompaniment.starter.user:
        accompaniment.answer_entered_by = by
    if accepts:
        accompaniment.started_on = on
        accompaniment.request.state = RequestState.SERVED
        accompaniment.request.save(update_fields=["state"])
    accompaniment.save(update_fields=["state", "answered_at", "answer_entered_by", "started_on"])
    audit.record("answer_proposal", accompaniment, at=at, by=by, detail={"state": there.value})


@transaction.atomic
def withdraw_proposal(*, accompaniment: Accompaniment, at: datetime, by: User) -> None:
    """Take the question back before the starter has answered; the request waits again."""
    accompaniment = locked_accompaniment(accompaniment)
    policies.check_may_assign(by, accompaniment.group.contact_point)
    withdrawn(accompaniment, at=at, by=by)


def withdrawn(accompaniment: Accompaniment, *, at: datetime, by: User | None) -> None:
    """Write that a locked proposal is withdrawn. Raises `NotThisWay`."""
    check_way(State(accompaniment.state), State.WITHDRAWN)
    accompaniment.state = State.WITHDRAWN
    accompaniment.save(update_fields=["state"])
    audit.record("withdraw_proposal", accompaniment, at=at, by=by)


def close_request(request: StartRequest, *, at: datetime, by: User | None) -> None:
    """Write that a locked open request is withdrawn."""
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    audit.record("withdraw_request", request, at=at, by=by)


def _planned(group: Group, kind: RequestKind, wished: int | None) -> int:
    chosen = settings_of(group.contact_point)
    if wished is None:
        return chosen[f"planned_meetings_{kind.value}"]
    if not 1 <= wished <= chosen["stop_meetings"]:
        raise errors.NumberNotPlausible(
            _("Geplant werden 1 bis %(most)d Treffen.") % {"most": chosen["stop_meetings"]}
        )
    return wished


def _forbidden(code: ExclusionCode) -> Refusal:
    refusal, sentence = FORBIDS[code]
    return refusal(str(sentence))


def _check_may_begin(accompaniment: Accompaniment, *, on: date, by: User) -> None:
    starter = accompaniment.starter
    code = queries.why_refused(accompaniment.request, starter, on=on, is_asked=True)
    if code is None:
        return
    refusal = _forbidden(code)
    if by == starter.user:
        raise type(refusal)(
            _("Zusagen geht gerade nicht. Bitte sprechen Sie mit Ihrer Kontaktstelle.")
        )
    raise refusal


def _check_open(request: StartRequest) -> None:
    if request.state != RequestState.OPEN:
        raise errors.RequestNotOpen(
            _("Gerade hat eine andere Person gespeichert. Das ist der neue Stand: %(state)s.")
            % {"state": RequestState(request.state).label}
        )


def _check_free(group: Group) -> None:
    taken = queries.taken_by(group)
    if taken is None:
        return
    since = taken.started_on or day_of(taken.asked_at)
    known = {"who": taken.starter.short_name, "since": date_format(since, "j. F Y")}
    if taken.state == State.RUNNING:
        raise errors.GroupAlreadyAccompanied(
            _("Die Gruppe wird schon begleitet, von %(who)s seit %(since)s.") % known
        )
    raise errors.GroupAlreadyAccompanied(
        _(
            "Gerade hat eine andere Person gespeichert. Das ist der neue Stand: "
            "%(who)s ist seit %(since)s angefragt."
        )
        % known
    )


def _tell_asked(accompaniment: Accompaniment) -> None:
    starter, office = accompaniment.starter, accompaniment.group.contact_point
    if not starter.email:
        return
    if policies.answers_alone(starter):
        way = _("Hier können Sie zusagen oder ablehnen:\n\n%(link)s") % {
            "link": links.absolute("/begleitung/")
        }
    else:
        way = _("Bitte sagen Sie der Kontaktstelle Bescheid: %(phone)s") % {
            "phone": office.phone or office.email
        }
    # The group is not named: a mail is a postcard.
    mail.send(
        to=starter.email,
        subject=_("Möchten Sie eine Gruppe begleiten?"),
        text=_(
            "Guten Tag %(name)s,\n\n%(office)s fragt, ob Sie eine Gruppe begleiten möchten.\n"
            "%(way)s\n\nEin Nein braucht keinen Grund.\n\nFreundliche Grüße\n%(office)s\n"
        )
        % {"name": starter.name, "office": office.name, "way": way},
        answers_to=office.email,
    )
