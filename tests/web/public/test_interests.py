"""Looking for people for a new group: form, thanks, and the pages behind mailed links."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.inquiries import queries
from stuhlkreis.inquiries.letters import CONSENT_TEXTS, CONSENT_VERSION, Link
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.topics.models import Topic
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/gruendung/"
DONE = "/gruendung/danke/"
UNCONFIRMED = InterestState.UNCONFIRMED


@pytest.fixture
def topic() -> Topic:
    make.contact_point(districts=("13072",))
    return make.topic(name="Narkolepsie")


def said(**changes: Any) -> dict[str, Any]:
    return {
        "topic": "Narkolepsie",
        "place": "18273",
        "email": "toni@example.org",
        "phone": "",
        "name": "Toni",
        "slots": ["tue_evening", "wed_evening"],
        "consent": "on",
        "text_version": CONSENT_VERSION,
        "betreff": "",
    } | changes


LOUD = "emergency--loud"


@pytest.mark.parametrize("words", ["Suizid", "mein Mann schlägt mich", "Ich will nicht mehr leben"])
def test_words_that_sound_like_danger_bring_help_first(
    client: Client, topic: Topic, words: str
) -> None:
    for page in (client.get(ADDRESS, {"topic": words}), client.post(ADDRESS, said(topic=words))):
        text = page.content.decode()
        assert text.index(LOUD) < text.index("<h1>")
        assert text.count('id="sofort"') == 1


def test_help_stays_first_after_such_a_topic_was_entered(client: Client) -> None:
    make.contact_point(districts=("13072",))
    make.topic(name="Suizidgedanken")
    answer = client.post(ADDRESS, said(topic="Suizidgedanken"), follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [("/gruendung/danke/?sofort=1", 303)]
    assert text.index(LOUD) < text.index("<h1>")


def test_other_words_leave_help_where_it_stands_on_every_page(client: Client, topic: Topic) -> None:
    for page in (client.get(ADDRESS), client.post(ADDRESS, said(place="")), client.get(DONE)):
        assertContains(page, "emergency--slim", status_code=page.status_code)
        assertNotContains(page, LOUD, status_code=page.status_code)


def test_many_entries_in_a_row_have_to_wait_and_lose_nothing(client: Client, topic: Topic) -> None:
    for number in range(10):
        assert client.post(ADDRESS, said(email=f"toni{number}@example.org")).status_code == 303
    refused = client.post(ADDRESS, said(name="Toni T."))
    assertContains(refused, "Bitte warten Sie zehn Minuten.", status_code=429)
    assertContains(refused, 'value="Toni T."', status_code=429)
    assert Interest.objects.count() == 10


def test_one_address_gets_few_mails_whoever_enters_it(client: Client, topic: Topic) -> None:
    status = [
        client.post(ADDRESS, said(), REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(4)
    ]
    assert status == [303, 303, 303, 429]


def page_of(link: Link, interest: Interest) -> str:
    names = {
        Link.CONFIRM: "public:interest_confirm",
        Link.KEEP: "public:interest_keep",
        Link.WITHDRAW: "public:interest_withdraw",
    }
    return f"{reverse(names[link])}?t={queries.token_of(interest, link)}"


def test_the_form_explains_itself_and_shows_the_consent(client: Client) -> None:
    page = client.get(ADDRESS)
    assertContains(page, CONSENT_TEXTS[CONSENT_VERSION])
    assertContains(page, "Niemand sieht die Adresse der anderen")
    assertContains(page, 'type="checkbox" name="slots"', count=21)


def test_the_form_takes_over_topic_and_place_from_a_search(client: Client, topic: Topic) -> None:
    page = client.get(ADDRESS, {"topic": "narkolepsie", "near": "18273"})
    assertContains(page, 'value="Narkolepsie"')
    assertContains(page, 'value="18273"')
    assertContains(client.get(ADDRESS, {"topic": "Schlafkrankheit"}), 'value="Schlafkrankheit"')


def test_an_answer_is_kept_and_the_thanks_carry_nothing_personal(
    client: Client, topic: Topic, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADDRESS, said())
    assertRedirects(answer, "/gruendung/danke/", status_code=303)
    interest = Interest.objects.get()
    assert (interest.topic, interest.district_ags, interest.state) == (topic, "13072", UNCONFIRMED)
    assert (interest.name, interest.slots) == ("Toni", ["tue_evening", "wed_evening"])
    assert mail.outbox[0].to == ["toni@example.org"]
    assertContains(client.get("/gruendung/danke/"), "innerhalb von 14 Tagen")


def test_nobody_learns_whether_an_address_is_known(client: Client, topic: Topic) -> None:
    first = client.post(ADDRESS, said())
    second = client.post(ADDRESS, said())
    make.interest(on=topic, email="kim@example.org")
    third = client.post(ADDRESS, said(email="kim@example.org"))
    assert {answer.status_code for answer in (first, second, third)} == {303}
    assert {answer["Location"] for answer in (first, second, third)} == {"/gruendung/danke/"}
    assert Interest.objects.count() == 2


def test_a_lay_word_is_understood(client: Client, topic: Topic) -> None:
    client.post(ADDRESS, said(topic="Schlafkrankheit"))
    assert Interest.objects.get().topic == topic


def test_a_free_word_is_refused_with_the_way_to_all_topics(client: Client, topic: Topic) -> None:
    page = client.post(ADDRESS, said(topic="Xyzzy"))
    assertContains(page, "kennen wir noch kein Thema", status_code=422)
    assertContains(page, reverse("public:interest_topics"), status_code=422)
    assert not Interest.objects.exists()


def test_several_topics_are_asked_back_and_one_is_chosen(client: Client, topic: Topic) -> None:
    relatives = make.topic(name="Angehörige von Menschen mit Demenz")
    make.topic(name="Demenz und Alzheimer")
    page = client.post(ADDRESS, said(topic="Mutter Demenz"))
    assertContains(page, "Welches Thema meinen Sie?", status_code=422)
    assertContains(page, 'type="radio" name="topic_choice"', count=2, status_code=422)
    assertContains(page, "toni@example.org", status_code=422)
    client.post(ADDRESS, said(topic="Mutter Demenz", topic_choice=relatives.slug))
    assert Interest.objects.get().topic == relatives


def test_several_places_are_asked_back_and_one_is_chosen(client: Client, topic: Topic) -> None:
    page = client.post(ADDRESS, said(place="Neuenkirchen"))
    assertContains(page, "gibt es mehrmals", status_code=422)
    choice = page.context["form"].fields["place_choice"].choices[1][0]
    client.post(ADDRESS, said(place="Neuenkirchen", place_choice=choice))
    assert Interest.objects.get().district_ags == choice[:5]


def test_an_unknown_place_is_named(client: Client, topic: Topic) -> None:
    page = client.post(ADDRESS, said(place="Xyzqwh"))
    assertContains(page, "kennen wir nicht", status_code=422)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "", "phone": ""}, "genügt"),
        ({"email": "", "phone": "12"}, "zu kurz"),
        ({"email": "toni"}, "E-Mail-Adresse"),
        ({"consent": ""}, "Ohne Ihr Einverständnis"),
        ({"topic": ""}, "Hier steht noch nichts."),
        ({"place": ""}, "Hier steht noch nichts."),
        ({"text_version": "2019-1"}, "noch einmal"),
        ({"slots": ["immer"]}, "immer"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(
    client: Client, topic: Topic, changes: dict[str, Any], sentence: str
) -> None:
    page = client.post(ADDRESS, said(**changes))
    assertContains(page, sentence, status_code=422)
    assertContains(page, 'value="Toni"', status_code=422)
    assert not Interest.objects.exists()


def test_a_program_that_fills_the_hidden_field_learns_and_writes_nothing(
    client: Client, topic: Topic
) -> None:
    assertRedirects(client.post(ADDRESS, said(betreff="Angebot")), "/gruendung/danke/", 303)
    assert not Interest.objects.exists()


def test_the_list_of_topics_leads_back_to_the_form(client: Client, topic: Topic) -> None:
    assertContains(client.get("/gruendung/themen/"), "/gruendung/?topic=narkolepsie")


@pytest.mark.parametrize("link", [Link.CONFIRM, Link.KEEP, Link.WITHDRAW])
def test_opening_a_mailed_link_changes_nothing_and_names_no_topic(
    client: Client, topic: Topic, link: Link
) -> None:
    interest = make.interest(on=topic, state=UNCONFIRMED)
    page = client.get(page_of(link, interest))
    assertNotContains(page, "Narkolepsie")
    interest.refresh_from_db()
    assert interest.state == UNCONFIRMED


def test_confirming_takes_a_press_and_a_second_press_says_it_is_done(client: Client) -> None:
    interest = make.interest(state=UNCONFIRMED)
    address = page_of(Link.CONFIRM, interest)
    assertContains(client.get(address), "Ja, das war ich")
    for _ in range(2):
        assertRedirects(client.post(address), address, status_code=303)
    assertContains(client.get(address), "Ihre Angaben sind bestätigt")
    interest.refresh_from_db()
    assert interest.state == InterestState.OPEN


def test_keeping_takes_a_press(client: Client, at: datetime) -> None:
    interest = make.interest()
    Interest.objects.update(reminded_at=at)
    address = page_of(Link.KEEP, interest)
    assertContains(client.get(address), "Ja, ich suche noch")
    assertRedirects(client.post(address), address, status_code=303)
    assertContains(client.get(address), "Sie stehen weiter auf der Liste")


def test_withdrawing_takes_a_press_and_deletes(client: Client) -> None:
    address = page_of(Link.WITHDRAW, make.interest())
    assertContains(client.get(address), "Alles löschen")
    for _ in range(2):
        assertRedirects(client.post(address), address, status_code=303)
    assertContains(client.get(address), "Ihre Angaben sind gelöscht")
    assert not Interest.objects.exists()


@pytest.mark.parametrize("page", ["bestaetigen", "noch-da", "loeschen"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_has_a_page_of_its_own(client: Client, page: str, method: str) -> None:
    answer = getattr(client, method)(f"/gruendung/{page}/?t=erfunden")
    assertContains(answer, "nicht vollständig", status_code=404)
    assert client.get(f"/gruendung/{page}/").status_code == 404


def test_an_old_link_says_so(client: Client, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        address = page_of(Link.CONFIRM, make.interest(state=UNCONFIRMED))
    with time_machine.travel(at + timedelta(days=15), tick=False):
        assertContains(client.get(address), "gilt nicht mehr", status_code=410)


@pytest.mark.parametrize("link", [Link.CONFIRM, Link.KEEP])
def test_a_link_to_what_was_deleted_says_so(client: Client, link: Link) -> None:
    interest = make.interest()
    address = page_of(link, interest)
    interest.delete()
    assertContains(client.get(address), "gibt es nicht mehr", status_code=410)
    assertContains(client.post(address), "gibt es nicht mehr", status_code=410)
