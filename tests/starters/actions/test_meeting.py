from datetime import date, timedelta

import pytest

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.network.models import Setting
from stuhlkreis.starters import actions, errors, queries
from stuhlkreis.starters.lifecycle import Phase, ProcessTopic, RequestKind, RequestState, State
from stuhlkreis.starters.models import AccompaniedMeeting, Accompaniment
from tests import make
from tests.make import AT, TODAY

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=300)


def running(kind: RequestKind = RequestKind.NEW, meetings: int = 0) -> Accompaniment:
    request = make.start_request(kind=kind, state=RequestState.SERVED)
    starter = make.starter(at=request.group.contact_point, user=make.user())
    made = make.accompaniment(of=request, by=starter)
    for number in range(meetings):
        note(made, held_on=TODAY + timedelta(days=number))
    return made


def note(
    accompaniment: Accompaniment,
    held_on: date = TODAY,
    present: int = 8,
    needs_talk: bool = False,
) -> AccompaniedMeeting:
    assert accompaniment.starter.user is not None
    return actions.note_meeting(
        accompaniment=accompaniment,
        held_on=held_on,
        present=present,
        phase=Phase.RULES,
        process_topics=(ProcessTopic.ROOM, ProcessTopic.RULES),
        needs_talk=needs_talk,
        on=LATER,
        at=AT,
        by=accompaniment.starter.user,
    )


def plan(accompaniment: Accompaniment, number: int, because: str = "") -> queries.Progress:
    return actions.plan_more(
        accompaniment=accompaniment,
        planned_meetings=number,
        because=because,
        at=AT,
        by=make.member(at=accompaniment.group.contact_point),
    )


def test_a_note_keeps_the_fixed_fields() -> None:
    noted = note(running())

    assert (noted.held_on, noted.present, noted.phase) == (TODAY, 8, Phase.RULES)
    assert noted.process_topics == ["rules", "room"]


@pytest.mark.parametrize("present", [0, 61])
def test_a_note_refuses_a_number_of_people_that_cannot_be(present: int) -> None:
    with pytest.raises(errors.NumberNotPlausible, match="Möglich sind 1 bis 60"):
        note(running(), present=present)


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        (LATER + timedelta(days=1), "in der Zukunft"),
        (TODAY - timedelta(days=1), "erst am 21. November 2026 begonnen"),
    ],
)
def test_a_note_refuses_a_day_that_cannot_be(held_on: date, sentence: str) -> None:
    with pytest.raises(errors.DayNotPlausible, match=sentence):
        note(running(), held_on=held_on)


def test_there_is_one_note_a_day() -> None:
    with pytest.raises(errors.MeetingAlreadyNoted, match=r"21\. November 2026"):
        note(running(meetings=1))


def test_only_a_running_accompaniment_takes_notes() -> None:
    ended = make.accompaniment(state=State.ENDED)
    ended.starter.user = make.user()
    ended.starter.save()

    with pytest.raises(errors.NotThisWay, match="beendet"):
        note(ended)


def test_only_the_starter_notes_or_the_desk_for_them() -> None:
    accompaniment = running()
    accompaniment.starter.user = make.user()

    with pytest.raises(Forbidden):
        note(accompaniment)


def test_notes_beyond_the_plan_are_taken_up_to_the_stop() -> None:
    accompaniment = running(meetings=10)

    with pytest.raises(errors.MeetingsUsedUp, match="Nach 10 Treffen"):
        note(accompaniment, held_on=TODAY + timedelta(days=20))


def test_the_desk_lifts_the_stop_with_a_reason() -> None:
    accompaniment = running(meetings=10)
    with pytest.raises(errors.ReasonMissing, match="Mehr als 10"):
        plan(accompaniment, 11, "  ")

    progress = plan(accompaniment, 11, "Raumwechsel")

    assert (progress.most, progress.is_many, progress.is_used_up) == (11, True, False)
    note(accompaniment, held_on=TODAY + timedelta(days=20))
    with pytest.raises(errors.MeetingsUsedUp, match="Nach 11 Treffen"):
        note(accompaniment, held_on=TODAY + timedelta(days=21))
    accompaniment.refresh_from_db()
    assert accompaniment.cap_lifted_because == "Raumwechsel"
    assert accompaniment.cap_lifted_by is not None


def test_planning_less_again_lowers_the_stop() -> None:
    accompaniment = running()
    plan(accompaniment, 12, "Raumwechsel")

    progress = plan(accompaniment, 5)

    accompaniment.refresh_from_db()
    assert (progress.most, accompaniment.cap_lifted_because) == (10, "")


@pytest.mark.parametrize(("kind", "usual"), [(RequestKind.NEW, 8), (RequestKind.EXISTING, 6)])
def test_planning_says_when_it_is_many(kind: RequestKind, usual: int) -> None:
    accompaniment = running(kind)

    assert not plan(accompaniment, usual).is_many
    assert plan(accompaniment, usual + 1).is_many


@pytest.mark.parametrize("number", [1, 61])
def test_planning_refuses_less_than_was_held_and_absurd_numbers(number: int) -> None:
    with pytest.raises(errors.NumberNotPlausible, match="schon 2 Treffen"):
        plan(running(meetings=2), number)


def test_the_stop_is_a_setting() -> None:
    accompaniment = running()
    Setting.objects.create(
        contact_point=accompaniment.group.contact_point, name="stop_meetings", value=1
    )
    note(accompaniment)

    with pytest.raises(errors.MeetingsUsedUp):
        note(accompaniment, held_on=TODAY + timedelta(days=1))


def test_planning_is_for_the_desk() -> None:
    accompaniment = running()
    assert accompaniment.starter.user is not None

    with pytest.raises(Forbidden):
        actions.plan_more(
            accompaniment=accompaniment,
            planned_meetings=5,
            because="",
            at=AT,
            by=accompaniment.starter.user,
        )


def test_a_wish_to_talk_waits_until_it_is_settled() -> None:
    accompaniment = running()
    home = accompaniment.group.contact_point
    wish = note(accompaniment, needs_talk=True)
    assert list(queries.talks_wanted(home)) == [wish]

    for _ in range(2):
        actions.settle_talk(meeting=wish, at=AT, by=make.member(at=home))

    wish.refresh_from_db()
    assert wish.talked_at == AT
    assert not queries.talks_wanted(home).exists()
