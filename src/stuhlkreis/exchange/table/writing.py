"""Writes a table as CSV, Excel or JSON."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

import xlsxwriter

_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
GUARD: Final = "'"


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet runs as a formula (OWASP, CSV injection)."""
    return f"{GUARD}{cell}" if cell.startswith(_STARTS_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell without the sign that `guarded` put before it."""
    bare = cell.removeprefix(GUARD)
    return bare if bare.startswith(_STARTS_FORMULA) else cell


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a mark and semicolons: German Excel opens it by a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet, every cell a text: no formula runs, no phone number becomes a number."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Gruppen")
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(header):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, min(40, max(12, len(heading) + 2)))
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, guarded(cell))
    return target.getvalue()


def as_json(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A list of objects, one a row, the headings as keys."""
    objects = [dict(zip(header, row, strict=True)) for row in rows]
    return (json.dumps(objects, ensure_ascii=False, indent=2) + "\n").encode()
