"""The public search finds by topic and place and keeps secret what is secret."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility
from stuhlkreis.groups.models import Group
from stuhlkreis.regions.answers import Ambiguous, Unknown
from stuhlkreis.search.queries import Results, Sort, Wish, search
from tests import make

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
PARCHIM = (53.43, 11.85)  # about 45 km from Güstrow
STRALSUND = (54.31, 13.09)  # about 80 km from Güstrow
ANGST = "Angst und Panik"


def found(at: datetime, **wish: Any) -> Results:
    return search(replace(Wish(), **wish), on=TODAY, now=at)


def names(results: Results) -> list[str]:
    return [card.group.name for card in results.cards]


def group(
    name: str = "Mut", *, topic: str = ANGST, point: tuple[float, float] = make.GUESTROW
) -> Group:
    made = make.group(name=name, topics=(make.topic(name=topic),))
    made.venue.lat, made.venue.lon = point
    made.venue.save()
    return made


def test_a_lay_word_finds_the_groups_of_its_topic(at: datetime) -> None:
    group("Mut")
    group("Licht", topic="Trauer allgemein")
    results = found(at, text="Panikattacken")
    assert names(results) == ["Mut"]
    assert results.understood.topics[0].slug == "angst-und-panik"
    assert results.total == 1
    assert results.located is None


def test_nearer_groups_come_first_and_far_ones_stay_out(at: datetime) -> None:
    group("Fern", point=STRALSUND)
    group("Weiter", point=PARCHIM)
    group("Nah")
    results = found(at, text="Angst", near="Güstrow")
    assert names(results) == ["Nah", "Weiter"]
    assert results.radius_km == 60
    assert results.widened_from is None
    assert results.cards[1].km is not None
    assert 35 < results.cards[1].km < 55


def test_with_nothing_near_the_search_widens_and_says_so(at: datetime) -> None:
    group("Fern", point=STRALSUND)
    results = found(at, text="Angst", near="Güstrow", radius_km=10)
    assert names(results) == ["Fern"]
    assert (results.widened_from, results.radius_km) == (10, 100)


def test_with_nothing_in_reach_the_whole_country_is_searched(at: datetime) -> None:
    group("München", point=(48.14, 11.58))
    results = found(at, text="Angst", near="Güstrow")
    assert names(results) == ["München"]
    assert (results.widened_from, results.radius_km) == (60, None)


def test_online_groups_are_near_everybody(at: datetime) -> None:
    online = group("Netz", point=(48.14, 11.58))
    online.format = Format.ONLINE
    online.save()
    results = found(at, text="Angst", near="Güstrow")
    assert names(results) == ["Netz"]
    assert results.online == 1
    assert results.widened_from is None
    assert results.cards[0].km is None


def test_a_hybrid_group_far_away_is_found_as_an_online_one(at: datetime) -> None:
    group("Nah")
    hybrid = group("Beides", point=(48.14, 11.58))
    hybrid.format = Format.HYBRID
    hybrid.save()
    results = found(at, text="Angst", near="Güstrow")
    assert names(results) == ["Nah", "Beides"]
    assert results.online == 1
    assert found(at, text="Angst").online == 0


def test_an_unknown_word_is_told_and_a_known_one_is_searched(at: datetime) -> None:
    group("Mut")
    group("Krokus", topic="Trauer allgemein")
    krokus = found(at, text="Krokus qwertzui")
    assert names(krokus) == ["Krokus"]
    assert krokus.understood.dropped == ("qwertzui",)
    assert krokus.understood.words == ("krokus",)


def test_a_word_nobody_knows_finds_nothing(at: datetime) -> None:
    group()
    results = found(at, text="qwertzui")
    assert results.total == 0
    assert results.understood.dropped == ("qwertzui",)


def test_a_word_for_any_group_finds_all(at: datetime) -> None:
    group()
    assert found(at, text="Selbsthilfegruppe").total == 1
    assert found(at).total == 1


def test_a_place_may_stand_in_the_text(at: datetime) -> None:
    group("Fern", point=STRALSUND)
    group("Nah")
    results = found(at, text="Angst Güstrow")
    assert names(results) == ["Nah"]
    assert results.located is not None
    assert results.understood.dropped == ()
    assert names(found(at, text="Güstrow")) == ["Nah"]


def test_an_unknown_place_keeps_all_results_and_suggests(at: datetime) -> None:
    group()
    results = found(at, text="Angst", near="Gustroww")
    assert isinstance(results.place, Unknown)
    assert results.place.suggestion == "Güstrow"
    assert results.total == 1


def test_an_ambiguous_place_is_asked_back(at: datetime) -> None:
    group()
    results = found(at, text="Angst", near="Neuenkirchen")
    assert isinstance(results.place, Ambiguous)
    assert results.total == 1
    for choice in results.place.choices:
        answer = found(at, near=choice.label).located
        assert answer is not None
        assert answer.district == choice.district


@pytest.mark.parametrize("visibility", [Visibility.ON_REQUEST, Visibility.HIDDEN])
def test_a_hidden_place_is_neither_shown_nor_derivable(
    at: datetime, visibility: Visibility
) -> None:
    secret = group("Still", point=STRALSUND)
    secret.venue.visibility = visibility
    secret.venue.save()
    near_office = found(at, text="Angst", near="Güstrow", radius_km=5)
    near_venue = found(at, text="Angst", near="Stralsund", radius_km=5)
    assert near_office.widened_from is None
    assert near_venue.widened_from == 5
    assert {card.km for card in (*near_office.cards, *near_venue.cards)} == {None}
    assert near_office.cards[0].group.place == ""


def test_a_place_without_coordinates_stands_at_its_office(at: datetime) -> None:
    made = group()
    made.venue.lat = made.venue.lon = None
    made.venue.save()
    results = found(at, near="Güstrow")
    assert results.cards[0].km is None


def test_filters_keep_what_also_fits(at: datetime) -> None:
    for kind in Audience:
        made = group(kind.value)
        made.audience = kind
        made.save()
    hybrid = group("hybrid")
    hybrid.format, hybrid.openness = Format.HYBRID, Openness.OPEN
    hybrid.save()
    assert set(names(found(at, audience=Audience.PARENTS))) == {"parents", "mixed"}
    assert names(found(at, format=Format.ONLINE)) == ["hybrid"]
    assert names(found(at, openness=Openness.OPEN)) == ["hybrid"]
    assert Wish(openness=Openness.OPEN).is_narrowed
    assert not Wish().is_narrowed


def test_results_may_stand_by_next_meeting_or_plainly_by_distance(at: datetime) -> None:
    group("Ohne Termin")
    late = group("Spät", point=PARCHIM)
    late.series.create(rule="FREQ=WEEKLY;BYDAY=FR", starts_at=time(18), ends_at=None)
    soon = group("Bald", point=PARCHIM)
    soon.series.create(rule="FREQ=WEEKLY;BYDAY=MO", starts_at=time(18), ends_at=None)
    assert names(found(at, sort=Sort.NEXT)) == ["Bald", "Spät", "Ohne Termin"]
    by_distance = found(at, near="Güstrow", sort=Sort.DISTANCE)
    assert names(by_distance)[0] == "Ohne Termin"


def test_groups_that_are_over_or_stale_are_not_found(at: datetime) -> None:
    make.group(state=State.DISSOLVED)
    make.group(confirmed_on=date(2024, 1, 1))
    assert found(at).total == 0


def test_pages_hold_twenty_and_at_most_a_hundred(at: datetime) -> None:
    office = make.contact_point()
    for _ in range(23):
        make.group(at=office)
    assert len(found(at).cards) == 20
    assert len(found(at, page=2).cards) == 3
    assert found(at, page=9).cards == ()
    assert len(found(at, page_size=10_000).cards) == 23


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_queries_stays_the_same(at: datetime, count: int) -> None:
    for n in range(count):
        made = group(f"Gruppe {n}")
        make.consent(by=make.contact_person(of=made))
    with CaptureQueriesContext(connection) as counted:
        assert found(at, text="Angst", near="Güstrow").total == count
    assert len(counted) == 12
