"""The table of lay queries beside this file."""

from pathlib import Path
from typing import Final

_ROWS: Final = [
    line.split("|")
    for line in (Path(__file__).parent / "queries.txt").read_text(encoding="utf-8").splitlines()
    if "|" in line and "query |" not in line
]

MEANT: Final = [
    (query.strip(), {name.strip() for name in names.split(";")})
    for query, names in _ROWS
    if names.strip()
]
UNRELATED: Final = [query.strip() for query, names in _ROWS if not names.strip()]
