"""Topic, words, audience and nearness decide together."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.regions.places import Point
from stuhlkreis.search.ranking import (
    Candidate,
    Wanted,
    by_nearness,
    hits,
    nearness,
    relevance,
    stands_anywhere,
)

HERE = Point(53.79, 12.18)
ROSTOCK = Point(54.09, 12.10)
GROUP = Candidate(
    pk=1,
    name="Krokus",
    description="Wir reden über Angst und gehen spazieren.",
    topics=("angst-und-panik", "depression"),
    audience="affected",
    is_online=False,
    is_on_site=True,
    point=HERE,
    is_point_own=True,
)


def test_a_search_for_nothing_finds_everything() -> None:
    assert relevance(GROUP, Wanted()) == 1


def test_the_main_topic_counts_more_than_a_second_one() -> None:
    main = relevance(GROUP, Wanted(topics={"angst-und-panik": 1.0}))
    second = relevance(GROUP, Wanted(topics={"depression": 1.0}))
    assert main > second > 0


def test_two_topics_count_more_than_one() -> None:
    both = Wanted(topics={"angst-und-panik": 1.0, "depression": 1.0})
    assert relevance(GROUP, both) > relevance(GROUP, Wanted(topics={"angst-und-panik": 1.0}))


def test_another_topic_is_no_answer() -> None:
    assert relevance(GROUP, Wanted(topics={"trauer-allgemein": 1.0})) == 0
    assert relevance(replace(GROUP, topics=()), Wanted(topics={"depression": 1.0})) == 0


def test_all_words_must_stand_in_the_name_or_the_text() -> None:
    assert relevance(GROUP, Wanted(query_words=("krokus",))) > relevance(
        GROUP, Wanted(query_words=("spazieren",))
    )
    assert relevance(GROUP, Wanted(query_words=("krokus", "tulpe"))) == 0


def test_a_short_word_must_stand_alone() -> None:
    assert relevance(GROUP, Wanted(query_words=("kro",))) == 0
    assert relevance(replace(GROUP, name="MS Treff"), Wanted(query_words=("ms",))) > 0


def test_a_word_beside_a_topic_helps() -> None:
    topic = {"depression": 1.0}
    with_word = relevance(GROUP, Wanted(topics=topic, words=("krokus",)))
    assert with_word > relevance(GROUP, Wanted(topics=topic, words=("tulpe",)))


@pytest.mark.parametrize(
    ("kind", "is_first"),
    [("affected", False), ("relatives", True), ("parents", True), ("mixed", True)],
)
def test_who_asks_for_relatives_sees_their_groups_first(kind: str, is_first: bool) -> None:
    score = relevance(replace(GROUP, audience=kind), Wanted(audience="relatives", words=("x",)))
    topics = Wanted(topics={"depression": 1.0}, audience="relatives")
    assert score == 0
    assert (relevance(replace(GROUP, audience=kind), topics) > 0.9) is is_first


def test_an_audience_without_groups_of_its_own_changes_nothing() -> None:
    young = Wanted(topics={"depression": 1.0}, audience="young")
    assert relevance(GROUP, young) == relevance(GROUP, replace(young, audience=None))


def test_nearer_groups_stand_first_and_online_ones_behind() -> None:
    far = replace(GROUP, pk=2, point=ROSTOCK)
    online = replace(GROUP, pk=3, is_on_site=False, is_online=True)
    found = hits([online, far, GROUP], Wanted(), HERE, 60)
    assert [hit.candidate.pk for hit in found] == [1, 2, 3]
    assert [hit.candidate.pk for hit in by_nearness(found[::-1])] == [1, 2, 3]
    assert found[0].km == 0
    assert found[2].km is None


def test_without_a_place_no_distance_is_known() -> None:
    assert hits([GROUP], Wanted(), None, 60)[0].km is None


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(5, 200))
def test_nearness_falls_and_stays_within_bounds(a: float, b: float, radius: int) -> None:
    low, high = sorted((a, b))
    assert 0.4 <= nearness(high, radius) <= nearness(low, radius) <= 1


def test_a_word_may_stand_in_any_group() -> None:
    assert stands_anywhere([GROUP], "krokus")
    assert not stands_anywhere([GROUP], "tulpe")
