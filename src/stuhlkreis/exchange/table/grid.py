"""Rows and cells, and where in a sheet the table begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stuhlkreis.exchange.errors import EmptyFile, TooManyRows
from stuhlkreis.exchange.words import recognised_in

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
HEADER_WITHIN: Final = 30  # rows: a title, an address, a date may stand above the header


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `line` counts from 1 as Excel and editors do."""

    line: int
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def framed(rows: Iterable[Row]) -> Table:
    """The table in the rows of a sheet: empty rows and columns and a title above are left out.

    The header is the row among the first `HEADER_WITHIN` that has most recognised headings; where
    none has one, the first row with two cells. Raises `EmptyFile` and `TooManyRows`.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise EmptyFile
    width = max(len(row.cells) for row in filled)
    if len(filled) > MOST_ROWS + HEADER_WITHIN or width > MOST_COLUMNS:
        raise TooManyRows(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    head = header_index(filled)
    body = filled[head + 1 :]
    if len(body) > MOST_ROWS:
        raise TooManyRows(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    kept = [at for at in range(width) if any(_cell(row, at).strip() for row in filled[head:])]
    return Table(
        tuple(" ".join(_cell(filled[head], at).split()) for at in kept),
        tuple(Row(row.line, tuple(_cell(row, at) for at in kept), row.notes) for row in body),
    )


def header_index(rows: Sequence[Row]) -> int:
    """Where in `rows` the header stands, counted from 0."""
    first = rows[:HEADER_WITHIN]
    counts = [recognised_in(row.cells) for row in first]
    best = max(counts)
    if best:
        return counts.index(best)
    widths = [sum(bool(cell.strip()) for cell in row.cells) for row in first]
    return next((at for at, width in enumerate(widths) if width > 1), 0)


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""
