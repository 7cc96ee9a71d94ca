"""The command as people start it: a process of its own, in a home of its own, on SQLite."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

LINE = f"{sys.executable} -m stuhlkreis.cli.main"

pytestmark = pytest.mark.xdist_group("processes")


def environment(home: Path | None = None, **more: str) -> dict[str, str]:
    ours = ("STUHLKREIS", "DJANGO")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, **({"STUHLKREIS_HOME": str(home)} if home else {}), **more}


def started(*words: str, env: dict[str, str], cwd: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "stuhlkreis.cli.main", *words],
        env=env,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*words: str, env: dict[str, str], cwd: Path) -> "subprocess.CompletedProcess[str]":
    with started(*words, env=env, cwd=cwd) as process:
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str, *, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), urlopen(url, timeout=5) as response:  # noqa: S310 -- our own server on loopback
            return str(response.read().decode())
        time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration, reset from a home that held something else of a demonstration."""
    home = tmp_path_factory.mktemp("demo") / "home"
    home.mkdir()
    (home / "settings.env").write_text("STUHLKREIS_DEMO=True\n")
    (home / "old").mkdir()
    done = run(
        "demo", "--reset", "--no-serve", "--home", str(home), env=environment(), cwd=home.parent
    )
    assert done.returncode == 0, done.stderr
    assert "koordination.guestrow@example.org" in done.stdout
    assert not (home / "old").exists()
    return home


def test_the_demo_serves_at_once_when_it_is_loaded(demo_home: Path) -> None:
    port = free_port()
    before = (demo_home / "settings.env").read_text()
    server = started(
        "demo", "--port", str(port), "--home", str(demo_home), env=environment(), cwd=demo_home
    )
    try:
        assert "Vorführung" in answer(f"http://127.0.0.1:{port}/")
        busy = run(
            "demo", "--port", str(port), "--home", str(demo_home), env=environment(), cwd=demo_home
        )
        assert (busy.returncode, busy.stderr.count("\n")) == (1, 1)
        assert "ist belegt" in busy.stderr
    finally:
        server.send_signal(signal.SIGTERM)
        out, _ = server.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}/" in out
    assert (demo_home / "settings.env").read_text() == before


def test_a_demo_tells_programs_its_log_ins_and_its_address(demo_home: Path) -> None:
    port = free_port()
    server = started(
        "demo", "--json", "--port", str(port), "--home", str(demo_home),
        env=environment(), cwd=demo_home,
    )  # fmt: skip
    try:
        answer(f"http://127.0.0.1:{port}/")
    finally:
        server.send_signal(signal.SIGTERM)
        out, _ = server.communicate(timeout=60)
    told = [json.loads(text) for text in out.splitlines() if text.startswith("{")]
    assert "email" in told[0]["logins"][0]
    assert told[1] == {"address": f"http://127.0.0.1:{port}/"}


def test_the_worker_stops_when_it_is_told_to(demo_home: Path) -> None:
    with started("jobs", env=environment(demo_home), cwd=demo_home) as worker:
        time.sleep(4)
        assert worker.poll() is None

        worker.send_signal(signal.SIGTERM)

        assert worker.wait(timeout=60) == 0


def test_a_demonstration_may_move_its_clock(demo_home: Path) -> None:
    env = environment(demo_home)

    moved = run("jobs", "--at", "2030-01-01T06:00", "--json", env=env, cwd=demo_home)
    wrong = run("jobs", "--at", "übermorgen", env=env, cwd=demo_home)

    assert json.loads(moved.stdout)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)


def test_a_demonstration_in_order_has_no_findings(demo_home: Path) -> None:
    assert run("check", env=environment(demo_home), cwd=demo_home).stdout == "Alles in Ordnung.\n"


def test_a_home_with_other_data_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "wichtig.txt").write_text("bleibt")

    done = run(
        "demo", "--reset", "--no-serve", "--home", str(tmp_path), env=environment(), cwd=tmp_path
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["wichtig.txt"]


@pytest.mark.parametrize("missing", ["STUHLKREIS_SECRET_KEY", "STUHLKREIS_FIELD_KEYS"])
def test_a_server_without_keys_names_the_missing_variable(missing: str, tmp_path: Path) -> None:
    keys = {"STUHLKREIS_SECRET_KEY": "s", "STUHLKREIS_FIELD_KEYS": "k:" + "A" * 43 + "="}
    del keys[missing]

    done = run("serve", env=environment(tmp_path, **keys), cwd=tmp_path)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert missing in done.stderr


def test_rhythm_and_topics_need_no_settings(tmp_path: Path) -> None:
    env = environment()

    rhythm = run("rhythm", "jeden 1. Dienstag im Monat, 18 Uhr", env=env, cwd=tmp_path)
    topics = run("topics", "Schwermut", env=env, cwd=tmp_path)

    assert json.loads(rhythm.stdout)["rules"] == ["FREQ=MONTHLY;BYDAY=1TU"]
    assert json.loads(topics.stdout)["topics"][0]["slug"] == "depression"
    assert list(tmp_path.iterdir()) == []


def test_a_new_installation_is_migrated_checked_and_gets_its_administrator(tmp_path: Path) -> None:
    env = environment(
        tmp_path, STUHLKREIS_SECRET_KEY="s" * 50, STUHLKREIS_FIELD_KEYS="k:" + "A" * 43 + "="
    )
    account = ["createadmin", "--email", "a@example.org", "--name", "Ada Admin"]

    before = run("check", "--json", env=env, cwd=tmp_path)
    assert run("migrate", env=env, cwd=tmp_path).returncode == 0
    migrated = run("migrate", "--json", env=env, cwd=tmp_path)
    without = run(*account, env=env, cwd=tmp_path)
    made = run(
        *account, env={**env, "STUHLKREIS_ADMIN_PASSWORD": "sehr lang und neu 8"}, cwd=tmp_path
    )
    again = run(*account, "--no-password", env=env, cwd=tmp_path)
    other = ["createadmin", "--email", "b@example.org", "--name", "Bo", "--no-password", "--json"]
    second = run(*other, env=env, cwd=tmp_path)
    after = run("check", env=env, cwd=tmp_path)

    assert before.returncode == 1
    findings = json.loads(before.stdout)["findings"]
    assert sum("stuhlkreis migrate" in finding for finding in findings) == 2
    assert any("Bilder der Seiten fehlen" in finding for finding in findings)
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert json.loads(migrated.stdout) == {"migrated": True}
    assert json.loads(second.stdout) == {"email": "b@example.org", "name": "Bo"}
    assert "Es fehlt ein Kennwort" in without.stderr
    assert made.returncode == 0
    assert "gibt es schon ein Konto" in again.stderr
    assert after.stdout.splitlines() == [
        "- STUHLKREIS_BASE_URL beginnt nicht mit https://.",
        "Ein Befund.",
    ]
    with closing(sqlite3.connect(tmp_path / "stuhlkreis.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (2,)


def test_a_migrated_installation_serves(tmp_path: Path) -> None:
    env = environment(
        tmp_path, STUHLKREIS_SECRET_KEY="s" * 50, STUHLKREIS_FIELD_KEYS="k:" + "A" * 43 + "="
    )
    assert run("migrate", env=env, cwd=tmp_path).returncode == 0
    port = free_port()
    server = started("serve", "--port", str(port), env=env, cwd=tmp_path)
    try:
        assert "Stuhlkreis" in answer(f"http://127.0.0.1:{port}/?t=geheim")
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}/" in out
    assert '"GET /" 200' in out + err
    assert "geheim" not in out + err, "the query string stays out of the access log"


def test_check_says_when_the_database_does_not_answer(tmp_path: Path) -> None:
    env = environment(
        tmp_path,
        STUHLKREIS_SECRET_KEY="s" * 50,
        STUHLKREIS_FIELD_KEYS="k:" + "A" * 43 + "=",
        STUHLKREIS_DATABASE_URL=f"sqlite:///{tmp_path}/nirgends/db",
    )

    done = run("check", env=env, cwd=tmp_path)

    assert done.returncode == 1
    assert "antwortet nicht" in done.stdout


def test_a_reader_that_closes_early_is_no_failure(tmp_path: Path) -> None:
    shell = subprocess.run(
        [
            "sh",
            "-c",
            f"yes 'montags 18 Uhr' | head -n 20000 | {LINE} rhythm --stdin | head -n 1; :",
        ],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert json.loads(shell.stdout)["rules"] == ["FREQ=WEEKLY;BYDAY=MO"]
    assert shell.stderr == ""
