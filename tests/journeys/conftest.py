"""Worlds for journeys: the demo region on each database, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.world import CHROMIUM, FLAGS, World, new_database, post_office


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(
    scope="session",
    params=[
        # One worker for each database: they share nothing but the browser program.
        pytest.param("sqlite", marks=pytest.mark.xdist_group("sqlite")),
        pytest.param("postgres", marks=pytest.mark.xdist_group("postgres")),
    ],
)
def world(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The demo region in a home of its own; the journeys of one database share it."""
    home = tmp_path_factory.mktemp(request.param) / "home"
    url = os.environ.get("STUHLKREIS_DATABASE_URL", "")
    if request.param == "postgres":
        if not url.startswith("postgres"):
            pytest.fail("journeys need PostgreSQL: run them by `make test`")
        url = new_database(url, f"journeys_{os.getpid()}")
    else:
        url = f"sqlite:///{home / 'stuhlkreis.sqlite3'}"
    with post_office() as (mailbox, smtp_port):
        made = World(Path(home), url, browser, mailbox, smtp_port)
        made.command("demo", "--no-serve", "--home", str(home))
        yield made
