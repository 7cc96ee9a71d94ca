"""What a contact point asks about its own groups."""

from datetime import date, datetime

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from stuhlkreis.groups import queries
from stuhlkreis.groups.draft import PlaceDraft
from stuhlkreis.groups.lifecycle import State, Visibility
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import Setting
from tests import make

pytestmark = pytest.mark.django_db


def test_groups_of_knows_one_contact_point_by_name() -> None:
    contact_point = make.contact_point()
    make.group(name="Zorn", at=contact_point)
    make.group(name="Angst", at=contact_point)
    make.group(name="Mut")

    assert [group.name for group in queries.groups_of(contact_point)] == ["Angst", "Zorn"]


@pytest.mark.parametrize("number", [1, 3])
def test_groups_of_asks_twice_for_any_number(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    contact_point = make.contact_point()
    for _ in range(number):
        make.group(at=contact_point)

    with django_assert_num_queries(3):
        for group in queries.groups_of(contact_point):
            assert group.venue.place
            assert [one.topic.name for one in group.group_topics.all()]


def test_another_contact_points_group_does_not_exist() -> None:
    group = make.group()

    assert queries.group_of(group.contact_point, group.slug) == group
    with pytest.raises(Group.DoesNotExist):
        queries.group_of(make.contact_point(), group.slug)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Mut in Güstrow", "Trauercafé"]),
        ("trauercafe", ["Trauercafé"]),
        ("MUT guestrow", ["Mut in Güstrow"]),
        ("mut panik", ["Mut in Güstrow"]),
        ("Teter", ["Trauercafé"]),
        ("mut teterow", []),
        ("…", []),
    ],
)
def test_every_word_stands_in_name_topic_or_place(words: str, found: list[str]) -> None:
    contact_point = make.contact_point()
    panic, grief = make.topic(name="Angst und Panik"), make.topic(name="Verlust")
    make.group(at=contact_point, name="Mut in Güstrow", topics=(panic, grief))
    make.group(at=contact_point, name="Trauercafé", topics=(grief,), place="Teterow")
    make.group(name="Mut in Güstrow", topics=(panic,))

    assert [group.name for group in queries.narrowed(contact_point, words=words)] == found


def test_narrowed_keeps_one_state() -> None:
    contact_point = make.contact_point()
    make.group(at=contact_point)
    paused = make.group(at=contact_point, state=State.PAUSED)

    assert list(queries.narrowed(contact_point, state=State.PAUSED)) == [paused]


def test_rule_24_narrowed_finds_who_was_not_confirmed_for_the_offices_months() -> None:
    contact_point = make.contact_point()
    old = make.group(at=contact_point, name="alt", confirmed_on=date(2025, 11, 20))
    make.group(at=contact_point, name="neu", confirmed_on=date(2025, 11, 21))
    make.group(
        at=contact_point,
        name="vorbei",
        confirmed_on=date(2020, 1, 1),
        state=State.DISSOLVED,
    )
    never = make.group(at=contact_point, name="nie", confirmed_on=None)
    Group.objects.filter(pk=never.pk).update(created_on=date(2025, 1, 1))

    found = queries.narrowed(contact_point, not_confirmed_on=make.TODAY)
    assert list(found) == [old, never]
    Setting.objects.create(contact_point=contact_point, name="stale_months", value=36)
    assert not queries.narrowed(contact_point, not_confirmed_on=make.TODAY).exists()


def test_rule_23_the_state_on_any_day_can_be_told(at: datetime) -> None:
    group = make.group()
    group.state_changes.all().delete()
    for day, state in [(1, State.FOUNDING), (5, State.STARTING), (5, State.ACTIVE)]:
        group.state_changes.create(
            state=state, on=date(2026, 3, day), recorded_at=at, source="office"
        )

    assert queries.state_on(group, date(2026, 2, 28)) is None
    assert queries.state_on(group, date(2026, 3, 4)) == State.FOUNDING
    assert queries.state_on(group, date(2026, 3, 5)) == State.ACTIVE
    assert queries.state_on(group, date(2030, 1, 1)) == State.ACTIVE
    assert [change.state for change in queries.history_of(group)] == [
        "active",
        "starting",
        "founding",
    ]
    last = queries.last_change(group)
    assert last is not None
    assert last.state == State.ACTIVE


def test_contact_persons_who_answer_now_come_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    group = make.group()
    gone, now, also_now = (make.contact_person(of=group) for _ in range(3))
    gone.until = make.TODAY
    gone.save()
    make.consent(by=now)

    with django_assert_num_queries(2):
        persons = list(queries.contact_persons_of(group))
        assert [len(person.consents.all()) for person in persons] == [1, 0, 0]
    assert persons == [now, also_now, gone]


def test_consents_of_and_persons_of_know_one_contact_point() -> None:
    consent = make.consent(by=make.contact_person())
    group = consent.contact_person.group
    make.consent(by=make.contact_person())

    assert list(queries.consents_of(group.contact_point)) == [consent]
    assert list(queries.persons_of(group.contact_point)) == [consent.contact_person]


def test_draft_of_says_what_stands() -> None:
    main, second = make.topic(), make.topic()
    group = make.group(name="Mut", topics=(main, second))

    draft = queries.draft_of(group)

    assert (draft.name, draft.topic_slugs) == ("Mut", (main.slug, second.slug))
    assert draft.first_meeting_on is None
    assert draft.place == PlaceDraft(
        name="Haus am Markt",
        street="Marktstraße 1",
        postcode="18273",
        place="Güstrow",
        lat=53.79,
        lon=12.18,
        district_ags="13072",
        visibility=Visibility.DISTRICT,
    )
