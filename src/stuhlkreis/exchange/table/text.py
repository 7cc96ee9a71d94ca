"""Reads bytes as text and text as CSV, whatever a German office's program has written."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from stuhlkreis.exchange.errors import WrongType
from stuhlkreis.exchange.table.grid import HEADER_WITHIN, Row, framed, header_index
from stuhlkreis.exchange.words import recognised_in

DELIMITERS: Final = (";", ",", "\t", "|")
LONGEST_LINE: Final = 100_000  # characters; `csv` itself refuses fields above 131,072
UNCLOSED: Final = "unclosed"

_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Control characters: in text there is hardly one, in a picture they are one byte in ten.
_NO_SIGNS: Final = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOST_NO_SIGNS: Final = 50
_LOST: Final = "\N{REPLACEMENT CHARACTER}"


def decoded(content: bytes) -> str:
    """The text of UTF-8, UTF-16, cp1252 or Latin-1 bytes; signs that cannot be read become U+FFFD.

    Raises `WrongType` for bytes that are no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    sample = content[:4000]
    if b"\0" in sample:
        return _wide(content, sample)
    _refuse_what_is_no_text(sample)
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _nearly_utf_8_or_cp1252(content)


def _refuse_what_is_no_text(sample: bytes) -> None:
    if len(_NO_SIGNS.findall(sample)) * _MOST_NO_SIGNS > len(sample):
        raise WrongType


def _nearly_utf_8_or_cp1252(content: bytes) -> str:
    text = content.decode(errors="replace")
    lost = text.count(_LOST)
    good = sum(not sign.isascii() for sign in text) - lost
    # In cp1252 text an umlaut is hardly ever followed by what UTF-8 asks for.
    return text if good > lost else content.decode("cp1252", errors="replace")


def _wide(content: bytes, sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of western text is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 2 > half and even * 10 < half:
        return content.decode("utf-16-le", errors="replace")
    if even * 2 > half and odd * 10 < half:
        return content.decode("utf-16-be", errors="replace")
    if sample.count(0) * 100 > len(sample):
        raise WrongType
    _refuse_what_is_no_text(sample)
    return content.decode("cp1252", errors="replace")


def rows_of(text: str) -> list[Row]:
    """The rows of CSV text, cut at the delimiter that makes the best header of it."""
    declared = _DECLARED.match(text)
    if declared:
        return list(_parsed(text[declared.end() :], declared[1], begin=2))
    return list(_parsed(text, _delimiter(text), begin=1))


def _delimiter(text: str) -> str:
    """The delimiter with most recognised headings, then with most cells in the header."""
    start = "".join(io.StringIO(text, newline="").readlines(LONGEST_LINE)[: 3 * HEADER_WITHIN])

    def worth(delimiter: str) -> tuple[int, int]:
        rows = [row for row in _parsed(start, delimiter, begin=1) if any(row.cells)]
        if not rows:
            return 0, 0
        header = rows[header_index(rows)].cells
        return recognised_in(header), len(header)

    return max(DELIMITERS, key=worth)


def _parsed(text: str, delimiter: str, *, begin: int) -> Iterator[Row]:
    try:
        return iter(list(_strict(io.StringIO(text, newline=""), delimiter, begin)))
    except csv.Error:
        return _line_by_line(text, delimiter, begin)


def _strict(lines: Iterable[str], delimiter: str, begin: int) -> Iterator[Row]:
    """Rows as RFC 4180 has them, with line breaks inside quotation marks."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = begin
    for cells in reader:
        yield Row(line, tuple(cells))
        line = begin + reader.line_num


def _line_by_line(text: str, delimiter: str, begin: int) -> Iterator[Row]:
    """One row a line: a quotation mark that nobody closed must not swallow the rest."""
    for line, content in enumerate(io.StringIO(text, newline=None), start=begin):
        bare = content.rstrip("\n")[:LONGEST_LINE]
        try:
            yield from _strict([bare], delimiter, line)
        except csv.Error:
            yield Row(line, tuple(bare.split(delimiter)), (UNCLOSED,))


__all__ = ["UNCLOSED", "decoded", "framed", "rows_of"]
