"""A whole installation for a journey: home, database, web server, mail server, browser."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
from aiosmtpd.controller import Controller
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a browser says of a page that is being replaced.
STILL_COMING = ("documentElement", "context was destroyed", "navigation")
SHIFT = "STUHLKREIS_JOURNEY_SHIFT_SECONDS"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Mailbox:
    """Receives mail over real SMTP on loopback."""

    received: list[EmailMessage] = field(default_factory=list)
    raw: list[tuple[str, bytes]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 -- aiosmtpd calls it so
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        assert envelope.rcpt_tos == [message["To"]], "one mail, one person (rule 14)"
        self.raw.append((str(message["To"]), envelope.content))
        self.received.append(message)
        return "250 OK"

    def newest(self, address: str, *, since: int = 0, seconds: float = 10) -> EmailMessage:
        """The newest mail to an address among those after the first `since`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for message in self.received[: since - 1 if since else None : -1]:
                if message["To"] == address:
                    return message
            time.sleep(0.05)
        raise AssertionError(f"no mail to {address}: {[m['To'] for m in self.received]}")

    def wait_for(self, address: str, *, since: int = 0) -> str:
        """The text of the newest mail to an address."""
        return text_of(self.newest(address, since=since))

    def link(self, address: str, *, part: str) -> str:
        """The link of the newest mail whose path holds `part`."""
        links = re.findall(r"https?://\S+", self.wait_for(address))
        found = [link for link in links if part in link]
        assert found, links
        return str(found[0])


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail, decoded."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@dataclass
class World:
    """One installation on one database."""

    home: Path
    database_url: str
    browser: Browser
    mailbox: Mailbox
    smtp_port: int
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        ours = ("STUHLKREIS", "DJANGO", "COV")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        return {
            **kept,
            "STUHLKREIS_HOME": str(self.home),
            "STUHLKREIS_BASE_URL": self.url,
            "STUHLKREIS_EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "STUHLKREIS_DATABASE_URL": self.database_url,
            "PYTHONPATH": str(ROOT),
        }

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "stuhlkreis.cli.main", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def serving(self, *, later: timedelta = timedelta()) -> Iterator[None]:
        """The web server, its clock ahead by `later`; ended by its own id."""
        log = (self.home / "server.log").open("ab")
        server = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
                "--port", str(self.port), "--blocking-threads", "4", "--no-ws",
                "tests.journeys.application:application",
            ],
            env={**self.environment, SHIFT: str(later.total_seconds())},
            stdout=log,
            stderr=log,
        )  # fmt: skip
        try:
            self._wait(server)
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)
            log.close()

    def _wait(self, server: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert server.poll() is None, (self.home / "server.log").read_text()[-3000:]
            with contextlib.suppress(OSError), urlopen(f"{self.url}/healthz", timeout=2) as answer:  # noqa: S310 -- our own server on loopback
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError((self.home / "server.log").read_text()[-3000:])

    @contextlib.contextmanager
    def page(self, *, width: int = 1280, **options: Any) -> Iterator[Page]:
        """A page of a fresh visitor; any request to a third party fails the journey."""
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": 900}, locale="de-DE", **options
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        foreign: list[str] = []
        errors: list[str] = []
        context.on(
            "request", lambda r: foreign.append(r.url) if not r.url.startswith(self.url) else None
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if _is_fault(m.text, m.type) else None)
        try:
            yield page
            assert foreign == [], "no request to a third party"
            assert errors == [], "nothing complains in the console"
        finally:
            context.close()


def _is_fault(text: str, kind: str) -> bool:
    """Errors of ours; a 404, 410 or 422 that a journey asks for is none."""
    return kind == "error" and "the server responded with a status of 4" not in text


def log_in(page: Page, email: str, password: str) -> None:
    """Sign in with a password, as people do."""
    page.goto("/konto/login/")
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_load_state()


def accessible(page: Page) -> None:
    """axe-core finds nothing, with everything that can be opened open; nothing scrolls sideways."""
    assert not (found := faults(page)), "\n".join(found)


def faults(page: Page, *, only: str = "") -> list[str]:
    """What axe-core finds with everything open (or one rule of it), and sideways scrolling."""
    chosen = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": RULES}
    result = _examined(page, {"runOnly": chosen, "resultTypes": ["violations"]})
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = [f"{page.url} at {width} px: {result.generate_report()}"] * bool(
        result.violations_count
    )
    if (wide := sideways(page)) > 0:
        found.append(f"{page.url} scrolls sideways by {wide} px at {width} px")
    return found


def _examined(page: Page, options: dict[str, Any]) -> AxeResults:
    """What axe-core says of the page a click has led to; begun anew if that page was still coming.

    A click returns once the new page is on its way: for a moment there is a document without root.
    """
    opened = "() => document.querySelectorAll('details').forEach(d => { d.open = true })"
    for _ in range(5):
        page.wait_for_load_state("load")
        try:
            page.evaluate(opened)
            return Axe().run(page, options=options)
        except Error as error:
            if not any(sign in str(error) for sign in STILL_COMING):
                raise
    raise AssertionError(f"{page.url} never came to rest")


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))


def new_database(url: str, name: str) -> str:
    """A fresh database on the PostgreSQL server of the test command."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rsplit('/', 1)[0]}/{name}"


@contextlib.contextmanager
def post_office() -> Iterator[tuple[Mailbox, int]]:
    """A mail server on a free loopback port."""
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()
