"""An import killed at any moment leaves a database that opens, with all or nothing in it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.exchange.tables import content

ROWS: Final = 40
KILLS: Final = 20
TABLES: Final = (
    "groups_group", "groups_venue", "groups_statechange", "groups_meetingseries",
    "groups_contactperson", "groups_consent", "exchange_importedas", "core_auditentry",
)  # fmt: skip

# Loads everything once; then, for every path of a database it reads, forks an importer.
PROGRAM: Final = """
import os, sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from stuhlkreis.exchange.actions import import_groups
from stuhlkreis.exchange.columns import recognised
from stuhlkreis.exchange.queries import Sheet, preview
from stuhlkreis.exchange.table import read_table
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic, TopicArea

call_command("migrate", verbosity=0)
ContactPoint.objects.create(slug="rostock", name="Rostock", lat=54.09, lon=12.1)
area = TopicArea.objects.create(slug="killed", name="Killed", position=99)
Topic.objects.get_or_create(slug="depression", defaults={"name": "Depression", "area": area})
office = ContactPoint.objects.get()
table = read_table(Path(sys.argv[1]).read_bytes(), "gruppen.csv", most_bytes=10**7)
sheet = Sheet(table, recognised(table.header))
preview(office, sheet, on=timezone.localdate())
connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
connections.close_all()
print("prepared", flush=True)
while line := sys.stdin.readline():
    importer = os.fork()
    if importer == 0:
        connections["default"].settings_dict["NAME"] = line.strip()
        print(os.getpid(), flush=True)
        import_groups(
            contact_point=office, sheet=sheet, skip_bad_rows=False, at=timezone.now(), by=None
        )
        os._exit(0)
    sys.stdin.readline()  # until then even an importer that is done keeps its id
    os.waitpid(importer, 0)
    print("ended", flush=True)
"""


class Importers:
    """Starts importers, each on a copy of one prepared database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.base = folder, folder / "base.sqlite3"
        table = folder / "gruppen.csv"
        rows = (
            f"Gruppe {n};Depression;18273;Güstrow;dienstags 18 Uhr;Erika;0381 0000 {n};;4.5.2026"
            for n in range(ROWS)
        )
        table.write_bytes(content(*rows))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(table)],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "stuhlkreis.config.settings",
                "STUHLKREIS_HOME": str(folder),
                "STUHLKREIS_DATABASE_URL": f"sqlite:///{self.base}",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._said() == "prepared"

    def _said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def begin(self, database: Path) -> int:
        """The id of a process that has just begun to import."""
        database.write_bytes(self.base.read_bytes())
        self._tell(str(database))
        return int(self._said())

    def wait(self) -> None:
        self._tell("wait")
        assert self._said() == "ended"

    def _tell(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def close(self) -> None:
        with self.process:
            self.process.kill()


@pytest.fixture
def importers(tmp_path: Path) -> Iterator[Importers]:
    made = Importers(tmp_path)
    yield made
    made.close()


def counts(database: Path) -> dict[str, int]:
    base = sqlite3.connect(database)
    try:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 -- our own names
            for name in TABLES
        }
    finally:
        base.close()


def test_an_import_killed_at_any_moment_is_whole_or_not_there(
    importers: Importers, tmp_path: Path
) -> None:
    nothing = counts(importers.base)
    importers.begin(tmp_path / "whole.sqlite3")
    begun = time.monotonic()
    importers.wait()
    takes = time.monotonic() - begun
    whole = counts(tmp_path / "whole.sqlite3")
    assert (nothing["groups_group"], whole["groups_group"]) == (0, ROWS)

    moments = random.Random(20261121)  # noqa: S311 -- moments, no secrets
    stopped = 0
    for number in range(KILLS):
        database = tmp_path / f"killed-{number}.sqlite3"
        importer = importers.begin(database)
        time.sleep(moments.uniform(0, takes))
        os.kill(importer, signal.SIGKILL)
        importers.wait()
        found = counts(database)
        assert found in (nothing, whole)
        stopped += found == nothing
    assert stopped > 0
