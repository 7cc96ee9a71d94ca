"""People who look for a group, and how they leave word."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.world import Mailbox


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who waits; everything about them is easy to find in a mail it must not be in."""

    name: str
    email: str = ""
    phone: str = ""
    postcode: str = "18273"

    @property
    def short_name(self) -> str:
        """As colleagues see somebody."""
        first, last = self.name.split(" ", 1)
        return f"{first} {last[0]}."

    @property
    def marks(self) -> list[str]:
        """What must stand in no mail to somebody else."""
        return [mark for mark in (self.name, self.email, self.phone) if mark]


WAITING = (
    Person("Quendel-Quitte", email="marker-quendel@example.org"),
    Person("Xenia-Xylophon", email="marker-xenia@example.org", postcode="18292"),
)
STARTER = Person("Wiebke Wacholder", email="wiebke-wacholder@example.org")
PHONE_ONLY = Person("Yukka-Ypsilon", phone="030 23125 977", postcode="18246")


def leave_interest(page: Page, person: Person, *, topic: str) -> None:
    """Fill in the public form; without `topic` the form is open and knows it."""
    if topic:
        page.goto("/gruendung/")
        page.get_by_label("Worum soll es in der Gruppe gehen?").fill(topic)
    page.get_by_label("Wo wohnen Sie ungefähr?").fill(person.postcode)
    page.get_by_label("E-Mail-Adresse").fill(person.email)
    page.get_by_label("Telefonnummer").fill(person.phone)
    page.get_by_label("Wie dürfen wir Sie ansprechen?").fill(person.name)
    page.get_by_label("Dienstag abends").check()
    page.get_by_label("Donnerstag abends").check()
    page.get_by_label("Ich willige ein").check()
    page.get_by_role("button", name="Auf die Interessenliste setzen").click()
    expect(page.get_by_role("heading", name="Danke, ein Schritt fehlt noch")).to_be_visible()


def confirm_by_mail(page: Page, mailbox: Mailbox, person: Person) -> None:
    """Open the mailed link: looking changes nothing, the button does."""
    page.goto(mailbox.link(person.email, part="bestaetigen"))
    page.get_by_role("button", name="Ja, das war ich").click()
    expect(page.get_by_role("heading", name="Ihre Angaben sind bestätigt")).to_be_visible()


def log_in_by_code(page: Page, mailbox: Mailbox, email: str) -> None:
    """Sign in without a password, as most volunteers do."""
    page.goto("/konto/login/")
    page.get_by_role("link", name="Code per E-Mail anfordern").click()
    before = len(mailbox.raw)
    page.get_by_label("E-Mail").fill(email)
    page.get_by_role("button", name="Code per E-Mail anfordern").click()
    text = mailbox.wait_for(email, since=before)
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)
    assert code is not None, text
    page.get_by_label("Code aus der E-Mail").fill(code[1])
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_load_state()
