"""What everybody may see of a group, and what nobody may."""

from dataclasses import astuple
from datetime import date, datetime, time
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from stuhlkreis.groups.lifecycle import (
    PUBLIC,
    Channel,
    Format,
    Medium,
    Openness,
    State,
    Visibility,
)
from stuhlkreis.groups.models import Group
from stuhlkreis.groups.queries import (
    PublicGroup,
    ReleasedContact,
    public_cards,
    public_group,
    public_groups,
    released_contacts,
)
from stuhlkreis.network.models import Setting
from stuhlkreis.regions.places import Point
from tests import make

pytestmark = pytest.mark.django_db
OFFICE = Point(*make.ROSTOCK)
TOWN = Point(*make.GUESTROW)


def seen(group: Group, at: datetime, *, on: date = make.TODAY) -> PublicGroup:
    return public_group(Group.objects.get(pk=group.pk), on=on, now=at)


def group_with(**values: Any) -> Group:
    """A group in Güstrow of a contact point that sits in Rostock."""
    contact_point = make.contact_point()
    contact_point.lat, contact_point.lon = make.ROSTOCK
    contact_point.save()
    group = make.group(at=contact_point)
    Group.objects.filter(pk=group.pk).update(**values)
    group.refresh_from_db()
    return group


@pytest.mark.parametrize(
    ("visibility", "shown", "label", "point"),
    [
        (
            Visibility.EXACT,
            ("Haus am Markt", "Marktstraße 1", "18273", "Güstrow"),
            "Haus am Markt, Marktstraße 1, 18273 Güstrow",
            TOWN,
        ),
        (Visibility.DISTRICT, ("", "", "", "Güstrow"), "Güstrow", TOWN),
        (Visibility.ON_REQUEST, ("", "", "", ""), "Ort auf Anfrage", OFFICE),
        (Visibility.HIDDEN, ("", "", "", ""), "Ort auf Anfrage", OFFICE),
    ],
)
def test_rule_7_the_place_is_shown_as_its_visibility_says(
    visibility: Visibility, shown: tuple[str, ...], label: str, point: Point, at: datetime
) -> None:
    group = group_with()
    group.venue.visibility = visibility
    group.venue.save()

    public = seen(group, at)

    assert (public.venue_name, public.street, public.postcode, public.place) == shown
    assert (public.place_label, public.point) == (label, point)
    assert public.is_point_own == (point == TOWN)
    if visibility in {Visibility.ON_REQUEST, Visibility.HIDDEN}:
        assert "Güstrow" not in repr(astuple(public))
        assert str(make.GUESTROW[0]) not in repr(astuple(public))


@pytest.mark.parametrize("visibility", Visibility)
def test_rule_7_a_house_in_the_meeting_phrase_is_not_told_either(
    visibility: Visibility, at: datetime
) -> None:
    group = group_with(meeting_phrase="dienstags 18 Uhr im Pfarrhaus")
    group.venue.visibility = visibility
    group.venue.save()

    public = seen(group, at)

    is_open = visibility in {Visibility.EXACT, Visibility.DISTRICT}
    assert public.meeting_phrase == ("dienstags 18 Uhr im Pfarrhaus" if is_open else "")


def test_a_place_nobody_could_locate_has_the_contact_points_position(at: datetime) -> None:
    group = group_with()
    group.venue.lat = group.venue.lon = None
    group.venue.place = ""
    group.venue.save()

    public = seen(group, at)

    assert (public.point, public.is_point_own) == (OFFICE, False)
    assert public.place_label == "Ort auf Anfrage"


def test_a_group_that_meets_online_says_so(at: datetime) -> None:
    assert seen(group_with(format=Format.ONLINE), at).place_label == "online"


def test_the_public_group_carries_its_description(at: datetime) -> None:
    main, second = make.topic(name="Angst"), make.topic(name="Panik")
    group = make.group(name="Mut", topics=(main, second))
    Group.objects.filter(pk=group.pk).update(description="Wir reden.", languages=["de", "uk"])

    public = seen(group, at)

    assert (public.pk, public.slug, public.name) == (group.pk, group.slug, "Mut")
    assert public.topics == (main, second)
    assert public.main_topic == main
    assert (public.description, public.languages) == ("Wir reden.", ("de", "uk"))
    assert (public.state, public.openness) == (State.ACTIVE, Openness.OPEN_AFTER_CONTACT)
    assert public.contact_point == group.contact_point


def test_a_group_without_a_topic_is_shown_too(at: datetime) -> None:
    group = group_with()
    group.group_topics.all().delete()

    assert seen(group, at).main_topic is None


# Rules 3 to 6: what of the contact persons is shown.


def test_rule_3_nothing_of_a_contact_person_is_shown_without_consent(at: datetime) -> None:
    group = group_with()
    make.contact_person(of=group)

    assert seen(group, at).contacts == ()
    assert "Erika" not in repr(seen(group, at))


@pytest.mark.parametrize(
    ("channel", "released"),
    [
        (Channel.NAME, ReleasedContact(name="Erika Beispiel")),
        (Channel.PHONE, ReleasedContact(phone="0381 0000 123")),
    ],
)
@pytest.mark.parametrize("medium", Medium)
def test_rule_3_a_consent_releases_one_channel_in_one_medium(
    channel: Channel, released: ReleasedContact, medium: Medium
) -> None:
    group = group_with()
    make.consent(by=make.contact_person(of=group), channel=channel, medium=medium)

    for other in Medium:
        shown = released_contacts(group, medium=other, on=make.TODAY)
        assert shown == ((released,) if other == medium else ())


def test_the_web_shows_what_was_released_for_the_web(at: datetime) -> None:
    group = group_with()
    person = make.contact_person(of=group)
    make.consent(by=person, channel=Channel.EMAIL)
    make.consent(by=person, channel=Channel.PHONE, medium=Medium.PRINT)

    assert seen(group, at).contacts == (ReleasedContact(email=person.email),)


def test_rule_5_a_withdrawn_consent_stops_at_once() -> None:
    consent = make.consent(by=make.contact_person())
    consent.withdrawn_on = make.TODAY
    consent.save()

    assert released_contacts(consent.contact_person.group, medium=Medium.WEB, on=make.TODAY) == ()


@pytest.mark.parametrize(
    ("given_on", "counts"),
    [
        (date(2024, 11, 20), False),
        (date(2024, 11, 21), True),
        (make.TODAY, True),
        (date(2026, 11, 22), False),
    ],
)
def test_rule_6_a_consent_counts_for_24_months(given_on: date, counts: bool) -> None:
    consent = make.consent(by=make.contact_person(), given_on=given_on)
    group = consent.contact_person.group

    assert bool(released_contacts(group, medium=Medium.WEB, on=make.TODAY)) == counts


def test_rule_6_an_office_may_set_another_term() -> None:
    consent = make.consent(by=make.contact_person(), given_on=date(2026, 1, 1))
    group = consent.contact_person.group
    Setting.objects.create(contact_point=group.contact_point, name="consent_months", value=6)

    assert released_contacts(group, medium=Medium.WEB, on=make.TODAY) == ()


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (make.TODAY, None, True),
        (date(2026, 11, 22), None, False),
        (date(2026, 1, 1), date(2026, 11, 22), True),
        (date(2026, 1, 1), make.TODAY, False),
    ],
)
def test_only_who_answers_for_the_group_now_is_shown(
    since: date, until: date | None, shown: bool
) -> None:
    person = make.contact_person()
    person.since, person.until = since, until
    person.save()
    make.consent(by=person)

    assert bool(released_contacts(person.group, medium=Medium.WEB, on=make.TODAY)) == shown


@pytest.mark.parametrize("openness", Openness)
def test_rule_33_a_full_group_shows_no_phone(openness: Openness, at: datetime) -> None:
    group = group_with(openness=openness)
    only_phone, both = make.contact_person(of=group), make.contact_person(of=group)
    make.consent(by=only_phone)
    make.consent(by=both)
    make.consent(by=both, channel=Channel.EMAIL)

    contacts = seen(group, at).contacts

    if openness in {Openness.CLOSED_FOR_NOW, Openness.CLOSED}:
        assert contacts == (ReleasedContact(email=both.email),)
    else:
        assert [contact.phone for contact in contacts] == ["0381 0000 123"] * 2


# Rule 24: how old the last confirmation is.


@pytest.mark.parametrize(
    ("confirmed_on", "label", "is_stale"),
    [
        (date(2026, 10, 3), "Bestätigt am 3. Oktober 2026", False),
        (date(2025, 11, 21), "Bestätigt am 21. November 2025", False),
        (date(2025, 11, 20), "Nicht bestätigt seit November 2025", True),
        (None, "Noch nicht bestätigt", False),
    ],
)
def test_rule_24_says_when_the_entry_was_confirmed(
    confirmed_on: date | None, label: str, is_stale: bool, at: datetime
) -> None:
    public = seen(group_with(confirmed_on=confirmed_on), at)

    assert (public.confirmed_label, public.is_stale) == (label, is_stale)


def test_rule_24_an_entry_never_confirmed_counts_from_its_day(at: datetime) -> None:
    public = seen(group_with(confirmed_on=None, created_on=date(2025, 3, 1)), at)

    assert public.confirmed_label == "Nicht bestätigt seit März 2025"


def test_rule_24_an_office_may_set_its_own_months(at: datetime) -> None:
    group = group_with(confirmed_on=date(2025, 11, 20))
    Setting.objects.create(contact_point=group.contact_point, name="stale_months", value=13)

    assert not seen(group, at).is_stale


@pytest.mark.parametrize("state", State)
def test_rule_22_public_lists_hold_the_groups_that_are_there(state: State) -> None:
    make.group(state=state)

    assert public_groups(on=make.TODAY).exists() == (state in PUBLIC)


@pytest.mark.parametrize(
    ("created_on", "confirmed_on", "months", "listed"),
    [
        (make.TODAY, date(2025, 5, 21), None, True),
        (make.TODAY, date(2025, 5, 20), None, False),
        (date(2025, 5, 21), None, None, True),
        (date(2025, 5, 20), None, None, False),
        (date(2020, 1, 1), make.TODAY, None, True),
        (make.TODAY, date(2025, 5, 20), 24, True),
        (make.TODAY, date(2026, 8, 20), 3, False),
        (make.TODAY, date(2026, 8, 21), 3, True),
    ],
)
def test_rule_24_a_group_long_unconfirmed_leaves_public_lists(
    created_on: date, confirmed_on: date | None, months: int | None, listed: bool
) -> None:
    group = group_with(created_on=created_on, confirmed_on=confirmed_on)
    other = make.contact_point()
    Setting.objects.create(contact_point=other, name="hide_months", value=3)
    if months is not None:
        Setting.objects.create(contact_point=group.contact_point, name="hide_months", value=months)

    assert public_groups(on=make.TODAY).exists() == listed


# Rule 34: next dates come from the rules.


def test_rule_34_next_dates_are_computed_from_all_rules(at: datetime) -> None:
    group = group_with(meeting_phrase="dienstags 18:30, 1. Mittwoch")
    group.series.create(rule="FREQ=WEEKLY;BYDAY=TU", starts_at=time(18, 30), ends_at=time(20))
    group.series.create(rule="FREQ=MONTHLY;BYDAY=1WE")

    public = seen(group, at)

    assert [meeting.on for meeting in public.next_meetings] == [
        date(2026, 11, 24),
        date(2026, 12, 1),
        date(2026, 12, 2),
    ]
    assert public.next_meeting == public.next_meetings[0]
    assert public.meeting_reading.startswith("jeden Dienstag, 18:30–20:00")
    assert public.meeting_phrase == "dienstags 18:30, 1. Mittwoch"


def test_the_reading_tells_the_time_of_the_other_half_year(at: datetime) -> None:
    group = group_with(meeting_phrase="dienstags, im Sommer 19 Uhr, im Winter 18 Uhr")
    group.series.create(rule="FREQ=WEEKLY;BYDAY=TU", starts_at=time(19))

    assert seen(group, at).meeting_reading == (
        "jeden Dienstag, 19:00\N{NO-BREAK SPACE}Uhr, im Winter 18:00\N{NO-BREAK SPACE}Uhr"
    )
    assert seen(group, at).series[0].reading == seen(group, at).meeting_reading


def test_a_fortnight_without_a_stated_first_meeting_has_no_dates(at: datetime) -> None:
    group = group_with()
    series = group.series.create(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", starts_at=time(17))

    assert seen(group, at).next_meeting is None
    series.first_on = date(2026, 11, 4)
    series.save()
    assert [meeting.on for meeting in seen(group, at).next_meetings] == [
        date(2026, 12, 2),
        date(2026, 12, 16),
        date(2026, 12, 30),
    ]


def test_a_group_without_rules_or_on_pause_has_no_dates(at: datetime) -> None:
    paused = group_with(state=State.PAUSED)
    paused.series.create(rule="FREQ=WEEKLY;BYDAY=TU")

    assert seen(paused, at).next_meetings == ()
    assert seen(group_with(), at).next_meetings == ()
    assert seen(group_with(), at).meeting_reading == ""


@pytest.mark.parametrize("number", [0, 1, 3])
def test_public_cards_ask_the_same_for_any_number(
    number: int, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        group = make.group(name=f"Gruppe {index}")
        group.series.create(rule="FREQ=WEEKLY;BYDAY=TU")
        make.consent(by=make.contact_person(of=group))
    with django_assert_num_queries(1):
        groups = public_groups(on=make.TODAY)

    with django_assert_num_queries(8 if number else 3):
        cards = public_cards(groups, on=make.TODAY, now=at)

    assert [card.name for card in cards] == [f"Gruppe {index}" for index in range(number)]
    assert all(card.contacts and card.next_meetings for card in cards)
