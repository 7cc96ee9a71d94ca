"""What waits at the desk: each thing with its days and one way on, never another office's."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import State
from stuhlkreis.starters.models import Accompaniment
from stuhlkreis.topics.models import UnknownWord
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

SCHEDULED = date(2026, 12, 8)


@pytest.fixture
def office(client: Client) -> ContactPoint:
    made = make.contact_point()
    client.force_login(make.member(at=made))
    return made


def show(client: Client) -> str:
    return client.get("/arbeitsplatz/").content.decode()


def rows(page: str) -> list[str]:
    """Each row as plain words."""
    found = re.findall(r'<li class="queue__item">(.*?)</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def by_phone(at: ContactPoint, state: InterestState, **columns: object) -> Interest:
    made = make.interest(at=at, on=make.topic(name="Trauer"), state=state)
    Interest.objects.filter(pk=made.pk).update(mail_hash="", phone_hash=str(made.pk), **columns)
    return made


def days_ago(count: int) -> datetime:
    return make.AT - timedelta(days=count)


def everything(office: ContactPoint) -> None:
    """One thing of every kind."""
    by_phone(office, InterestState.UNCONFIRMED)
    by_phone(office, InterestState.OPEN, reminded_at=make.AT)
    make.founding(at=office)
    make.start_request(at=office)
    make.accompaniment(at=office, state=State.PROPOSED)
    running = make.accompaniment(at=office)
    Accompaniment.objects.filter(pk=running.pk).update(planned_meetings=9)
    make.follow_up(of=make.accompaniment(at=office, state=State.ENDED))
    topic = make.topic()
    for _ in range(3):
        make.interest(at=office, on=topic)
    UnknownWord.objects.create(
        contact_point=office,
        word=topic.name,
        folded=topic.slug,
        first_seen_on=make.TODAY,
        last_seen_on=make.TODAY,
    )


def test_an_empty_queue_says_so(client: Client, office: ContactPoint) -> None:
    page = show(client)

    assert "Heute wartet nichts." in page
    assert "Alle Anfragen sind beantwortet." in page


def test_nothing_of_another_office_waits_here(client: Client, office: ContactPoint) -> None:
    everything(make.contact_point())

    assert "Heute wartet nichts." in show(client)


def test_who_gave_a_phone_number_only_is_called(client: Client, office: ContactPoint) -> None:
    late = by_phone(office, InterestState.UNCONFIRMED, created_at=days_ago(9))
    by_phone(office, InterestState.UNCONFIRMED, created_at=days_ago(1))
    by_phone(office, InterestState.OPEN, reminded_at=make.AT, expires_on=date(2026, 11, 22))
    by_phone(office, InterestState.OPEN, reminded_at=make.AT, expires_on=date(2026, 12, 21))

    page = show(client)

    assert [row.split(" Anrufen")[0].split()[-3:] for row in rows(page)] == [
        ["seit", "9", "Tagen"],
        ["Anruf", "seit", "gestern"],
        ["noch", "ein", "Tag"],
        ["noch", "30", "Tage"],
    ]
    assert page.count("queue__due--late") == 2
    assert f'href="/arbeitsplatz/interesse/{late.pk}/"' in page


def test_a_founding_says_what_is_missing(client: Client, office: ContactPoint) -> None:
    made = make.founding(at=office)

    [row] = rows(show(client))

    assert "Es fehlt noch: Tag, Uhrzeit, Dauer, Raum, wer den Raum öffnet seit heute" in row
    assert f"/arbeitsplatz/gruendungen/{made.pk}/" in show(client)


def test_a_founding_with_everything_waits_for_its_day(client: Client, office: ContactPoint) -> None:
    made = make.founding(at=office, ready=True)
    assert rows(show(client)) == []

    made.meets_on = date(2026, 11, 20)
    made.save()

    [row] = rows(show(client))
    assert "Erstes Treffen am 20. November: Hat die Gruppe begonnen? heute Eintragen" in row


def test_a_start_request_says_how_long_it_waits(client: Client, office: ContactPoint) -> None:
    asked = make.start_request(at=office)
    asked.created_at, asked.first_meeting_on = days_ago(8), SCHEDULED
    asked.save()
    make.start_request(at=office)

    first, second = rows(show(client))

    assert "sucht Begleitung erstes Treffen am 8. Dezember seit 8 Tagen Zuordnen" in first
    assert "neue Gruppe seit heute" in second


def test_accompaniments_that_need_somebody_are_listed_and_others_not(
    client: Client, office: ContactPoint
) -> None:
    make.accompaniment(at=office, state=State.PROPOSED)
    make.accompaniment(at=office)
    talk, long, done = (make.accompaniment(at=office) for _ in range(3))
    person = make.member(at=office)
    talk.meetings.create(
        held_on=make.TODAY - timedelta(days=8),
        present=5,
        phase="arriving",
        needs_talk=True,
        entered_at=make.AT,
        entered_by=person,
    )
    Accompaniment.objects.filter(pk=long.pk).update(planned_meetings=9)
    Accompaniment.objects.filter(pk=done.pk).update(planned_meetings=1)
    done.meetings.create(
        held_on=make.TODAY, present=5, phase="arriving", entered_at=make.AT, entered_by=person
    )

    page = show(client)
    text = " ".join(rows(page))

    assert len(rows(page)) == 4
    assert "wünscht ein Gespräch seit 8 Tagen" in text
    assert "ist gefragt und hat noch nicht geantwortet seit heute" in text
    assert "mehr Treffen geplant als üblich noch kein Treffen, 9 geplant viele Treffen" in text
    assert "alle geplanten Treffen waren 1 von 1 Treffen, fertig läuft aus" in text


def test_a_follow_up_is_due(client: Client, office: ContactPoint) -> None:
    ended = make.accompaniment(at=office, state=State.ENDED)
    make.follow_up(of=ended, due_on=make.TODAY - timedelta(days=1))

    [row] = rows(show(client))

    assert "Trifft sich die Gruppe noch? seit gestern Eintragen" in row


def test_possible_foundings_lead_to_opening_one(client: Client, office: ContactPoint) -> None:
    for number in range(8):
        topic = make.topic(name=f"Thema{number}")
        for _ in range(3):
            make.interest(at=office, on=topic)

    page = show(client)

    assert "Heute wartet nichts." not in page
    assert 'gruendungen/neu/?topic=thema0&amp;district=13072">Thema0</a>' in page
    assert "Landkreis Rostock: 3 warten" in page
    assert "und 2 weitere" in page


def test_of_many_things_the_first_are_shown_and_all_are_counted(
    client: Client, office: ContactPoint
) -> None:
    for _ in range(9):
        by_phone(office, InterestState.UNCONFIRMED)

    page = show(client)

    assert len(rows(page)) == 6
    assert '<span class="soft">9</span>' in page


def test_what_should_be_checked_is_counted(client: Client, office: ContactPoint) -> None:
    make.group(at=office)
    assert "Angaben prüfen" not in show(client)

    make.group(at=office, confirmed_on=date(2025, 1, 1))
    page = show(client)
    assert "Eine Gruppe lange nicht bestätigt" in page
    assert "ohne Thema" not in page

    everything(office)
    assert "Ein Wort ohne Thema" in show(client)


def test_the_page_asks_the_same_few_questions_however_much_waits(
    client: Client, office: ContactPoint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 2):
        for _ in range(count):
            everything(office)
        with django_assert_num_queries(17):
            show(client)


def test_only_people_of_a_desk_come_in(client: Client) -> None:
    client.force_login(make.user())

    assert client.get("/arbeitsplatz/").status_code == 403
