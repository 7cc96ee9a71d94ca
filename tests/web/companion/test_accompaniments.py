from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.groups.lifecycle import Visibility
from stuhlkreis.starters.lifecycle import Phase, StarterState, State
from stuhlkreis.starters.models import Accompaniment, Starter
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


HOME = "/begleitung/"
BEGAN = date(2026, 1, 5)


@pytest.fixture
def starter(client: Client) -> Starter:
    made = make.starter(name="Hanne Trost", user=make.user(name="Hanne Trost"))
    assert made.user is not None
    client.force_login(made.user)
    return made


def mine(starter: Starter, state: State = State.RUNNING) -> Accompaniment:
    return make.accompaniment(at=starter.contact_point, by=starter, state=state)


def address(accompaniment: Accompaniment) -> str:
    return reverse("companion:accompaniment", args=[accompaniment.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_home_needs_the_same_queries_for_any_number_of_rows(
    client: Client, starter: Starter, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        for state in (State.PROPOSED, State.RUNNING, State.ENDED):
            mine(starter, state)

    with django_assert_num_queries(7):
        page = client.get(HOME)

    assertContains(page, "Ja, ich begleite die Gruppe", count=rows)
    assertContains(page, "Treffen eintragen", count=rows)


def test_a_starter_sees_only_their_own(client: Client, starter: Starter) -> None:
    other = make.accompaniment(at=starter.contact_point)
    declined = mine(starter, State.DECLINED)

    page = client.get(HOME)

    assertContains(page, "Gerade begleiten Sie keine Gruppe")
    assertNotContains(page, other.group.name)
    for hidden in (other, declined):
        assert client.get(address(hidden)).status_code == 404
        assert client.post(address(hidden), {"do": "accept"}).status_code == 404


@pytest.mark.parametrize("who", ["nobody", "left", "staff"])
def test_there_is_nothing_for_who_is_no_starter(client: Client, who: str) -> None:
    user = make.member() if who == "staff" else make.user()
    if who == "left":
        gone = make.starter(user=user)
        gone.state, gone.left_on = StarterState.LEFT, make.TODAY
        gone.save()
    client.force_login(user)

    assert client.get(HOME).status_code == 404


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize(("do", "state"), [("accept", State.RUNNING), ("decline", State.DECLINED)])
def test_a_yes_or_a_no_needs_one_button(
    client: Client, starter: Starter, do: str, state: State
) -> None:
    asked = mine(starter, State.PROPOSED)
    assertContains(client.get(address(asked)), "Ein Nein braucht keinen Grund.")

    response = client.post(address(asked), {"do": do})

    assertRedirects(response, HOME, status_code=303)
    asked.refresh_from_db()
    assert (asked.state, asked.answer_entered_by) == (state, None)


def test_an_answer_that_came_too_late_changes_nothing(client: Client, starter: Starter) -> None:
    asked = mine(starter)

    client.post(address(asked), {"do": "decline"})

    assertContains(client.get(HOME), "Das geht nicht mehr.")
    asked.refresh_from_db()
    assert asked.state == State.RUNNING


def note(**changed: object) -> dict[str, object]:
    fields = {
        "held_on": make.TODAY.isoformat(),
        "present": 7,
        "phase": "rules",
        "process_topics": ["rules", "room"],
        "needs_talk": "no",
    } | changed
    return {"do": "note"} | {f"note-{name}": value for name, value in fields.items()}


def test_a_yes_without_a_standing_agreement_is_told_on_the_page(
    client: Client, starter: Starter
) -> None:
    asked = mine(starter, State.PROPOSED)
    starter.agreements.all().delete()

    page = client.post(address(asked), {"do": "accept"})

    assertContains(page, "Zusagen geht gerade nicht.", status_code=422)


def test_a_note_is_five_fields(client: Client, starter: Starter) -> None:
    running = mine(starter)
    running.started_on = BEGAN
    running.save()
    assertContains(client.get(address(running)), "Keine Namen, nichts aus dem Gespräch")

    response = client.post(address(running), note(held_on=BEGAN.isoformat()))

    assertRedirects(response, HOME, status_code=303)
    meeting = running.meetings.get()
    assert (meeting.present, meeting.phase, meeting.needs_talk) == (7, Phase.RULES, False)
    assert meeting.entered_by == starter.user
    assertContains(client.get(address(running)), "7 Menschen, Regeln und Rahmen finden")


@pytest.mark.parametrize("present", ["", "0", "viele"])
def test_a_wrong_note_comes_back_with_what_was_typed(
    client: Client, starter: Starter, present: str
) -> None:
    running = mine(starter)

    page = client.post(address(running), note(present=present))

    assert page.status_code == 422
    assertContains(page, 'value="rules"', status_code=422)


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [(4, "Alle geplanten Treffen waren."), (10, "Alle Treffen sind eingetragen")],
)
def test_the_note_ends_with_the_meetings(
    client: Client, starter: Starter, meetings: int, sentence: str
) -> None:
    running = mine(starter)
    for number in range(meetings):
        running.meetings.create(
            held_on=make.TODAY.replace(day=1 + number),
            present=1,
            phase=Phase.RULES,
            entered_at=make.AT,
            entered_by=make.user(),
        )

    assertContains(client.get(address(running)), sentence)


def test_what_ended_can_be_read(client: Client, starter: Starter) -> None:
    page = client.get(address(mine(starter, State.ENDED)))

    assertContains(page, "Noch keines eingetragen.")
    assertNotContains(page, "Vermerk speichern")


@pytest.mark.parametrize(
    ("visibility", "said"),
    [(Visibility.DISTRICT, "Güstrow"), (Visibility.HIDDEN, "Den Ort nennt Ihnen")],
)
def test_the_place_is_said_only_where_it_is_released(
    client: Client, starter: Starter, visibility: Visibility, said: str
) -> None:
    running = mine(starter)
    running.group.venue.visibility = visibility
    running.group.venue.save()
    running.group.meeting_phrase = "jeden 2. Dienstag"
    running.group.save()
    running.request.first_meeting_on = make.TODAY
    running.request.save()
    running.group.group_topics.create(topic=make.topic(name="Trauer"), position=2)

    page = client.get(HOME)

    assertContains(page, said)
    assertContains(page, "jeden 2. Dienstag")
    assertContains(page, "Samstag, 21. November 2026")


@pytest.mark.parametrize("is_site", [True, False])
def test_the_word_of_the_programme_stands_only_at_its_sites(
    client: Client, starter: Starter, is_site: bool
) -> None:
    starter.contact_point.is_programme_site = is_site
    starter.contact_point.phone = "0381 0000 100" if is_site else ""
    starter.contact_point.save()

    assertContains(client.get(HOME), "In-Gang-Setzer®", count=int(is_site))
