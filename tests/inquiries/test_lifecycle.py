"""The states of interests and foundings, over the full cross product; rule 43's facts."""

from datetime import date, time
from itertools import product

import pytest

from stuhlkreis.inquiries.errors import NotThisWay
from stuhlkreis.inquiries.lifecycle import (
    FOUNDING_WAYS,
    INTEREST_WAYS,
    FirstMeetingFact,
    FoundingState,
    InterestState,
    check_founding_way,
    check_interest_way,
    missing_for_start,
)

READY = {
    "meets_on": date(2026, 12, 8),
    "meets_at": time(0, 0),
    "minutes": 90,
    "room": "Raum 2",
    "opener": "Silke W.",
}


@pytest.mark.parametrize(("here", "there"), list(product(InterestState, repeat=2)))
def test_an_interest_goes_only_the_ways_of_the_table(
    here: InterestState, there: InterestState
) -> None:
    if there in INTEREST_WAYS[here]:
        check_interest_way(here, there)
    else:
        with pytest.raises(NotThisWay, match=f"„{here.label}“.*„{there.label}“"):
            check_interest_way(here, there)


@pytest.mark.parametrize(("here", "there"), list(product(FoundingState, repeat=2)))
def test_a_founding_goes_only_the_ways_of_the_table(
    here: FoundingState, there: FoundingState
) -> None:
    if there in FOUNDING_WAYS[here]:
        check_founding_way(here, there)
    else:
        with pytest.raises(NotThisWay, match=f"„{here.label}“.*„{there.label}“"):
            check_founding_way(here, there)


def test_rule_43_nothing_is_missing_with_all_five_facts_and_midnight_is_a_time() -> None:
    assert missing_for_start(READY) == ()


@pytest.mark.parametrize("fact", FirstMeetingFact)
@pytest.mark.parametrize("nothing", [None, "", 0])
def test_rule_43_names_the_one_fact_that_is_missing(
    fact: FirstMeetingFact, nothing: object
) -> None:
    assert missing_for_start(READY | {fact.value: nothing}) == (fact,)


def test_rule_43_names_all_facts_in_order_where_nothing_is_known() -> None:
    assert missing_for_start({}) == tuple(FirstMeetingFact)
