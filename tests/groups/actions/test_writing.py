"""A group comes into the records, changes, and starts again."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups import queries
from stuhlkreis.groups.actions import change_group, create_group, restart_group
from stuhlkreis.groups.draft import GroupDraft, PlaceDraft, fingerprint
from stuhlkreis.groups.errors import (
    ChangedMeanwhile,
    DayInTheFuture,
    NotABeginning,
    StillThere,
    TopicMissing,
)
from stuhlkreis.groups.lifecycle import BEGINNINGS, OVER, Source, State, Visibility
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic
from tests import make

pytestmark = pytest.mark.django_db
GUESTROW = PlaceDraft(
    name="Haus am Markt",
    street="Marktstraße 1",
    postcode="18273",
    place="Güstrow",
    lat=53.79,
    lon=12.18,
    district_ags="13072",
)


def draft(name: str = "Mut in kleinen Schritten", *topics: Topic) -> GroupDraft:
    topics = topics or (make.topic(name="Angst und Panik"),)
    return GroupDraft(name, tuple(topic.slug for topic in topics), place=GUESTROW)


def create(
    asked: GroupDraft,
    at: datetime,
    *,
    state: State = State.ACTIVE,
    source: Source = Source.GROUP_VIA_OFFICE,
    on: date = make.TODAY,
    contact_point: ContactPoint | None = None,
) -> Group:
    return create_group(
        contact_point=contact_point or make.contact_point(),
        draft=asked,
        state=state,
        source=source,
        on=on,
        at=at,
        by=None,
    )


def test_create_group_writes_what_the_draft_says(at: datetime) -> None:
    contact_point, main, second = make.contact_point(), make.topic(), make.topic()
    staff = make.member(at=contact_point)
    asked = replace(
        draft("Mut", main, second),
        meeting_phrase="jeden 1. und 3. Dienstag im Monat, 18:30–20:00 Uhr",
        description="Wir reden.",
        size=8,
        is_step_free=True,
        external_id="77",
    )

    group = create_group(
        contact_point=contact_point,
        draft=asked,
        state=State.PAUSED,
        source=Source.IMPORT,
        on=date(2026, 11, 1),
        at=at,
        by=staff,
        confirmed_on=date(2026, 10, 1),
    )

    group.refresh_from_db()
    visibility = replace(GUESTROW, visibility=Visibility.DISTRICT)
    assert queries.draft_of(group) == replace(asked, place=visibility)
    assert (group.state, group.created_on, group.confirmed_on) == (
        State.PAUSED,
        date(2026, 11, 1),
        date(2026, 10, 1),
    )
    assert list(group.group_topics.values_list("topic", "position")) == [
        (main.pk, 1),
        (second.pk, 2),
    ]
    series = group.series.get()
    assert (series.rule, series.starts_at, series.ends_at, series.excepts, series.first_on) == (
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        time(18, 30),
        time(20, 0),
        [],
        None,
    )


def test_rule_23_the_beginning_is_kept_with_day_person_and_source(at: datetime) -> None:
    contact_point = make.contact_point()
    staff = make.member(at=contact_point)

    group = create_group(
        contact_point=contact_point,
        draft=draft(),
        state=State.FOUNDING,
        source=Source.OFFICE,
        on=make.TODAY,
        at=at,
        by=staff,
    )

    change = group.state_changes.get()
    assert (change.state, change.on, change.recorded_at, change.by, change.source) == (
        State.FOUNDING,
        make.TODAY,
        at,
        staff,
        Source.OFFICE,
    )
    entry = AuditEntry.objects.get(action="create_group")
    assert (entry.by, entry.subject_id) == (staff, str(group.pk))
    assert entry.detail == {"state": "founding", "source": "office"}


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("state", State)
def test_rule_22_a_group_begins_as_founding_or_on_its_own_word(
    state: State, source: Source, at: datetime
) -> None:
    may = state == State.FOUNDING or (state in BEGINNINGS and source != Source.OFFICE)

    if may:
        assert create(draft(), at, state=state, source=source).state == state
    else:
        with pytest.raises(NotABeginning):
            create(draft(), at, state=state, source=source)


def test_create_group_refuses_tomorrow(at: datetime) -> None:
    with pytest.raises(DayInTheFuture):
        create(draft(), at, on=date(2026, 11, 22))


def test_create_group_refuses_strangers(at: datetime) -> None:
    with pytest.raises(Forbidden):
        create_group(
            contact_point=make.contact_point(),
            draft=draft(),
            state=State.FOUNDING,
            source=Source.OFFICE,
            on=make.TODAY,
            at=at,
            by=make.member(),
        )


def test_rule_27_only_an_import_leaves_the_topic_to_an_editor(at: datetime) -> None:
    assert not create(GroupDraft("Mut"), at, source=Source.IMPORT).topics.exists()
    with pytest.raises(TopicMissing):
        create(GroupDraft("Mut"), at)


def test_an_unknown_slug_is_a_programming_error(at: datetime) -> None:
    with pytest.raises(Topic.DoesNotExist):
        create(GroupDraft("Mut", ("gibt-es-nicht",)), at)


def test_rule_8_a_sensitive_topic_keeps_the_place_on_request(at: datetime) -> None:
    violence = make.topic(name="Gewalt", is_sensitive=True)

    assert create(draft("A", violence), at).venue.visibility == Visibility.ON_REQUEST
    assert create(draft("B", make.topic(), violence), at).venue.visibility == (
        Visibility.ON_REQUEST
    )
    stated = replace(GUESTROW, visibility=Visibility.EXACT)
    assert create(replace(draft("C", violence), place=stated), at).venue.visibility == (
        Visibility.EXACT
    )


def test_each_group_has_an_address_of_its_own(at: datetime) -> None:
    slugs = [create(draft("Mut"), at).slug for _ in range(3)]

    assert slugs == ["mut-guestrow", "mut-guestrow-2", "mut-guestrow-3"]


@pytest.mark.parametrize(
    ("name", "place", "slug"),
    [
        ("Müde & krank", "Rostock", "muede-krank-rostock"),
        ("Treff Güstrow", "Güstrow", "treff-guestrow"),
        ("Treff", "", "treff"),
        ("…", "", "gruppe"),
        ("x" * 150, "Rostock", "x" * 110),
    ],
)
def test_the_address_says_name_and_place(name: str, place: str, slug: str, at: datetime) -> None:
    asked = replace(draft(name), place=PlaceDraft(place=place))

    assert create(asked, at).slug == slug


@pytest.mark.parametrize("visibility", [Visibility.ON_REQUEST, Visibility.HIDDEN])
def test_rule_7_no_address_names_a_place_that_is_not_public(
    visibility: Visibility, at: datetime
) -> None:
    closed = replace(draft("Mut"), place=replace(GUESTROW, visibility=visibility))

    assert create(closed, at).slug == "mut"
    group = create(draft("Halt"), at)
    assert group.slug == "halt-guestrow"
    change_group(group=group, draft=replace(closed, name="Halt"), at=at, by=None)
    assert group.slug == "halt"


def test_an_address_that_names_no_place_stays(at: datetime) -> None:
    group = create(replace(draft("Mut"), place=PlaceDraft()), at)
    hidden = replace(draft("Mut"), place=replace(GUESTROW, visibility=Visibility.HIDDEN))

    change_group(group=group, draft=hidden, at=at, by=None)

    assert group.slug == "mut"


def test_change_group_remembers_what_the_desk_changed(at: datetime) -> None:
    contact_point = make.contact_point()
    staff = make.member(at=contact_point)
    group = create(draft("Mut"), at, contact_point=contact_point)
    new = replace(draft("Mehr Mut", make.topic(name="Trauer")), languages=("de", "uk"), size=9)

    returned = change_group(group=group, draft=new, at=at, by=staff)

    assert returned is group
    group = queries.group_of(contact_point, group.slug)
    assert (group.name, group.folded_name, group.size) == ("Mehr Mut", "mehr mut", 9)
    assert group.languages == ["de", "uk"]
    assert [topic.name for topic in group.topics.all()] == ["Trauer"]
    assert group.edited_fields == ["languages", "name", "size", "topic_slugs"]
    entry = AuditEntry.objects.get(action="change_group")
    assert entry.detail == {"fields": ["name", "topic_slugs", "languages", "size"]}


def test_what_an_import_changes_was_not_edited_at_the_desk(at: datetime) -> None:
    group = create(draft("Mut"), at)

    change_group(group=group, draft=draft("Mehr"), at=at, by=None, source=Source.IMPORT)

    assert (group.name, group.edited_fields) == ("Mehr", [])


def test_nothing_changed_writes_nothing(at: datetime) -> None:
    group = create(draft("Mut"), at)

    change_group(group=group, draft=draft("Mut"), at=at, by=None)

    assert not AuditEntry.objects.filter(action="change_group").exists()
    assert group.edited_fields == []


def test_nobody_overwrites_what_they_have_not_seen(at: datetime) -> None:
    group = make.group()
    opened = queries.draft_of(group)
    seen = fingerprint(opened)
    change_group(group=group, draft=replace(opened, size=9), at=at, by=None, seen=seen)

    with pytest.raises(ChangedMeanwhile, match="Gerade hat eine andere Person gespeichert"):
        change_group(group=group, draft=replace(opened, size=7), at=at, by=None, seen=seen)

    same = replace(opened, size=9)
    assert change_group(group=group, draft=same, at=at, by=None, seen=seen).size == 9


def test_a_new_phrase_brings_new_rules_and_another_change_keeps_them(at: datetime) -> None:
    fortnightly = replace(
        draft("Mut"),
        meeting_phrase="alle zwei Wochen mittwochs um 17 Uhr",
        first_meeting_on=date(2026, 11, 4),
    )
    group = create(replace(draft("Mut"), meeting_phrase="montags 10 Uhr"), at)

    change_group(group=group, draft=fortnightly, at=at, by=None)

    series = group.series.get()
    assert (series.rule, series.starts_at, series.first_on) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        time(17, 0),
        date(2026, 11, 4),
    )
    change_group(group=group, draft=replace(fortnightly, size=5), at=at, by=None)
    assert group.series.get() == series
    change_group(group=group, draft=draft("Mut"), at=at, by=None)
    assert not group.series.exists()


def test_a_group_does_not_lose_its_last_topic(at: datetime) -> None:
    with pytest.raises(TopicMissing):
        change_group(group=create(draft("A"), at), draft=GroupDraft("A"), at=at, by=None)

    imported = create(GroupDraft("B"), at, source=Source.IMPORT)
    change_group(group=imported, draft=GroupDraft("C"), at=at, by=None)
    assert imported.name == "C"


def test_a_change_without_a_word_on_visibility_keeps_it(at: datetime) -> None:
    exact = replace(draft("Mut"), place=replace(GUESTROW, visibility=Visibility.EXACT))
    group = create(exact, at)

    change_group(group=group, draft=replace(draft("Mut"), size=5), at=at, by=None)

    assert group.venue.visibility == Visibility.EXACT


def test_rule_8_a_group_that_becomes_sensitive_shows_its_place_on_request(
    at: datetime,
) -> None:
    group, violence = create(draft("Mut"), at), make.topic(name="Gewalt", is_sensitive=True)
    stated = replace(
        draft("Mut", violence), place=replace(GUESTROW, visibility=Visibility.DISTRICT)
    )

    change_group(group=group, draft=draft("Mut", violence), at=at, by=None)
    assert group.venue.visibility == Visibility.ON_REQUEST
    change_group(group=group, draft=stated, at=at, by=None)
    assert group.venue.visibility == Visibility.DISTRICT
    change_group(group=group, draft=replace(draft("Mu", violence)), at=at, by=None)
    assert group.venue.visibility == Visibility.DISTRICT


def test_change_group_refuses_strangers(at: datetime) -> None:
    with pytest.raises(Forbidden):
        change_group(group=make.group(), draft=draft(), at=at, by=make.member())


@pytest.mark.parametrize("state", sorted(OVER))
def test_rule_22_a_restart_is_a_new_group_linked_to_the_old(state: State, at: datetime) -> None:
    old = create(replace(draft("Mut"), external_id="7"), at)
    Group.objects.filter(pk=old.pk).update(state=state)

    new = restart_group(group=old, source=Source.OFFICE, on=make.TODAY, at=at, by=None)

    new.refresh_from_db()
    assert (new.restart_of, new.state, new.name) == (old, State.FOUNDING, "Mut")
    assert (new.external_id, old.external_id) == ("", "7")
    assert new.venue.street == "Marktstraße 1"


@pytest.mark.parametrize("state", sorted(set(State) - OVER))
def test_a_group_that_is_there_does_not_start_again(state: State, at: datetime) -> None:
    with pytest.raises(StillThere):
        restart_group(
            group=make.group(state=state),
            source=Source.OFFICE,
            on=make.TODAY,
            at=at,
            by=None,
        )


def test_what_is_wrong_with_a_group_is_no_taken_address(at: datetime) -> None:
    first = create(replace(draft("Mut"), external_id="7"), at)

    with pytest.raises(IntegrityError, match=r"external_id"), transaction.atomic():
        create(replace(draft("Licht"), external_id="7"), at, contact_point=first.contact_point)
