"""`stuhlkreis import groups` and `stuhlkreis export groups`."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from stuhlkreis.cli import export_groups, import_groups
from stuhlkreis.cli.main import main
from stuhlkreis.groups.models import Group
from tests import make
from tests.exchange.tables import content

pytestmark = pytest.mark.django_db

ROW = "Licht;Depression;18273;Güstrow;dienstags 18 Uhr;Erika Beispiel;3843000012;;"
BAD = ";Depression;;Rostock;;;;;"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make.topic(name="Depression")
    make.contact_point(slug="rostock")
    path = tmp_path / "gruppen.csv"
    path.write_bytes(content(ROW))
    return path


def run(file: Path, *more: str) -> int:
    return main(["import", "groups", str(file), "--contact-point", "rostock", *more])


def test_a_table_is_imported_and_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file) == 0
    told = capsys.readouterr().out
    assert "Name der Gruppe ← Spalte „Gruppe“" in told
    assert "Zeile 2 (Licht): Telefon: Der Telefonnummer fehlte die führende Null." in told
    assert "1 neu, 0 geändert, 0 unverändert, 0 nicht möglich." in told
    assert Group.objects.get().name == "Licht"
    assert run(file) == 0
    assert "0 neu, 0 geändert, 1 unverändert" in capsys.readouterr().out


def test_a_dry_run_writes_nothing_and_succeeds(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content(ROW, BAD))
    assert run(file, "--dry-run") == 0
    assert "1 neu, 0 geändert, 0 unverändert, 1 nicht möglich." in capsys.readouterr().out
    assert run(file, "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["changed"], told["same"], told["refused"]) == (1, 0, 0, 1)
    assert told["rows"][0]["rules"] == ["FREQ=WEEKLY;BYDAY=TU"]
    assert not Group.objects.exists()


def test_refused_rows_are_named_and_nothing_is_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content(ROW, BAD))
    assert run(file) == 1
    said = capsys.readouterr()
    assert "Zeile 3 (): Der Name der Gruppe fehlt." in said.out
    assert said.err == (
        "stuhlkreis: Zeile 3 kann nicht übernommen werden. Es wurde nichts gespeichert.\n"
    )
    assert not Group.objects.exists()
    assert run(file, "--skip-bad-rows", "--json") == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1


def test_a_mapping_may_stand_in_a_file_or_on_the_line(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content("Licht;Mut", header="Verein;xyz"))
    assert run(file) == 1
    assert "Welche Spalte nennt die Gruppe?" in capsys.readouterr().err
    assert run(file, "--mapping", "name=xyz") == 0
    mapping = tmp_path / "zuordnung.json"
    mapping.write_text('{"name": "Verein"}', encoding="utf-8")
    assert run(file, "--mapping", str(mapping)) == 0
    assert set(Group.objects.values_list("name", flat=True)) == {"Licht", "Mut"}
    assert run(file, "--mapping", str(tmp_path / "fehlt")) == 1
    assert "lässt sich nicht lesen" in capsys.readouterr().err


def test_what_cannot_be_read_is_one_line(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    assert run(tmp_path / "fehlt.csv") == 1
    assert main(["import", "groups", str(file), "--contact-point", "nirgends"]) == 1
    settings.UPLOAD_MAX_BYTES = 5
    assert run(file) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert "Die Kontaktstelle „nirgends“ gibt es nicht." in said[1]
    assert "zu groß" in said[2]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_everything_goes_out_into_a_file_of_the_owner(
    file: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file)
    target = tmp_path / f"alles.{kind}"
    capsys.readouterr()
    words = ["export", "groups", "--contact-point", "rostock", "--to", str(target)]
    assert main(words) == 0
    assert "1 Gruppen geschrieben" in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(target), "groups": 1}
    assert target.stat().st_mode & 0o777 == export_groups.OWNER_ONLY
    assert run(target, "--json") == 0
    assert json.loads(capsys.readouterr().out)["same"] == 1


def test_an_export_says_what_it_cannot_write(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "groups", "--contact-point", "rostock", "--to"]
    assert main([*words, str(tmp_path / "alles.doc")]) == 1
    assert main([*words, str(tmp_path / "nirgends" / "alles.csv")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "endet nicht auf .csv, .xlsx oder .json" in said[0]
    assert "lässt sich nicht schreiben" in said[1]


def test_both_commands_explain_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["import", "groups", "--help"], ["export", "groups", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    assert "--skip-bad-rows" in capsys.readouterr().out
    assert import_groups.__doc__
