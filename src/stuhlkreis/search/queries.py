"""The public search: what a query means, where it looks, and the groups that answer.

No query is stored anywhere (rule 19). A place that is not public takes no part: such a group
stands where its contact point stands, and no distance is told (rules 7 and 8).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from stuhlkreis.core.text import fold
from stuhlkreis.groups.lifecycle import OPEN_PLACES, Audience, Format, Openness
from stuhlkreis.groups.models import Group, GroupTopic
from stuhlkreis.groups.queries import PublicGroup, public_cards, public_groups
from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.places import Point
from stuhlkreis.search import ranking
from stuhlkreis.search.ranking import Candidate, Hit, Wanted
from stuhlkreis.topics.queries import catalogue
from stuhlkreis.topics.understanding import SHOWN_FROM, Meant, understand
from stuhlkreis.topics.words import GENERIC, STOP

RADIUS_KM: Final = 60
LEAST_RADIUS_KM: Final = 5
MOST_RADIUS_KM: Final = 200
WIDER_KM: Final = (100, 200)
PAGE_SIZE: Final = 20
MOST_PAGE_SIZE: Final = 100


class Sort(StrEnum):
    """In which order hits stand."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for. `near` is a postcode, a place or "lat,lon"; `page` counts from 1."""

    text: str = ""
    near: str = ""
    radius_km: int = RADIUS_KM
    audience: Audience | None = None
    openness: Openness | None = None
    format: Format | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set."""
        return any((self.audience, self.openness, self.format))


@dataclass(frozen=True, slots=True)
class Card:
    """A group as it stands in the results; `km` is rounded, None where no distance may be told."""

    group: PublicGroup
    km: int | None


@dataclass(frozen=True, slots=True)
class Understood:
    """How a query was read: topics it means, words it looks for, words it let go."""

    topics: tuple[Meant, ...]
    words: tuple[str, ...]
    dropped: tuple[str, ...]
    audience: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, and everything that tells how they came about.

    `online` counts the hits that are in reach only because they meet online. `radius_km` is None
    without a place and where the whole country was searched. `widened_from` is the radius in
    which nothing was found.
    """

    wish: Wish
    total: int
    online: int
    cards: tuple[Card, ...]
    understood: Understood
    place: Located | Ambiguous | Unknown | None
    radius_km: int | None
    widened_from: int | None

    @property
    def located(self) -> Located | None:
        """The place, if it is one."""
        return self.place if isinstance(self.place, Located) else None


def search(wish: Wish, *, on: date, now: datetime) -> Results:
    """The public groups that answer a wish; always the same few queries."""
    candidates = _candidates(_narrowed(public_groups(on=on), wish))
    read = _read(wish, candidates)
    here = read.place.point if isinstance(read.place, Located) else None
    found = ranking.hits(candidates, read.wanted, here, wish.radius_km)
    inside, radius_km = _inside(found, wish.radius_km) if here else (found, None)
    return Results(
        wish=wish,
        total=len(inside),
        online=sum(_is_only_online(hit, radius_km) for hit in inside) if here else 0,
        cards=_cards(inside, wish, on=on, now=now),
        understood=read.understood,
        place=read.place,
        radius_km=radius_km,
        widened_from=wish.radius_km if here and radius_km != wish.radius_km else None,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    wanted: Wanted
    understood: Understood
    place: Located | Ambiguous | Unknown | None


def _read(wish: Wish, candidates: list[Candidate]) -> _Read:
    """The wish as topics, words and a place; a place may also stand in the text."""
    meant = understand(wish.text, catalogue())
    topics = tuple(one for one in meant.topics if one.score >= SHOWN_FROM)
    known = tuple(word for word in meant.words if ranking.stands_anywhere(candidates, word))
    unknown = tuple(word for word in meant.words if word not in known)
    place = locate(wish.near) if wish.near.strip() else None
    if place is None:
        place = _place_in(meant.words if topics else unknown)
        if place:
            known = () if topics else known
            unknown = ()
    content = [word for word in fold(wish.text).split() if word not in STOP | GENERIC]
    searched = tuple(word for word in content if word in known or word not in meant.words)
    if unknown and not (topics or searched):
        searched = unknown
    wanted = Wanted({one.slug: one.score for one in topics}, known, searched, meant.audience)
    return _Read(wanted, Understood(topics, known, unknown, meant.audience), place)


def _place_in(words: tuple[str, ...]) -> Located | None:
    """The place that the words nothing explains name together, if they do."""
    place = locate(" ".join(words)) if words else None
    return place if isinstance(place, Located) else None


def _narrowed(groups: QuerySet[Group], wish: Wish) -> QuerySet[Group]:
    if wish.audience:
        groups = groups.filter(audience__in=[wish.audience, Audience.MIXED])
    if wish.openness:
        groups = groups.filter(openness=wish.openness)
    if wish.format:
        groups = groups.filter(format__in=[wish.format, Format.HYBRID])
    return groups


def _candidates(groups: QuerySet[Group]) -> list[Candidate]:
    topics: dict[int, list[str]] = {}
    rows = GroupTopic.objects.filter(group__in=groups.order_by()).order_by("group", "position")
    for group, slug in rows.values_list("group_id", "topic__slug"):
        topics.setdefault(group, []).append(slug)
    return [_candidate(group, topics.get(group.pk, [])) for group in groups]


def _candidate(group: Group, topics: list[str]) -> Candidate:
    point = _public_point(group)
    office = group.contact_point
    return Candidate(
        pk=group.pk,
        name=group.name,
        description=group.description,
        topics=tuple(topics),
        audience=group.audience,
        is_online=group.format != Format.ON_SITE,
        is_on_site=group.format != Format.ONLINE,
        point=point or Point(office.lat, office.lon),
        is_point_own=point is not None,
    )


def _public_point(group: Group) -> Point | None:
    venue = group.venue
    if venue.visibility not in OPEN_PLACES or venue.lat is None or venue.lon is None:
        return None
    return Point(venue.lat, venue.lon)


def _inside(found: list[Hit], radius_km: int) -> tuple[list[Hit], int | None]:
    """The hits in reach and how far that is: farther, and at last everywhere, if none is near."""
    for limit in (radius_km, *(step for step in WIDER_KM if step > radius_km)):
        near = {hit.candidate.pk for hit in found if hit.km is not None and hit.km <= limit}
        if near:
            return [
                hit for hit in found if hit.candidate.is_online or hit.candidate.pk in near
            ], limit
    return found, None if any(hit.candidate.is_on_site for hit in found) else radius_km


def _is_only_online(hit: Hit, radius_km: int | None) -> bool:
    return hit.km is None or (radius_km is not None and hit.km > radius_km)


def _cards(found: list[Hit], wish: Wish, *, on: date, now: datetime) -> tuple[Card, ...]:
    size = min(max(wish.page_size, 1), MOST_PAGE_SIZE)
    first = (max(wish.page, 1) - 1) * size
    if wish.sort == Sort.NEXT:
        cards = sorted(_loaded(found, on=on, now=now), key=_by_next_meeting)
        return tuple(cards[first : first + size])
    ordered = ranking.by_nearness(found) if wish.sort == Sort.DISTANCE else found
    return tuple(_loaded(ordered[first : first + size], on=on, now=now))


def _by_next_meeting(card: Card) -> tuple[date, str]:
    meeting = card.group.next_meeting
    return (meeting.on, str(meeting.start or "")) if meeting else (date.max, "")


def _loaded(found: list[Hit], *, on: date, now: datetime) -> list[Card]:
    rows = Group.objects.select_related("contact_point", "venue").in_bulk(
        [hit.candidate.pk for hit in found]
    )
    shown = public_cards([rows[hit.candidate.pk] for hit in found], on=on, now=now)
    return [
        Card(group, round(hit.km) if hit.km is not None and hit.candidate.is_point_own else None)
        for group, hit in zip(shown, found, strict=True)
    ]
