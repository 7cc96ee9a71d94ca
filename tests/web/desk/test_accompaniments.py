from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import EndReason, Phase, State
from stuhlkreis.starters.models import AccompaniedMeeting, Accompaniment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


def address(accompaniment: Accompaniment) -> str:
    return reverse("desk:accompaniment", args=[accompaniment.pk])


def running(office: ContactPoint, meetings: int = 0) -> Accompaniment:
    made = make.accompaniment(at=office, by=make.starter(at=office, name="Hanne Trost"))
    made.started_on = date(2026, 1, 5)
    made.save()
    for number in range(1, meetings + 1):
        meet(made, held_on=date(2026, 1, 5 + number))
    return made


def meet(
    accompaniment: Accompaniment, held_on: date = date(2026, 1, 6), needs_talk: bool = False
) -> AccompaniedMeeting:
    return accompaniment.meetings.create(
        held_on=held_on,
        present=8,
        phase=Phase.RULES,
        process_topics=["rules", "room"],
        needs_talk=needs_talk,
        entered_at=make.AT,
        entered_by=make.user(),
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_rows(
    client: Client,
    staff: User,
    office: ContactPoint,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        meet(running(office), needs_talk=True)

    with django_assert_num_queries(9):
        page = client.get(reverse("desk:accompaniments"))

    assertContains(page, "1 von 4", count=rows)
    assertContains(page, "wünscht ein Gespräch", count=rows)


def test_the_list_shows_one_state_at_a_time(
    client: Client, staff: User, office: ContactPoint
) -> None:
    running(office)
    make.accompaniment(of=make.start_request(of=make.group(name="Fremde Gruppe")))
    ended = make.accompaniment(at=office, state=State.ENDED)
    asked = make.accompaniment(at=office, state=State.PROPOSED)
    lists = reverse("desk:accompaniments")

    assertContains(client.get(f"{lists}?stand=ended"), ended.group.name)
    assertContains(client.get(f"{lists}?stand=proposed"), asked.group.name)
    page = client.get(f"{lists}?stand=unsinn")
    assertNotContains(page, ended.group.name)
    assertNotContains(page, "Fremde Gruppe")
    assertContains(page, "Hanne T.")


def test_an_empty_list_says_what_comes_first(client: Client, staff: User) -> None:
    page = client.get(reverse("desk:accompaniments"))

    assertContains(page, "Hier steht noch keine Begleitung")


def test_the_case_tells_its_story(client: Client, staff: User, office: ContactPoint) -> None:
    accompaniment = running(office, meetings=2)
    accompaniment.answer_entered_by = staff
    accompaniment.chosen_because = "kennt das Haus"
    accompaniment.save()
    accompaniment.group.group_topics.create(topic=make.topic(name="Trauer"), position=2)

    page = client.get(address(accompaniment))

    assertContains(page, "2 von 4 Treffen")
    assertContains(page, "8 Menschen, Regeln und Rahmen finden", count=2)
    assertContains(page, "Regeln, Raum")
    assertContains(page, "Von Hand gewählt: kennt das Haus")
    assertContains(page, f"eingetragen von {staff.short_name}")


def test_the_desk_answers_for_who_has_no_account(
    client: Client, staff: User, office: ContactPoint
) -> None:
    asked = make.accompaniment(at=office, state=State.PROPOSED)
    page = client.post(address(asked), {"do": "answer"})
    assert page.status_code == 422

    response = client.post(address(asked), {"do": "answer", "answer-accepts": "yes"})

    assertRedirects(response, address(asked), status_code=303)
    asked.refresh_from_db()
    assert (asked.state, asked.answer_entered_by) == (State.RUNNING, staff)
    assert asked.started_on == timezone.localdate()


def test_a_no_is_shown_without_a_reason(client: Client, staff: User, office: ContactPoint) -> None:
    asked = make.accompaniment(at=office, state=State.PROPOSED)

    client.post(address(asked), {"do": "answer", "answer-accepts": "no"})

    assertContains(client.get(address(asked)), "Abgelehnt")


def test_who_has_an_account_answers_alone(
    client: Client, staff: User, office: ContactPoint
) -> None:
    asked = make.accompaniment(
        at=office, by=make.starter(at=office, user=make.user()), state=State.PROPOSED
    )

    page = client.get(address(asked))
    assertContains(page, "Die Person antwortet auf ihrer eigenen Seite.")
    assertNotContains(page, "Antwort speichern")
    client.post(address(asked), {"do": "answer", "answer-accepts": "yes"})
    asked.refresh_from_db()
    assert asked.state == State.PROPOSED

    client.post(address(asked), {"do": "recall"})
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN


def note(**changed: object) -> dict[str, object]:
    return {
        "do": "note",
        "note-held_on": "2026-01-20",
        "note-present": 7,
        "note-phase": "working",
        "note-process_topics": ["conflict"],
        "note-needs_talk": "yes",
    } | {f"note-{name}": value for name, value in changed.items()}


def test_the_desk_notes_a_meeting_and_settles_the_talk(
    client: Client, staff: User, office: ContactPoint
) -> None:
    accompaniment = running(office)

    client.post(address(accompaniment), note())

    meeting = accompaniment.meetings.get()
    assert (meeting.present, meeting.phase) == (7, Phase.WORKING)
    assert meeting.process_topics == ["conflict"]
    assertContains(client.get(address(accompaniment)), "Hanne T. wünscht ein Gespräch")
    client.post(address(accompaniment), {"do": f"talk{meeting.pk}"})
    assertContains(client.get(address(accompaniment)), "Gespräch gewünscht, geführt bis")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"present": 61}, "Möglich sind 1 bis 60."),
        ({"held_on": "2999-01-01"}, "in der Zukunft"),
        ({"held_on": "2025-01-01"}, "erst am 5. Januar 2026 begonnen"),
        ({"phase": ""}, "Wo steht die Gruppe?"),
    ],
)
def test_a_wrong_note_comes_back_with_a_sentence(
    client: Client, staff: User, office: ContactPoint, changed: dict[str, object], sentence: str
) -> None:
    accompaniment = running(office)

    page = client.post(address(accompaniment), note(**changed))

    assertContains(page, sentence, status_code=422)
    assert not accompaniment.meetings.exists()


def test_who_has_an_account_notes_alone(client: Client, staff: User, office: ContactPoint) -> None:
    accompaniment = make.accompaniment(at=office, by=make.starter(at=office, user=make.user()))

    assertNotContains(client.get(address(accompaniment)), "Vermerk speichern")


def plan(number: object, because: str = "") -> dict[str, object]:
    return {"do": "plan", "plan-planned_meetings": number, "plan-because": because}


def test_more_meetings_are_planned_with_a_warning_and_beyond_the_stop_with_a_reason(
    client: Client, staff: User, office: ContactPoint
) -> None:
    accompaniment = running(office)

    client.post(address(accompaniment), plan(9))
    assertContains(client.get(address(accompaniment)), "Mehr als 8 Treffen")
    page = client.post(address(accompaniment), plan(11))
    assertContains(page, "Mehr als 10 Treffen gehen nur mit einem Grund.", status_code=422)
    client.post(address(accompaniment), plan(11, "Raumwechsel"))

    page = client.get(address(accompaniment))
    assertContains(page, f"Erlaubt von {staff.short_name}: Raumwechsel")


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [(4, "Alle geplanten Treffen waren"), (10, "Mehr Treffen sind nicht vorgesehen")],
)
def test_the_case_warns_when_the_meetings_are_over(
    client: Client, staff: User, office: ContactPoint, meetings: int, sentence: str
) -> None:
    assertContains(client.get(address(running(office, meetings))), sentence)


def end(on: str, reason: str = "planned") -> dict[str, str]:
    return {"do": "end", "end-on": on, "end-reason": reason}


def test_the_end_is_written_and_the_question_is_planned(
    client: Client, staff: User, office: ContactPoint
) -> None:
    accompaniment = running(office, meetings=1)
    assertContains(
        client.post(address(accompaniment), end("2026-01-05")),
        "nicht vor dem 6. Januar 2026",
        status_code=422,
    )

    client.post(address(accompaniment), end("2026-02-28"))

    accompaniment.refresh_from_db()
    assert accompaniment.end_reason == EndReason.PLANNED
    page = client.get(address(accompaniment))
    assertContains(page, "nach einem Treffen, wie geplant")
    assertContains(page, "fällig am 28. Februar 2027")


def test_an_answered_question_is_shown(client: Client, staff: User, office: ContactPoint) -> None:
    question = make.follow_up(of=make.accompaniment(at=office, state=State.ENDED))
    question.result, question.answered_on = "merged", make.TODAY
    question.save()

    assertContains(
        client.get(address(question.accompaniment)),
        "in einer anderen Gruppe aufgegangen, 21. November 2026",
    )


def test_another_offices_case_is_not_there(client: Client, staff: User) -> None:
    assert client.get(address(make.accompaniment())).status_code == 404
    assert client.post(address(make.accompaniment()), {"do": "recall"}).status_code == 404
