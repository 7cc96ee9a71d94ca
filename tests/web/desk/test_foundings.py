"""Foundings at the desk: open, invite, plan, begin, end."""

from datetime import date, time
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.groups.lifecycle import State
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/arbeitsplatz/gruendungen/"
FACTS = {
    "plan-meets_on": "2099-12-08",
    "plan-meets_at": "18:00",
    "plan-minutes": "90",
    "plan-room": "Raum 2",
    "plan-opener": "Silke W.",
}


@pytest.fixture
def founding(office: ContactPoint) -> Founding:
    return make.founding(at=office, on=make.topic(name="Narkolepsie"))


def page(name: str, founding: Founding, *more: int) -> str:
    return reverse(f"desk:{name}", args=[founding.pk, *more])


def waiting(founding: Founding, **changes: Any) -> Interest:
    answers: dict[str, Any] = {"email": "toni@example.org"} | changes
    return make.interest(at=founding.contact_point, on=founding.topic, **answers)


def test_without_foundings_the_list_says_what_will_stand_here(desk: Client) -> None:
    assertContains(desk.get(LIST), "Noch keine Gründung")


def test_the_list_shows_the_offices_foundings_only(desk: Client, founding: Founding) -> None:
    elsewhere = make.founding(ready=True)
    answer = desk.get(LIST)
    assertContains(answer, founding.group.name)
    assertContains(answer, "noch ohne Tag")
    assertNotContains(answer, elsewhere.group.name)


def test_a_founding_is_opened_from_a_possible_one(desk: Client, office: ContactPoint) -> None:
    make.topic(name="Narkolepsie")
    form = desk.get(f"{LIST}neu/", {"topic": "narkolepsie", "district": "13072"})
    assertContains(form, '<option value="narkolepsie" selected>')
    assertContains(form, '<option value="13072" selected>')
    answer = desk.post(
        f"{LIST}neu/",
        {"name": "Narkolepsie Güstrow", "topic": "narkolepsie", "district": "13072"},
    )
    founding = Founding.objects.get()
    assertRedirects(answer, page("founding", founding), status_code=303)
    assert (founding.contact_point, founding.group.state) == (office, State.FOUNDING)


def test_a_form_without_a_name_comes_back(desk: Client) -> None:
    assert desk.post(f"{LIST}neu/", {"name": ""}).status_code == 422


def test_a_second_founding_is_refused_with_the_way_to_the_first(
    desk: Client, founding: Founding
) -> None:
    answer = desk.post(
        f"{LIST}neu/", {"name": "Zweite", "topic": "narkolepsie", "district": "13072"}
    )
    assertContains(answer, "läuft schon eine Gründung", status_code=422)
    assertContains(answer, page("founding", founding), status_code=422)
    assert Founding.objects.count() == 1


def test_the_page_shows_what_is_missing_and_no_address(desk: Client, founding: Founding) -> None:
    waiting(founding)
    waiting(founding, email="", phone="0381 0000 300", district_ags="13003")
    answer = desk.get(page("founding", founding))
    assertContains(answer, "fehlt noch", count=5)
    assertContains(answer, "aus einem anderen Kreis")
    assertContains(answer, "Telefonnummer von Nr.")
    assertNotContains(answer, "toni@example.org")
    assertNotContains(answer, "0381 0000 300")
    assertNotContains(answer, "Gruppe beginnt")


def test_rule_42_inviting_mails_one_person_and_moves_them_up(
    desk: Client,
    founding: Founding,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    interest = waiting(founding)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(page("founding_invite", founding, interest.pk))
    assertRedirects(
        answer, page("founding", founding), status_code=303, fetch_redirect_response=False
    )
    assert [message.to for message in mail.outbox] == [["toni@example.org"]]
    assertContains(desk.get(page("founding", founding)), "Die Einladung ist unterwegs.")


def test_a_call_is_noted(desk: Client, founding: Founding) -> None:
    interest = waiting(founding, email="", phone="0381 0000 300")
    desk.post(page("founding_invite", founding, interest.pk))
    assertContains(desk.get(page("founding", founding)), "Der Anruf ist notiert.")


def test_the_second_desk_that_invites_is_told(desk: Client, founding: Founding) -> None:
    interest = waiting(founding)
    for _ in range(2):
        desk.post(page("founding_invite", founding, interest.pk))
    assertContains(desk.get(page("founding", founding)), "schon eingeladen, seit")
    assert founding.interests.count() == 1


def test_settling_the_meeting_is_kept_and_told_to_be_called(
    desk: Client, founding: Founding
) -> None:
    desk.post(page("founding_plan", founding), FACTS)
    founding.refresh_from_db()
    assert (founding.meets_on, founding.meets_at) == (date(2099, 12, 8), time(18))
    assertContains(desk.get(page("founding", founding)), "Gespeichert.")
    for number in (1, 2):
        waiting(
            founding,
            email="",
            phone=f"0381 0000 30{number}",
            state=InterestState.INVITED,
            invited_to=founding,
        )
    desk.post(page("founding_plan", founding), FACTS | {"plan-room": "Raum 5"})
    assertContains(desk.get(page("founding", founding)), "2 Eingeladene haben nur ein Telefon")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plan-minutes": "viele"}, "ganze Zahl"),
        ({"plan-meets_on": "2001-01-01"}, "vor dem Beginn der Gründung"),
    ],
)
def test_a_wrong_fact_comes_back_with_everything_typed(
    desk: Client, founding: Founding, changes: dict[str, str], sentence: str
) -> None:
    answer = desk.post(page("founding_plan", founding), FACTS | changes)
    assertContains(answer, sentence, status_code=422)
    assertContains(answer, 'value="Raum 2"', status_code=422)


def test_who_saves_later_sees_what_stands_now(desk: Client, founding: Founding) -> None:
    seen = desk.get(page("founding", founding)).context["plan"]["seen"].value()
    late = FACTS | {"plan-seen": seen, "plan-room": "Raum 5", "plan-minutes": ""}
    first = FACTS | {"plan-seen": seen, "plan-meets_at": "17:00", "plan-meets_on": "2099-12-09"}
    desk.post(page("founding_plan", founding), first | {"plan-opener": ""})

    told = desk.post(page("founding_plan", founding), late)

    assertContains(told, "Gerade hat eine andere Person gespeichert", status_code=422)
    for stands in ("9. Dezember 2099", "17:00", "90", "Raum 2", "nichts"):
        assertContains(told, f"Gespeichert ist: {stands}", status_code=422)
    assertContains(told, 'value="Raum 5"', status_code=422)
    again = late | {"plan-seen": told.context["plan"]["seen"].value()}
    assert desk.post(page("founding_plan", founding), again).status_code == 303
    founding.refresh_from_db()
    assert (founding.room, founding.minutes) == ("Raum 5", None)


def test_rule_43_the_group_begins_once_nothing_is_missing(
    desk: Client, office: ContactPoint
) -> None:
    founding = make.founding(at=office, ready=True)
    assertContains(desk.get(page("founding", founding)), "Gruppe beginnt")
    desk.post(page("founding_start", founding))
    answer = desk.get(page("founding", founding))
    assertContains(answer, "Die Gruppe beginnt.")
    assertNotContains(answer, "Gruppe beginnt</button>")
    founding.group.refresh_from_db()
    assert founding.group.state == State.STARTING


def test_rule_43_beginning_too_early_names_what_is_missing(
    desk: Client, founding: Founding
) -> None:
    desk.post(page("founding_start", founding))
    assertContains(desk.get(page("founding", founding)), "Vor dem Beginn fehlt noch: Tag")


def test_an_attempt_ends_with_a_reason(desk: Client, founding: Founding) -> None:
    address = page("founding_end", founding)
    assertContains(desk.post(address, {"end-because": ""}), "<details", status_code=422)
    answer = desk.post(address, {"end-because": "Zu wenige Menschen"})
    assertRedirects(
        answer, page("founding", founding), status_code=303, fetch_redirect_response=False
    )
    assertContains(desk.get(page("founding", founding)), "Zu wenige Menschen")
    founding.refresh_from_db()
    assert founding.state == FoundingState.ENDED


def test_an_attempt_ends_only_once(desk: Client, founding: Founding) -> None:
    for status in (303, 422):
        answer = desk.post(page("founding_end", founding), {"end-because": "Zu wenige"})
        assert answer.status_code == status


def test_another_offices_founding_does_not_exist(desk: Client, founding: Founding) -> None:
    elsewhere = make.founding()
    assert desk.get(page("founding", elsewhere)).status_code == 404
    for name in ("founding_plan", "founding_start", "founding_end"):
        assert desk.post(page(name, elsewhere), FACTS).status_code == 404
    stranger = make.interest()
    assert desk.post(page("founding_invite", founding, stranger.pk)).status_code == 404
    assert desk.post(page("founding_invite", elsewhere, stranger.pk)).status_code == 404


def test_a_group_that_came_without_a_founding_can_be_taken_over(
    desk: Client, office: ContactPoint
) -> None:
    group = make.group(at=office, name="Mut", state=State.FOUNDING)
    assertContains(desk.get(LIST), "noch ohne unsere Hilfe")
    answer = desk.post(reverse("desk:founding_prepare", args=[group.slug]))
    assertRedirects(answer, page("founding", Founding.objects.get()), status_code=303)


def test_taking_over_is_refused_with_the_reason_and_only_for_ones_own(
    desk: Client, founding: Founding, office: ContactPoint
) -> None:
    group = make.group(at=office, topics=(founding.topic,), state=State.FOUNDING)
    desk.post(reverse("desk:founding_prepare", args=[group.slug]))
    assertContains(desk.get(LIST), "Dazu läuft schon eine Gründung")
    elsewhere = make.group(state=State.FOUNDING)
    assert desk.post(reverse("desk:founding_prepare", args=[elsewhere.slug])).status_code == 404
