"""What people write for a place, and what we read."""

import re

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.gazetteer import gazetteer
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.names import take_apart
from stuhlkreis.regions.places import Point, distance_km

NEAR_GREIFSWALD = Point(54.09, 13.38)
NEAR_BIELEFELD = Point(52.02, 8.53)


def located(text: str, near: Point | None = None) -> Located:
    found = locate(text, near)
    assert isinstance(found, Located), found
    return found


@pytest.mark.parametrize(
    ("text", "label", "ags"),
    [
        ("18273", "18273 Güstrow", "13072043"),
        ("D-18055 Rostock", "18055 Rostock", "13003000"),
        ("Am Markt 3, 18273 Güstrow", "18273 Güstrow", "13072043"),
        ("18273 Irgendwo", "18273 Güstrow", "13072043"),
        ("17033 Neustrelitz", "17033 Neubrandenburg", "13071107"),
        ("Ruf 98765 oder 18273", "18273 Güstrow", "13072043"),
        ("1067", "01067 Dresden", "14612000"),
        ("1067 Dresden", "01067 Dresden", "14612000"),
        ("7318 Saalfeld", "07318 Saalfeld/Saale", "16073077"),
        ("1067 Güstrow", "Güstrow", "13072043"),
        ("9999 Güstrow", "Güstrow", "13072043"),
        ("180xx", "Postleitzahlen 180…", "13003000"),
        ("54.09,12.10", "54.09, 12.10", "13003000"),
    ],
)
def test_numbers_are_read(text: str, label: str, ags: str) -> None:
    found = located(text)
    assert (found.label, found.ags) == (label, ags)


def test_a_postcode_stays_with_the_village_named_beside_it() -> None:
    found = located("18276 Mistorf")
    assert (found.label, found.postcode) == ("18276 Mistorf", "18276")
    assert found.point == located("Mistorf").point


def test_the_beginning_of_a_postcode_is_the_middle_of_all_of_them() -> None:
    found = located("18")
    assert found.postcode is None
    assert distance_km(found.point, Point(54.1, 12.6)) < 40


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("guestrow", "Güstrow"),
        ("Gustrow", "Güstrow"),
        ("St. Peter-Ording", "Sankt Peter-Ording"),
        ("Halle (Saale)", "Halle (Saale)"),
        ("Halle/S.", "Halle (Saale)"),
        ("Halle Saale", "Halle (Saale)"),
        ("Frankfurt/Main", "Frankfurt am Main"),
        ("Frankfurt a. M.", "Frankfurt am Main"),
        ("Frankfurt Main", "Frankfurt am Main"),
        ("Frankfurt/O.", "Frankfurt (Oder)"),
        ("Neustadt (Weinstraße)", "Neustadt an der Weinstraße"),
        ("Buckow (Märkische Schweiz)", "Buckow (Märkische Schweiz)"),
        ("Landau an der Isar", "Landau a.d. Isar"),
        ("Waren/Müritz", "Waren (Müritz)"),
        ("Altdorf (Kreis Böblingen)", "Altdorf"),
        ("Rostock-Warnemünde", "Rostock"),
        ("Rostock Lichtenhagen", "Rostock"),
        ("Warnemünde (Rostock)", "Rostock"),
        ("Kirchweg 7, Teterow", "Teterow"),
        ("Metelsdorf, OT Klüssendorf", "Metelsdorf"),
        ("bei Rostock", "Rostock"),
        ("Hansestadt Rostock", "Rostock"),
        ("Ludwigslust und Umgebung", "Ludwigslust"),
        ("Teterow im Osten", "Teterow"),
    ],
)
def test_towns_are_read_in_their_spellings(text: str, label: str) -> None:
    assert located(text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kreis Steinfurt", "Kreis Steinfurt"),
        ("Landkreis Rostock", "Landkreis Rostock"),
        ("im LK Rostock", "Landkreis Rostock"),
        ("Kreis Schwerin", "Schwerin"),
        ("Vorpommern-Rügen", "Landkreis Vorpommern-Rügen"),
        ("Rhein-Sieg", "Rhein-Sieg-Kreis"),
        ("Region Hannover", "Region Hannover"),
    ],
)
def test_districts_are_read(text: str, label: str) -> None:
    found = located(text)
    assert (found.label, found.ags, found.postcode) == (label, found.district.ags, None)


@pytest.mark.parametrize(
    ("text", "label"),
    [("Halle", "Halle (Saale)"), ("Frankfurt", "Frankfurt am Main"), ("Essen", "Essen")],
)
def test_a_clearly_larger_town_is_meant(text: str, label: str) -> None:
    assert located(text).label == label


def test_places_of_one_name_and_weight_are_asked_back() -> None:
    found = locate("Neuenkirchen")
    assert isinstance(found, Ambiguous)
    labels = [choice.label for choice in found.choices]
    assert len(labels) == len(set(labels)) > 5
    assert "Neuenkirchen (Kreis Steinfurt, Nordrhein-Westfalen)" in labels
    assert not any(label.startswith("Neunkirchen") for label in labels)
    assert found.sentence == "Den Ort „Neuenkirchen“ gibt es mehrmals. Welchen meinen Sie?"


def test_a_town_that_is_its_own_district_is_told_apart_by_its_state() -> None:
    found = locate("Neustadt")
    assert isinstance(found, Ambiguous)
    assert found.choices[0].label == "Neustadt an der Weinstraße (Rheinland-Pfalz)"


def test_places_of_one_name_in_one_district_are_told_apart_by_postcode() -> None:
    rows = gazetteer().rows
    keys = [(row[0][:5], row[1]) for row in rows]
    twice = next(name for district, name in keys if keys.count((district, name)) > 1)
    found = locate(twice)
    assert isinstance(found, Ambiguous)
    assert sum(", bei " in choice.label for choice in found.choices) >= 2


def test_the_contact_point_settles_which_place_is_meant() -> None:
    assert located("Neuenkirchen", NEAR_GREIFSWALD).district.ags == "13075"
    assert located("Halle", NEAR_BIELEFELD).label.startswith("Halle (Westf.)")
    assert located("Halle", NEAR_GREIFSWALD).label == "Halle (Saale)"
    assert isinstance(locate("Neuenkirchen", Point(47.6, 9.5)), Ambiguous)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Gustro", "Güstrow"),
        ("Schwrin", "Schwerin"),
        ("Doberan", "Bad Doberan"),
        ("Kreis Teterow", "Teterow"),
        ("Warnemünde", None),
        ("Xyzzyburg", None),
        ("Wien", None),
        ("Mecklenburg-Vorpommern", None),
        ("im Kreis", None),
        ("99999", None),
        ("48.2,16.37", None),
        ("54.09,512.10", None),
        ("99.09,12.10", None),
        ("1", None),
        ("", None),
        ("Olten (CH)", None),
        ("Hof Wahrsow", None),
        ("Xdorf (Elbe)", None),
    ],
)
def test_what_is_no_place_we_know_is_asked_back(text: str, suggestion: str | None) -> None:
    assert locate(text) == Unknown(text, suggestion)


def test_an_addition_that_fits_none_of_several_places_is_asked_back() -> None:
    assert isinstance(locate("Bergen am Meer"), Unknown)


def test_unknown_places_are_asked_back_in_a_sentence() -> None:
    assert Unknown("Gustro", "Güstrow").sentence == (
        "Den Ort „Gustro“ kennen wir nicht. Meinten Sie Güstrow?"
    )
    assert Unknown("Xdorf").sentence == "Den Ort „Xdorf“ kennen wir nicht."


def test_every_postcode_locates_itself() -> None:
    for code in gazetteer().rows_of_postcodes:
        assert located(code).postcode == code


def test_every_municipality_locates_itself_or_is_asked_back() -> None:
    places = gazetteer()
    for number, (ags, name, *_) in enumerate(places.rows):
        found = locate(name)
        same_head = places.heads[take_apart(name).head]
        if len(same_head) == 1:
            assert isinstance(found, Located), name
            assert found.ags == ags, name
        elif isinstance(found, Ambiguous):
            assert ags in {choice.ags for choice in found.choices}, name
        else:
            assert isinstance(found, Located), name
            larger = places.municipality(number).size + 2
            sizes = {each.ags: each.size for each in places.municipalities(same_head)}
            assert found.ags == ags or sizes[found.ags] >= larger, name


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789 .,-D()/x"),
        st.from_regex(
            re.compile(r"(Kreis|bei|St\.|Neu|Bad)? ?\w{1,12}[-/ (,]\w{1,9}\)?"), fullmatch=True
        ),
    ),
    st.sampled_from([None, NEAR_GREIFSWALD, NEAR_BIELEFELD]),
)
def test_nothing_raises(text: str, near: Point | None) -> None:
    assert isinstance(locate(text, near), Located | Ambiguous | Unknown)
