"""Which municipality or district a name means, and which name a misspelled one may have meant."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import fmean
from typing import Final

from rapidfuzz import fuzz, process

from stuhlkreis.core.text import fold
from stuhlkreis.regions.answers import Ambiguous, Located
from stuhlkreis.regions.gazetteer import Gazetteer, gazetteer
from stuhlkreis.regions.names import PlaceName, fits, stripped, take_apart
from stuhlkreis.regions.places import STATES, District, Municipality, Point, distance_km

NEAR_KM: Final = 60
"""Among places of one name, the nearest within this distance of the contact point is meant."""

CLEARLY_LARGER: Final = 3
"""A place with this many times the weight of the next one of its name is meant without asking."""

LARGE_FROM: Final = 3  # weight below which a place is never meant without asking
CITY_FROM: Final = 6  # weight from which "Berlin Neukölln" (without any sign) is read as Berlin
SIMILAR: Final = 84  # RapidFuzz points (of 100) from which a name of the same first letter …
VERY_SIMILAR: Final = 90  # … or of another is worth suggesting

_STATES: Final = frozenset(map(fold, STATES.values())) - {"berlin", "bremen", "hamburg"}
_STATES_SHORT: Final = {
    "01": "sh",
    "02": "hh",
    "03": "ni nds",
    "04": "hb",
    "05": "nw nrw",
    "06": "he",
    "07": "rp rlp",
    "08": "bw bawu",
    "09": "by bay",
    "10": "sl",
    "11": "be",
    "12": "bb brb",
    "13": "mv",
    "14": "sn",
    "15": "st",
    "16": "th thur",
}
_ABROAD: Final = re.compile(
    r"ch|schweiz|at|osterreich|nl|niederlande|lu|luxemburg|dk|danemark|pl|polen|fr|frankreich"
    r"|belgien|cz|tschechien|italien|li|liechtenstein"
)
_SAYS_DISTRICT: Final = re.compile(r"(?:(?:im|in|aus) )?(?:land)?(?:kreis|lkr?|kr)\b")
_DISTRICT_WORDS: Final = re.compile(
    r"(?:land)?kreis|lkr?|kr|im|in|aus|(?:stadte)?region|regionalverband"
)


def by_name(text: str, near: Point | None) -> Located | Ambiguous | None:
    """The municipality, else the district, that `text` names."""
    if fold(text) in _STATES:
        return None
    places = gazetteer()
    plain = stripped(text)
    found = (
        _called_district(text, places)
        or _settled(text, candidates(take_apart(text)), near)
        or _district(_districts_by_name().get(fold(text), ()), places)
    )
    if found is None and plain != text:
        found = _settled(plain, candidates(take_apart(plain)), near)
    return found or _district(_districts_by_core().get(_core(text), ()), places)


def candidates(name: PlaceName) -> list[Municipality]:
    """The municipalities a name may mean, heaviest first; none where it lies abroad."""
    is_abroad = any(map(_ABROAD.fullmatch, name.additions[:1]))
    if not name.head or is_abroad:
        return []
    places = gazetteer()
    same_head = _spelled_alike(name, places.municipalities(places.heads.get(name.head, ())))
    if same_head:
        is_loose = name.is_split or len(same_head) == 1
        return _narrowed(same_head, name.additions, is_loose=is_loose)
    return (
        places.municipalities(places.wholes.get(name.whole, ()))
        or _by_beginning(name, places)
        or _by_further_part(name)
    )


def suggestion(text: str) -> str | None:
    """The heaviest municipality that has the text as a word of its name, else the most alike."""
    head = _core(take_apart(stripped(text)).head)
    if not head or head in _STATES:
        return None
    places = gazetteer()
    similar = [
        (score, key)
        for key, score, _ in process.extract(
            head, list(places.heads), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=5
        )
        if key[0] == head[0] or score >= VERY_SIMILAR
    ]
    inside = [(100.0, key) for key in places.heads if f" {head} " in f" {key} "]
    ranked = [
        (score, municipality.size, municipality.name)
        for score, key in inside or similar
        for municipality in places.municipalities(places.heads[key])
    ]
    return max(ranked)[2] if ranked else None


def located(municipality: Municipality, label: str = "", postcode: str | None = None) -> Located:
    """The municipality as an answer; its own postcode if it has exactly one."""
    if postcode is None and len(municipality.codes) == 1:
        postcode = municipality.codes[0]
    district = gazetteer().districts[municipality.ags[:5]]
    shown = label or municipality.name
    return Located(shown, municipality.point, municipality.ags, district, postcode)


def _spelled_alike(name: PlaceName, found: list[Municipality]) -> list[Municipality]:
    """Those of exactly this spelling; all, if none is."""
    same = [each for each in found if take_apart(each.name).spelling == name.spelling]
    return same or found


def _narrowed(
    found: list[Municipality], additions: tuple[str, ...], *, is_loose: bool
) -> list[Municipality]:
    """Those whose own additions, district or state the additions name; if none, perhaps all.

    An addition nobody knows is a part of the town where a sign separates it, or the town is large.
    """
    if not additions:
        return found
    matches = [sum(fits(word, _known_words(each)) for word in additions) for each in found]
    best = max(matches)
    if best:
        return [each for each, count in zip(found, matches, strict=True) if count == best]
    return [each for each in found if is_loose or each.size >= CITY_FROM]


def _known_words(municipality: Municipality) -> frozenset[str]:
    district = gazetteer().districts[municipality.ags[:5]]
    state = municipality.ags[:2]
    words = f"{fold(district.name)} {fold(STATES[state])} {_STATES_SHORT[state]}".split()
    return frozenset([*take_apart(municipality.name).additions, *words])


def _by_beginning(name: PlaceName, places: Gazetteer) -> list[Municipality]:
    """The longest beginning that is a place: "Rostock-Warnemünde", "Frankfurt Oder"."""
    words = name.head.split()
    for length in range(len(words) - 1, 0, -1):
        same_head = places.municipalities(places.heads.get(" ".join(words[:length]), ()))
        if same_head:
            rest = (*words[length:], *name.additions)
            return _narrowed(same_head, rest, is_loose=name.is_joined)
    return []


def _by_further_part(name: PlaceName) -> list[Municipality]:
    """The place in "Warnemünde (Rostock)"; not the village Elbe in "Xdorf (Elbe)", a river."""
    for part in name.further:
        found = candidates(take_apart(stripped(part)))
        if found and (found[0].size >= LARGE_FROM or fold(part) not in _additions()):
            return found
    return []


def _settled(
    text: str, found: Sequence[Municipality], near: Point | None
) -> Located | Ambiguous | None:
    if not found:
        return None
    if len(found) == 1:
        return located(found[0])
    if near is not None:
        nearest = min(found, key=lambda each: distance_km(near, each.point))
        if distance_km(near, nearest.point) <= NEAR_KM:
            return located(nearest, _label(nearest))
    if found[0].size >= max(LARGE_FROM, CLEARLY_LARGER * found[1].size):
        return located(found[0])
    counts = Counter(map(_label, found))
    return Ambiguous(
        text,
        tuple(located(each, _label(each, with_nearest=counts[_label(each)] > 1)) for each in found),
    )


def _label(municipality: Municipality, *, with_nearest: bool = False) -> str:
    """As "Neuenkirchen (Landkreis Rostock, Mecklenburg-Vorpommern)"."""
    places = gazetteer()
    district = places.districts[municipality.ags[:5]]
    inside = (
        [district.label, district.state] if district.name != municipality.name else [district.state]
    )
    if with_nearest:
        inside.append(f"bei {places.nearest(municipality.point).code}")
    return f"{municipality.name} ({', '.join(inside)})"


def _called_district(text: str, places: Gazetteer) -> Located | None:
    """As "Kreis Steinfurt": only where the first word says that a district is meant."""
    if not _SAYS_DISTRICT.match(fold(text)):
        return None
    districts = _districts_by_core().get(_core(text), ())
    rural = [each for each in districts if each.kind in {"Kreis", "Landkreis"}]
    return _district(rural or districts, places)


def _district(districts: Sequence[District], places: Gazetteer) -> Located | None:
    if not districts:
        return None
    district = districts[0]
    rows = [
        row
        for row in places.rows_of_postcodes.values()
        if places.rows[row[2]][0].startswith(district.ags)
    ]
    middle = Point(fmean(row[0] for row in rows), fmean(row[1] for row in rows))
    return Located(district.label, middle, district.ags, district)


def _core(text: str) -> str:
    return " ".join(word for word in fold(text).split() if not _DISTRICT_WORDS.fullmatch(word))


@lru_cache(maxsize=1)
def _additions() -> frozenset[str]:
    """Every word that stands behind the name of some place: rivers, hills, regions."""
    heads = gazetteer().heads
    return frozenset(
        word for whole in gazetteer().wholes for word in whole.split() if whole not in heads
    )


@lru_cache(maxsize=1)
def _districts_by_name() -> Mapping[str, list[District]]:
    return {fold(each.name): [each] for each in gazetteer().districts.values()}


@lru_cache(maxsize=1)
def _districts_by_core() -> Mapping[str, list[District]]:
    index: dict[str, list[District]] = {}
    for each in gazetteer().districts.values():
        index.setdefault(_core(each.name), []).append(each)
    return index
