"""The yearly report as JSON, Excel and tagged PDF. Figures and texts only (rule 70)."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Final

import typst
import xlsxwriter
from django.utils import formats
from django.utils.translation import gettext as _

from stuhlkreis.core.errors import Refusal
from stuhlkreis.statistics.figures import Answer

CONTENT_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class PdfNotWritten(Refusal):
    """Typst objects: a font or a glyph is missing, and the PDF would not be what it should."""


def number_text(answer: Answer) -> str:
    """The number as people read it; a dash where nothing can be said yet."""
    if answer.value is None:
        return "–"
    return formats.number_format(answer.value, 0 if answer.value == int(answer.value) else 1)


def unit_text(answer: Answer) -> str:
    """What the number counts, in the singular for one; nothing where there is no number."""
    if answer.value is None:
        return ""
    return answer.figure.one if answer.value == 1 else answer.figure.unit


def value_text(answer: Answer) -> str:
    """The number with its unit, held together by a hard space."""
    return f"{number_text(answer)}\N{NO-BREAK SPACE}{unit_text(answer)}".strip()


def as_json(*, year: int, of: str, answers: Sequence[Answer], on: date) -> dict[str, object]:
    """The report as plain data: title, whose, when made, and every figure with its definition."""
    return {
        "title": _("Bericht %(year)s") % {"year": year},
        "year": year,
        "of": of,
        "made": _("Stand: %(day)s") % {"day": formats.date_format(on, "DATE_FORMAT")},
        "made_on": on.isoformat(),
        "figures": [_figure_json(answer) for answer in answers],
    }


def _figure_json(answer: Answer) -> dict[str, object]:
    return {
        **answer.as_json(),
        "value_text": value_text(answer),
        "number_text": number_text(answer),
        "unit_text": unit_text(answer),
    }


def as_file(kind: str, report: dict[str, object], answers: Sequence[Answer]) -> bytes:
    """The report as `pdf`, `xlsx` or `json`. Raises `PdfNotWritten`."""
    match kind:
        case "pdf":
            return as_pdf(report)
        case "xlsx":
            return as_excel(report, answers)
        case _:
            return json.dumps(report, ensure_ascii=False, indent=2).encode()


def as_pdf(report: dict[str, object]) -> bytes:
    """The report as PDF/UA-1. Raises `PdfNotWritten`."""
    source = files("stuhlkreis.statistics").joinpath("data", "report.typ").read_bytes()
    try:
        pdf = typst.compile(
            source,
            sys_inputs={"report": json.dumps(report)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        why = " ".join(str(error).split())
        raise PdfNotWritten(
            _("Der Bericht lässt sich nicht drucken: %(why)s") % {"why": why}
        ) from error
    return bytes(pdf)


def as_excel(report: dict[str, object], answers: Sequence[Answer]) -> bytes:
    """The report as a workbook: one row a figure, then its parts; texts are never formulas."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(str(report["title"])[:31])
        sheet.set_column(0, 0, 44)
        sheet.set_column(2, 3, 30)
        sheet.set_column(4, 4, 100)
        heads = [_("Kennzahl"), _("Wert"), _("Einheit"), _("Nummer"), _("Definition")]
        sheet.write_row(0, 0, heads, bold)
        row = 1
        for answer in answers:
            figure = answer.figure
            sheet.write(row, 0, figure.name, bold)
            if answer.value is None:
                sheet.write_row(row, 1, ["–", answer.why])
            else:
                sheet.write_row(row, 1, [answer.value, unit_text(answer)])
            version = f"{figure.id} ({figure.version})"
            sheet.write_row(row, 3, [version, figure.definition])
            for name, count in answer.parts:
                row += 1
                sheet.write(row, 0, f"    {name}")
                sheet.write_row(row, 1, [count, figure.parts.of if figure.parts else ""])
            row += 1
    return target.getvalue()
