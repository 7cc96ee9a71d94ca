"""The main job as one story: from an office's table to a group that meets by itself."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from stuhlkreis.demo.logins import PASSWORD
from tests.journeys import table
from tests.journeys.people import (
    PHONE_ONLY,
    STARTER,
    WAITING,
    Person,
    confirm_by_mail,
    leave_interest,
    log_in_by_code,
)
from tests.journeys.world import World, accessible, log_in, text_of

pytestmark = pytest.mark.journey

COORDINATOR = "koordination.guestrow@example.org"
TOPIC = "Stottern"
GROUP = "Stottern Güstrow"
OFFICE = re.compile("Kontaktstelle Güstrow")
FIRST_MEETINGS = timedelta(days=30)
A_YEAR_LATER = FIRST_MEETINGS + timedelta(days=366)


def test_from_an_offices_table_to_a_group_that_meets_by_itself(world: World) -> None:
    with world.serving():
        a_table_becomes_groups(world)
        three_people_wait(world)
        a_group_is_founded(world)
        somebody_is_asked_to_accompany_it(world)
    with world.serving(later=FIRST_MEETINGS):
        it_is_accompanied_and_let_go(world)
    with world.serving(later=A_YEAR_LATER):
        it_still_meets(world)


def a_table_becomes_groups(world: World) -> None:
    with world.page() as desk:
        import_the_table(desk)
        nothing_changes_the_second_time(desk)
    with world.page(width=360) as phone:
        find_a_group(phone)
        assert table.PHONE not in digits(phone), "no consent, no phone (rule 3)"
        with world.page() as desk:
            release_the_phone(desk)
        phone.reload()
        assert table.PHONE in digits(phone)
        assert "Öttl" not in phone.content(), "the name is not released"


def three_people_wait(world: World) -> None:
    with world.page(width=360) as phone:
        find_nothing_and_leave_an_interest(phone, WAITING[0])
        confirm_by_mail(phone, world.mailbox, WAITING[0])
        accessible(phone)
    with world.page(width=360) as phone:
        leave_interest(phone, WAITING[1], topic=TOPIC)
        confirm_by_mail(phone, world.mailbox, WAITING[1])
        leave_interest(phone, PHONE_ONLY, topic=TOPIC)
    with world.page() as desk:
        confirm_by_call(desk)


def a_group_is_founded(world: World) -> None:
    with world.page() as desk:
        at_the_desk(desk)
        open_the_founding(desk)
        with world.page(width=360) as phone:
            see_that_it_begins(phone)
        invite_one_by_one(desk, world)
        settle_the_first_meeting(desk)
        begin(desk)


def somebody_is_asked_to_accompany_it(world: World) -> None:
    with world.page() as desk:
        at_the_desk(desk)
        enter_a_starter(desk, world)
        ask_for_a_starter(desk)
        propose_her(desk)
    with world.page(width=360) as phone:
        accept(phone, world)


def it_is_accompanied_and_let_go(world: World) -> None:
    with world.page(width=360) as phone:
        note_the_meetings(phone, world)
    with world.page() as desk:
        end_the_accompaniment(desk)
        let_it_meet_by_itself(desk)


def it_still_meets(world: World) -> None:
    with world.page() as desk:
        at_the_desk(desk)
        before = still_meeting(desk)
        answer_the_follow_up(desk)
        assert still_meeting(desk) == before + 1


def today() -> date:
    """The day at the office when the story begins."""
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def at_the_desk(page: Page) -> None:
    log_in(page, COORDINATOR, PASSWORD)
    expect(page.get_by_role("heading", name="Heute", level=1)).to_be_visible()
    accessible(page)


def go(page: Page, entry: str) -> None:
    """Take an entry of the desk's navigation."""
    page.get_by_role("navigation", name="Arbeitsplatz").get_by_role(
        "link", name=entry, exact=True
    ).click()
    accessible(page)


def upload(page: Page) -> None:
    go(page, "Tabelle einlesen")
    page.get_by_label("Tabelle", exact=True).set_input_files(
        {"name": "gruppen.csv", "mimeType": "text/csv", "buffer": table.CONTENT}
    )
    page.get_by_role("button", name="Tabelle prüfen").click()
    expect(page.get_by_role("heading", name="Vorschau der Tabelle")).to_be_visible()


def import_the_table(page: Page) -> None:
    at_the_desk(page)
    upload(page)
    accessible(page)
    assert counts(page) == {"neu": 3, "geändert": 0, "unverändert": 0, "gehen nicht": 1}
    rows = page.get_by_role("region", name="Zeilen der Tabelle")
    expect(rows).to_contain_text("Das Wort „Ornithologie“ ist noch kein Thema.")
    expect(rows).to_contain_text("Der Name der Gruppe fehlt.")
    expect(rows).to_contain_text("Der Telefonnummer fehlte die führende Null.")
    expect(rows).to_contain_text("jeden 1. Dienstag im Monat")
    page.get_by_role("button", name="Importieren").click()
    expect(page.get_by_role("alert")).to_contain_text("Es wurde nichts gespeichert.")
    accessible(page)
    page.get_by_label("Zeilen, die nicht gehen, weglassen").check()
    page.get_by_role("button", name="Importieren").click()
    expect(page.get_by_role("heading", name="Die Tabelle ist eingelesen")).to_be_visible()
    accessible(page)
    assert counts(page) == {"neu": 3, "geändert": 0, "unverändert": 0, "weggelassen": 1}


def nothing_changes_the_second_time(page: Page) -> None:
    upload(page)
    assert counts(page) == {"neu": 0, "geändert": 0, "unverändert": 3, "gehen nicht": 1}
    page.get_by_label("Zeilen, die nicht gehen, weglassen").check()
    page.get_by_role("button", name="Importieren").click()
    expect(page.get_by_text("Alles war schon da.")).to_be_visible()


def counts(page: Page) -> dict[str, int]:
    names = page.locator(".stat__name").all_inner_texts()
    return dict(zip(names, map(int, page.locator(".stat__value").all_inner_texts()), strict=True))


def search(page: Page, words: str, near: str) -> None:
    page.get_by_label("Worum geht es?").fill(words)
    page.get_by_label("Wo?").fill(near)
    page.get_by_role("search").get_by_role("button", name=re.compile("[Ss]uchen")).click()
    accessible(page)


def find_a_group(page: Page) -> None:
    page.goto("/")
    accessible(page)
    search(page, "Zöliakie", "18273")
    page.get_by_role("link", name="Zöliakie-Treff Güstrow").click()
    expect(page.get_by_role("heading", name="Zöliakie-Treff Güstrow", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("jeden 1. Dienstag im Monat")
    accessible(page)


def digits(page: Page) -> str:
    """Every digit of the page's source: however a phone number is written, it is in there."""
    return re.sub(r"\D", "", page.content())


def release_the_phone(page: Page) -> None:
    """The signed sheet has come: the phone may stand on the web, the name may not."""
    at_the_desk(page)
    go(page, "Gruppen")
    page.get_by_label("Name, Thema oder Ort").fill("Zöliakie-Treff")
    page.get_by_role("search").get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Zöliakie-Treff Güstrow").click()
    page.get_by_role("main").get_by_role("link", name="Einwilligung eintragen").click()
    page.get_by_label("Telefon", exact=False).first.check()
    page.get_by_label("Internet").first.check()
    page.get_by_label("Wann?").fill(str(today()))
    accessible(page)
    page.get_by_role("button", name="Einwilligung eintragen").click()
    expect(page.get_by_role("main")).to_contain_text("Telefon: Internet")
    accessible(page)


def find_nothing_and_leave_an_interest(page: Page, person: Person) -> None:
    page.goto("/")
    search(page, TOPIC, "Güstrow")
    expect(page.get_by_role("heading", level=1)).to_contain_text("noch keine Gruppe")
    page.get_by_role("link", name="Auf die Interessenliste setzen").click()
    accessible(page)
    expect(page.get_by_label("Worum soll es in der Gruppe gehen?")).to_have_value(TOPIC)
    leave_interest(page, person, topic="")
    accessible(page)


def confirm_by_call(page: Page) -> None:
    at_the_desk(page)
    go(page, "Interesse")
    to_call = page.get_by_role("region", name="Noch anzurufen").get_by_role("listitem")
    to_call.filter(has_text=TOPIC).get_by_role("link", name="Anrufen").click()
    accessible(page)
    page.get_by_role("button", name="Kontaktdaten zeigen").click()
    expect(page.get_by_role("main")).to_contain_text(PHONE_ONLY.phone)
    accessible(page)
    page.get_by_role("button", name="Am Telefon bestätigt").click()
    expect(page.get_by_text("Bestätigt. Die Person zählt jetzt mit.")).to_be_visible()


def open_the_founding(page: Page) -> None:
    go(page, "Interesse")
    possible = page.get_by_role("region", name="Gründung möglich").get_by_role("listitem")
    ours = possible.filter(has_text=TOPIC)
    expect(ours).to_contain_text("3 warten")
    ours.get_by_role("link", name="Gründung öffnen").click()
    accessible(page)
    page.get_by_label("Wie soll die Gruppe heißen?").fill(GROUP)
    page.get_by_role("button", name="Gründung öffnen").click()
    expect(page.get_by_role("heading", name=GROUP, level=1)).to_be_visible()
    accessible(page)


def see_that_it_begins(page: Page) -> None:
    """Everybody can find it from now on, as a group that is being founded."""
    page.goto("/")
    search(page, TOPIC, "18273")
    page.get_by_role("link", name=GROUP).click()
    expect(page.get_by_role("main")).to_contain_text("entsteht")
    accessible(page)


def invite_one_by_one(page: Page, world: World) -> None:
    waiting = page.get_by_role("region", name="Auf der Interessenliste")
    before = len(world.mailbox.raw)
    for left in (2, 1):
        waiting.get_by_role("button", name="Einladen").first.click()
        expect(waiting.get_by_role("button", name="Einladen")).to_have_count(left - 1)
    waiting.get_by_role("button", name="Angerufen").click()
    expect(page.get_by_text("Auf der Liste wartet gerade niemand")).to_be_visible()
    for person in WAITING:
        assert "Menschen gefunden" in world.mailbox.newest(person.email, since=before)["Subject"]
    nobody_reads_of_another(world, since=before)


def nobody_reads_of_another(world: World, *, since: int) -> None:
    """Every mail goes to one person and holds nothing of the others, in bytes or decoded."""
    everybody = (*WAITING, PHONE_ONLY)
    for message, (address, raw) in zip(
        world.mailbox.received[since:], world.mailbox.raw[since:], strict=True
    ):
        text = raw.decode("ascii", "replace") + str(message["Subject"]) + text_of(message)
        assert address in {person.email for person in WAITING}
        for person in everybody:
            if person.email != address:
                assert not [mark for mark in person.marks if mark in text], address


def settle_the_first_meeting(page: Page) -> None:
    meeting = page.get_by_role("region", name="Das erste Treffen")
    meeting.get_by_label("Tag", exact=False).first.fill(str(today() + timedelta(days=7)))
    meeting.get_by_label("Uhrzeit").fill("18:30")
    meeting.get_by_label("Dauer in Minuten").fill("90")
    meeting.get_by_label("Raum", exact=True).fill("Raum 2, Beispielweg 7")
    expect(page.get_by_role("button", name="Gruppe beginnt")).to_have_count(0)
    meeting.get_by_label("Wer öffnet den Raum?").fill("Silke")
    meeting.get_by_role("button", name="Treffen speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    accessible(page)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Gruppe beginnt").click()
    expect(page.get_by_text("Die Gruppe beginnt.")).to_be_visible()
    accessible(page)


def ask_for_a_starter(page: Page) -> None:
    go(page, "Gründungen")
    ours = page.get_by_role("main").get_by_role("listitem").filter(has_text=GROUP)
    ours.get_by_role("link", name="Ansehen").click()
    page.get_by_role("link", name="Begleitung anfordern").click()
    expect(page.get_by_label("Gruppe", exact=True).locator("option:checked")).to_contain_text(GROUP)
    page.get_by_label("Die ganze Gruppe wünscht es am").fill(str(today()))
    page.get_by_label("Was soll die Person können?").fill("Geduld beim Ankommen")
    for slot in ("Dienstag abends", "Donnerstag abends", "Freitag abends"):
        page.get_by_label(slot).check()
    accessible(page)
    page.get_by_role("button", name="Anfordern").click()
    expect(page.get_by_role("heading", name=f"Wer begleitet „{GROUP}“?")).to_be_visible()
    accessible(page)


def propose_her(page: Page) -> None:
    reasons = page.get_by_role("list", name=f"Gründe für {STARTER.short_name}")
    expect(reasons).to_contain_text("dienstags")
    expect(reasons).to_contain_text("km Weg")
    expect(reasons).to_contain_text("wäre die erste Begleitung")
    page.get_by_role("radio", name=STARTER.short_name).check()
    page.get_by_role("button", name="Ausgewählte Person anfragen").click()
    expect(page.get_by_text("Die Person ist angefragt.")).to_be_visible()
    accessible(page)


def enter_a_starter(page: Page, world: World) -> None:
    """A volunteer who has just been trained: data, training, agreement, account."""
    go(page, "Begleitende")
    page.get_by_role("link", name="Person eintragen").click()
    page.get_by_label("Name", exact=True).fill(STARTER.name)
    page.get_by_label("E-Mail").fill(STARTER.email)
    page.get_by_label("Postleitzahl").fill(STARTER.postcode)
    page.get_by_label("Dienstag abends").check()
    accessible(page)
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("heading", name=STARTER.name, level=1)).to_be_visible()
    accessible(page)
    training = page.get_by_role("region", name="Schulung")
    training.get_by_label("Abgeschlossen am").fill(str(today() - timedelta(days=20)))
    training.get_by_label("Bestätigt von").fill("Kontaktstelle Güstrow")
    training.get_by_label("Stunden").fill("33")
    training.get_by_role("button", name="Nachweis gesehen, eintragen").click()
    expect(page.get_by_text("Die Schulung ist eingetragen.")).to_be_visible()
    accessible(page)
    agreement = page.get_by_role("region", name="Vereinbarung")
    agreement.get_by_label("Fassung des Textes").fill("2026-1")
    agreement.get_by_role("button", name="Unterschriebene Vereinbarung eintragen").click()
    expect(page.get_by_text("Die Vereinbarung ist eingetragen.")).to_be_visible()
    page.get_by_role("button", name="Konto einrichten").click()
    expect(page.get_by_text("Das Konto ist eingerichtet.")).to_be_visible()
    world.mailbox.wait_for(STARTER.email)


def accept(page: Page, world: World) -> None:
    log_in_by_code(page, world.mailbox, STARTER.email)
    accessible(page)
    asked = page.get_by_role("region", name="Möchten Sie diese Gruppe begleiten?")
    expect(asked).to_contain_text(GROUP)
    asked.get_by_role("button", name="Ja, ich begleite die Gruppe").click()
    expect(page.get_by_text("Danke. Die Kontaktstelle meldet sich")).to_be_visible()
    accessible(page)


def note_the_meetings(page: Page, world: World) -> None:
    log_in_by_code(page, world.mailbox, STARTER.email)
    first = today() + timedelta(days=7)
    for number, present in enumerate((6, 5, 7)):
        page.get_by_role("region", name=GROUP).get_by_role("link", name="Treffen eintragen").click()
        held_on = first + timedelta(days=7 * number)
        page.get_by_label("Wann war das Treffen?").fill(str(held_on))
        page.get_by_label("Wie viele waren da?").fill(str(present))
        page.get_by_label("Regeln und Rahmen finden").check()
        page.get_by_label("Aufgaben verteilen").check()
        accessible(page)
        page.get_by_role("button", name="Vermerk speichern").click()
        expect(page.get_by_text("Ihr Vermerk ist gespeichert.")).to_be_visible()
    accessible(page)


def end_the_accompaniment(page: Page) -> None:
    at_the_desk(page)
    go(page, "Begleitungen")
    page.get_by_role("link", name=GROUP).click()
    accessible(page)
    expect(page.get_by_role("main")).to_contain_text("6 Menschen")
    page.get_by_label("Grund", exact=True).select_option("die Gruppe trägt sich selbst")
    page.get_by_role("button", name="Beenden").click()
    expect(page.get_by_text("Die Begleitung ist beendet.")).to_be_visible()
    expect(page.get_by_role("region", name="Nachbefragung")).to_contain_text("fällig am")
    accessible(page)


def let_it_meet_by_itself(page: Page) -> None:
    go(page, "Gruppen")
    page.get_by_label("Name, Thema oder Ort").fill(GROUP)
    page.get_by_role("search").get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name=GROUP).click()
    accessible(page)
    page.get_by_role("link", name="Neuer Stand").click()
    accessible(page)
    page.get_by_label("trifft sich", exact=True).check()
    page.get_by_role("button", name="Neuen Stand eintragen").click()
    expect(page.get_by_role("main")).to_contain_text("trifft sich")
    accessible(page)


def answer_the_follow_up(page: Page) -> None:
    go(page, "Heute")
    expect(page.get_by_role("main")).to_contain_text(GROUP)
    go(page, "Nachbefragung")
    ours = page.get_by_role("main").get_by_role("listitem").filter(has_text=GROUP)
    ours.get_by_label("Wie geht es der Gruppe heute?").select_option("trifft sich weiter")
    ours.get_by_role("button", name="Antwort speichern").click()
    expect(page.get_by_text("Die Antwort ist gespeichert.")).to_be_visible()
    accessible(page)


def still_meeting(page: Page) -> int:
    """How many groups the figures count as meeting a year later, in the year that asks for it."""
    go(page, "Kennzahlen")
    page.get_by_label("Jahr", exact=True).select_option(str((today() + FIRST_MEETINGS).year + 1))
    page.get_by_role("button", name="Jahr anzeigen").click()
    accessible(page)
    counted = page.get_by_role("region", name="Treffen sich ein Jahr später weiter").first
    row = counted.get_by_role("row").filter(has_text="trifft sich weiter")
    return int(row.get_by_role("cell").last.inner_text())
