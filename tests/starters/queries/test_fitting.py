from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.groups.lifecycle import Format
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters import queries
from stuhlkreis.starters.lifecycle import RequestState, StarterState, State
from stuhlkreis.starters.models import StartRequest
from tests import make
from tests.make import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> StartRequest:
    return make.start_request()


@pytest.fixture
def home(request_: StartRequest) -> ContactPoint:
    return request_.group.contact_point


def test_proposals_come_best_first_with_reasons_in_words(
    request_: StartRequest, home: ContactPoint
) -> None:
    near = make.starter(at=home, name="Ingrid Petersen")
    far = make.starter(at=home, name="Hanne Trost")
    far.lat, far.lon = make.ROSTOCK
    far.slots = ["mon_morning"]
    far.save()

    fit = queries.ranking_for(request_, on=TODAY)

    assert [candidate.starter for candidate in fit.candidates] == [near, far]
    assert [candidate.rank for candidate in fit.candidates] == [1, 2]
    assert ("dienstags abends frei", False) in fit.candidates[0].reasons
    assert ("zu den gewünschten Zeiten nicht frei", True) in fit.candidates[1].reasons
    assert fit.excluded == {}


def test_who_said_no_is_not_proposed_again_but_may_be_chosen_by_hand(
    request_: StartRequest, home: ContactPoint
) -> None:
    declined = make.starter(at=home)
    make.accompaniment(of=request_, by=declined, state=State.DECLINED)

    fit = queries.ranking_for(request_, on=TODAY)
    other = queries.ranking_for(make.start_request(at=home), on=TODAY)

    assert fit.candidates == ()
    [choice] = fit.by_hand
    assert (choice.starter, choice.because) == (declined, "hat diese Anfrage abgelehnt")
    assert [candidate.starter for candidate in other.candidates] == [declined]


def test_who_lives_too_far_away_may_be_chosen_by_hand(
    request_: StartRequest, home: ContactPoint
) -> None:
    far = make.starter(at=home)
    far.lat = 48.0
    far.save()

    [choice] = queries.ranking_for(request_, on=TODAY).by_hand

    assert (choice.starter, choice.because) == (far, "Weg zu weit")


def test_an_excluded_topic_is_one_absence_among_others(
    request_: StartRequest, home: ContactPoint
) -> None:
    slug = request_.group.topics.get().slug
    make.starter(at=home, excluded=(slug,))
    make.starter(at=home, is_qualified=False)

    fit = queries.ranking_for(request_, on=TODAY)

    assert fit.excluded == {"excluded": 2}
    assert fit.candidates == ()
    assert fit.by_hand == ()


def test_people_who_left_and_other_offices_people_do_not_count(
    request_: StartRequest, home: ContactPoint
) -> None:
    make.starter()
    gone = make.starter(at=home)
    gone.state, gone.left_on = StarterState.LEFT, make.TODAY
    gone.save()

    fit = queries.ranking_for(request_, on=TODAY)

    assert (fit.candidates, fit.excluded) == ((), {})


@pytest.mark.parametrize("kind", ["online", "no venue", "no point"])
def test_the_way_is_unknown_where_there_is_none(
    request_: StartRequest, home: ContactPoint, kind: str
) -> None:
    make.starter(at=home)
    group = request_.group
    if kind == "online":
        group.format = Format.ONLINE
        group.save()
    elif kind == "no venue":
        group.venue.delete()
    else:
        group.venue.lat = group.venue.lon = None
        group.venue.save()

    fit = queries.ranking_for(StartRequest.objects.get(pk=request_.pk), on=TODAY)

    assert fit.candidates[0].proposal.km is None


def test_match_all_gives_every_request_somebody_if_it_can(home: ContactPoint) -> None:
    # The first request fits both, the second only one of them.
    both = make.start_request(at=home)
    one = make.start_request(at=home)
    everybody = make.starter(at=home, most_accompaniments=1)
    topic = one.group.topics.get().slug
    picky = make.starter(at=home, most_accompaniments=1, excluded=(topic,))
    StartRequest.objects.exclude(pk__in=[both.pk, one.pk]).delete()

    fits = queries.match_all(home, on=TODAY)

    assert {fit.request: fit.assigned for fit in fits} == {both: picky.pk, one: everybody.pk}


def test_match_all_leaves_out_what_nobody_waits_for(home: ContactPoint) -> None:
    make.start_request(at=home, state=RequestState.WITHDRAWN)
    make.accompaniment(at=home, state=State.PROPOSED)

    fits = queries.match_all(home, on=TODAY)

    assert len(fits) == 1
    assert fits[0].assigned is not None or fits[0].candidates == ()


def test_match_all_of_everybody_keeps_the_offices_apart() -> None:
    ours, theirs = make.start_request(), make.start_request()
    starter = make.starter(at=ours.group.contact_point)

    fits = {fit.request: fit for fit in queries.match_all(None, on=TODAY)}

    assert fits[ours].assigned == starter.pk
    assert fits[theirs].assigned is None


@pytest.mark.parametrize("number", [3, 30])
def test_ranking_asks_the_same_number_of_questions_for_any_number_of_starters(
    request_: StartRequest,
    home: ContactPoint,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make.starter(at=home, excluded=("trauer",))
    request = queries.start_request_of(home, request_.pk)

    with django_assert_num_queries(10):
        queries.ranking_for(request, on=TODAY)


@pytest.mark.parametrize("number", [1, 3])
def test_matching_asks_the_same_number_of_questions_for_any_number_of_requests(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home = make.contact_point()
    for _ in range(number):
        make.contact_person(of=make.start_request(at=home).group, user=make.user())
        make.starter(at=home)

    with django_assert_num_queries(15):
        queries.match_all(home, on=date(2026, 11, 21))
