"""Invented rows, phrases, queries and volunteers to measure with, the same in every run."""

import csv
import io
from datetime import date, datetime, timedelta
from itertools import cycle, islice, product

from stuhlkreis.core.slots import Slot
from stuhlkreis.core.text import fold, slugify
from stuhlkreis.demo.words import COMMON_TOPICS, NEARBY
from stuhlkreis.groups.lifecycle import State
from stuhlkreis.groups.models import ContactPerson, Group, Venue
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters import actions
from stuhlkreis.starters.draft import StarterDraft
from stuhlkreis.starters.lifecycle import AgreementWay

HEADER = ("Gruppe", "Thema", "PLZ", "Ort", "Treffen", "Ansprechpartner", "Telefon", "E-Mail")
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
SHAPES = (
    "jeden 1. {day} im Monat, 18 Uhr",
    "jeden 2. und 4. {day} im Monat, 18:30–20:00 Uhr",
    "{day}s von 19 bis 20.30 Uhr",
    "letzter {day} im Monat um 17 Uhr",
    "{day}s, 14-tägig, 16.00 Uhr",
    "nach Vereinbarung",
)
QUERIES = (
    "Depression", "Panikattacken", "Zucker", "mein Mann trinkt", "Krebs", "Trauer um mein Kind",
    "Schlaganfal", "Alzheimer", "Kaufsucht", "Rheuma", "Burn-out", "Tinitus", "ADHS Erwachsene",
    "Fibromyalgie", "Essstörung", "Angehörige Demenz", "Long Covid", "Einsamkeit", "Parkinson",
    "Scheidung",
)  # fmt: skip


def phrases(count: int) -> list[str]:
    """So many meeting phrases; every fifth weekday, every sixth shape."""
    pairs = cycle(product(DAYS, SHAPES))
    return [shape.format(day=day) for day, shape in islice(pairs, count)]


def as_csv_bytes(count: int) -> bytes:
    """A table as an office keeps it, with semicolons, in cp1252."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADER)
    places = cycle(place for places in NEARBY.values() for place in places)
    topics = cycle(COMMON_TOPICS)
    for number, phrase in enumerate(phrases(count)):
        postcode, place = next(places).split(" ", 1)
        topic = next(topics)
        writer.writerow(
            (f"{topic} Runde {number}", topic, postcode, place, phrase, f"Vorname {number}",
             f"030 23125 {number:03}", f"runde-{number}@example.org")
        )  # fmt: skip
    return text.getvalue().encode("cp1252")


def plain_import(content: bytes, office: ContactPoint, on: date) -> None:
    """What one writes in an hour: read with `csv`, store in bulk, understand nothing."""
    rows = list(csv.DictReader(io.StringIO(content.decode("cp1252")), delimiter=";"))
    groups = Group.objects.bulk_create(
        Group(
            contact_point=office,
            slug=f"{slugify(row['Gruppe'])}-{slugify(row['Ort'])}",
            name=row["Gruppe"],
            folded_name=fold(row["Gruppe"]),
            state=State.ACTIVE,
            created_on=on,
        )
        for row in rows
    )
    Venue.objects.bulk_create(
        Venue(group=group, postcode=row["PLZ"], place=row["Ort"])
        for group, row in zip(groups, rows, strict=True)
    )
    for group, row in zip(groups, rows, strict=True):
        ContactPerson.objects.create(
            group=group,
            name=row["Ansprechpartner"],
            phone=row["Telefon"],
            email=row["E-Mail"],
            since=on,
        )


def add_starters(office: ContactPoint, *, up_to: int, on: date, at: datetime) -> None:
    """Trained volunteers with an agreement, until the office has so many."""
    slots = [slot for slot in Slot.values if slot.endswith("evening")]
    places = cycle(NEARBY["guestrow"])
    by = office.memberships.get(role="coordinator").user
    for number in range(office.starters.count(), up_to):
        starter = actions.add_starter(
            contact_point=office,
            draft=StarterDraft(
                name=f"Vorname Nachname{number}",
                postcode=next(places)[:5],
                email=f"starter-{number}@example.org",
                slots=tuple(slots[number % 4 :]),
            ),
            since=on,
            at=at,
            by=by,
        )
        actions.record_qualification(
            starter=starter,
            completed_on=on,
            issuer="Probe",
            hours=33,
            for_existing_groups=True,
            at=at,
            by=by,
        )
        actions.sign_agreement(
            starter=starter,
            text_version="2024-1",
            signed_on=on,
            way=AgreementWay.PAPER,
            valid_from=on,
            valid_until=on + timedelta(days=700),
            at=at,
            by=by,
        )
