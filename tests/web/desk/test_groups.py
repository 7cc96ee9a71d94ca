"""The desk finds, enters, edits and shows its groups."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from stuhlkreis.accounts.models import User
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups.lifecycle import Openness, Source, State, Visibility
from stuhlkreis.groups.models import Group, Venue
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def staff(office: ContactPoint) -> User:
    return make.member(at=office)


@pytest.fixture
def desk(client: Client, staff: User) -> Client:
    client.force_login(staff)
    return client


@pytest.fixture
def anxiety() -> Topic:
    return make.topic(name="Angst und Panik")


def said(topic: Topic, **changes: str) -> dict[str, str]:
    """What the form of a group posts, as a browser would."""
    return {
        "name": "Mut in kleinen Schritten",
        "topic_1": topic.slug,
        "topic_2": "",
        "topic_3": "",
        "audience": "affected",
        "description": "Wir reden.",
        "openness": "open",
        "meeting_phrase": "jeden 2. und 4. Dienstag im Monat, 18:30–20:00 Uhr",
        "first_meeting_on": "",
        "format": "on_site",
        "venue_name": "Haus am Markt",
        "street": "Marktstraße 1",
        "postcode": "18273",
        "place": "Güstrow",
        "visibility": "exact",
        "is_step_free": "yes",
        "languages": "Deutsch, ukrainisch",
        "size": "8",
        "website": "mut.example.org",
    } | changes


# The list.


def test_the_list_shows_name_topic_place_state_and_confirmation(
    desk: Client, office: ContactPoint, anxiety: Topic
) -> None:
    make.group(at=office, name="Mut", topics=(anxiety,), state=State.PAUSED)
    bare = make.group(at=office, name="Zorn", confirmed_on=None, place="")
    bare.group_topics.all().delete()
    make.group(name="Fremd")

    page = desk.get(reverse("desk:groups")).content.decode()

    for words in ("2 Gruppen", "Mut", "Angst und Panik", "Güstrow", "macht Pause"):
        assert words in page
    assert "21.11.2026" in page
    assert "noch nicht" in page
    assert "fehlt noch" in page
    assert "Fremd" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_for_any_number(
    number: int,
    desk: Client,
    office: ContactPoint,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make.group(at=office, topics=(make.topic(), make.topic()))

    with django_assert_num_queries(7):
        desk.get(reverse("desk:groups"))


def test_the_list_is_searched_and_narrowed(desk: Client, office: ContactPoint) -> None:
    make.group(at=office, name="Mut", confirmed_on=date(2025, 1, 1))
    make.group(at=office, name="Trauer", state=State.PAUSED)

    def found(**query: str) -> list[str]:
        page = desk.get(reverse("desk:groups"), query).content.decode()
        return [name for name in ("Mut", "Trauer") if f">{name}</a>" in page]

    assert found() == ["Mut", "Trauer"]
    assert found(q="trauer") == ["Trauer"]
    assert found(state="paused") == ["Trauer"]
    assert found(not_confirmed="on") == ["Mut"]
    assert found(q="nichts") == []
    assert found(state="erfunden") == ["Mut", "Trauer"]
    assert found(page="99") == ["Mut", "Trauer"]


def test_an_empty_list_says_what_to_do(desk: Client) -> None:
    url = reverse("desk:groups")

    assert "Noch keine Gruppe" in desk.get(url).content.decode()
    assert "Keine Gruppe passt dazu" in desk.get(url, {"q": "x"}).content.decode()


def test_fifty_groups_stand_on_a_page(desk: Client, office: ContactPoint) -> None:
    for number in range(51):
        make.group(at=office, name=f"Gruppe {number:02}")

    first = desk.get(reverse("desk:groups")).content.decode()
    second = desk.get(reverse("desk:groups"), {"page": "2"}).content.decode()

    assert "Gruppe 49" in first
    assert "Gruppe 50" not in first
    assert "Gruppe 50" in second
    assert "Gruppe 49" not in second


# One group.


def test_the_group_shows_all_its_facts(
    desk: Client, office: ContactPoint, staff: User, anxiety: Topic
) -> None:
    desk.post(reverse("desk:group_new"), said(anxiety) | {"state": "active", "is_young": "on"})
    group = Group.objects.get()
    person = make.contact_person(of=group)
    make.consent(by=person)

    page = desk.post(reverse("desk:group", args=[group.slug])).content.decode()

    for words in (
        "Angst und Panik",
        "Junge Selbsthilfe",
        "Wir reden.",
        "jeden 2. und 4. Dienstag im Monat",
        "Dienstag, 24. November 2026",
        "Haus am Markt",
        "Marktstraße 1",
        "öffentlich: mit Adresse",
        "Deutsch, Ukrainisch",
        "https://mut.example.org",
        "Bestätigt am 21. November 2026",
        "Erika Beispiel",
        "0381 0000 123",
        "die Gruppe, von der Kontaktstelle eingetragen",
        staff.short_name,
        "Zur öffentlichen Seite",
    ):
        assert words in page, words


def test_a_bare_group_is_shown_too(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office, state=State.DISSOLVED)
    group.group_topics.all().delete()
    old = make.contact_person(of=group)
    old.name, old.phone, old.email, old.until = "", "", "", make.TODAY
    old.save()
    again = make.group(at=office, name="Neu", state=State.FOUNDING)
    Group.objects.filter(pk=again.pk).update(restart_of=group, languages=["xx"])
    make.contact_person(of=again)

    page = desk.post(reverse("desk:group", args=[group.slug])).content.decode()
    assert "Termin nennt die Gruppe" in page
    assert "nicht im öffentlichen Verzeichnis" in page
    assert "Als neue Gruppe beginnen" in page
    assert "Ohne Namen" in page
    assert "bis 21. November 2026" in page
    assert "Ansprechperson eintragen" not in page
    page = desk.get(reverse("desk:group", args=[again.slug])).content.decode()
    assert "Zur früheren Gruppe" in page
    assert "Noch keine Einwilligung" in page
    assert "Kein Kontakt freigegeben" in page
    assert "xx" in page


def test_rule_16_who_looks_up_a_contact_person_is_noted(
    desk: Client, office: ContactPoint, staff: User
) -> None:
    group = make.group(at=office)
    person = make.contact_person(of=group)
    url = reverse("desk:group", args=[group.slug])

    page = desk.get(url).content.decode()

    assert "Ansprechperson 1" in page
    assert "Kontaktdaten zeigen" in page
    for told in (person.name, person.phone, person.email):
        assert told not in page
    assert not AuditEntry.objects.exists()

    page = desk.post(url).content.decode()

    for told in (person.name, person.phone, person.email, "ist vermerkt"):
        assert told in page
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.detail) == ("show_contact_persons", staff, {})


@pytest.mark.parametrize(
    ("state", "is_offered"),
    [(State.FOUNDING, True), (State.ACTIVE, True), (State.DISSOLVED, False)],
)
def test_a_starter_is_asked_for_from_the_group(
    state: State, is_offered: bool, desk: Client, office: ContactPoint
) -> None:
    group = make.group(at=office, state=state)

    page = desk.get(reverse("desk:group", args=[group.slug])).content.decode()

    link = f"{reverse('desk:start_request_new')}?gruppe={group.slug}"
    assert (link in page) == is_offered


def test_nobody_is_asked_for_a_group_that_is_accompanied(
    desk: Client, office: ContactPoint
) -> None:
    group = make.accompaniment(at=office).group

    page = desk.get(reverse("desk:group", args=[group.slug])).content.decode()

    assert "Begleitung anfordern" not in page


def test_a_withdrawn_consent_stays_in_the_record(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office)
    consent = make.consent(by=make.contact_person(of=group), given_on=date(2026, 1, 1))
    consent.withdrawn_on = date(2026, 5, 1)
    consent.save()

    page = desk.get(reverse("desk:group", args=[group.slug])).content.decode()

    assert "bis 1. Mai 2026" in page
    assert "Widerrufen" not in page


# A new group.


@pytest.mark.parametrize(
    ("state", "source", "confirmed_on"),
    [
        ("founding", Source.OFFICE, None),
        ("active", Source.GROUP_VIA_OFFICE, make.TODAY),
        ("paused", Source.GROUP_VIA_OFFICE, make.TODAY),
    ],
)
def test_a_group_is_entered_with_all_that_was_said(
    state: str,
    source: Source,
    confirmed_on: date | None,
    desk: Client,
    staff: User,
    anxiety: Topic,
) -> None:
    assert desk.get(reverse("desk:group_new")).status_code == HTTPStatus.OK

    answer = desk.post(reverse("desk:group_new"), said(anxiety) | {"state": state})

    group = Group.objects.get()
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer["Location"] == reverse("desk:group", args=[group.slug])
    assert (group.state, group.confirmed_on) == (state, confirmed_on)
    assert staff.memberships.get().contact_point == group.contact_point
    assert (group.openness, group.size, group.is_step_free) == (Openness.OPEN, 8, True)
    assert (group.languages, group.website) == (["de", "uk"], "https://mut.example.org")
    assert group.series.get().rule == "FREQ=MONTHLY;BYDAY=2TU,4TU"
    assert group.venue.lat == pytest.approx(make.GUESTROW[0], abs=0.1)
    assert (group.venue.district_ags, group.venue.visibility) == ("13072", Visibility.EXACT)
    change = group.state_changes.get()
    assert (change.source, change.by) == (source, staff)


def test_rule_8_without_a_word_on_visibility_the_topic_decides(desk: Client) -> None:
    violence = make.topic(name="Gewalt", is_sensitive=True)

    desk.post(reverse("desk:group_new"), said(violence, visibility="") | {"state": "founding"})

    assert Group.objects.get().venue.visibility == Visibility.ON_REQUEST


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Name der Gruppe"),
        ({"name": "\u200b"}, "Der Name der Gruppe fehlt noch."),
        ({"topic_1": ""}, "Hauptthema"),
        ({"state": ""}, "Wie steht es um die Gruppe?"),
        ({"state": "dissolved"}, "Wie steht es um die Gruppe?"),
        ({"postcode": "1827"}, "hat 4 Ziffern, es müssen fünf sein"),
        ({"postcode": "1827x"}, "besteht aus fünf Ziffern"),
        ({"postcode": "00001"}, "00001 kennen wir nicht"),
        ({"postcode": "", "place": "Gustro"}, "Den Ort „Gustro“ kennen wir nicht."),
        ({"postcode": "", "place": "Neustadt"}, "gibt es mehrmals"),
        ({"website": "javascript:alert(1)"}, "Internetseite"),
        ({"size": "0"}, "Größe"),
        ({"languages": "Deutsch, Klingonisch"}, "Die Sprache „Klingonisch“ kennen wir nicht."),
        ({"first_meeting_on": "gestern"}, "Ein Tag, an dem"),
    ],
)
def test_what_cannot_be_right_is_said_at_the_field_and_nothing_is_lost(
    changes: dict[str, str], message: str, desk: Client, anxiety: Topic
) -> None:
    posted = said(anxiety) | {"state": "active"} | changes

    answer = desk.post(reverse("desk:group_new"), posted)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message in page
    assert "Marktstraße 1" in page
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("postcode", "place", "stored"),
    [
        ("18273", "", ("18273", "Güstrow")),
        ("", "Güstrow", ("", "Güstrow")),
        ("18 273", "Güstrow", ("18273", "Güstrow")),
    ],
)
def test_postcode_or_place_is_enough(
    postcode: str, place: str, stored: tuple[str, str], desk: Client, anxiety: Topic
) -> None:
    posted = said(anxiety, postcode=postcode, place=place) | {"state": "active"}

    desk.post(reverse("desk:group_new"), posted)

    venue = Venue.objects.get()
    assert (venue.postcode, venue.place) == stored
    assert venue.lat is not None


def test_a_group_may_have_no_place(desk: Client, anxiety: Topic) -> None:
    posted = said(anxiety, postcode="", place="", format="online") | {"state": "active"}

    desk.post(reverse("desk:group_new"), posted)

    assert Venue.objects.get().lat is None


@pytest.mark.parametrize(
    ("phrase", "first_day", "sentence"),
    [
        ("", "", "Zum Beispiel: jeden 2."),
        ("dienstags 18 Uhr", "", "So lesen wir es: jeden Dienstag, 18:00"),
        ("nach Vereinbarung", "", "werden abgesprochen. Ihr Text steht so auf der Seite"),
        ("alle zwei Wochen mittwochs 17 Uhr", "", "Bitte nennen Sie einen Tag"),
    ],
)
def test_the_reading_can_be_checked_before_anything_is_saved(
    phrase: str, first_day: str, sentence: str, desk: Client, anxiety: Topic
) -> None:
    posted = said(anxiety, meeting_phrase=phrase) | {"state": "active", "check": "1"}

    answer = desk.post(reverse("desk:group_new"), posted)

    assert answer.status_code == HTTPStatus.OK
    assert sentence in answer.content.decode()
    assert not Group.objects.exists()


def test_a_stated_day_settles_which_weeks_are_meant(desk: Client, anxiety: Topic) -> None:
    posted = said(
        anxiety,
        meeting_phrase="alle zwei Wochen mittwochs 17 Uhr",
        first_meeting_on="2026-11-04",
    ) | {"state": "active"}

    checked = desk.post(reverse("desk:group_new"), posted | {"check": "1"}).content.decode()
    desk.post(reverse("desk:group_new"), posted)

    assert "Bitte nennen Sie einen Tag" not in checked
    assert Group.objects.get().series.get().first_on == date(2026, 11, 4)


# Editing.


def test_the_form_shows_what_stands_and_saving_it_changes_nothing(
    desk: Client, anxiety: Topic
) -> None:
    desk.post(reverse("desk:group_new"), said(anxiety) | {"state": "active"})
    group = Group.objects.get()
    url = reverse("desk:group_edit", args=[group.slug])

    page = desk.get(url).content.decode()
    answer = desk.post(url, said(anxiety))

    assert "Mut in kleinen Schritten" in page
    assert 'value="Deutsch, Ukrainisch"' in page
    assert answer.status_code == HTTPStatus.SEE_OTHER
    group.refresh_from_db()
    assert group.edited_fields == []


def test_a_changed_group_is_saved_and_remembered(desk: Client, anxiety: Topic) -> None:
    desk.post(reverse("desk:group_new"), said(anxiety) | {"state": "active"})
    group, grief = Group.objects.get(), make.topic(name="Trauer")
    url = reverse("desk:group_edit", args=[group.slug])

    desk.post(url, said(anxiety, topic_2=grief.slug, place="Teterow", postcode="17166"))

    group.refresh_from_db()
    assert group.edited_fields == ["place", "topic_slugs"]
    assert [topic.name for topic in group.topics.order_by("group_topics__position")] == [
        "Angst und Panik",
        "Trauer",
    ]
    assert group.venue.place == "Teterow"


def test_who_saves_later_is_shown_what_stands_now(desk: Client, anxiety: Topic) -> None:
    grief = make.topic(name="Trauer")
    desk.post(reverse("desk:group_new"), said(anxiety) | {"state": "active"})
    group = Group.objects.get()
    url = reverse("desk:group_edit", args=[group.slug])
    opened = desk.get(url).context["form"]["seen"].value()
    colleague = {"topic_2": grief.slug, "openness": "closed_for_now", "is_young": "on"}
    rhythm = "alle zwei Wochen dienstags, 18 Uhr"
    day = {"meeting_phrase": rhythm, "first_meeting_on": "2026-11-03", "venue_name": ""}
    desk.post(url, said(anxiety, **{**colleague, **day}, seen=opened))

    answer = desk.post(url, said(anxiety, description="Wir reden und gehen.", seen=opened))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert "Gerade hat eine andere Person gespeichert. Das ist der neue Stand:" in page
    for told in (
        "Zweites Thema: Gespeichert ist: Trauer",
        "Können Neue kommen?: Gespeichert ist: zurzeit voll",
        "18 bis 35: Gespeichert ist: ja",
        "Beschreibung: Gespeichert ist: Wir reden.",
        "Treffen: Gespeichert ist: alle zwei Wochen dienstags, 18 Uhr",
        "Haus oder Raum: Gespeichert ist: nichts",
        "trifft: Gespeichert ist: 3. November 2026",
    ):
        assert told in page
    assert "Wir reden und gehen." in page
    group.refresh_from_db()
    assert (group.description, group.openness) == ("Wir reden.", Openness.CLOSED_FOR_NOW)

    seen = answer.context["form"]["seen"].value()
    again = desk.post(url, said(anxiety, description="Wir reden und gehen.", seen=seen))

    assert again.status_code == HTTPStatus.SEE_OTHER
    group.refresh_from_db()
    assert (group.description, group.openness) == ("Wir reden und gehen.", Openness.OPEN)


def test_rule_8_a_sensitive_topic_added_at_the_desk_closes_the_place(
    desk: Client, anxiety: Topic
) -> None:
    violence = make.topic(name="Gewalt", is_sensitive=True)
    desk.post(reverse("desk:group_new"), said(anxiety) | {"state": "active"})
    group = Group.objects.get()

    desk.post(reverse("desk:group_edit", args=[group.slug]), said(anxiety, topic_2=violence.slug))

    group.refresh_from_db()
    assert group.venue.visibility == Visibility.ON_REQUEST
    assert "guestrow" not in group.slug
    url = reverse("desk:group_edit", args=[group.slug])
    desk.post(url, said(anxiety, topic_2=violence.slug, visibility="district"))
    group.venue.refresh_from_db()
    assert group.venue.visibility == Visibility.DISTRICT


def test_a_place_can_be_taken_back(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office)
    posted = said(group.topics.get(), postcode="", place="", street="")

    desk.post(reverse("desk:group_edit", args=[group.slug]), posted)

    venue = Venue.objects.get()
    assert (venue.place, venue.street, venue.lat, venue.district_ags) == ("", "", None, "")


def test_what_an_import_left_open_need_not_be_settled_now(
    desk: Client, office: ContactPoint, anxiety: Topic
) -> None:
    group = make.group(at=office)
    group.group_topics.all().delete()
    Group.objects.filter(pk=group.pk).update(languages=["xx"])
    Venue.objects.filter(group=group).update(postcode="D-1", place="Nirgendwo", lat=None, lon=None)
    url = reverse("desk:group_edit", args=[group.slug])
    posted = said(anxiety, topic_1="", postcode="D-1", place="Nirgendwo", languages="xx")

    answer = desk.post(url, posted)

    assert answer.status_code == HTTPStatus.SEE_OTHER
    group.refresh_from_db()
    assert (group.name, group.venue.place) == ("Mut in kleinen Schritten", "Nirgendwo")
    assert group.languages == ["xx"]


def test_a_topic_that_was_switched_off_stays_with_its_groups(
    desk: Client, office: ContactPoint
) -> None:
    old = make.topic(name="Abgeschaltet")
    group = make.group(at=office, topics=(old,))
    old.is_active = False
    old.save()

    answer = desk.post(reverse("desk:group_edit", args=[group.slug]), said(old))

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert group.topics.get() == old


def test_a_refusal_stands_above_the_form(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office)
    topic = group.topics.get()
    url = reverse("desk:group_edit", args=[group.slug])

    answer = desk.post(url, said(topic, name="\u200b"))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Der Name der Gruppe fehlt noch." in answer.content.decode()


# Who may.


@pytest.mark.parametrize("name", ["group", "group_edit", "group_move", "contact_person_new"])
def test_another_contact_points_group_does_not_exist(name: str, desk: Client) -> None:
    group = make.group()

    assert desk.get(reverse(f"desk:{name}", args=[group.slug])).status_code == (
        HTTPStatus.NOT_FOUND
    )


def test_the_desk_is_closed_to_others(client: Client) -> None:
    client.force_login(make.federation_member())

    assert client.get(reverse("desk:groups")).status_code == HTTPStatus.FORBIDDEN
    assert client.get(reverse("desk:group_new")).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ["group_confirm", "group_restart"])
def test_what_changes_something_is_never_opened_by_a_link(
    name: str, desk: Client, office: ContactPoint
) -> None:
    url = reverse(f"desk:{name}", args=[make.group(at=office).slug])

    assert desk.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
