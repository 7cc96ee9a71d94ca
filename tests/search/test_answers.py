"""Search as JSON holds what the contract names and nothing that was not released."""

from datetime import datetime, time

import pytest

from stuhlkreis.groups.lifecycle import Visibility
from stuhlkreis.search.answers import as_json
from stuhlkreis.search.queries import Wish, search
from tests import make

pytestmark = pytest.mark.django_db


def test_a_group_is_told_with_its_place_and_meetings(at: datetime) -> None:
    group = make.group(name="Mut", topics=(make.topic(name="Angst und Panik"),))
    group.meeting_phrase = "montags"
    group.save()
    group.series.create(rule="FREQ=WEEKLY;BYDAY=MO", starts_at=time(18), ends_at=None)
    group.series.create(rule="FREQ=WEEKLY;BYDAY=TU", starts_at=None, ends_at=None)
    results = search(Wish(text="Panik", near="Güstrow"), on=make.TODAY, now=at)
    told = as_json(results, base_url="https://example.org")
    assert told["total"] == 1
    assert told["understood"]["topics"][0]["slug"] == "angst-und-panik"
    assert told["understood"]["place"] == "Güstrow"
    (first,) = told["results"]
    assert first["url"] == f"https://example.org/gruppen/{group.slug}/"
    assert first["place"] == "Güstrow"
    assert first["distance_km"] in {0, 1}
    assert first["meetings"] == [
        {
            "reading": "jeden Montag, 18:00\N{NO-BREAK SPACE}Uhr",
            "rule": "FREQ=WEEKLY;BYDAY=MO",
            "start": "18:00",
            "next": "2026-11-23T18:00:00+01:00",
        },
        {
            "reading": "jeden Dienstag",
            "rule": "FREQ=WEEKLY;BYDAY=TU",
            "start": None,
            "next": "2026-11-24",
        },
    ]
    assert "postcode" not in first


def test_a_phrase_without_a_rule_stands_as_it_is(at: datetime) -> None:
    group = make.group()
    group.meeting_phrase = "nach Absprache"
    group.save()
    (first,) = as_json(search(Wish(), on=make.TODAY, now=at), base_url="")["results"]
    assert first["meetings"] == [
        {"reading": "nach Absprache", "rule": None, "start": None, "next": None}
    ]


def test_what_is_not_released_does_not_appear(at: datetime) -> None:
    group = make.group(confirmed_on=None)
    group.venue.visibility = Visibility.ON_REQUEST
    group.venue.save()
    told = as_json(search(Wish(), on=make.TODAY, now=at), base_url="")
    (first,) = told["results"]
    assert not {"lat", "lon", "place", "postcode", "distance_km"} & first.keys()
    assert first["meetings"] == []
    assert first["confirmed_on"] is None
    assert told["understood"]["place"] is None
