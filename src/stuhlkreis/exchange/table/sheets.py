"""Reads Excel and OpenDocument files with calamine, after looking at what is packed inside.

A packed file is unpacked by us, within limits, and handed on unpacked: what its directory claims
about sizes does not matter any more.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineSheet, load_workbook

from stuhlkreis.exchange.errors import DamagedFile, PackedTooTight, TooManyRows, WrongType
from stuhlkreis.exchange.table.grid import MOST_COLUMNS, MOST_ROWS, Row, header_index
from stuhlkreis.exchange.words import recognised_in

MOST_UNPACKED: Final = 128 * 1024 * 1024  # bytes of all parts together
MOST_PARTS: Final = 2_000
TIGHTEST: Final = 400  # unpacked / packed; sheets of real offices stay below 60
TIGHT_FROM: Final = 4 * 1024 * 1024  # bytes: small parts may be packed tighter
MOST_CELLS: Final = 4_000_000  # of the rectangle that calamine lays out in memory

_READ: Final = re.compile(r"(\.xml|\.rels|^mimetype)$", re.IGNORECASE)
_FILLED: Final = re.compile(
    rb"<(?:\w+:)?(?:row|c)\b[^>]*?\sr\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9})[\"'][^>]*(?<!/)>(?!\s*</)"
)
_REPEATED: Final = re.compile(
    rb"<(?:\w+:)?(?:table-row|table-cell)\b[^>]*?repeated\s*=\s*[\"'](\d+)[\"'][^>]*(?<!/)>"
    rb"(?!\s*<(?:\w+:)?table-cell\b[^>]*/>\s*</)(?!\s*</)"
)
_DAMAGES: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
_Cell = int | float | str | bool | time | date | datetime | timedelta


def rows_of_workbook(content: bytes) -> list[Row]:
    """The rows of the sheet that looks most like a table of groups, cells as text.

    Raises `DamagedFile`, `PackedTooTight`, `TooManyRows` or `WrongType`.
    """
    if content.startswith(b"PK"):
        content = _unpacked(content)
    sheets = [rows for rows in _sheets(content) if rows]
    if not sheets:
        return []
    return max(sheets, key=lambda rows: recognised_in(rows[header_index(rows)].cells))


def _unpacked(content: bytes) -> bytes:
    """The same archive, its tables stored without packing."""
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _check_kind({part.filename for part in parts})
            _check_sizes(parts)
            with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as plain:
                for part in parts:
                    if _READ.search(part.filename):
                        plain.writestr(part.filename, _checked(packed.read(part)))
    except _DAMAGES as error:
        raise DamagedFile from error
    return target.getvalue()


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names or "content.xml" in names:
        return
    if "word/document.xml" in names:
        raise WrongType("ein Word-Dokument")
    raise WrongType("ein ZIP-Archiv")


def _check_sizes(parts: Sequence[zipfile.ZipInfo]) -> None:
    """What the directory says; `ZipFile.read` never unpacks more of a part than is said here."""
    unpacked = sum(part.file_size for part in parts)
    tight = any(
        part.file_size > TIGHT_FROM and part.file_size > TIGHTEST * part.compress_size
        for part in parts
    )
    if tight or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise PackedTooTight


def _checked(part: bytes) -> bytes:
    """The part, if the rectangle of its filled cells fits into memory."""
    columns = rows = 1
    for match in _FILLED.finditer(part):
        columns = max(columns, _column_number(match[1]))
        rows = max(rows, int(match[2]))
    repeats = sum(int(match[1]) for match in _REPEATED.finditer(part))
    if rows * columns > MOST_CELLS or repeats > MOST_ROWS:
        raise TooManyRows(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    return part


def _column_number(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheets(content: bytes) -> Iterator[list[Row]]:
    try:
        with load_workbook(io.BytesIO(content)) as book:
            for name in book.sheet_names:
                yield _rows(book.get_sheet_by_name(name))
    except (CalamineError, OSError, ValueError, UnicodeError, OverflowError) as error:
        raise DamagedFile from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's panic is no `Exception`
            raise DamagedFile from error
        raise


def _rows(sheet: CalamineSheet) -> list[Row]:
    last_row, last_column = sheet.end or (0, 0)
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise TooManyRows(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    cells = sheet.to_python(skip_empty_area=False)
    return [
        Row(line, tuple(map(as_text, row)))
        for line, row in enumerate(cells, start=1)
        if any(cell != "" for cell in row)
    ]


def as_text(cell: _Cell) -> str:
    """What a person reads in the cell: "3810000123", "21.11.2026", "18:30", "ja"."""
    match cell:
        case bool():
            text = "ja" if cell else "nein"
        case datetime() if cell.hour or cell.minute:
            text = f"{cell:%d.%m.%Y %H:%M}"
        case date():
            text = f"{cell:%d.%m.%Y}"
        case time():
            text = f"{cell:%H:%M}"
        case timedelta():
            hours, minutes = divmod(int(cell.total_seconds()) // 60, 60)
            text = f"{hours:02}:{minutes:02}"
        case float() if cell.is_integer():
            text = str(int(cell))
        case _:
            text = str(cell)
    return text
