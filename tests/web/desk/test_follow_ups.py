from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.accounts.models import User
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import FollowUpResult, State
from stuhlkreis.starters.models import FollowUp
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


LONG_AGO = date(2026, 1, 5)


def due(office: ContactPoint, due_on: date = LONG_AGO) -> FollowUp:
    return make.follow_up(of=make.accompaniment(at=office, state=State.ENDED), due_on=due_on)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_rows(
    client: Client,
    staff: User,
    office: ContactPoint,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        due(office)

    with django_assert_num_queries(4):
        page = client.get(reverse("desk:follow_ups"))

    assertContains(page, "fällig seit 5. Januar 2026", count=rows)


def test_only_own_questions_that_are_due_are_asked(
    client: Client, staff: User, office: ContactPoint
) -> None:
    due(office, due_on=date(2999, 1, 1))
    make.follow_up(due_on=LONG_AGO)

    assertContains(client.get(reverse("desk:follow_ups")), "Heute ist niemand zu fragen")


@pytest.mark.parametrize("result", FollowUpResult)
def test_each_of_the_five_answers_is_taken(
    client: Client, staff: User, office: ContactPoint, result: FollowUpResult
) -> None:
    question, other = due(office), due(office)
    do = f"answer{question.pk}"

    response = client.post(reverse("desk:follow_ups"), {"do": do, f"{do}-result": result})

    assertRedirects(response, reverse("desk:follow_ups"), status_code=303)
    question.refresh_from_db()
    assert (question.result, question.answered_by) == (result, staff)
    page = client.get(reverse("desk:follow_ups"))
    assertNotContains(page, question.accompaniment.group.name)
    assertContains(page, other.accompaniment.group.name)


def test_no_answer_is_asked_again(client: Client, staff: User, office: ContactPoint) -> None:
    question = due(office)

    page = client.post(reverse("desk:follow_ups"), {"do": f"answer{question.pk}"})

    assert page.status_code == 422


def test_another_offices_question_cannot_be_answered(client: Client, staff: User) -> None:
    question = make.follow_up(due_on=LONG_AGO)
    do = f"answer{question.pk}"

    client.post(reverse("desk:follow_ups"), {"do": do, f"{do}-result": "paused"})

    question.refresh_from_db()
    assert question.result == ""
