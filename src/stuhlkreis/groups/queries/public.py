"""What of a group may be shown to everybody, and nothing else (rules 3, 6, 7, 24, 33)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stuhlkreis.core.days import months_later
from stuhlkreis.groups import rhythm
from stuhlkreis.groups.lifecycle import (
    OPEN_PLACES,
    PUBLIC,
    Audience,
    Channel,
    Format,
    Medium,
    Openness,
    State,
    Visibility,
)
from stuhlkreis.groups.models import Consent, ContactPerson, Group, Venue
from stuhlkreis.groups.queries.desk import clock, reading_of
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import chosen_values
from stuhlkreis.network.registry import SETTINGS
from stuhlkreis.regions.places import Point
from stuhlkreis.topics.models import Topic

NEXT_MEETINGS: Final = 3
_FULL: Final = frozenset({Openness.CLOSED_FOR_NOW, Openness.CLOSED})
_NEEDED: Final = (
    "contact_point",
    "venue",
    "group_topics__topic",
    "series",
    "contact_persons__consents",
)


@dataclass(frozen=True, slots=True)
class ReleasedContact:
    """What of a contact person may be shown; "" stands for what was not released."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PublicSeries:
    """One of a group's meeting series: its rule, its time of day, and its next meetings."""

    reading: str
    rule: str
    start: str | None
    meetings: tuple[rhythm.Meeting, ...]


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """A group with its released fields only; what is not released is "" or empty.

    `point` is the middle of the place, or the contact point's own position where the place is
    not public (then `is_point_own` is False).
    """

    pk: int
    slug: str
    name: str
    description: str
    website: str
    topics: tuple[Topic, ...]
    audience: Audience
    openness: Openness
    format: Format
    languages: tuple[str, ...]
    is_young: bool
    is_step_free: bool | None
    state: State
    contact_point: ContactPoint
    venue_name: str
    street: str
    postcode: str
    place: str
    place_label: str
    point: Point
    is_point_own: bool
    meeting_phrase: str
    meeting_reading: str
    series: tuple[PublicSeries, ...]
    next_meetings: tuple[rhythm.Meeting, ...]
    contacts: tuple[ReleasedContact, ...]
    confirmed_on: date | None
    confirmed_label: str
    is_stale: bool

    @property
    def main_topic(self) -> Topic | None:
        """The topic the group is found under first (rule 27)."""
        return self.topics[0] if self.topics else None

    @property
    def next_meeting(self) -> rhythm.Meeting | None:
        """The next date, if one may be derived."""
        return self.next_meetings[0] if self.next_meetings else None


def public_groups(*, on: date) -> QuerySet[Group]:
    """The groups that stand in public lists on a day, by name (rules 22 and 24).

    A group leaves the lists when its last confirmation (else its entry) lies further back than
    its contact point's setting `hide_months`.
    """
    chosen = chosen_values("hide_months")
    fresh = Q(last__gte=months_later(on, -SETTINGS["hide_months"].default)) & ~Q(
        contact_point__in=chosen
    )
    for months in sorted(set(chosen.values())):
        offices = [office for office, value in chosen.items() if value == months]
        fresh |= Q(contact_point__in=offices, last__gte=months_later(on, -months))
    return (
        Group.objects.alias(last=Coalesce("confirmed_on", "created_on"))
        .filter(fresh, state__in=PUBLIC)
        .select_related("contact_point", "venue")
        .order_by("name", "pk")
    )


def public_counts(*, on: date) -> dict[int, int]:
    """How many groups of each contact point stand in public lists: its id → a number (rule 75)."""
    counted = public_groups(on=on).order_by().values("contact_point").annotate(count=Count("pk"))
    return {row["contact_point"]: row["count"] for row in counted}


def public_group(group: Group, *, on: date, now: datetime) -> PublicGroup:
    """What everybody may see of one group."""
    return public_cards([group], on=on, now=now)[0]


def public_cards(groups: Iterable[Group], *, on: date, now: datetime) -> list[PublicGroup]:
    """What everybody may see of these groups, in their order; always the same few queries."""
    listed = list(groups)
    prefetch_related_objects(listed, *_NEEDED)
    stale, consent = _Months.of("stale_months"), _Months.of("consent_months")
    return [
        _released(
            group,
            stale_before=months_later(on, -stale.at(group)),
            contacts=_contacts(group, Medium.WEB, on, consent.at(group)),
            now=now,
        )
        for group in listed
    ]


def released_contacts(group: Group, *, medium: Medium, on: date) -> tuple[ReleasedContact, ...]:
    """What of the group's contact persons may be shown in one medium on a day (rules 3–6)."""
    prefetch_related_objects([group], "contact_persons__consents")
    return _contacts(group, medium, on, _Months.of("consent_months").at(group))


@dataclass(frozen=True, slots=True)
class _Months:
    """One setting in months, for every contact point."""

    default: int
    chosen: Mapping[int, int]

    @classmethod
    def of(cls, name: str) -> "_Months":
        return cls(SETTINGS[name].default, chosen_values(name))

    def at(self, group: Group) -> int:
        return self.chosen.get(group.contact_point_id, self.default)


def _released(
    group: Group,
    *,
    stale_before: date,
    contacts: tuple[ReleasedContact, ...],
    now: datetime,
) -> PublicGroup:
    openness, venue = Openness(group.openness), _shown(group.venue)
    series = tuple(_series(group, now))
    is_stale = (group.confirmed_on or group.created_on) < stale_before
    if openness in _FULL:  # rule 33: the contact point's phone, not the group's
        contacts = tuple(replace(contact, phone="") for contact in contacts)
    return PublicGroup(
        pk=group.pk,
        slug=group.slug,
        name=group.name,
        description=group.description,
        website=group.website,
        topics=tuple(one.topic for one in group.group_topics.all()),
        audience=Audience(group.audience),
        openness=openness,
        format=Format(group.format),
        languages=tuple(group.languages),
        is_young=group.is_young,
        is_step_free=group.is_step_free,
        state=State(group.state),
        contact_point=group.contact_point,
        venue_name=venue.name,
        street=venue.street,
        postcode=venue.postcode,
        place=venue.place,
        place_label=_place_label(Format(group.format), venue),
        point=_point(venue) or Point(group.contact_point.lat, group.contact_point.lon),
        is_point_own=_point(venue) is not None,
        # People write the house beside the time: where the place is not public, what we read of
        # the times is told, and not the text (rule 7).
        meeting_phrase=group.meeting_phrase if group.venue.visibility in OPEN_PLACES else "",
        meeting_reading=reading_of(group),
        series=series,
        next_meetings=_next_meetings(series),
        contacts=tuple(contact for contact in contacts if contact != ReleasedContact()),
        confirmed_on=group.confirmed_on,
        confirmed_label=_confirmed_label(group, is_stale=is_stale),
        is_stale=is_stale,
    )


def _shown(venue: Venue) -> Venue:
    """An unsaved venue with what its visibility lets through (rule 7)."""
    if venue.visibility == Visibility.EXACT:
        return venue
    if venue.visibility == Visibility.DISTRICT:
        return Venue(place=venue.place, lat=venue.lat, lon=venue.lon)
    return Venue()


def _point(venue: Venue) -> Point | None:
    if venue.lat is None or venue.lon is None:
        return None
    return Point(venue.lat, venue.lon)


def _place_label(form: Format, venue: Venue) -> str:
    if form == Format.ONLINE:
        return _("online")
    street = ", ".join(filter(None, (venue.name, venue.street)))
    town = " ".join(filter(None, (venue.postcode, venue.place)))
    return ", ".join(filter(None, (street, town))) or _("Ort auf Anfrage")


def _series(group: Group, now: datetime) -> Iterator[PublicSeries]:
    """Each series with its next meetings; a group on pause has none (rule 34)."""
    listed = list(group.series.all())
    for one in listed:
        start, end = clock(one.starts_at), clock(one.ends_at)
        own = rhythm.say([one.rule], [start], [end], one.excepts) if len(listed) > 1 else ""
        count = 0 if group.state == State.PAUSED else NEXT_MEETINGS
        meetings = rhythm.next_meetings(
            [one.rule], [start], after=now, count=count, anchor=one.first_on
        )
        yield PublicSeries(own or reading_of(group), one.rule, start, tuple(meetings))


def _next_meetings(series: Iterable[PublicSeries]) -> tuple[rhythm.Meeting, ...]:
    found = {meeting for one in series for meeting in one.meetings}
    in_order = sorted(found, key=lambda meeting: (meeting.on, str(meeting.start or "")))
    return tuple(in_order[:NEXT_MEETINGS])


def _confirmed_label(group: Group, *, is_stale: bool) -> str:
    if is_stale:
        since = date_format(group.confirmed_on or group.created_on, "F Y")
        return _("Nicht bestätigt seit %(month)s") % {"month": since}
    if group.confirmed_on is None:
        return _("Noch nicht bestätigt")
    return _("Bestätigt am %(day)s") % {"day": date_format(group.confirmed_on, "j. F Y")}


def _contacts(
    group: Group, medium: Medium, on: date, consent_months: int
) -> tuple[ReleasedContact, ...]:
    oldest = months_later(on, -consent_months)
    released = (
        _of_person(person, medium, oldest, on)
        for person in group.contact_persons.all()
        if person.since <= on and (person.until is None or on < person.until)
    )
    return tuple(contact for contact in released if contact != ReleasedContact())


def _of_person(person: ContactPerson, medium: Medium, oldest: date, on: date) -> ReleasedContact:
    channels = {
        consent.channel
        for consent in person.consents.all()
        if consent.medium == medium and _stands(consent, oldest, on)
    }
    return ReleasedContact(
        name=person.name if Channel.NAME in channels else "",
        phone=person.phone if Channel.PHONE in channels else "",
        email=person.email if Channel.EMAIL in channels else "",
    )


def _stands(consent: Consent, oldest: date, on: date) -> bool:
    """Whether a consent counts on a day: not withdrawn (rule 5), not too old (rule 6)."""
    return consent.withdrawn_on is None and oldest <= consent.given_on <= on
