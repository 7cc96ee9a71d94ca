"""The data files and the questions they answer."""

import subprocess
import sys

from stuhlkreis.regions.gazetteer import (
    district,
    districts_of_state,
    gazetteer,
    postcode,
    state_of,
)
from stuhlkreis.regions.names import take_apart
from stuhlkreis.regions.places import STATES

LOAD = """
from time import perf_counter
from stuhlkreis.regions.gazetteer import gazetteer
start = perf_counter()
gazetteer()
print(perf_counter() - start)
"""


def test_a_postcode_knows_its_middle_and_municipality() -> None:
    found = postcode("18273")
    assert found is not None
    assert (found.municipality, found.ags) == ("Güstrow", "13072043")
    assert (round(found.point.lat, 1), round(found.point.lon, 1)) == (53.8, 12.2)


def test_postcodes_nobody_has_are_none() -> None:
    assert postcode("00000") is None
    assert postcode("1805") is None
    assert postcode("") is None


def test_a_district_is_found_by_its_key_or_a_longer_one() -> None:
    found = district("13072043")
    assert found is not None
    assert (found.label, found.state) == ("Landkreis Rostock", "Mecklenburg-Vorpommern")
    assert district("13072") == found
    assert district("99999") is None


def test_districts_are_labelled_so_that_town_and_country_differ() -> None:
    labels = {each.ags: each.label for each in gazetteer().districts.values()}
    assert len(set(labels.values())) == len(labels)
    assert labels["13003"] == "Rostock"
    assert labels["05566"] == "Kreis Steinfurt"
    assert labels["05382"] == "Rhein-Sieg-Kreis"
    assert labels["03241"] == "Region Hannover"


def test_a_state_lists_its_districts_by_name() -> None:
    names = [each.name for each in districts_of_state("Mecklenburg-Vorpommern")]
    assert names == sorted(names)
    assert len(names) == 8
    assert districts_of_state("13") == districts_of_state("Mecklenburg-Vorpommern")
    assert districts_of_state("Bohemia") == []


def test_states_are_read_from_any_key() -> None:
    assert state_of("13072043") == "Mecklenburg-Vorpommern"
    assert state_of("99") is None


def test_districts_merged_since_the_areas_were_drawn_are_merged_here() -> None:
    assert district("03152") is None
    assert district("16056") is None
    goettingen, osterode, eisenach = postcode("37073"), postcode("37520"), postcode("99817")
    assert goettingen is not None
    assert osterode is not None
    assert eisenach is not None
    assert (goettingen.ags, osterode.ags) == ("03159016", "03159026")
    assert eisenach.ags == "16063105"


def test_every_state_has_districts_and_every_district_a_postcode() -> None:
    places = gazetteer()
    assert len(places.districts) == 400
    assert {each.ags[:2] for each in places.districts.values()} == STATES.keys()
    assert {
        places.area(code).ags[:5] for code in places.rows_of_postcodes
    } == places.districts.keys()


def test_the_folded_names_in_the_file_are_those_of_the_code() -> None:
    places = gazetteer()
    for number, row in enumerate(places.rows):
        name = take_apart(row[1])
        assert number in places.heads[name.head]
        assert not name.additions or number in places.wholes[name.whole]


def test_the_nearest_postcode_of_a_middle_is_its_own() -> None:
    found = postcode("17033")
    assert found is not None
    assert gazetteer().nearest(found.point) == found


def test_reading_the_files_is_quick() -> None:
    times = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    assert min(times) < 0.06
