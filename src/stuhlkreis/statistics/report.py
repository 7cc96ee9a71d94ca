"""The yearly report as JSON, Excel and tagged PDF. Figures and texts only (rule 70)."""

import io
import json
from collections.abc import Sequence
from datetime import date
from importlib.resources import files

import typst
import xlsxwriter
from django.utils import formats
from django.utils.translation import gettext as _

from stuhlkreis.core.errors import Refusal
from stuhlkreis.statistics.figures import Answer


class PdfNotWritten(Refusal):
    """Typst objects: a font or a glyph is missing, and the PDF would not be what it should."""


def value_text(answer: Answer) -> str:
    """The number with its unit as people read it; a dash where nothing can be said yet."""
    if answer.value is None:
        return "–"
    places = 0 if answer.value == int(answer.value) else 1
    number = formats.number_format(answer.value, places)
    return f"{number}\N{NO-BREAK SPACE}{answer.figure.unit}"


def as_json(*, year: int, of: str, answers: Sequence[Answer], on: date) -> dict[str, object]:
    """The report as plain data: title, whose, when made, and every figure with its definition."""
    return {
        "title": _("Bericht %(year)s") % {"year": year},
        "year": year,
        "of": of,
        "made": _("Stand: %(day)s") % {"day": formats.date_format(on, "DATE_FORMAT")},
        "made_on": on.isoformat(),
        "figures": [{**answer.as_json(), "value_text": value_text(answer)} for answer in answers],
    }


def as_pdf(report: dict[str, object]) -> bytes:
    """The report as PDF/UA-1. Raises `PdfNotWritten`."""
    source = files("stuhlkreis.statistics").joinpath("data", "report.typ").read_bytes()
    try:
        pdf, warnings = typst.compile_with_warnings(
            source,
            sys_inputs={"report": json.dumps(report)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise _not_written(error) from error
    if warnings:
        raise _not_written(*warnings)
    return bytes(pdf)


def _not_written(*flaws: object) -> PdfNotWritten:
    why = "; ".join(" ".join(str(flaw).split()) for flaw in flaws)
    return PdfNotWritten(_("Der Bericht lässt sich nicht drucken: %(why)s") % {"why": why})


def as_excel(report: dict[str, object], answers: Sequence[Answer]) -> bytes:
    """The report as a workbook: one row a figure, then its parts; texts are never formulas."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(str(report["title"])[:31])
        sheet.set_column(0, 0, 44)
        sheet.set_column(4, 4, 100)
        heads = [_("Kennzahl"), _("Wert"), _("Einheit"), _("Nummer"), _("Definition")]
        sheet.write_row(0, 0, heads, bold)
        row = 1
        for answer in answers:
            figure = answer.figure
            sheet.write(row, 0, figure.name, bold)
            if answer.value is not None:
                sheet.write_number(row, 1, answer.value)
            version = f"{figure.id} ({figure.version})"
            sheet.write_row(row, 2, [figure.unit, version, figure.definition])
            for name, count in answer.parts:
                row += 1
                sheet.write(row, 0, f"    {name}")
                sheet.write_number(row, 1, count)
            row += 1
    return target.getvalue()
