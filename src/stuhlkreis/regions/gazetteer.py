"""The places of Germany, read once from the data files beside this module."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from stuhlkreis.regions.places import (
    STATES,
    District,
    Municipality,
    Point,
    Postcode,
    distance_km,
)

_DATA: Final = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Gazetteer:
    """Raw rows as the files hold them; values are made for who asks.

    `rows_of_postcodes`: code → lat, lon, number of the municipality. `rows`: AGS, name, 1 for a
    town, lat, lon. `heads` and `wholes`: folded name → numbers of municipalities.
    """

    rows_of_postcodes: Mapping[str, Sequence[Any]]
    rows: Sequence[Sequence[Any]]
    heads: Mapping[str, Sequence[int]]
    wholes: Mapping[str, Sequence[int]]
    districts: Mapping[str, District]

    @cached_property
    def codes_of(self) -> Mapping[int, Sequence[str]]:
        """The postcodes whose middle lies in each municipality, by its number."""
        codes = defaultdict[int, list[str]](list)
        for code, (_, _, number) in self.rows_of_postcodes.items():
            codes[number].append(code)
        return codes

    def postcode(self, code: str) -> Postcode | None:
        """The postcode of exactly these five digits."""
        return self.area(code) if code in self.rows_of_postcodes else None

    def municipality(self, number: int) -> Municipality:
        """The municipality with this number in the file."""
        ags, name, town, lat, lon = self.rows[number]
        return Municipality(ags, name, lat, lon, bool(town), tuple(self.codes_of.get(number, ())))

    def municipalities(self, numbers: Sequence[int]) -> list[Municipality]:
        """These municipalities, heaviest first."""
        found = [self.municipality(number) for number in numbers]
        return sorted(found, key=lambda each: (-each.size, each.ags))

    def area(self, code: str) -> Postcode:
        """The postcode of exactly these five digits; raises `KeyError` for any other text."""
        lat, lon, number = self.rows_of_postcodes[code]
        ags, name, *_ = self.rows[number]
        return Postcode(code, lat, lon, name, ags)

    def nearest(self, point: Point) -> Postcode:
        """The postcode whose middle lies nearest to the point."""

        def away(code: str) -> float:
            lat, lon, _ = self.rows_of_postcodes[code]
            return distance_km(point, Point(lat, lon))

        return self.area(min(self.rows_of_postcodes, key=away))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """All places; the first call reads the files."""
    places = json.loads((_DATA / "places.json").read_text(encoding="utf-8"))
    districts = json.loads((_DATA / "districts.json").read_text(encoding="utf-8"))
    return Gazetteer(
        rows_of_postcodes=places["postcodes"],
        rows=places["municipalities"],
        heads=places["heads"],
        wholes=places["wholes"],
        districts={
            ags: District(ags, name, kind, STATES[ags[:2]])
            for ags, (name, kind) in districts.items()
        },
    )


def postcode(code: str) -> Postcode | None:
    """The postcode of exactly these five digits, or None."""
    return gazetteer().postcode(code)


def district(ags: str) -> District | None:
    """The district of a 5-digit key or of any longer key within it, or None."""
    return gazetteer().districts.get(ags[:5])


def districts_of_state(state: str) -> list[District]:
    """The districts of a state (its name or 2-digit key), by name; empty for an unknown state."""
    return sorted(
        (each for each in gazetteer().districts.values() if state in {each.state, each.ags[:2]}),
        key=lambda each: (each.name, each.ags),
    )


def state_of(ags: str) -> str | None:
    """The name of the state an official key (AGS of any length) lies in, or None."""
    return STATES.get(ags[:2])
