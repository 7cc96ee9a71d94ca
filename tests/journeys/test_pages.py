"""Every page: seen on a phone and a desk, light and dark, by axe, by keyboard, without scripts."""

import os
import shutil
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from stuhlkreis.demo.logins import PASSWORD
from tests.journeys.people import Person, confirm_by_mail, leave_interest
from tests.journeys.places import AREAS
from tests.journeys.world import ROOT, World, faults, log_in, sideways

pytestmark = [
    pytest.mark.journey,
    # The look does not depend on the database; the story runs on both.
    pytest.mark.parametrize("world", ["sqlite"], indirect=True),
]

SHOTS = ROOT / "build" / "shots"
PICTURES = ROOT / "docs" / "bilder"
FOR_THE_README = {
    "oeffentlich-start-1280-light": "start.png",
    "oeffentlich-ergebnisse-360-light": "ergebnisse.png",
    "arbeitsplatz-zuordnung-1280-dark": "zuordnung.png",
}
# Until then colours may still move from one scheme to the other.
# Two frames, so that what changes has begun to fade; then until nothing fades any more.
AT_REST = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
  Promise.allSettled(document.getAnimations().map(fading => fading.finished)).then(() => done())
)))"""
PHONE, SCREEN, SMALLEST = 360, 1280, 320
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.mark.parametrize("area", AREAS)
def test_every_page_fits_every_screen_and_everybody(world: World, area: str) -> None:
    email, places = AREAS[area]
    wrong: list[str] = []
    with world.serving(), world.page(width=SCREEN, reduced_motion="reduce") as page:
        if email:
            log_in(page, email, PASSWORD)
        for place in places:
            show(page, SCREEN, "light")
            place.open(world, page)
            if os.environ.get("STUHLKREIS_WRITE_SCREENSHOTS") == "1":
                picture(page, f"{area}-{place.name}")
            wrong += checked(page)
    assert not wrong, "\n".join(wrong)


def show(page: Page, width: int, scheme: Scheme) -> None:
    """The page on a screen of this width in this scheme, come to rest."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AT_REST)


def picture(page: Page, name: str) -> None:
    """Full pages at both widths in both schemes, as they come."""
    for width in (PHONE, SCREEN):
        for scheme in SCHEMES:
            show(page, width, scheme)
            to = SHOTS / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=to, full_page=True, animations="disabled")
            if to.stem in FOR_THE_README:
                PICTURES.mkdir(exist_ok=True)
                shutil.copy(to, PICTURES / FOR_THE_README[to.stem])


def checked(page: Page) -> list[str]:
    """What axe or a ruler finds, everything open; at 320 px, too, which is 1280 px at 400 %."""
    show(page, SCREEN, "dark")
    found = faults(page, only="color-contrast")
    for width in (SCREEN, PHONE):
        show(page, width, "light")
        found += faults(page)
    show(page, SMALLEST, "light")
    wide = sideways(page)
    return found + ([f"{page.url} scrolls sideways by {wide} px at 320 px"] if wide > 0 else [])


def test_the_match_page_is_reached_by_keyboard_alone(world: World) -> None:
    with world.serving(), world.page() as page:
        page.goto("/")
        tab_to(page, "Anmelden")
        page.keyboard.press("Enter")
        page.wait_for_url("**/konto/login/**")
        tab_to(page, "E-Mail-Adresse")
        page.keyboard.type("koordination.guestrow@example.org")
        tab_to(page, "Passwort")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/arbeitsplatz/")
        tab_to(page, "Anforderungen")
        page.keyboard.press("Enter")
        page.wait_for_url("**/anforderungen/")
        tab_to(page, "Person suchen")
        page.keyboard.press("Enter")
        page.wait_for_url("**/anforderungen/*/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Wer begleitet")
        tab_to(page, "Anforderung zurückziehen")


NAME = """() => {
  const at = document.activeElement
  if (at === document.body) return ['', true]
  const label = at.labels && at.labels.length ? at.labels[0].innerText : at.innerText
  const style = getComputedStyle(at)
  return [label || '', style.outlineStyle !== 'none' || style.boxShadow !== 'none']
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is there; wherever it passes, it can be seen."""
    for _ in range(120):
        page.keyboard.press("Tab")
        label, is_seen = page.evaluate(NAME)
        assert is_seen or not label, f"{page.url}: the focus on „{label}“ cannot be seen"
        if label.startswith(name):
            return
    raise AssertionError(f"{page.url}: no way to „{name}“ by Tab")


def test_an_interest_is_left_without_scripts(world: World) -> None:
    person = Person("Ulla", email="ohne-skript@example.org")
    with world.serving(), world.page(width=PHONE, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_label("Worum geht es?").fill("Narkolepsie")
        page.get_by_label("Wo?").fill("Güstrow")
        page.get_by_role("button", name="Gruppen suchen").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("noch keine Gruppe")
        page.get_by_role("link", name="Auf die Interessenliste setzen").click()
        leave_interest(page, person, topic="")
        confirm_by_mail(page, world.mailbox, person)
        expect(page.get_by_role("main")).to_contain_text("Kontaktstelle Güstrow meldet sich")
