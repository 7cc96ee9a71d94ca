"""Commands inside the test's process: what they say, and their exit codes."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from stuhlkreis.cli import check, database, home, output
from stuhlkreis.cli.main import main
from stuhlkreis.cli.output import CommandFailed, progress


class Terminal(io.StringIO):
    """A terminal as far as progress bars look at it."""

    def isatty(self) -> bool:
        return True


def test_wrong_usage_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["tanzen"])

    assert ended.value.code == 2


@pytest.mark.parametrize(
    "words", [["--help"], ["rhythm", "--help"], ["import", "--help"], ["demo", "--help"]]
)
def test_every_command_has_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 0
    assert "stuhlkreis" in capsys.readouterr().out


def test_words_come_from_standard_input_whatever_their_bytes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"montags 18 Uhr\r\n\xff\xfe\n")))

    assert main(["rhythm"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["start"] == "18:00"
    assert json.loads(second)["rules"] == []


def test_a_person_who_stops_a_command_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(io.BytesIO):
        def __iter__(self) -> "Stopped":
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Stopped()))

    assert main(["topics", "--stdin"]) == 130


def test_a_long_way_shows_its_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())

    assert list(progress([1, 2, 3], "Gruppen")) == [1, 2, 3]


@pytest.mark.django_db
def test_jobs_say_what_they_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs", "--once"]) == 0

    assert "import_drafts_dropped: 0" in capsys.readouterr().out


@pytest.mark.django_db
def test_outside_a_demonstration_nobody_moves_the_clock(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["jobs", "--once", "--at", "2030-01-01T06:00:00+01:00"]) == 1
    assert "nur in einer Vorführung" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_demonstration_takes_a_moment_with_its_zone() -> None:
    with override_settings(IS_DEMO=True):
        assert main(["jobs", "--once", "--at", "2030-01-01T06:00:00+01:00"]) == 0


@pytest.mark.django_db
@override_settings(FIELD_KEYS="kaputt", BASE_URL="https://example.org", IS_HTTPS=True)
def test_check_finds_keys_that_are_none() -> None:
    assert any("STUHLKREIS_FIELD_KEYS" in finding for finding in check._settings())


def test_a_password_is_asked_for_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUHLKREIS_ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "vom Terminal")

    assert database._asked_password() == "vom Terminal"


def test_a_home_is_prepared_anew_when_the_program_changed(tmp_path: Path) -> None:
    (tmp_path / "web" / "static").mkdir(parents=True)
    before = home.fingerprint(tmp_path)
    (tmp_path / "web" / "static" / "a.css").write_text("a{}")

    assert home.fingerprint(tmp_path) != before


def test_a_failure_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert output.fail(str(CommandFailed("so nicht"))) == 1
    assert capsys.readouterr().err == "stuhlkreis: so nicht\n"
