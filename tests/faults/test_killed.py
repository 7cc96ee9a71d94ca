"""Staff's work killed at any moment leaves a database that opens and holds no half action."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.databases import environment, is_postgres, own_database

pytestmark = pytest.mark.xdist_group("processes")
KILLS = 20
LONGEST_SECONDS = 0.8


def say(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill_at_work(process: "subprocess.Popen[str]", after: float) -> None:
    say(process, "begin")
    worker = int(said(process))
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    say(process, "wait")
    assert said(process) == "ended"


def test_work_killed_at_any_moment_leaves_no_half_action(tmp_path: Path) -> None:
    moments = random.Random(20261122)  # noqa: S311 -- moments, no secrets
    with own_database(tmp_path) as url:
        env = environment(url, tmp_path)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.chain"],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert said(process) == "prepared"
            for _ in range(KILLS):
                kill_at_work(process, moments.uniform(0.1, LONGEST_SECONDS))
            process.kill()
        if not is_postgres():
            with sqlite3.connect(tmp_path / "own.sqlite3") as base:
                assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert base.execute("PRAGMA foreign_key_check").fetchall() == []
            base.close()
        looked = subprocess.run(
            [sys.executable, "-m", "tests.faults.whole"],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    found = json.loads(looked.stdout)

    assert found["halves"] == []
    assert all(found["stood"].values()), found["stood"]
