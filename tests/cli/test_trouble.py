"""What goes wrong around a command: one clear line, never a traceback."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from stuhlkreis.cli import rhythm
from stuhlkreis.cli.main import main
from stuhlkreis.cli.output import why


def test_a_file_is_no_home_for_a_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gruppen.csv"
    file.write_text("Gruppe", encoding="utf-8")

    assert main(["demo", "--no-serve", "--home", str(file)]) == 1
    assert capsys.readouterr().err == f"stuhlkreis: {file} ist kein Verzeichnis.\n"


def test_a_wrong_port_in_the_environment_disturbs_no_other_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "achttausend")

    assert main(["rhythm", "montags"]) == 0
    with pytest.raises(SystemExit) as ended:
        main(["demo"])
    assert ended.value.code == 2


def test_letters_a_terminal_lacks_are_spelt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding="ascii"))

    assert main(["topics", "müde"]) == 0
    sys.stdout.flush()
    assert json.loads(written.getvalue())["query"] == "müde"


def test_an_output_without_an_encoding_holds_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr("sys.stdout", written)

    assert main(["topics", "müde"]) == 0
    assert "müde" in written.getvalue()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OperationalError("no such table: x\nmore"), "(no such table: x)"),
        (FileNotFoundError(2, "No such file", "da.csv"), "da.csv: Die Datei oder das Verzeichnis"),
        (OSError(28, "No space left on device"), "Ein- oder Ausgabe: No space left on device."),
    ],
)
def test_trouble_below_a_command_is_one_line(
    error: Exception,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_args: object) -> int:
        raise error

    monkeypatch.setattr(rhythm, "run", broken)

    assert main(["rhythm", "montags"]) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


def test_an_error_without_words_of_its_own_is_told_as_it_is() -> None:
    assert why(OSError("seltsam")) == "seltsam"
