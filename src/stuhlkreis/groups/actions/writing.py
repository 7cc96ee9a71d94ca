"""A group comes into the records, changes, or starts again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.core.text import slugify
from stuhlkreis.groups import policies, queries, rhythm
from stuhlkreis.groups.actions.locking import check_has_come, lock
from stuhlkreis.groups.draft import (
    GroupDraft,
    PlaceDraft,
    changed_fields,
    checked,
    default_visibility,
    fingerprint,
    folded_name,
)
from stuhlkreis.groups.errors import ChangedMeanwhile, NotABeginning, StillThere, TopicMissing
from stuhlkreis.groups.lifecycle import BEGINNINGS, OPEN_PLACES, OVER, Source, State, Visibility
from stuhlkreis.groups.models import Group, GroupTopic, MeetingSeries, Venue
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic

_LONGEST_SLUG = 110  # leaves room for a number
_COLUMNS = (
    "name",
    "audience",
    "openness",
    "format",
    "is_young",
    "is_step_free",
    "description",
    "website",
    "size",
    "meeting_phrase",
    "external_id",
)


@transaction.atomic
def create_group(  # noqa: PLR0913 -- what, where, in which state, on whose word, when, by whom
    *,
    contact_point: ContactPoint,
    draft: GroupDraft,
    state: State,
    source: Source,
    on: date,
    at: datetime,
    by: User | None,
    confirmed_on: date | None = None,
) -> Group:
    """Take a group into the records (rule 22).

    Raises `NotABeginning`, `DayInTheFuture`, `TopicMissing` (an import may leave the topic to
    an editor), `core.errors.Forbidden` and what `draft.checked` raises. An unknown slug of a
    topic is a programming error: `Topic.DoesNotExist`.
    """
    policies.check_may_edit(by, contact_point)
    _check_beginning(state, source)
    check_has_come(on, at)
    draft = checked(draft)
    topics = _topics_of(draft)
    if not topics and source != Source.IMPORT:
        raise _without_topic()
    visibility = draft.place.visibility or _default_for(topics)
    group = Group(
        contact_point=contact_point,
        folded_name=folded_name(draft.name),
        languages=list(draft.languages),
        state=state,
        created_on=on,
        confirmed_on=confirmed_on,
        **{name: getattr(draft, name) for name in _COLUMNS},
    )
    next(slug for slug in _slugs(draft, visibility) if _is_saved_under(slug, group))
    _write_venue(Venue(group=group), draft.place, visibility)
    _write_topics(group, topics)
    _write_series(group, draft)
    group.state_changes.create(state=state, on=on, recorded_at=at, by=by, source=source)
    audit.record("create_group", group, at=at, by=by, detail={"state": state, "source": source})
    return group


@transaction.atomic
def change_group(
    *,
    group: Group,
    draft: GroupDraft,
    at: datetime,
    by: User | None,
    source: Source = Source.OFFICE,
    seen: str = "",
) -> Group:
    """Bring a group's description up to date; the state has its own action.

    What is changed at the desk is remembered by name in `edited_fields`, so that a later import
    does not overwrite it; what an import changes is not. Nothing changed writes nothing.
    `seen` is the `draft.fingerprint` of what the person had before them; without it whoever saves
    last wins. Raises `ChangedMeanwhile`, `TopicMissing`, `core.errors.Forbidden` and what
    `draft.checked` raises.
    """
    policies.check_may_edit(by, group.contact_point)
    lock(group)
    standing, draft = queries.draft_of(group), checked(draft)
    names = changed_fields(standing, draft)
    if not names:
        return group
    if seen and seen != fingerprint(standing):
        raise ChangedMeanwhile(
            _("Gerade hat eine andere Person gespeichert. Das ist der neue Stand:")
        )
    if standing.topic_slugs and not draft.topic_slugs:
        raise _without_topic()
    _write_change(group, standing, draft, names)
    if source != Source.IMPORT:
        group.edited_fields = sorted({*group.edited_fields, *names})
    group.save()
    audit.record("change_group", group, at=at, by=by, detail={"fields": list(names)})
    return group


@transaction.atomic
def restart_group(
    *,
    group: Group,
    source: Source,
    on: date,
    at: datetime,
    by: User | None,
    state: State = State.FOUNDING,
) -> Group:
    """Let a group that is over begin again: a new group, linked to the old (rule 22).

    It takes over the description, no contact persons. Raises `StillThere` and what
    `create_group` raises.
    """
    policies.check_may_edit(by, group.contact_point)
    lock(group)
    if group.state not in OVER:
        raise StillThere(_("Diese Gruppe gibt es noch. Sie muss nicht neu beginnen."))
    restarted = create_group(
        contact_point=group.contact_point,
        draft=replace(queries.draft_of(group), external_id=""),
        state=state,
        source=source,
        on=on,
        at=at,
        by=by,
    )
    restarted.restart_of = group
    restarted.save(update_fields=["restart_of"])
    return restarted


def _check_beginning(state: State, source: Source) -> None:
    if state not in BEGINNINGS:
        raise NotABeginning(
            _("Als „%(state)s“ kann keine Gruppe beginnen.") % {"state": state.label}
        )
    if state != State.FOUNDING and source == Source.OFFICE:
        raise NotABeginning(
            _("Dass es die Gruppe schon gibt, sagt die Gruppe selbst. Bitte wählen Sie das aus.")
        )


def _without_topic() -> TopicMissing:
    return TopicMissing(_("Das Thema fehlt noch. Jede Gruppe hat ein bis drei Themen."))


def _topics_of(draft: GroupDraft) -> list[Topic]:
    """The topics in the draft's order. Raises `Topic.DoesNotExist`."""
    rows = {topic.slug: topic for topic in Topic.objects.filter(slug__in=draft.topic_slugs)}
    if unknown := [slug for slug in draft.topic_slugs if slug not in rows]:
        raise Topic.DoesNotExist(unknown)
    return [rows[slug] for slug in draft.topic_slugs]


def _default_for(topics: Sequence[Topic]) -> Visibility:
    return default_visibility(is_sensitive=any(topic.is_sensitive for topic in topics))


def _slugs(draft: GroupDraft, visibility: Visibility) -> Iterator[str]:
    """Address parts for the group, the best first; they name a public place only (rule 7)."""
    place = draft.place.place if visibility in OPEN_PLACES else ""
    base = slugify(draft.name)
    if slugify(place) not in base:
        base = f"{base}-{slugify(place)}"
    base = base[:_LONGEST_SLUG].strip("-") or "gruppe"
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _is_saved_under(slug: str, group: Group) -> bool:
    """Save a new group at this address, unless another has it.

    Two offices may enter groups of one name at once: the database says whose the address is.
    """
    group.slug = slug
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError:
        if not Group.objects.filter(slug=slug).exists():
            raise
        return False
    return True


def _is_free(slug: str, group: Group) -> bool:
    return not Group.objects.filter(slug=slug).exclude(pk=group.pk).exists()


def _write_change(
    group: Group, standing: GroupDraft, draft: GroupDraft, names: Sequence[str]
) -> None:
    for name in _COLUMNS:
        setattr(group, name, getattr(draft, name))
    group.folded_name, group.languages = folded_name(draft.name), list(draft.languages)
    was_sensitive = group.topics.filter(is_sensitive=True).exists()
    topics = _topics_of(draft)
    if "topic_slugs" in names:
        _write_topics(group, topics)
    if {"meeting_phrase", "first_meeting_on"} & set(names):
        _write_series(group, draft)
    is_newly_sensitive = not was_sensitive and any(topic.is_sensitive for topic in topics)
    kept = Visibility.ON_REQUEST if is_newly_sensitive else Visibility(group.venue.visibility)
    visibility = draft.place.visibility or kept
    if standing.place.visibility in OPEN_PLACES and visibility not in OPEN_PLACES:
        # The old address may name the place, which is no longer public.
        group.slug = next(slug for slug in _slugs(draft, visibility) if _is_free(slug, group))
    _write_venue(group.venue, draft.place, visibility)


def _write_topics(group: Group, topics: Sequence[Topic]) -> None:
    group.group_topics.all().delete()
    GroupTopic.objects.bulk_create(
        GroupTopic(group=group, topic=topic, position=position)
        for position, topic in enumerate(topics, start=1)
    )


def _write_venue(venue: Venue, place: PlaceDraft, visibility: Visibility) -> None:
    for name in ("name", "street", "postcode", "place", "lat", "lon", "district_ags"):
        setattr(venue, name, getattr(place, name))
    venue.visibility = visibility
    venue.save()


def _write_series(group: Group, draft: GroupDraft) -> None:
    """Replace the rules by what the phrase says; without a safe rule there is none (rule 34)."""
    reading = rhythm.read(draft.meeting_phrase)
    group.series.all().delete()
    MeetingSeries.objects.bulk_create(
        MeetingSeries(
            group=group,
            rule=rule,
            starts_at=_time(start),
            ends_at=_time(end),
            excepts=list(reading.excepts),
            first_on=draft.first_meeting_on,
        )
        for rule, start, end in zip(reading.rules, reading.starts, reading.ends, strict=True)
    )


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
