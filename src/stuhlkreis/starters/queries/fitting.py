"""Matching on records: who may be asked for a start request, and how well they fit.

Reads each table once for any number of starters and requests, and hands plain values to
`starters.matching`. Starters are those of the group's contact point. Who said no to a request is
not proposed for it again, but may be chosen by hand: people change their minds (rule 51).
Topics the catalogue calls related exclude nobody: rule 48 speaks of those staff set, and staff set
them by excluding them too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import Final

from django.db.models import QuerySet

from stuhlkreis.accounts.models import User
from stuhlkreis.core import crypto
from stuhlkreis.groups.lifecycle import Format
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import chosen_values
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.regions.places import Point
from stuhlkreis.starters.lifecycle import TAKEN, RequestKind, StarterState, State
from stuhlkreis.starters.matching import (
    Excluded,
    ExclusionCode,
    Need,
    Offer,
    Proposal,
    assign,
    excluded_for_display,
    in_words,
    judge,
    rank,
    why_not,
)
from stuhlkreis.starters.models import Starter, StartRequest
from stuhlkreis.starters.queries.cases import start_requests_of, waiting
from stuhlkreis.starters.queries.people import has_agreement, is_qualified

TRAINING: Final = "training_hours"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A starter the list proposes, with the reasons in words: (sentence, whether it is a doubt)."""

    rank: int
    starter: Starter
    proposal: Proposal
    before: int
    reasons: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ByHand:
    """A starter whom the rules allow, but the list does not propose, and why."""

    starter: Starter
    because: str


@dataclass(frozen=True, slots=True)
class Fit:
    """One request: proposals best first, who else may be chosen, and how many are out (rule 48).

    `excluded` holds only what may be shown; `assigned` is the starter of the joint assignment.
    """

    request: StartRequest
    candidates: tuple[Candidate, ...]
    by_hand: tuple[ByHand, ...]
    excluded: Mapping[str, int]
    assigned: int | None = None


def ranking_for(request: StartRequest, *, on: date) -> Fit:
    """Who fits the request on the day."""
    contact_point = request.group.contact_point
    pool = _pools([contact_point.pk], on=on)[contact_point.pk]
    return _fit(_needs([request])[request.pk], request, pool)


def match_all(contact_point: ContactPoint | None, *, on: date) -> list[Fit]:
    """Every waiting request of one contact point, or of all, each office assigned jointly."""
    requests = list(_waiting(contact_point))
    homes = {request.group.contact_point_id for request in requests}
    needs = _needs(requests)
    pools = _pools(homes, on=on)
    assigned: dict[int, int] = {}
    for home in sorted(homes):
        ours = [needs[each.pk] for each in requests if each.group.contact_point_id == home]
        assigned |= assign(ours, [offer for _, offer in pools[home]])
    return [
        replace(
            _fit(needs[request.pk], request, pools[request.group.contact_point_id]),
            assigned=assigned.get(request.pk),
        )
        for request in requests
    ]


def why_refused(
    request: StartRequest, starter: Starter, *, on: date, is_asked: bool = False
) -> ExclusionCode | None:
    """The hard rule that forbids to ask the starter for the request, or None.

    Neither the way nor an earlier no forbids what people agree on. Who `is_asked` already may say
    yes in a pause, and holds the place they were asked for.
    """
    need = replace(_needs([request])[request.pk], declined_by=frozenset())
    hours = _training_hours()[starter.contact_point_id]
    offer = replace(_offer(starter, hours=hours, on=on), radius_km=inf)
    if is_asked:
        offer = replace(offer, is_active=True, running=0)
    judged = judge(need, offer)
    return judged.code if isinstance(judged, Excluded) else None


def _waiting(contact_point: ContactPoint | None) -> QuerySet[StartRequest]:
    if contact_point is not None:
        return start_requests_of(contact_point).filter(waiting())
    return (
        StartRequest.objects.filter(waiting())
        .select_related("group__contact_point", "group__venue")
        .prefetch_related("accompaniments", "group__group_topics__topic")
        .order_by("group__contact_point_id", "created_at", "pk")
    )


def _training_hours() -> Mapping[int, int]:
    return defaultdict(lambda: SETTINGS[TRAINING].default, chosen_values(TRAINING))


def _pools(homes: Iterable[int], *, on: date) -> Mapping[int, list[tuple[Starter, Offer]]]:
    hours = _training_hours()
    starters = (
        Starter.objects.filter(contact_point__in=homes)
        .exclude(state=StarterState.LEFT)
        .select_related("user")
        .prefetch_related("qualifications", "agreements", "excluded_topics", "accompaniments")
        .order_by("name", "pk")
    )
    pools = defaultdict[int, list[tuple[Starter, Offer]]](list)
    for starter in starters:
        home = starter.contact_point_id
        pools[home].append((starter, _offer(starter, hours=hours[home], on=on)))
    return pools


def _offer(starter: Starter, *, hours: int, on: date) -> Offer:
    qualifications = starter.qualifications.all()
    states = [accompaniment.state for accompaniment in starter.accompaniments.all()]
    return Offer(
        starter_id=starter.pk,
        is_active=starter.state == StarterState.ACTIVE,
        is_qualified=is_qualified(qualifications, hours=hours, on=on),
        is_qualified_for_existing=any(
            each.for_existing_groups and each.completed_on <= on for each in qualifications
        ),
        has_valid_agreement=has_agreement(starter.agreements.all(), on=on),
        excluded_topics=frozenset(each.topic_slug for each in starter.excluded_topics.all()),
        point=Point(starter.lat, starter.lon),
        radius_km=starter.radius_km,
        slots=frozenset(starter.slots),
        languages=frozenset(starter.languages),
        running=sum(state in TAKEN for state in states),
        most=starter.most_accompaniments,
        accompanied_before=states.count(State.ENDED),
        contact_hashes=contact_hashes(starter),
    )


def contact_hashes(starter: Starter) -> frozenset[str]:
    """By what a starter is known again among contact persons (rule 49)."""
    user = starter.user
    hashes = {crypto.mail_hash(starter.email), crypto.phone_hash(starter.phone)}
    if user is not None:
        hashes |= {_account(user), crypto.mail_hash(user.email)}
    return frozenset(filter(None, hashes))


def accompanies(contact_person: ContactPerson) -> bool:
    """Whether a contact person is asked to accompany their own group, or does (rule 49)."""
    theirs = _hashes_of_person(contact_person)
    starters = Starter.objects.filter(
        accompaniments__group=contact_person.group, accompaniments__state__in=TAKEN
    ).select_related("user")
    return any(theirs & contact_hashes(starter) for starter in starters)


def speaks_for_accompanied(starter: Starter) -> bool:
    """Whether a starter answers for a group they are asked for or accompany (rule 49)."""
    theirs = contact_hashes(starter)
    persons = ContactPerson.objects.filter(
        group__accompaniments__starter=starter,
        group__accompaniments__state__in=TAKEN,
        until=None,
    ).select_related("user")
    return any(theirs & _hashes_of_person(person) for person in persons)


def _account(user: User) -> str:
    return f"account {user.pk}"


def _needs(requests: Iterable[StartRequest]) -> dict[int, Need]:
    known = list(requests)
    groups = (
        Group.objects.filter(pk__in={each.group_id for each in known})
        .select_related("venue")
        .prefetch_related("group_topics__topic", "contact_persons__user")
    )
    by_pk = {group.pk: group for group in groups}
    return {each.pk: _need(each, by_pk[each.group_id]) for each in known}


def _need(request: StartRequest, group: Group) -> Need:
    return Need(
        request_id=request.pk,
        topics=frozenset(each.topic.slug for each in group.group_topics.all()),
        point=_point(group),
        is_existing_group=request.kind == RequestKind.EXISTING,
        slots=frozenset(request.slots),
        languages=frozenset(request.languages),
        group_contact_hashes=_hashes_of(group),
        declined_by=frozenset(
            each.starter_id for each in request.accompaniments.all() if each.state == State.DECLINED
        ),
    )


def _point(group: Group) -> Point | None:
    venue = getattr(group, "venue", None)
    if venue is None or venue.lat is None or group.format == Format.ONLINE:
        return None
    return Point(venue.lat, venue.lon)


def _hashes_of(group: Group) -> frozenset[str]:
    # Former contact persons too: who once spoke for the group has a tie to it.
    people = group.contact_persons.all()
    return frozenset[str]().union(*(_hashes_of_person(person) for person in people))


def _hashes_of_person(person: ContactPerson) -> frozenset[str]:
    hashes = {person.mail_hash, person.phone_hash}
    if person.user is not None:
        hashes |= {_account(person.user), crypto.mail_hash(person.user.email)}
    return frozenset(filter(None, hashes))


def _fit(need: Need, request: StartRequest, pool: list[tuple[Starter, Offer]]) -> Fit:
    ranking = rank(need, [offer for _, offer in pool])
    starters = {starter.pk: (starter, offer) for starter, offer in pool}
    candidates = tuple(
        _candidate(number, *starters[proposal.starter_id], proposal)
        for number, proposal in enumerate(ranking.proposals, start=1)
    )
    return Fit(
        request=request,
        candidates=candidates,
        by_hand=tuple(_by_hand(need, pool)),
        excluded=excluded_for_display(ranking.excluded),
    )


def _candidate(number: int, starter: Starter, offer: Offer, proposal: Proposal) -> Candidate:
    return Candidate(
        rank=number,
        starter=starter,
        proposal=proposal,
        before=offer.accompanied_before,
        reasons=tuple((in_words(each), each.is_doubt) for each in proposal.reasons),
    )


def _by_hand(need: Need, pool: list[tuple[Starter, Offer]]) -> Iterable[ByHand]:
    anybody = replace(need, declined_by=frozenset())
    for starter, offer in pool:
        judged = judge(need, offer)
        if isinstance(judged, Excluded) and isinstance(
            judge(anybody, replace(offer, radius_km=inf)), Proposal
        ):
            yield ByHand(starter, why_not(judged.code))
