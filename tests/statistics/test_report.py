import io
import json
import subprocess
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
import typst
from python_calamine import CalamineWorkbook

from stuhlkreis.cli.main import main
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import State
from stuhlkreis.statistics import report as reports
from stuhlkreis.statistics.figures import FIGURES, Answer
from stuhlkreis.statistics.queries import answers, year_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> ContactPoint:
    place = make.contact_point(slug="rostock", name="Kontaktstelle =Rostock #1")
    make.follow_up(of=make.accompaniment(at=place, state=State.ENDED))
    return place


def test_a_number_is_said_with_its_unit_and_a_dash_where_nothing_is_known() -> None:
    figure = FIGURES["follow_up.still_meeting"]

    assert reports.value_text(Answer(figure, 75.0)) == "75\N{NO-BREAK SPACE}Prozent"
    assert reports.value_text(Answer(figure, 66.7)) == "66,7\N{NO-BREAK SPACE}Prozent"
    assert reports.value_text(Answer(figure, None)) == "–"


def test_the_pdf_is_tagged_titled_and_german(home: ContactPoint, tmp_path: Path) -> None:
    target = tmp_path / "bericht.pdf"

    assert main(["report", "2026", "--contact-point", "rostock", "--to", str(target)]) == 0

    with pikepdf.open(target) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        assert str(pdf.docinfo["/Title"]) == "Bericht 2026"


def test_the_pdf_is_set_without_a_warning_and_says_which_page_of_how_many(
    home: ContactPoint,
) -> None:
    found = answers(year_of([home], 2026, today=make.TODAY))
    report = reports.as_json(year=2026, of=home.name, answers=found, on=make.TODAY)
    source = files("stuhlkreis.statistics").joinpath("data", "report.typ").read_bytes()

    pdf, warnings = typst.compile_with_warnings(
        source, sys_inputs={"report": json.dumps(report)}, ignore_system_fonts=True
    )
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()

    assert warnings == []
    assert "Seite 1 von 2" in text
    assert "Kontaktstelle =Rostock #1" in text
    for figure in FIGURES.values():
        assert figure.name in text


def test_a_missing_glyph_is_no_silent_flaw(home: ContactPoint) -> None:
    report = reports.as_json(year=2026, of="x", answers=[], on=make.TODAY)
    report["of"] = "\U0001f9ff\u1234"

    with pytest.raises(reports.PdfNotWritten):
        reports.as_pdf(report)


def test_the_workbook_holds_every_figure_and_no_formula(home: ContactPoint, tmp_path: Path) -> None:
    target = tmp_path / "bericht.xlsx"

    assert main(["report", "2026", "--to", str(target)]) == 0

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(target.read_bytes())).get_sheet_by_index(0)
    firsts = {str(row[0]).strip() for row in sheet.to_python()}
    assert {figure.name for figure in FIGURES.values()} <= firsts


def test_the_file_and_the_terminal_say_the_same(
    home: ContactPoint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bericht.json"

    main(["report", "2026", "--contact-point", "rostock", "--to", str(target)])
    capsys.readouterr()
    main(["report", "2026", "--contact-point", "rostock", "--json"])

    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(target.read_text())
    assert [figure["id"] for figure in printed["figures"]] == list(FIGURES)
    assert main(["report", "2026"]) == 0
    assert "Beendete Begleitungen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["0"], "kein Jahr"),
        (["2026", "--contact-point", "nirgends"], "gibt es nicht"),
        (["2026", "--to", "bericht.docx"], "endet nicht auf"),
        (["2026", "--to", "/nirgends/bericht.json"], "lässt sich nicht schreiben"),
    ],
)
def test_what_cannot_be_reported_is_said_in_one_line(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *words]) == 1

    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
