"""Bytes become a table, or a refusal; nothing else ever happens."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st
from python_calamine import load_workbook

from stuhlkreis.core.errors import Refusal
from stuhlkreis.exchange.errors import (
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    NotReadable,
    PackedTooTight,
    TooManyRows,
    WrongType,
)
from stuhlkreis.exchange.table import MOST_ROWS, Table, read_table, sheets

MB = 1024 * 1024
TEXT = "Gruppe;Thema;Ort\nMüde Väter;Schlaf;Güstrow\n„Licht“;Trauer;Röbel/Müritz\n"


def table(content: bytes, name: str = "gruppen.csv") -> Table:
    return read_table(content, name, most_bytes=10 * MB)


def workbook(*rows: tuple[object, ...], title: str = "Tabelle1") -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        days = book.add_format({"num_format": "dd.mm.yyyy"})
        times = book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet(title)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime | date):
                    sheet.write_datetime(line, column, cell, days)
                elif isinstance(cell, time | timedelta):
                    sheet.write_datetime(line, column, cell, times)
                elif cell is not None:
                    sheet.write(line, column, cell)
    return target.getvalue()


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_umlauts_survive_every_encoding_of_an_office(encoding: str) -> None:
    read = table(TEXT.encode(encoding))
    assert read.header == ("Gruppe", "Thema", "Ort")
    assert [row.cells[0] for row in read.rows] == ["Müde Väter", "„Licht“"]
    assert [row.line for row in read.rows] == [2, 3]


def test_latin_1_is_read_too() -> None:
    assert table("Gruppe;Ort\nMüde;Güstrow\n".encode("latin-1")).rows[0].cells == (
        "Müde",
        "Güstrow",
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_by_the_headings(delimiter: str) -> None:
    text = delimiter.join(("Gruppe", "Thema", "Ort")) + "\n" + delimiter.join(("A", "B", "C"))
    assert table(text.encode()).rows[0].cells == ("A", "B", "C")


def test_excels_own_line_names_the_delimiter() -> None:
    read = table(b"sep=|\nGruppe|Ort\nA;B, C|D\n")
    assert read.rows[0].cells == ("A;B, C", "D")
    assert read.rows[0].line == 3


def test_a_cell_may_hold_line_breaks_and_lines_are_counted_as_editors_do() -> None:
    read = table(b'Gruppe;Treffen\n"A";"montags\nund dienstags"\nB;freitags\n')
    assert [(row.line, row.cells[1]) for row in read.rows] == [
        (2, "montags\nund dienstags"),
        (4, "freitags"),
    ]


def test_a_quotation_mark_nobody_closed_costs_one_row_only() -> None:
    read = table(b'Gruppe;Ort\n"Licht;Rostock\nB "Mut";Wismar\n')
    assert [(row.cells, bool(row.notes)) for row in read.rows] == [
        (('"Licht', "Rostock"), True),
        (('B "Mut"', "Wismar"), False),
    ]


def test_a_title_empty_rows_and_empty_columns_are_left_out() -> None:
    read = table(b"Unsere Gruppen 2026;;;\n;;;\n;;;\nGruppe;;Thema;Ort\n\nA;;B;C\n;;;\n")
    assert read.header == ("Gruppe", "Thema", "Ort")
    assert [(row.line, row.cells) for row in read.rows] == [(6, ("A", "B", "C"))]


def test_without_known_headings_the_first_wide_row_is_the_header() -> None:
    assert table(b"Liste\nxyz;abc\n1;2\n").header == ("xyz", "abc")
    assert table(b"xyz\nabc\n").header == ("xyz",)


def test_short_rows_are_filled_up() -> None:
    assert table(b"Gruppe;Ort\nA\n").rows[0].cells == ("A", "")


def test_our_own_json_is_read_again() -> None:
    read = table(b'[{"Gruppe": "A", "Ort": null}, {"Gruppe": "B", "Telefon": 5}]', "a.json")
    assert read.header == ("Gruppe", "Ort", "Telefon")
    assert [row.cells for row in read.rows] == [("A", "", ""), ("B", "", "5")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[{", "beschädigt"),
        (b"[" * 50_000, "beschädigt"),
        (b'{"a": 1}', "JSON-Datei mit anderem Aufbau"),
        (b"[1, 2]", "JSON-Datei mit anderem Aufbau"),
    ],
)
def test_other_json_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(NotReadable, match=sentence):
        table(content, "a.json")


def test_a_stray_zero_byte_is_no_other_encoding() -> None:
    content = "Gruppe;Ort\nMüde;Güstrow\n".encode("cp1252") * 20 + b"A\0;B\n"
    assert table(content).rows[0].cells == ("Müde", "Güstrow")


def test_single_rows_in_another_encoding_are_marked_not_guessed() -> None:
    content = "Gruppe;Ort\nMüde Väter;Güstrow\n".encode() + "Müde;Rostock\n".encode("cp1252")
    assert table(content).rows[1].cells[0] == "M�de"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ...", "a.pdf"),
        (b"\x89PNG\r\n...", "gruppen.csv"),
        (b"\xff\xd8\xff\xe0 JFIF", "bild.csv"),
        (b"Gruppe;Ort\nA;B", "gruppen.docx"),
        (b"<!DOCTYPE html><table>", "gruppen.xls"),
        (b"\x01\x02\x00\x00\x03\x00abc" * 100, "gruppen.csv"),
        (bytes(range(256)) * 40, "gruppen.xlsx"),
        (bytes(range(1, 256)) * 40, "gruppen.csv"),
        (archive(word__document_xml=b"<x/>"), "gruppen.xlsx"),
        (archive(irgendwas=b"x"), "gruppen.zip"),
    ],
)
def test_other_kinds_of_file_are_refused_with_advice(content: bytes, name: str) -> None:
    with pytest.raises(WrongType, match=r"keine Tabelle.*Excel- oder CSV-Datei"):
        table(content, name)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b";;;\n;;\n", workbook()])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyFile, match="leer"):
        table(content)


def test_a_file_above_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileTooLarge, match="höchstens 10 MB"):
        table(b"x" * (50 * MB))


def test_more_rows_or_columns_than_one_import_takes_are_refused() -> None:
    head, row = b"Gruppe;Ort\n", b"A;B\n"
    assert len(table(head + row * MOST_ROWS).rows) == MOST_ROWS
    for content in (
        head + row * (MOST_ROWS + 1),
        head + row * (MOST_ROWS + 40),
        b"\n" * (5 * MOST_ROWS) + head,
        b"Gruppe" + b";x" * 300,
    ):
        with pytest.raises(TooManyRows, match=r"20\.000 Zeilen"):
            table(content)


def test_excel_cells_become_what_a_person_reads() -> None:
    read = table(
        workbook(
            ("Unsere Gruppen",),
            (),
            ("Gruppe", "Telefon", "Treffen", "Einwilligung seit", "Stufenlos", "Größe"),
            (
                "A",
                3810000123.0,
                date(2026, 12, 1),
                datetime.fromisoformat("2026-05-04T18:30"),
                True,
                7.5,
            ),
            ("=1+1", "0381 0000", time(18, 30), None, False, None),
        ),
        "gruppen.xlsx",
    )
    assert [(row.line, row.cells) for row in read.rows] == [
        (4, ("A", "3810000123", "01.12.2026", "04.05.2026 18:30", "ja", "7.5")),
        (5, ("0", "0381 0000", "18:30", "", "nein", "")),
    ]


def test_of_a_formula_its_last_result_is_read_and_nothing_runs() -> None:
    assert table(workbook(("Gruppe", "Ort"), ("=CMD()", "B"))).rows[0].cells == ("0", "B")


def test_a_duration_is_told_in_hours() -> None:
    assert sheets.as_text(timedelta(hours=26, minutes=5)) == "26:05"


def test_of_several_sheets_the_one_with_headings_is_read() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, cells in (("Hinweise", ["Stand 2026"]), ("Gruppen", ["Gruppe", "Ort"])):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, cells)
            sheet.write_row(1, 0, ["A", "B"])
        book.add_worksheet("leer")
    assert table(target.getvalue()).header == ("Gruppe", "Ort")


def test_open_document_is_read() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("Gruppe", "Ort"), ("A", "Güstrow")]
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="G">{body}{empty}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    packed = archive(
        picture=b"\x89PNG",
        mimetype=mime,
        content_xml=content.encode(),
        **{"META-INF__manifest_xml": manifest},
    )
    assert table(packed, "gruppen.ods").rows[0].cells == ("A", "Güstrow")


def test_a_bomb_of_a_zip_is_refused_without_unpacking_it() -> None:
    bomb = archive(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b"\0" * (40 * MB))
    with pytest.raises(PackedTooTight, match="ausgepackt"):
        table(bomb, "gruppen.xlsx")


def test_a_directory_that_lies_about_sizes_does_not_help_a_bomb() -> None:
    bomb = archive(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b"\0" * (40 * MB))
    lying = bomb.replace((40 * MB).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(DamagedFile):
        table(lying, "gruppen.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        (
            b'<row r="1"><c r="A1"><v>1</v></c></row>'
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>',
        (
            b'<table:table-row table:number-rows-repeated="1048576">'
            b"<table:table-cell><text:p>a</text:p>"
        ),
    ],
)
def test_a_far_away_cell_does_not_fill_the_memory(sheet: bytes) -> None:
    with pytest.raises(TooManyRows):
        table(archive(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=sheet), "a.xlsx")


def test_a_wide_sheet_of_the_old_format_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)
    with pytest.raises(TooManyRows):
        sheets._rows(
            load_workbook(io.BytesIO(workbook(("Gruppe", "Ort"), ("A", "B")))).get_sheet_by_index(0)
        )


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 damaged",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        workbook(("Gruppe",), ("A",))[:-200],
        archive(xl__workbook_xml=b"<no workbook"),
    ],
)
def test_a_damaged_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedFile, match="beschädigt"):
        table(content, "gruppen.xlsx")


def test_a_panic_of_the_reader_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(sheets, "load_workbook", panic)
    with pytest.raises(DamagedFile):
        table(workbook(("Gruppe",), ("A",)))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sheets, "load_workbook", interrupt)
    with pytest.raises(KeyboardInterrupt):
        table(workbook(("Gruppe",), ("A",)))


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n", b'Gruppe;"Ort\n']
)


@settings(max_examples=300, deadline=None)
@given(start=STARTS, rest=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(start: bytes, rest: bytes) -> None:
    try:
        read = table(start + rest)
    except Refusal:
        return
    assert all(len(row.cells) == len(read.header) for row in read.rows)


@settings(max_examples=150, deadline=None)
@given(cut=st.integers(0, 4000), flip=st.integers(0, 4000), value=st.integers(0, 255))
def test_any_damage_to_a_workbook_is_a_table_or_a_refusal(cut: int, flip: int, value: int) -> None:
    content = bytearray(workbook(("Gruppe", "Ort"), ("A", "Güstrow")))
    content[flip % len(content)] = value
    with suppress(Refusal):
        read_table(bytes(content[: len(content) - cut % 50]), "a.xlsx", most_bytes=MB)
