"""Which starter fits: hard rules, points, ranking, words."""

import dataclasses

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.core.languages import Language
from stuhlkreis.regions.places import Point
from stuhlkreis.starters.matching import (
    SLOTS,
    SUM,
    Excluded,
    ExclusionCode,
    Need,
    Offer,
    Proposal,
    Reason,
    ReasonCode,
    excluded_for_display,
    in_words,
    judge,
    rank,
    slot,
    why_not,
)
from stuhlkreis.starters.matching.wording import LANGUAGE_NAMES

GUESTROW = Point(53.79, 12.18)
TETEROW = Point(53.77, 12.57)
ROSTOCK = Point(54.09, 12.14)
TOPICS = ["asthma", "trauer", "parkinson"]
PEOPLE = ["account:1", "mail:2", "phone:3"]

NEED = Need(
    request_id=1,
    topics=frozenset({"asthma"}),
    related_topics=frozenset({"copd"}),
    point=GUESTROW,
    slots=frozenset({"tue_evening"}),
)
OFFER = Offer(
    starter_id=1,
    is_qualified=True,
    has_valid_agreement=True,
    point=TETEROW,
    radius_km=50,
    slots=frozenset({"tue_evening", "fri_morning"}),
    languages=frozenset({"de"}),
    most=2,
)


def test_a_language_is_called_the_same_here_and_in_the_core() -> None:
    assert {code.value: str(code.label) for code in Language} == LANGUAGE_NAMES


def some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


points = st.sampled_from([None, GUESTROW, TETEROW, ROSTOCK])
needs = st.builds(
    Need,
    request_id=st.integers(1, 9),
    topics=some(TOPICS),
    related_topics=some(TOPICS),
    point=points,
    is_existing_group=st.booleans(),
    slots=some(list(SLOTS[:4])),
    languages=some(["de", "ru", "gsg"]),
    group_contact_hashes=some(PEOPLE),
    declined_by=st.frozensets(st.integers(1, 3), max_size=2),
)
offers = st.builds(
    Offer,
    starter_id=st.integers(1, 20),
    is_active=st.booleans(),
    is_qualified=st.booleans(),
    is_qualified_for_existing=st.booleans(),
    has_valid_agreement=st.booleans(),
    excluded_topics=some(TOPICS),
    point=points,
    radius_km=st.sampled_from([5, 30, 100]),
    slots=some(list(SLOTS[:4])),
    languages=some(["de", "ru", "gsg"]),
    running=st.integers(0, 3),
    most=st.integers(0, 3),
    accompanied_before=st.integers(0, 12),
    contact_hashes=some(PEOPLE),
)


def proposal(need: Need = NEED, offer: Offer = OFFER) -> Proposal:
    found = judge(need, offer)
    assert isinstance(found, Proposal), found
    return found


def words(found: Proposal) -> list[str]:
    return [in_words(reason) for reason in found.reasons]


def doubts(found: Proposal) -> list[str]:
    return [in_words(reason) for reason in found.reasons if reason.is_doubt]


@pytest.mark.parametrize(
    ("code", "need", "offer"),
    [
        (ExclusionCode.NOT_ACTIVE, NEED, dataclasses.replace(OFFER, is_active=False)),
        (ExclusionCode.NOT_QUALIFIED, NEED, dataclasses.replace(OFFER, is_qualified=False)),
        (
            ExclusionCode.NOT_QUALIFIED_EXISTING,
            dataclasses.replace(NEED, is_existing_group=True),
            OFFER,
        ),
        (ExclusionCode.NO_AGREEMENT, NEED, dataclasses.replace(OFFER, has_valid_agreement=False)),
        (ExclusionCode.NO_CAPACITY, NEED, dataclasses.replace(OFFER, running=2)),
        (ExclusionCode.TOO_FAR, NEED, dataclasses.replace(OFFER, radius_km=20)),
        (
            ExclusionCode.DECLINED,
            dataclasses.replace(NEED, declined_by=frozenset({1, 7})),
            OFFER,
        ),
        (
            ExclusionCode.CONTACT_PERSON,
            dataclasses.replace(NEED, group_contact_hashes=frozenset({"mail:2"})),
            dataclasses.replace(OFFER, contact_hashes=frozenset({"mail:2", "phone:3"})),
        ),
        (
            ExclusionCode.NOT_SUITABLE,
            NEED,
            dataclasses.replace(OFFER, excluded_topics=frozenset({"asthma"})),
        ),
        (
            ExclusionCode.NOT_SUITABLE,
            NEED,
            dataclasses.replace(OFFER, excluded_topics=frozenset({"copd"})),
        ),
    ],
)
def test_each_hard_rule_keeps_a_starter_away(code: ExclusionCode, need: Need, offer: Offer) -> None:
    assert judge(need, offer) == Excluded(1, code)


def test_an_open_reason_is_given_before_excluded_topics() -> None:
    offer = dataclasses.replace(OFFER, is_qualified=False, excluded_topics=frozenset({"asthma"}))
    assert judge(NEED, offer) == Excluded(1, ExclusionCode.NOT_QUALIFIED)


def test_a_starter_with_the_additional_module_may_go_to_existing_groups() -> None:
    need = dataclasses.replace(NEED, is_existing_group=True)
    offer = dataclasses.replace(OFFER, is_qualified_for_existing=True)
    assert isinstance(judge(need, offer), Proposal)


def test_a_proposal_says_its_reasons_in_words() -> None:
    found = proposal()
    assert words(found) == [
        "dienstags abends frei",
        "26 km Weg",
        "hat noch Platz: 0 von 2",
        "wäre die erste Begleitung",
    ]
    assert doubts(found) == []
    assert (found.km, found.shared_slots) == (25.7, ("tue_evening",))
    assert dict(found.parts) == {
        "way": 23.7,
        "times": 30.0,
        "room": 20.0,
        "languages": 10.0,
        "turn": 5.0,
    }
    assert found.score == 88.7


def test_a_proposal_says_its_doubts_in_words() -> None:
    need = dataclasses.replace(NEED, languages=frozenset({"ru", "uk"}))
    offer = dataclasses.replace(
        OFFER, slots=frozenset({"mon_morning"}), point=ROSTOCK, running=1, accompanied_before=1
    )
    found = proposal(need, offer)
    assert doubts(found) == [
        "zu den gewünschten Zeiten nicht frei",
        "33 km Weg",
        "eine Begleitung läuft",
        "spricht nicht Russisch und Ukrainisch",
    ]
    assert words(found)[-1] == "hat schon eine Gruppe begleitet"
    assert found.parts["times"] == found.parts["languages"] == 0


def test_what_is_not_known_is_a_doubt_and_counts_half() -> None:
    need = dataclasses.replace(NEED, slots=frozenset(), point=None)
    found = proposal(need)
    assert doubts(found) == ["gemeinsame Zeiten nicht bekannt", "Weg nicht bekannt"]
    assert (found.km, found.parts["way"], found.parts["times"]) == (None, 17.5, 15.0)
    assert doubts(
        proposal(offer=dataclasses.replace(OFFER, slots=frozenset(), point=None))
    ) == doubts(found)


def test_languages_wished_and_spoken_are_named() -> None:
    need = dataclasses.replace(NEED, languages=frozenset({"ru", "gsg", "xx"}))
    offer = dataclasses.replace(OFFER, languages=frozenset({"ru", "gsg", "xx", "de"}))
    assert "spricht Deutsche Gebärdensprache, Russisch und xx" in words(proposal(need, offer))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason(ReasonCode.SHARED_TIME, values=("tue_morning", "tue_evening", "wed_evening")),
            "dienstags vormittags und abends und mittwochs abends frei",
        ),
        (Reason(ReasonCode.NEAR, values=(0,)), "weniger als 1 km Weg"),
        (Reason(ReasonCode.BUSY, values=(2,)), "zwei Begleitungen laufen"),
        (Reason(ReasonCode.BUSY, values=(12,)), "12 Begleitungen laufen"),
        (Reason(ReasonCode.EXPERIENCED, values=(6,)), "hat schon sechs Gruppen begleitet"),
    ],
)
def test_reasons_are_counted_and_listed_in_german(reason: Reason, sentence: str) -> None:
    assert in_words(reason) == sentence


def test_every_key_that_is_shown_has_words() -> None:
    assert all(why_not(code) for code in (*ExclusionCode, SUM))
    with pytest.raises(KeyError):
        why_not("asthma")


def test_slots_name_the_times_of_a_week() -> None:
    assert len(SLOTS) == len(set(SLOTS)) == 21
    assert slot("tue", "evening") in SLOTS


def test_proposals_are_ranked_by_score_and_then_by_starter() -> None:
    near = dataclasses.replace(OFFER, starter_id=9, point=GUESTROW)
    twin = dataclasses.replace(OFFER, starter_id=3)
    out = dataclasses.replace(OFFER, starter_id=4, is_active=False)
    ranking = rank(NEED, [twin, OFFER, out, near])
    assert [each.starter_id for each in ranking.proposals] == [9, 1, 3]
    assert ranking.excluded == {ExclusionCode.NOT_ACTIVE: 1}


@pytest.mark.parametrize(
    ("excluded", "shown"),
    [
        ({}, {}),
        ({ExclusionCode.NOT_SUITABLE: 1}, {SUM: 1}),
        ({ExclusionCode.TOO_FAR: 2}, {SUM: 2}),
        (
            {ExclusionCode.TOO_FAR: 1, ExclusionCode.NO_CAPACITY: 2},
            {"no_capacity": 2, "too_far": 1},
        ),
        ({ExclusionCode.TOO_FAR: 4, ExclusionCode.NOT_SUITABLE: 1}, {SUM: 5}),
        ({ExclusionCode.TOO_FAR: 4, ExclusionCode.CONTACT_PERSON: 1}, {SUM: 5}),
        (
            {ExclusionCode.NOT_SUITABLE: 3, ExclusionCode.TOO_FAR: 1},
            {"too_far": 1, "not_suitable": 3},
        ),
        (
            {ExclusionCode.NOT_SUITABLE: 2, ExclusionCode.CONTACT_PERSON: 1},
            {"not_suitable": 3},
        ),
    ],
)
def test_exclusions_are_shown_so_that_they_point_at_nobody(
    excluded: dict[ExclusionCode, int], shown: dict[str, int]
) -> None:
    assert excluded_for_display(excluded) == shown


@given(st.dictionaries(st.sampled_from(ExclusionCode), st.integers(0, 5)))
def test_what_is_shown_adds_up_and_is_never_a_small_not_suitable(
    excluded: dict[ExclusionCode, int],
) -> None:
    shown = excluded_for_display(excluded)
    assert sum(shown.values()) == sum(excluded.values())
    assert shown.get("not_suitable", 3) >= 3
    assert "contact_person" not in shown


@given(needs, offers)
def test_no_proposal_breaks_a_hard_rule(need: Need, offer: Offer) -> None:
    found = judge(need, offer)
    may = (
        offer.is_active
        and offer.is_qualified
        and (offer.is_qualified_for_existing or not need.is_existing_group)
        and offer.has_valid_agreement
        and offer.running < offer.most
        and offer.starter_id not in need.declined_by
        and not need.group_contact_hashes & offer.contact_hashes
        and not (need.topics | need.related_topics) & offer.excluded_topics
    )
    if isinstance(found, Proposal):
        assert may
        assert found.km is None or found.km <= offer.radius_km
        assert 0 <= found.score <= 100
        assert found.score == pytest.approx(sum(found.parts.values()))
        assert all(words(found))
    else:
        assert not may or found.code is ExclusionCode.TOO_FAR


@given(st.data(), needs, st.lists(offers, unique_by=lambda each: each.starter_id, max_size=6))
def test_the_ranking_does_not_depend_on_the_order_of_the_offers(
    data: st.DataObject, need: Need, in_one_order: list[Offer]
) -> None:
    in_another = data.draw(st.permutations(in_one_order))
    assert rank(need, in_another) == rank(need, in_one_order)


@given(
    st.floats(50, 54),
    st.floats(0, 1.2),
    st.floats(0, 1.2),
)
def test_nearer_is_never_worse(lat: float, one: float, other: float) -> None:
    need = dataclasses.replace(NEED, point=Point(lat, 12))
    near, far = (
        proposal(need, dataclasses.replace(OFFER, point=Point(lat + away, 12), radius_km=200))
        for away in sorted((one, other))
    )
    assert near.score >= far.score


@given(st.integers(0, 4), st.integers(0, 20), st.integers(0, 20))
def test_less_burdened_is_never_worse(running: int, before: int, more: int) -> None:
    light = dataclasses.replace(OFFER, most=6, running=running, accompanied_before=before)
    heavy = dataclasses.replace(light, running=running + 1, accompanied_before=before + more)
    assert proposal(offer=light).score >= proposal(offer=heavy).score


@given(needs, offers, st.sampled_from(SLOTS))
def test_one_more_shared_time_is_never_worse(need: Need, offer: Offer, time: str) -> None:
    more = dataclasses.replace(offer, slots=offer.slots | {time})
    before, after = judge(need, offer), judge(need, more)
    if isinstance(before, Proposal) and isinstance(after, Proposal) and time in need.slots:
        assert after.score >= before.score
