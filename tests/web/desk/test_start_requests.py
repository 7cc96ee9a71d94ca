from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import RequestKind, RequestState, State
from stuhlkreis.starters.models import Accompaniment, Starter, StartRequest
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


TODAY = timezone.localdate


def match_page(request: StartRequest) -> str:
    return reverse("desk:match", args=[request.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_needs_the_same_queries_for_any_number_of_rows(
    client: Client,
    staff: User,
    office: ContactPoint,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make.start_request(at=office)
        make.accompaniment(at=office, state=State.PROPOSED)

    with django_assert_num_queries(11):
        page = client.get(reverse("desk:start_requests"))

    assertContains(page, "Person suchen", count=rows)


def test_the_queue_says_for_how_long_a_group_waits(
    client: Client, staff: User, office: ContactPoint
) -> None:
    waiting = make.start_request(at=office)
    waiting.created_at = timezone.now() - timedelta(days=20)
    waiting.save()
    make.start_request(of=make.group(name="Fremde Gruppe"))

    page = client.get(reverse("desk:start_requests"))

    assertContains(page, "seit 20 Tagen")
    assertContains(page, "queue__due--late")
    assertContains(page, "Alle Gefragten haben geantwortet.")
    assertNotContains(page, "Fremde Gruppe")


def test_an_empty_queue_says_so(client: Client, staff: User) -> None:
    assertContains(client.get(reverse("desk:start_requests")), "Gerade wartet keine Gruppe.")


def posted(group_slug: str, **changed: object) -> dict[str, object]:
    return {
        "group": group_slug,
        "whole_group_wishes_on": TODAY().isoformat(),
        "languages": ["de"],
        "slots": ["tue_evening"],
    } | changed


@pytest.mark.parametrize(
    ("state", "kind", "planned"),
    [
        (GroupState.STARTING, RequestKind.NEW, 4),
        (GroupState.ACTIVE, RequestKind.EXISTING, 2),
    ],
)
def test_the_state_of_the_group_decides_the_kind_of_request(
    client: Client,
    staff: User,
    office: ContactPoint,
    state: GroupState,
    kind: RequestKind,
    planned: int,
) -> None:
    group = make.group(at=office, state=state)
    address = reverse("desk:start_request_new")
    assertContains(client.get(f"{address}?gruppe={group.slug}"), "selected")

    response = client.post(address, posted(group.slug))

    made = StartRequest.objects.get()
    assertRedirects(response, match_page(made), status_code=303)
    assert (made.kind, made.planned_meetings, made.created_by) == (kind, planned, staff)


def test_many_meetings_are_allowed_with_a_word(
    client: Client, staff: User, office: ContactPoint
) -> None:
    group = make.group(at=office, state=GroupState.STARTING)

    page = client.post(
        reverse("desk:start_request_new"),
        posted(group.slug, planned_meetings=9),
        follow=True,
    )

    assertContains(page, "Geplant sind 9 Treffen. Üblich sind höchstens 8.")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"planned_meetings": 11}, "Geplant werden 1 bis 10 Treffen."),
        ({"whole_group_wishes_on": "2999-01-01"}, "liegt in der Zukunft"),
        ({"whole_group_wishes_on": ""}, "Die ganze Gruppe wünscht es am"),
    ],
)
def test_wrong_words_come_back_with_a_sentence_and_everything_typed(
    client: Client,
    staff: User,
    office: ContactPoint,
    changed: dict[str, object],
    sentence: str,
) -> None:
    group = make.group(at=office, state=GroupState.STARTING)

    page = client.post(
        reverse("desk:start_request_new"), posted(group.slug, reason="ruhig", **changed)
    )

    assertContains(page, sentence, status_code=422)
    assertContains(page, "ruhig", status_code=422)
    assert not StartRequest.objects.exists()


def test_another_offices_group_cannot_be_chosen(client: Client, staff: User) -> None:
    group = make.group(state=GroupState.STARTING)

    page = client.post(reverse("desk:start_request_new"), posted(group.slug))

    assertContains(page, "Für diese Gruppe geht das gerade nicht.", status_code=422)


@pytest.mark.parametrize("number", [3, 30])
def test_the_match_page_needs_the_same_queries_for_any_number_of_starters(
    client: Client,
    staff: User,
    office: ContactPoint,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = make.start_request(at=office)
    for _ in range(number):
        make.starter(at=office)

    with django_assert_num_queries(22):
        page = client.get(match_page(request))

    assertContains(page, "proposal__name", count=min(number, 5) + (number > 5))


def test_the_match_page_says_reasons_doubts_and_how_many_are_out(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    request.reason = "ruhige Moderation"
    request.save()
    make.starter(at=office, name="Ingrid Petersen")
    busy = make.starter(at=office, name="Hanne Trost")
    make.accompaniment(at=office, by=busy)
    for _ in range(3):
        make.starter(at=office, is_qualified=False)

    page = client.get(match_page(request))

    assertContains(page, "1. Ingrid P.")
    assertContains(page, "dienstags abends frei")
    assertContains(page, "eine Begleitung läuft")
    assertContains(page, "3 Personen kommen nicht in Frage")
    assertContains(page, "3: Schulung nicht abgeschlossen")
    assertContains(page, "ruhige Moderation")


def test_an_excluded_topic_leaves_no_trace_on_the_page(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    slug = request.group.topics.get().slug
    make.starter(at=office, name="Hanne Trost", excluded=(slug,))

    page = client.get(match_page(request))

    assertContains(page, "1: ohne Angabe, warum")
    assertNotContains(page, "Hanne")
    assertContains(page, "Zurzeit passt niemand")


def test_where_nobody_fits_the_nearest_offices_are_named(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    far = make.contact_point(name="Kontaktstelle am Bodensee")
    far.lat = 47.6
    far.save()
    for name in ("Kontaktstelle Rostock", "Kontaktstelle Wismar"):
        make.contact_point(name=name)

    page = client.get(match_page(request))
    assertContains(page, "Zurzeit passt niemand")
    assertContains(page, "Kontaktstelle Rostock")
    assertContains(page, "Kontaktstelle Wismar")
    assertNotContains(page, "Bodensee")

    declined = make.starter(at=office)
    make.accompaniment(of=request, by=declined, state=State.DECLINED)
    assertContains(client.get(match_page(request)), "Von selbst passt niemand")


def choose(client: Client, request: StartRequest, starter: object, **more: object) -> object:
    data = {"do": "propose", "propose-starter": starter}
    return client.post(
        match_page(request), data | {f"propose-{name}": value for name, value in more.items()}
    )


def test_staff_ask_the_chosen_person(client: Client, staff: User, office: ContactPoint) -> None:
    request = make.start_request(at=office)
    starter = make.starter(at=office, name="Hanne Trost")

    choose(client, request, starter.pk)

    asked = Accompaniment.objects.get()
    assert (asked.starter, asked.state, asked.chosen_because) == (starter, State.PROPOSED, "")
    page = client.get(match_page(request))
    assertContains(page, "Hanne T. ist seit")
    assertContains(page, "Die Person ist angefragt.")


def test_staff_choose_by_hand_with_a_reason(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    declined = make.starter(at=office, name="Hanne Trost")
    make.accompaniment(of=request, by=declined, state=State.DECLINED)
    assertContains(client.get(match_page(request)), "Hanne T. – hat diese Anfrage abgelehnt")

    page = client.post(
        match_page(request),
        {"do": "propose", "propose-starter": "manual", "propose-manual": declined.pk},
    )
    assertContains(page, "Bitte schreiben Sie kurz, warum diese Person.", status_code=422)
    choose(client, request, "manual", manual=declined.pk, because="hat es sich überlegt")

    asked = Accompaniment.objects.get(state=State.PROPOSED)
    assert asked.chosen_because == "hat es sich überlegt"


@pytest.mark.parametrize("chosen", ["", "manual", "nobody", "other office"])
def test_a_choice_that_is_none_is_asked_again(
    client: Client, staff: User, office: ContactPoint, chosen: str
) -> None:
    request = make.start_request(at=office)
    make.starter(at=office)
    value = make.starter().pk if chosen == "other office" else chosen

    page = client.post(match_page(request), {"do": "propose", "propose-starter": value})

    assertContains(page, "Bitte wählen Sie eine Person.", status_code=422)


def test_the_match_page_says_no_more_of_rule_48_than_it_must(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    starter = make.starter(at=office, excluded=(request.group.topics.get().slug,))

    page = client.post(match_page(request), {"do": "propose", "propose-starter": starter.pk})

    assertContains(page, "Diese Person ist für diese Gruppe nicht geeignet.", status_code=422)


def test_the_second_desk_sees_who_was_faster(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    starters: list[Starter] = [make.starter(at=office, name="Hanne Trost"), make.starter(at=office)]
    choose(client, request, starters[0].pk)

    page = client.post(match_page(request), {"do": "propose", "propose-starter": starters[1].pk})

    assertContains(page, "Gerade hat eine andere Person gespeichert.", status_code=422)
    assertContains(page, "Hanne T. ist seit", status_code=422)
    assert Accompaniment.objects.count() == 1


def test_a_proposal_and_a_request_are_withdrawn(
    client: Client, staff: User, office: ContactPoint
) -> None:
    asked = make.accompaniment(at=office, state=State.PROPOSED)

    client.post(match_page(asked.request), {"do": "recall"})
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN

    client.post(match_page(asked.request), {"do": "withdraw"})
    asked.request.refresh_from_db()
    assert asked.request.state == RequestState.WITHDRAWN
    page = client.get(match_page(asked.request))
    assertContains(page, "Diese Anforderung ist abgeschlossen")

    stale = client.post(match_page(asked.request), {"do": "withdraw"}, follow=True)
    assertContains(stale, "Das geht nicht mehr.")


def test_a_running_accompaniment_is_said_on_the_request(
    client: Client, staff: User, office: ContactPoint
) -> None:
    running = make.accompaniment(at=office)

    assertContains(client.get(match_page(running.request)), "begleitet seit 21. November 2026")


def test_the_group_is_told_with_everything_known(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    request.first_meeting_on = make.TODAY
    request.languages = []
    request.save()
    request.group.meeting_phrase = "jeden 2. Dienstag"
    request.group.save()
    request.group.group_topics.create(topic=make.topic(name="Long Covid"), position=2)

    page = client.get(match_page(request))

    assertContains(page, "Samstag, 21. November 2026")
    assertContains(page, "jeden 2. Dienstag")
    assertContains(page, "Long Covid")


def test_another_offices_request_is_not_there(client: Client, staff: User) -> None:
    assert client.get(match_page(make.start_request())).status_code == 404


def test_the_way_is_a_dash_where_it_is_unknown(
    client: Client, staff: User, office: ContactPoint
) -> None:
    request = make.start_request(at=office)
    request.group.venue.delete()
    make.starter(at=office)

    assertContains(client.get(match_page(request)), "Weg nicht bekannt")
