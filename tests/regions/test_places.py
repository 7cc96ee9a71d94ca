"""Points, boxes and distances."""

from math import inf, nan

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.regions.places import Point, bounding_box, distance_km

ROSTOCK = Point(54.0887, 12.1405)
GUESTROW = Point(53.7939, 12.1764)

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
points_in_germany = st.builds(Point, st.floats(47, 55.1), st.floats(5.8, 15.1))


@pytest.mark.parametrize(
    ("lat", "lon"), [(91, 0), (-91, 0), (0, 181), (0, -181), (nan, 0), (0, inf)]
)
def test_a_point_refuses_what_is_not_on_earth(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="point"):
        Point(lat, lon)


def test_distance_of_two_towns_is_what_a_map_says() -> None:
    assert distance_km(ROSTOCK, GUESTROW) == pytest.approx(32.9, abs=0.1)


def test_distance_to_the_other_side_of_the_earth_is_half_its_girth() -> None:
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(20015.1, abs=0.1)


@given(points, points, points)
def test_distance_is_a_metric(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, a) == 0
    assert distance_km(a, b) >= 0
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6 * 20_000


@given(points_in_germany, points_in_germany, st.floats(0.1, 300))
def test_the_box_holds_every_point_within_the_distance(a: Point, b: Point, km: float) -> None:
    if distance_km(a, b) <= km:
        assert bounding_box(a, km + 1e-6).holds(b)


@given(points, st.floats(0, 30_000))
def test_a_box_always_holds_its_middle(point: Point, km: float) -> None:
    assert bounding_box(point, km).holds(point)


def test_a_box_is_not_much_larger_than_needed() -> None:
    box = bounding_box(ROSTOCK, 20)
    assert not box.holds(GUESTROW)
    assert not box.holds(Point(ROSTOCK.lat, ROSTOCK.lon + 0.4))
    assert not box.holds(Point(ROSTOCK.lat, ROSTOCK.lon - 0.4))


def test_a_box_over_a_pole_or_the_date_line_spans_all_longitudes() -> None:
    assert bounding_box(Point(89.9, 0), 100).holds(Point(89.5, 170))
    assert bounding_box(Point(0, 179.9), 100).holds(Point(0, -179.9))
    assert bounding_box(Point(0, -179.9), 100).holds(Point(0, 179.9))
