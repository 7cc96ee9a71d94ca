"""Reads what people write for a place: postcode, town, district or coordinates.

The answer is one place, a choice to ask back, or not known, perhaps with a suggestion. Nothing is
guessed: a part of a town is known only together with its town ("Rostock-Warnemünde").
"""

import re
from statistics import fmean
from typing import Final

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.gazetteer import gazetteer, postcode
from stuhlkreis.regions.names import stripped, take_apart
from stuhlkreis.regions.naming import by_name, candidates, located, suggestion
from stuhlkreis.regions.places import District, Point, Postcode, distance_km

BORDER_KM: Final = 40  # coordinates farther from every German postcode lie abroad
SHARED_KM: Final = 25  # a village lies within this distance of the middle of its postcode
LONGEST: Final = 200  # signs; a longer text names no place

_COORDINATES: Final = re.compile(
    r"(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)", re.ASCII
)
_POSTCODE: Final = re.compile(r"(?<!\d)(\d{5})(?!\d)", re.ASCII)
_SHORT_CODE: Final = re.compile(
    r"(?:(?:plz|de?)[-:\s]*)?(\d{2,4})(?!\d)(.*)", re.ASCII | re.IGNORECASE
)


def locate(text: str, near: Point | None = None) -> Located | Ambiguous | Unknown:
    """The place that `text` names; `near` settles which of several of one name is meant.

    Reads "18055", "D-18055 Rostock", "180" (the middle of all codes that begin so), "54.09,12.10",
    town names in their spellings and abbreviations, "Rostock-Warnemünde" (as Rostock), "Kreis
    Steinfurt". Among several of one name the nearest within `naming.NEAR_KM` of `near` wins, else
    one that is `naming.CLEARLY_LARGER`, else it is asked back. Never raises.
    """
    shown = without_controls(text)[:LONGEST]
    found = (
        _by_coordinates(shown)
        or _by_postcode(shown)
        or _by_short_code(shown, near)
        or by_name(shown, near)
    )
    return found or Unknown(shown, suggestion(shown))


def _by_coordinates(text: str) -> Located | None:
    match = _COORDINATES.fullmatch(text)
    if match is None or "." not in text:
        return None
    lat, lon = float(match[1]), float(match[2])
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 -- the poles and the date line
        return None
    point = Point(lat, lon)
    nearest = gazetteer().nearest(point)
    if distance_km(point, nearest.point) > BORDER_KM:
        return None
    return Located(f"{lat:.2f}, {lon:.2f}", point, nearest.ags, _district_of(nearest))


def _by_postcode(text: str) -> Located | None:
    for match in _POSTCODE.finditer(text):
        area = postcode(match[1])
        if area is not None:
            return _in_area(area, text[match.end() :])
    return None


def _in_area(area: Postcode, beside: str) -> Located:
    """The postcode; or the village named beside it, where it has no postcode to itself."""
    for village in candidates(take_apart(stripped(beside))):
        if not village.codes and distance_km(village.point, area.point) <= SHARED_KM:
            return located(village, f"{area.code} {village.name}", area.code)
    label = f"{area.code} {area.municipality}"
    return Located(label, area.point, area.ags, _district_of(area), area.code)


def _by_short_code(text: str, near: Point | None) -> Located | Ambiguous | None:
    """The beginning of a postcode; or a whole one whose leading zero a spreadsheet has eaten."""
    match = _SHORT_CODE.fullmatch(text)
    if match is None:
        return None
    digits, beside = match[1], match[2]
    eaten = postcode(f"0{digits}")
    if fold(beside).strip("x "):
        named = by_name(beside, near)
        if eaten and isinstance(named, Located) and named.ags[:5] != eaten.ags[:5]:
            return named
        return _in_area(eaten, beside) if eaten else named
    return _by_beginning(digits) or (_in_area(eaten, "") if eaten else None)


def _by_beginning(digits: str) -> Located | None:
    places = gazetteer()
    rows = [row for code, row in places.rows_of_postcodes.items() if code.startswith(digits)]
    if not rows:
        return None
    middle = Point(fmean(row[0] for row in rows), fmean(row[1] for row in rows))
    nearest = places.nearest(middle)
    return Located(f"Postleitzahlen {digits}…", middle, nearest.ags, _district_of(nearest))


def _district_of(area: Postcode) -> District:
    return gazetteer().districts[area.ags[:5]]
