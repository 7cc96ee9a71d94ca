"""What a contact point asks about its own groups."""

from datetime import date, time

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from stuhlkreis.accounts.models import User
from stuhlkreis.core.days import months_later
from stuhlkreis.core.text import fold
from stuhlkreis.groups import rhythm
from stuhlkreis.groups.draft import GroupDraft, PlaceDraft
from stuhlkreis.groups.lifecycle import OVER, Audience, Format, Openness, State, Visibility
from stuhlkreis.groups.models import Consent, ContactPerson, Group, StateChange, Venue
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import setting


def groups_of(contact_point: ContactPoint) -> QuerySet[Group]:
    """All groups of a contact point by name, with their place and topics."""
    return (
        Group.objects.filter(contact_point=contact_point)
        .select_related("contact_point", "venue")
        .prefetch_related("group_topics__topic")
        .order_by("name", "pk")
    )


def group_of(contact_point: ContactPoint, slug: str) -> Group:
    """One group of this contact point. Raises `Group.DoesNotExist`, also for another's group."""
    return groups_of(contact_point).get(slug=slug)


def narrowed(
    contact_point: ContactPoint,
    *,
    words: str = "",
    state: State | None = None,
    not_confirmed_on: date | None = None,
) -> QuerySet[Group]:
    """The groups of a contact point in whose name, topics or place every word stands.

    `state` keeps one state; `not_confirmed_on` keeps those that are still there and that this
    day finds unconfirmed for longer than the office's setting (rule 24).
    """
    groups = groups_of(contact_point)
    for word in words.split():
        groups = groups.filter(_holds(word))
    if state is not None:
        groups = groups.filter(state=state)
    if not_confirmed_on is not None:
        since = months_later(not_confirmed_on, -setting(contact_point, "stale_months"))
        groups = groups.exclude(state__in=OVER).filter(
            pk__in=Group.objects.alias(last=Coalesce("confirmed_on", "created_on"))
            .filter(contact_point=contact_point, last__lt=since)
            .values("pk")
        )
    return groups


def _holds(word: str) -> Q:
    elsewhere = Group.objects.filter(
        Q(group_topics__topic__name__icontains=word) | Q(venue__place__icontains=word)
    )
    folded = fold(word)
    found = Q(pk__in=elsewhere.values("pk"))
    return found | Q(folded_name__contains=folded) if folded else found


def history_of(group: Group) -> QuerySet[StateChange]:
    """Every step in the group's life, the latest first (rule 23)."""
    return group.state_changes.select_related("by").order_by("-on", "-pk")


def last_change(group: Group) -> StateChange | None:
    """The latest step in the group's life."""
    return group.state_changes.order_by("on", "pk").last()


def state_on(group: Group, day: date) -> State | None:
    """The state in which the group ended a day; None before it came into the records (rule 23)."""
    change = group.state_changes.filter(on__lte=day).order_by("on", "pk").last()
    return State(change.state) if change else None


def contact_persons_of(group: Group) -> QuerySet[ContactPerson]:
    """Everybody who answers or answered for the group, with their consents; for the desk only."""
    return (
        group.contact_persons.select_related("user")
        .prefetch_related("consents")
        .order_by(F("until").desc(nulls_first=True), "pk")
    )


def consents_of(contact_point: ContactPoint) -> QuerySet[Consent]:
    """All consents for groups of a contact point."""
    return (
        Consent.objects.filter(contact_person__group__contact_point=contact_point)
        .select_related("contact_person__group__contact_point")
        .order_by("pk")
    )


def persons_of(contact_point: ContactPoint) -> QuerySet[ContactPerson]:
    """All contact persons of a contact point's groups."""
    return (
        ContactPerson.objects.filter(group__contact_point=contact_point)
        .select_related("group__contact_point")
        .order_by("pk")
    )


def is_contact_person(user: User, group: Group) -> bool:
    """Whether somebody with an account answers for the group now."""
    return user.is_active and group.contact_persons.filter(user=user, until=None).exists()


def groups_spoken_for(user: User) -> QuerySet[Group]:
    """The groups somebody with an account answers for now, by name."""
    return (
        Group.objects.filter(contact_persons__user=user, contact_persons__until=None)
        .select_related("contact_point", "venue")
        .distinct()
        .order_by("name", "pk")
    )


def own_contact_persons(user: User, group: Group) -> QuerySet[ContactPerson]:
    """How the group's records name somebody with an account, with their consents."""
    return contact_persons_of(group).filter(user=user, until=None)


def draft_of(group: Group) -> GroupDraft:
    """The group as a draft says it, to compare with a new one or to fill a form."""
    # `all` keeps to the models' order and to what was prefetched: an import compares hundreds.
    first = next(iter(group.series.all()), None)
    return GroupDraft(
        name=group.name,
        topic_slugs=tuple(one.topic.slug for one in group.group_topics.all()),
        audience=Audience(group.audience),
        openness=Openness(group.openness),
        format=Format(group.format),
        languages=tuple(group.languages),
        is_young=group.is_young,
        is_step_free=group.is_step_free,
        description=group.description,
        website=group.website,
        size=group.size,
        meeting_phrase=group.meeting_phrase,
        first_meeting_on=first.first_on if first else None,
        external_id=group.external_id,
        place=_place_of(group.venue),
    )


def _place_of(venue: Venue) -> PlaceDraft:
    return PlaceDraft(
        name=venue.name,
        street=venue.street,
        postcode=venue.postcode,
        place=venue.place,
        lat=venue.lat,
        lon=venue.lon,
        district_ags=venue.district_ags,
        visibility=Visibility(venue.visibility),
    )


def reading_of(group: Group) -> str:
    """How the program reads the group's meeting phrase; empty where it derives no rule."""
    series = list(group.series.all())
    rules = tuple(one.rule for one in series)
    starts = tuple(clock(one.starts_at) for one in series)
    ends = tuple(clock(one.ends_at) for one in series)
    read = rhythm.read(group.meeting_phrase)
    if series and (read.rules, read.starts, read.ends) == (rules, starts, ends):
        return read.reading  # with what no rule can hold: the other half-year's time
    return rhythm.say(rules, starts, ends, series[0].excepts if series else ())


def clock(moment: time | None) -> str | None:
    """A time of day as `rhythm` takes it: "18:30", or None."""
    return moment.isoformat("minutes") if moment else None
