"""The joint assignment against brute force."""

import dataclasses
from itertools import product
from typing import Any

from hypothesis import given, settings, strategies as st

from stuhlkreis.regions.places import Point
from stuhlkreis.starters.matching import Need, Offer, Proposal, assign, judge

HERE = Point(53.8, 12.2)

needs = st.lists(
    st.builds(
        Need,
        request_id=st.integers(1, 20),
        topics=st.frozensets(st.sampled_from(["asthma", "trauer"]), max_size=1),
        point=st.builds(Point, st.sampled_from([53.8, 53.9, 54.0]), st.just(12.2)),
        is_existing_group=st.booleans(),
        slots=st.frozensets(st.sampled_from(["tue_evening", "fri_morning"])),
    ),
    unique_by=lambda need: need.request_id,
    max_size=4,
)
offers = st.lists(
    st.builds(
        Offer,
        starter_id=st.integers(1, 20),
        is_qualified=st.just(value=True),
        is_qualified_for_existing=st.booleans(),
        has_valid_agreement=st.sampled_from([True, True, False]),
        excluded_topics=st.frozensets(st.sampled_from(["asthma", "trauer"]), max_size=1),
        point=st.builds(Point, st.sampled_from([53.8, 53.9, 54.1]), st.just(12.3)),
        radius_km=st.sampled_from([15, 60]),
        slots=st.frozensets(st.sampled_from(["tue_evening", "fri_morning"])),
        running=st.integers(0, 2),
        most=st.integers(0, 3),
        accompanied_before=st.integers(0, 3),
    ),
    unique_by=lambda offer: offer.starter_id,
    max_size=4,
)


def fit(needs: list[Need], offers: list[Offer], assigned: dict[int, int]) -> int:
    """Tenths of a point: each request judged as if the earlier ones were running already."""
    running = {offer.starter_id: offer.running for offer in offers}
    by_id = {offer.starter_id: offer for offer in offers}
    total = 0
    for need in needs:
        starter = assigned.get(need.request_id)
        if starter is not None:
            found = judge(need, dataclasses.replace(by_id[starter], running=running[starter]))
            assert isinstance(found, Proposal)
            total += round(found.score * 10)
            running[starter] += 1
    return total


def brute_force(needs: list[Need], offers: list[Offer]) -> tuple[int, int]:
    """The most requests served, and the highest fit with that many."""
    best = (0, 0)
    choices = [
        [None, *(offer for offer in offers if isinstance(judge(need, offer), Proposal))]
        for need in needs
    ]
    for picked in product(*choices):
        used = [offer.starter_id for offer in picked if offer is not None]
        if any(
            used.count(offer.starter_id) > max(0, offer.most - offer.running) for offer in offers
        ):
            continue
        assigned = {
            need.request_id: offer.starter_id
            for need, offer in zip(needs, picked, strict=True)
            if offer is not None
        }
        best = max(best, (len(assigned), fit(needs, offers, assigned)))
    return best


@settings(deadline=None)
@given(needs, offers)
def test_the_joint_assignment_is_as_good_as_brute_force(
    needs: list[Need], offers: list[Offer]
) -> None:
    assigned = assign(needs, offers)
    assert (len(assigned), fit(needs, offers, assigned)) == brute_force(needs, offers)


@settings(deadline=None)
@given(needs, offers)
def test_nobody_gets_more_than_they_have_room_for(needs: list[Need], offers: list[Offer]) -> None:
    given_out = list(assign(needs, offers).values())
    for offer in offers:
        assert given_out.count(offer.starter_id) <= max(0, offer.most - offer.running)


@settings(deadline=None)
@given(st.data(), needs, offers)
def test_the_assignment_does_not_depend_on_the_order_of_the_input(
    data: st.DataObject, needs: list[Need], offers: list[Offer]
) -> None:
    other_needs = data.draw(st.permutations(needs))
    other_offers = data.draw(st.permutations(offers))
    assert assign(other_needs, other_offers) == assign(needs, offers)


def starter(starter_id: int, **changes: Any) -> Offer:
    offer = Offer(
        starter_id=starter_id,
        is_qualified=True,
        has_valid_agreement=True,
        point=HERE,
        radius_km=50,
        most=2,
    )
    return dataclasses.replace(offer, **changes)


def test_a_request_only_one_starter_can_serve_gets_that_starter() -> None:
    asthma = Need(request_id=1, topics=frozenset({"asthma"}), point=HERE)
    anything = Need(request_id=2, point=HERE)
    best = starter(1, most=1)
    other = starter(2, most=1, excluded_topics=frozenset({"asthma"}), running=0, point=None)
    assert assign([anything, asthma], [best, other]) == {1: 1, 2: 2}


def test_equal_starters_share_the_requests() -> None:
    requests = [Need(request_id=number, point=HERE) for number in range(1, 5)]
    assigned = assign(requests, [starter(1, most=4), starter(2, most=4)])
    assert sorted(assigned.values()) == [1, 1, 2, 2]


def test_requests_nobody_may_serve_are_missing() -> None:
    assert assign([Need(request_id=1)], []) == {}
    assert assign([], [starter(1)]) == {}
    assert assign([Need(request_id=1)], [starter(1, is_active=False)]) == {}
