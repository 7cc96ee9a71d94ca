"""Points, postcodes, districts and the distance between two points: values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, degrees, isfinite, radians, sin, sqrt
from typing import Final

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG 1980

STATES: Final[Mapping[str, str]] = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}
"""Official key of a state (the first two digits of every AGS) and its name."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position in degrees (WGS 84); raises `ValueError` outside ±90 / ±180."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon)):
            raise ValueError("a point needs two finite numbers")
        if abs(self.lat) > 90 or abs(self.lon) > 180:  # noqa: PLR2004 -- the poles and the date line
            raise ValueError("a point lies within ±90 and ±180 degrees")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees, borders included: the cheap question before the exact distance."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether `point` lies in the rectangle."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode area: its middle, and the municipality (name and 8-digit key) it lies in."""

    code: str
    lat: float
    lon: float
    municipality: str
    ags: str

    @property
    def point(self) -> Point:
        """The middle of the postcode area."""
        return Point(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A Gemeinde: 8-digit key, official name, middle of its postcodes (else of its area)."""

    ags: str
    name: str
    lat: float
    lon: float
    is_town: bool
    codes: tuple[str, ...]

    @property
    def point(self) -> Point:
        """The middle of the municipality."""
        return Point(self.lat, self.lon)

    @property
    def size(self) -> int:
        """A rough weight: its postcodes, one more for a town, another for a town-district."""
        is_district = self.ags.endswith("000")
        return len(self.codes) + self.is_town + is_district


@dataclass(frozen=True, slots=True)
class District:
    """A Kreis or a kreisfreie Stadt: 5-digit key, name, what it is called, name of its state."""

    ags: str
    name: str
    kind: str
    state: str

    @property
    def label(self) -> str:
        """The name a reader takes for no other: "Landkreis Rostock", "Rostock"."""
        says_it_itself = any(word in self.name.casefold() for word in ("kreis", "region"))
        if self.kind in {"Landkreis", "Kreis"} and not says_it_itself:
            return f"{self.kind} {self.name}"
        return self.name


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in km, by haversines (R. W. Sinnott, Sky & Telescope, 1984)."""
    half_lat = radians(b.lat - a.lat) / 2
    half_lon = radians(b.lon - a.lon) / 2
    root = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(root)))


def bounding_box(point: Point, km: float) -> Box:
    """The smallest box of degrees that holds every point within `km` of `point`.

    Clamped to the poles; where a pole is inside, every longitude is. A box over the date line
    spans all longitudes too. Source: J. P. Matuschek, bounding coordinates, 2009.
    """
    angle = km / EARTH_RADIUS_KM
    south, north = point.lat - degrees(angle), point.lat + degrees(angle)
    if south <= -90 or north >= 90:  # noqa: PLR2004 -- the poles
        return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(point.lat)))))
    west, east = point.lon - width, point.lon + width
    if west < -180 or east > 180:  # noqa: PLR2004 -- the date line
        return Box(south, -180.0, north, 180.0)
    return Box(south, west, north, east)
