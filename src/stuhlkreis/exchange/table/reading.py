"""Finds out what kind of file some bytes are, and reads them as a table."""

import json
import re
from typing import Final

from stuhlkreis.exchange.errors import (
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    TooManyRows,
    WrongType,
)
from stuhlkreis.exchange.table.grid import MOST_COLUMNS, MOST_ROWS, Row, Table, framed
from stuhlkreis.exchange.table.sheets import rows_of_workbook
from stuhlkreis.exchange.table.text import decoded, rows_of

_OTHER_KINDS: Final = (
    (b"%PDF", "eine PDF-Datei"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"GIF8", "ein Bild"),
    (b"RIFF", "ein Bild oder Film"),
    (b"{\\rtf", "ein Textdokument"),
    (b"\x1f\x8b", "ein gepacktes Archiv"),
    (b"7z\xbc\xaf", "ein gepacktes Archiv"),
    (b"Rar!", "ein gepacktes Archiv"),
)
_OTHER_ENDINGS: Final = (".pdf", ".doc", ".docx", ".odt", ".pages", ".numbers", ".jpg", ".png")
_WORKBOOKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_JSON: Final = "eine JSON-Datei mit anderem Aufbau"
_WEB_PAGE: Final = re.compile(r"\s*<(!doctype|html|\?xml|table|script|svg)", re.IGNORECASE)


def read_table(content: bytes, file_name: str, *, most_bytes: int) -> Table:
    """The table in a file; what kind it is say its bytes, `file_name` helps where they are silent.

    Raises `EmptyFile`, `FileTooLarge`, `WrongType`, `DamagedFile`, `PackedTooTight` or
    `TooManyRows`, and nothing else, whatever the bytes are.
    """
    if len(content) > most_bytes:
        raise FileTooLarge(most_bytes=most_bytes)
    if not content.strip(b"\0 \t\r\n;,|"):
        raise EmptyFile
    kind = next((kind for start, kind in _OTHER_KINDS if content.startswith(start)), None)
    if kind or file_name.lower().endswith(_OTHER_ENDINGS):
        raise WrongType(kind or "")
    if content.startswith(_WORKBOOKS):
        return framed(rows_of_workbook(content))
    return framed(_text_rows(decoded(content), file_name))


def _text_rows(text: str, file_name: str) -> list[Row]:
    if _WEB_PAGE.match(text):
        raise WrongType("eine Webseite")
    if text.count("\n") > 4 * MOST_ROWS:
        raise TooManyRows(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    if file_name.lower().endswith(".json") or text.lstrip().startswith(("[{", "[\n", "{")):
        return _json_rows(text)
    return rows_of(text)


def _json_rows(text: str) -> list[Row]:
    """A list of objects, as our own export writes it; the first object's keys are the header."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedFile from error
    if not (isinstance(told, list) and all(isinstance(each, dict) for each in told)):
        raise WrongType(_JSON)
    header = list(dict.fromkeys(key for each in told for key in each))
    rows = (tuple(_as_text(each.get(key)) for key in header) for each in told)
    return [Row(line, cells) for line, cells in enumerate((tuple(header), *rows), start=1)]


def _as_text(value: object) -> str:
    return "" if value is None else str(value)
