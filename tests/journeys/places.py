"""Every page of every area, as somebody reaches it: an address, a link, or a step on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys import table
from tests.journeys.people import Person, leave_interest
from tests.journeys.world import World


@dataclass(frozen=True, slots=True)
class Place:
    """A page: `at` its address, or the first link there whose path fits `link`."""

    name: str
    at: str
    link: str = ""
    reach: Callable[[World, Page], None] | None = None
    status: int = 200

    def open(self, world: World, page: Page) -> None:
        """Go there."""
        answer = page.goto(self.at)
        if self.link:
            paths = page.locator("main a").evaluate_all(
                "links => links.map(a => a.getAttribute('href'))"
            )
            found = [path for path in paths if re.fullmatch(self.link, path)]
            assert found, f"{page.url} leads nowhere like {self.link}"
            answer = page.goto(found[0])
        assert answer is not None
        assert answer.status == self.status, f"{page.url}: {answer.status}"
        if self.reach is not None:
            self.reach(world, page)


def forget_to_fill_in(_world: World, page: Page) -> None:
    page.locator("form.panel").evaluate("form => { form.noValidate = true }")
    page.get_by_label("Wo wohnen Sie ungefähr?").fill("1827")
    page.locator("form.panel button").click()


def mailed(part: str) -> Callable[[World, Page], None]:
    """Leave an interest and open a link of the mail."""

    def reach(world: World, page: Page) -> None:
        person = Person("Wanda", email=f"seiten-{part}@example.org")
        leave_interest(page, person, topic="Narkolepsie")
        page.goto(world.mailbox.link(person.email, part=part))

    return reach


def upload(_world: World, page: Page) -> None:
    page.get_by_label("Tabelle", exact=True).set_input_files(
        {"name": "gruppen.csv", "mimeType": "text/csv", "buffer": table.CONTENT}
    )
    page.get_by_role("button", name="Tabelle prüfen").click()


def look_for_a_new_group(_world: World, page: Page) -> None:
    waiting = page.get_by_role("listitem").filter(has_text="neue Gruppe")
    waiting.first.get_by_role("link", name="Person suchen").click()


def follow(name: str) -> Callable[[World, Page], None]:
    """Take a link of the page."""

    def reach(_world: World, page: Page) -> None:
        page.get_by_role("main").get_by_role("link", name=name).first.click()

    return reach


A_GROUP = ("/arbeitsplatz/gruppen/", r"/arbeitsplatz/gruppen/[^/?]+/")
A_LIST = ("/arbeitsplatz/interesse/", r".*/interesse/liste/.*")
PUBLIC = (
    Place("start", "/"),
    Place("ergebnisse", "/gruppen/?q=Depression&near=G%C3%BCstrow"),
    Place("alle-gruppen", "/gruppen/"),
    Place("nichts-gefunden", "/gruppen/?q=Narkolepsie&near=G%C3%BCstrow"),
    Place("ort-unbekannt", "/gruppen/?q=Depression&near=Gustro"),
    Place("krise", "/gruppen/?q=ich+kann+nicht+mehr+leben&near=Rostock"),
    Place("gruppe", "/gruppen/?q=Depression&near=18273", link=r"/gruppen/[^/?]+/"),
    Place("kontaktstellen", "/kontaktstellen/"),
    Place("kontaktstelle", "/kontaktstellen/guestrow/"),
    Place("interesse", "/gruendung/?topic=narkolepsie&near=18273"),
    Place("interesse-fehler", "/gruendung/", reach=forget_to_fill_in),
    Place("interesse-danke", "/gruendung/danke/"),
    Place("interesse-themen", "/gruendung/themen/"),
    Place("interesse-bestaetigen", "/", reach=mailed("bestaetigen")),
    Place("interesse-loeschen", "/", reach=mailed("loeschen")),
    Place("link-unvollstaendig", "/gruendung/bestaetigen/?t=x", status=404),
    Place("impressum", "/impressum/"),
    Place("datenschutz", "/datenschutz/"),
    Place("barrierefreiheit", "/barrierefreiheit/"),
    Place("bausteine", "/bausteine/"),
    Place("nicht-da", "/gibt-es-nicht/", status=404),
    Place("anmelden", "/konto/login/"),
    Place("code-anfordern", "/konto/login/code/"),
    Place("passwort-vergessen", "/konto/passwort/vergessen/"),
)
DESK = (
    Place("heute", "/arbeitsplatz/"),
    Place("gruppen", "/arbeitsplatz/gruppen/"),
    Place("gruppe", *A_GROUP),
    Place("gruppe-bearbeiten", *A_GROUP, reach=follow("Bearbeiten")),
    Place("ansprechperson-neu", *A_GROUP, reach=follow("Ansprechperson eintragen")),
    Place("gruppe-neu", "/arbeitsplatz/gruppen/neu/eintragen/"),
    Place("import", "/arbeitsplatz/import/"),
    Place("import-vorschau", "/arbeitsplatz/import/", reach=upload),
    Place("woerter", "/arbeitsplatz/import/woerter/"),
    Place("interesse", "/arbeitsplatz/interesse/"),
    Place("interessenliste", *A_LIST),
    Place("interesse-person", *A_LIST, reach=follow("Ansehen")),
    Place("interesse-neu", "/arbeitsplatz/interesse/neu/"),
    Place("gruendungen", "/arbeitsplatz/gruendungen/"),
    Place("gruendung", "/arbeitsplatz/gruendungen/", link=r".*/gruendungen/\d+/"),
    Place("gruendung-neu", "/arbeitsplatz/gruendungen/neu/"),
    Place("anforderungen", "/arbeitsplatz/begleitung/anforderungen/"),
    Place("anforderung-neu", "/arbeitsplatz/begleitung/anforderungen/neu/"),
    Place("zuordnung", "/arbeitsplatz/begleitung/anforderungen/", reach=look_for_a_new_group),
    Place("zuordnung-2", "/arbeitsplatz/begleitung/anforderungen/", link=r".*/anforderungen/\d+/"),
    Place("begleitungen", "/arbeitsplatz/begleitung/"),
    Place("begleitung", "/arbeitsplatz/begleitung/", link=r".*/begleitung/\d+/"),
    Place("begleitungen-beendet", "/arbeitsplatz/begleitung/?stand=ended"),
    Place("begleitung-beendet", "/arbeitsplatz/begleitung/?stand=ended", r".*/begleitung/\d+/"),
    Place("begleitende", "/arbeitsplatz/begleitung/personen/"),
    Place("begleitperson", "/arbeitsplatz/begleitung/personen/", link=r".*/personen/\d+/"),
    Place("begleitperson-neu", "/arbeitsplatz/begleitung/personen/neu/"),
    Place("nachbefragung", "/arbeitsplatz/begleitung/nachbefragung/"),
    Place("kennzahlen", "/arbeitsplatz/kennzahlen/"),
    Place("team", "/arbeitsplatz/team/"),
    Place("einstellungen", "/arbeitsplatz/einstellungen/"),
    Place("nicht-da", "/arbeitsplatz/gruppen/gibt-es-nicht/", status=404),
    Place("konto", "/konto/"),
    Place("passwort-aendern", "/konto/passwort/"),
)
STAFF = (Place("darf-ich-nicht", "/arbeitsplatz/team/", status=403),)
COMPANION = (
    Place("begleitungen", "/begleitung/"),
    Place("begleitung", "/begleitung/", link=r"/begleitung/\d+/"),
)
GROUP = (Place("gruppe", "/meine-gruppe/"),)
FEDERATION = (Place("verbund", "/verbund/"),)
ADMINISTRATION = (
    Place("verbund", "/verbund/"),
    Place("verbund-neu", "/verbund/neu/"),
    Place("kontaktstelle-neu", "/verbund/kontaktstellen/neu/"),
    Place("koordination-neu", "/verbund/", link=r".*/koordination/"),
    Place("person-neu", "/verbund/", link=r".*/personen/.*/neu/"),
)
AREAS: dict[str, tuple[str, tuple[Place, ...]]] = {
    "oeffentlich": ("", PUBLIC),
    "arbeitsplatz": ("koordination.guestrow@example.org", DESK),
    "fachkraft": ("fachkraft.guestrow@example.org", STAFF),
    "begleitung": ("begleitung@example.org", COMPANION),
    "ansprechperson": ("gruppe@example.org", GROUP),
    "verbund": ("verbund@example.org", FEDERATION),
    "verwaltung": ("verwaltung@example.org", ADMINISTRATION),
}
