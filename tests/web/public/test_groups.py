"""People find a group, read what is released, and are told when it is gone."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client

from stuhlkreis.groups.lifecycle import Channel, Format, Openness, State, Visibility
from stuhlkreis.groups.models import Group
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with time_machine.travel(make.AT, tick=False):
        yield


def angst(name: str = "Mut", **changes: object) -> Group:
    group = make.group(name=name, topics=(make.topic(name="Angst und Panik"),))
    for column, value in changes.items():
        setattr(group, column, value)
    group.save()
    return group


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def test_results_name_place_radius_and_topic(client: Client) -> None:
    angst()
    page = page_of(client, "/gruppen/?q=Panikattacken&near=Güstrow")
    assert "1 Gruppe im Umkreis von 60 km um Güstrow" in page
    assert "Zum Thema „Angst und Panik“ gehören diese Gruppen." in page
    assert "Mut" in page
    assert "Termin nennt die Gruppe" in page


def test_a_query_that_is_the_topic_needs_no_explanation(client: Client) -> None:
    angst()
    page = page_of(client, "/gruppen/?q=angst+und+panik")
    assert "gehören diese Gruppen" not in page
    assert "1 Gruppe" in page


def test_next_meetings_stand_on_the_card(client: Client) -> None:
    group = angst(is_step_free=True, meeting_phrase="sonntags")
    group.series.create(rule="FREQ=WEEKLY;BYDAY=SU", starts_at=time(18), ends_at=None)
    page = page_of(client, "/gruppen/?sort=next")
    assert "morgen, Sonntag, 22. November, 18:00\N{NO-BREAK SPACE}Uhr" in page
    assert "ohne Stufen" in page
    assert "Sortiert nach nächstem Treffen" in page
    assert "nach Nähe" in page_of(client, "/gruppen/?sort=next&near=Güstrow")


def test_an_unclear_phrase_is_shown_as_it_is(client: Client) -> None:
    angst(meeting_phrase="nach Absprache")
    assert "nach Absprache" in page_of(client, "/gruppen/")


def test_nothing_found_offers_the_interest_list_and_a_person(client: Client) -> None:
    make.contact_point(name="Kontaktstelle Güstrow", districts=("13072",))
    page = page_of(client, "/gruppen/?q=Narkolepsie&near=Teterow")
    assert "Hier gibt es dazu noch keine Gruppe" in page
    assert "Zum Thema „Narkolepsie“ ist noch nichts eingetragen." in page
    assert "/gruendung/?topic=narkolepsie&amp;near=Teterow" in page
    assert "Kontaktstelle Güstrow" in page


def test_words_nobody_understood_are_carried_to_the_interest_list(client: Client) -> None:
    page = page_of(client, "/gruppen/?q=Xyzzyquark")
    assert "/gruendung/?topic=Xyzzyquark&amp;near=" in page


def test_farther_groups_are_shown_as_such(client: Client) -> None:
    group = angst()
    group.venue.lat, group.venue.lon = 54.31, 13.09
    group.venue.save()
    page = page_of(client, "/gruppen/?q=Angst&near=Güstrow")
    assert "Im Umkreis von 60 km um Güstrow gibt es dazu keine Gruppe" in page
    assert "Bis 100 km weit haben wir 1 Gruppe gefunden." in page
    group.venue.lat, group.venue.lon = 48.14, 11.58
    group.venue.save()
    page = page_of(client, "/gruppen/?q=Angst&near=Güstrow")
    assert "Weiter weg haben wir 1 Gruppe gefunden." in page


def test_online_groups_are_counted(client: Client) -> None:
    angst(format=Format.ONLINE)
    page = page_of(client, "/gruppen/?near=Güstrow&format=online&audience=affected")
    assert "Eine davon erreichen Sie online, auch von weiter weg." in page


def test_unknown_words_and_places_are_told(client: Client) -> None:
    angst()
    page = page_of(client, "/gruppen/?q=Angst+qwertzui&near=Gustroww")
    assert "„qwertzui“ haben wir nicht verstanden." in page
    assert "Den Ort „Gustroww“ kennen wir nicht. Meinten Sie Güstrow?" in page
    assert "Welchen meinen Sie?" in page_of(client, "/gruppen/?near=Neuenkirchen")
    assert "kennen wir nicht." in page_of(client, "/gruppen/?near=%2B%2B%2B")


def test_danger_shows_help_first_and_asks_for_no_interest(client: Client) -> None:
    page = page_of(client, "/gruppen/?q=ich+will+nicht+mehr+leben")
    assert page.index("0800 111 0 222") < page.index("Worum geht es?")
    assert page.count('id="sofort"') == 1
    assert "Auf die Interessenliste setzen" not in page
    for number in ("112", "0800 111 0 111", "116 123", "116 016"):
        assert number in page


@pytest.mark.parametrize(
    "query",
    [
        "radius_km=abc&page=x&sort=best&audience=x&openness=&format=9",
        "radius_km=1&page=0",
        "radius_km=99999999999999999999&page=99999999999999999999",
        "radius_km=25&q=%00%E2%80%AE&near=%00",
        "radius_km=²",
        "q=" + "a" * 5000,
    ],
)
def test_nonsense_in_the_address_shows_the_usual(client: Client, query: str) -> None:
    angst()
    page_of(client, f"/gruppen/?{query}")


def test_long_lists_have_pages_that_keep_the_question(client: Client) -> None:
    office = make.contact_point()
    for _ in range(21):
        make.group(at=office)
    page = page_of(client, "/gruppen/?near=Güstrow&page=2")
    assert "Treffer 21 bis 21" in page
    assert "?near=G%C3%BCstrow&amp;page=1" in page


def test_a_group_shows_only_what_is_released(client: Client) -> None:
    group = angst(description="Wir reden.", languages=["de", "xx"], website="https://example.org/")
    person = make.contact_person(of=group)
    page = page_of(client, f"/gruppen/{group.slug}/")
    assert "Die Gruppe hat keine eigenen Kontaktdaten freigegeben." in page
    assert "Marktstraße" not in page
    assert "Deutsch, xx" in page
    for channel, shown in (
        (Channel.PHONE, 'href="tel:03810000123"'),
        (Channel.NAME, "Erika Beispiel"),
        (Channel.EMAIL, "mailto:ansprech"),
    ):
        assert shown not in page_of(client, f"/gruppen/{group.slug}/")
        make.consent(by=person, channel=channel)
        assert shown in page_of(client, f"/gruppen/{group.slug}/")


def test_a_full_group_sends_people_to_the_contact_point(client: Client) -> None:
    group = angst(openness=Openness.CLOSED_FOR_NOW, is_step_free=False, is_young=True)
    make.consent(by=make.contact_person(of=group))
    page = page_of(client, f"/gruppen/{group.slug}/")
    assert "Zurzeit sind alle Stühle besetzt." in page
    assert "0381 0000 123" not in page
    assert "mit Stufen" in page


def test_a_group_with_address_dates_and_a_screen(client: Client) -> None:
    group = angst(format=Format.HYBRID, meeting_phrase="montags um 18 Uhr")
    group.venue.visibility = Visibility.EXACT
    group.venue.save()
    group.series.create(rule="FREQ=WEEKLY;BYDAY=MO", starts_at=time(18), ends_at=None)
    page = page_of(client, f"/gruppen/{group.slug}/")
    assert "Marktstraße 1" in page
    assert "vor Ort und online" in page
    assert "Montag, 23. November" in page


def test_a_stale_group_asks_to_call_first(client: Client) -> None:
    group = angst(confirmed_on=date(2025, 8, 1), state=State.PAUSED)
    group.group_topics.all().delete()
    page = page_of(client, f"/gruppen/{group.slug}/")
    assert "Nicht bestätigt seit August 2025" in page
    assert "macht Pause" in page
    assert "Nicht bestätigt seit August 2025" in page_of(client, "/gruppen/")


def test_a_dissolved_group_is_gone_with_similar_ones(client: Client) -> None:
    gone = make.group(
        name="Ende", state=State.DISSOLVED, topics=(make.topic(name="Angst und Panik"),)
    )
    angst("Mut")
    page = page_of(client, f"/gruppen/{gone.slug}/", status=410)
    assert "Diese Seite gibt es nicht mehr" in page
    assert "trifft sich seit 21. November 2026 nicht mehr" in page
    assert "Mut" in page


def test_a_group_out_of_the_lists_is_gone_without_a_day(client: Client) -> None:
    hidden = angst(confirmed_on=date(2024, 1, 1))
    hidden.group_topics.all().delete()
    page = page_of(client, f"/gruppen/{hidden.slug}/", status=410)
    assert "steht zurzeit nicht im Verzeichnis" in page


def test_an_address_nobody_had_is_404(client: Client) -> None:
    page_of(client, "/gruppen/nie-da-gewesen/", status=404)
