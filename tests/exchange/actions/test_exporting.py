"""What goes out comes in again unchanged."""

from datetime import datetime

import pytest

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.exchange import actions, queries
from stuhlkreis.exchange.columns import recognised
from stuhlkreis.exchange.queries import EXPORTED, Sheet
from stuhlkreis.exchange.table import as_csv, as_json, as_xlsx, read_table
from stuhlkreis.exchange.words import Field
from stuhlkreis.groups.lifecycle import Audience, Channel, Medium, State, Visibility
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from tests import make
from tests.exchange.tables import sheet, whole_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(at: datetime) -> ContactPoint:
    """An office with groups of every kind: imported, made at the desk, over, without anything."""
    depression, parkinson = make.topic(name="Depression"), make.topic(name="Parkinson")
    office = make.contact_point()
    rows = (
        (
            "=Licht;Depression;18273;Güstrow;jeden 2. Dienstag im Monat, 18 Uhr;Erika Beispiel;"
            "+49 381 0000;erika@example.org;4.5.2026"
        ),
        "Neuland;Quastenflosserei;;Olten (CH);irgendwann;;;;",
    )
    actions.import_groups(
        contact_point=office, sheet=sheet(*rows), skip_bad_rows=False, at=at, by=None
    )
    desk = make.group(at=office, name="Mut", topics=(parkinson, depression))
    desk.description, desk.size, desk.external_id = "Zwei\nZeilen; mit „Zeichen“", 8, "M-1"
    desk.audience, desk.languages, desk.is_young = Audience.PARENTS, ["de", "uk"], True
    desk.is_step_free = False
    desk.save()
    desk.venue.visibility = Visibility.HIDDEN
    desk.venue.save()
    first, second = make.contact_person(of=desk), make.contact_person(of=desk)
    make.consent(by=first, channel=Channel.PHONE)
    make.consent(by=second, channel=Channel.NAME, medium=Medium.PRINT)
    gone = make.contact_person(of=make.group(at=office, name="Vorbei", state=State.DISSOLVED))
    gone.until = make.TODAY
    gone.save()
    return office


def test_our_headings_are_read_again() -> None:
    header, _ = queries.rows_of_groups(make.contact_point())
    columns = recognised(header)
    assert {field for field in Field if field in columns} == {
        *EXPORTED, Field.CONTACT_NAME, Field.PHONE, Field.EMAIL, Field.CONSENT_SINCE,
    }  # fmt: skip
    for field, index in columns.items():
        assert header[index] == str(field.label)


@pytest.mark.parametrize(
    ("write", "name"), [(as_csv, "g.csv"), (as_xlsx, "g.xlsx"), (as_json, "g.json")]
)
def test_an_exported_table_changes_nothing_when_it_is_imported(
    office: ContactPoint, at: datetime, write: type, name: str
) -> None:
    header, rows = actions.export_groups(contact_point=office, at=at, by=None)
    table = read_table(write(header, rows), name, most_bytes=10**7)
    before = whole_database()
    result = actions.import_groups(
        contact_point=office,
        sheet=Sheet(table, recognised(table.header)),
        skip_bad_rows=False,
        at=at,
        by=None,
    )
    assert result.counts == {"new": 0, "changed": 0, "same": 4, "refused": 0}
    assert whole_database() == before


def test_an_exported_table_builds_another_office(office: ContactPoint, at: datetime) -> None:
    header, rows = actions.export_groups(contact_point=office, at=at, by=None)
    table = read_table(as_csv(header, rows), "g.csv", most_bytes=10**7)
    other = make.contact_point()
    actions.import_groups(
        contact_point=other,
        sheet=Sheet(table, recognised(table.header)),
        skip_bad_rows=False,
        at=at,
        by=None,
    )
    mut = Group.objects.get(contact_point=other, name="Mut")
    assert [one.topic.slug for one in mut.group_topics.all()] == ["parkinson", "depression"]
    assert (mut.size, mut.languages, mut.is_young) == (8, ["de", "uk"], True)
    assert mut.venue.visibility == Visibility.HIDDEN
    assert mut.description == "Zwei\nZeilen; mit „Zeichen“"


def test_a_consent_for_one_channel_never_becomes_one_for_all(office: ContactPoint) -> None:
    header, rows = queries.rows_of_groups(office)
    by_name = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert by_name["=Licht"]["Einwilligung seit"] == "04.05.2026"
    assert by_name["Mut"]["Einwilligung seit"] == ""
    assert by_name["Mut"]["Einwilligungen"] == "Telefon: Internet, auf Papier, 21.11.2026 (2026-1)"
    assert by_name["Mut"]["Einwilligungen 2"].startswith("Name: gedrucktes Verzeichnis")
    assert by_name["Vorbei"]["Ansprechperson"] == ""


def test_reading_everything_is_noted(office: ContactPoint, at: datetime) -> None:
    staff = make.member(at=office)
    actions.export_groups(contact_point=office, at=at, by=staff)
    assert AuditEntry.objects.get(action="export_groups", by=staff).detail == {"groups": 4}
    with pytest.raises(Forbidden):
        actions.export_groups(contact_point=office, at=at, by=make.member())
