"""The desk records a group's next step, its confirmation and its restart."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from stuhlkreis.groups.lifecycle import WAYS, Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.mark.parametrize("here", State)
def test_only_the_ways_of_the_table_are_offered(
    here: State, desk: Client, office: ContactPoint
) -> None:
    group = make.group(at=office, state=here)

    page = desk.get(reverse("desk:group_move", args=[group.slug])).content.decode()

    assert {state for state in State if f'value="{state.value}"' in page} == WAYS[here]
    assert ("abgeschlossen" in page) == (not WAYS[here])


def test_a_step_is_recorded_with_its_word_day_and_reason(
    desk: Client, office: ContactPoint
) -> None:
    group = make.group(at=office)
    group.state_changes.update(on=date(2026, 1, 1))
    posted = {
        "to": "paused",
        "source": "group_via_office",
        "on": "2026-11-03",
        "because": "Sommerpause",
    }

    answer = desk.post(reverse("desk:group_move", args=[group.slug]), posted)

    assert answer.status_code == HTTPStatus.SEE_OTHER
    change = group.state_changes.latest("on")
    assert (change.state, change.source, change.on, change.because) == (
        State.PAUSED,
        Source.GROUP_VIA_OFFICE,
        date(2026, 11, 3),
        "Sommerpause",
    )


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({"source": "office"}, "Das entscheidet nur die Gruppe selbst."),
        ({"on": "2026-11-22"}, "liegt in der Zukunft"),
        ({"on": "2026-11-20"}, "Der letzte Schritt war am 21. November 2026."),
        ({"to": "founding"}, "Neuer Stand"),
        ({"to": ""}, "Neuer Stand"),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_a_sentence(
    posted: dict[str, str], message: str, desk: Client, office: ContactPoint
) -> None:
    group = make.group(at=office)
    whole = {"to": "paused", "source": "group_via_office", "on": "2026-11-21", "because": "Urlaub"}

    answer = desk.post(reverse("desk:group_move", args=[group.slug]), whole | posted)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert message in page
    assert "Urlaub" in page
    group.refresh_from_db()
    assert group.state == State.ACTIVE


def test_the_desk_confirms_a_group_today(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office, confirmed_on=None)

    answer = desk.post(reverse("desk:group_confirm", args=[group.slug]), follow=True)

    assert "Die Angaben sind heute bestätigt." in answer.content.decode()
    group.refresh_from_db()
    assert group.confirmed_on == make.TODAY


def test_nobody_confirms_a_group_that_is_over(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office, state=State.DISSOLVED, confirmed_on=None)

    answer = desk.post(reverse("desk:group_confirm", args=[group.slug]), follow=True)

    assert "Diese Gruppe gibt es nicht mehr." in answer.content.decode()


def test_a_group_that_is_over_begins_as_a_new_one(desk: Client, office: ContactPoint) -> None:
    old = make.group(at=office, state=State.DISSOLVED)

    answer = desk.post(reverse("desk:group_restart", args=[old.slug]))

    new = Group.objects.get(restart_of=old)
    assert answer["Location"] == reverse("desk:group", args=[new.slug])
    assert new.state == State.FOUNDING


def test_a_group_that_is_there_does_not_begin_again(desk: Client, office: ContactPoint) -> None:
    group = make.group(at=office)

    answer = desk.post(reverse("desk:group_restart", args=[group.slug]), follow=True)

    assert "Diese Gruppe gibt es noch." in answer.content.decode()
    assert Group.objects.count() == 1


@pytest.mark.parametrize("name", ["group_move", "group_confirm", "group_restart"])
def test_another_contact_points_group_stays_as_it_is(name: str, desk: Client) -> None:
    group = make.group(state=State.DISSOLVED)

    answer = desk.post(reverse(f"desk:{name}", args=[group.slug]), {"to": "active"})

    assert answer.status_code == HTTPStatus.NOT_FOUND
