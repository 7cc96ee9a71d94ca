"""All of a table or nothing of it, and the same table again changes nothing."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.exchange.actions import import_groups
from stuhlkreis.exchange.actions.importing import ImportResult
from stuhlkreis.exchange.errors import RowsRefused
from stuhlkreis.exchange.queries import result_of
from stuhlkreis.groups.actions import change_group
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium, Source, State, Visibility
from stuhlkreis.groups.models import Consent, ContactPerson, Group
from stuhlkreis.groups.queries import draft_of, public_group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import UnknownWord
from tests import make
from tests.exchange.tables import sheet, whole_database

pytestmark = pytest.mark.django_db

ROWS = (
    (
        "Licht;Depression;18273;Güstrow;jeden 2. Dienstag im Monat, 18 Uhr;Erika Beispiel;"
        "3843000012;erika@example.org;4.5.2026"
    ),
    "Mut;Häusliche Gewalt;;Teterow;;Max Muster;;max@example.org;",
    "Neuland;Quastenflosserei;1067;;irgendwann;;;;",
)


@pytest.fixture
def office() -> ContactPoint:
    make.topic(name="Depression")
    make.topic(name="Häusliche Gewalt", is_sensitive=True)
    return make.contact_point()


def imported(
    office: ContactPoint, at: datetime, *rows: str, skip: bool = False, header: str = ""
) -> ImportResult:
    table = sheet(*rows, header=header) if header else sheet(*rows)
    return import_groups(contact_point=office, sheet=table, skip_bad_rows=skip, at=at, by=None)


def test_a_table_becomes_groups_with_all_they_have(office: ContactPoint, at: datetime) -> None:
    result = imported(office, at, *ROWS)
    assert result.counts == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    licht = Group.objects.get(name="Licht")
    assert licht.state == State.ACTIVE
    assert licht.state_changes.get().source == Source.IMPORT
    assert licht.series.get().rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert licht.venue.district_ags == "13072"
    assert licht.edited_fields == []
    assert Group.objects.get(name="Neuland").group_topics.count() == 0


def test_the_day_of_the_import_confirms_no_group(office: ContactPoint, at: datetime) -> None:
    imported(office, at, *ROWS)
    assert set(Group.objects.values_list("confirmed_on", flat=True)) == {None}


def test_the_same_table_again_writes_no_row(office: ContactPoint, at: datetime) -> None:
    imported(office, at, *ROWS)
    before = whole_database()
    result = imported(office, at.replace(hour=15), *ROWS)
    assert result.counts == {"new": 0, "changed": 0, "same": 3, "refused": 0}
    assert result.entry is None
    assert whole_database() == before


def test_nothing_is_written_while_a_row_is_refused(office: ContactPoint, at: datetime) -> None:
    before = whole_database()
    with pytest.raises(RowsRefused, match=r"Zeile 5 kann nicht .* nichts gespeichert") as caught:
        imported(office, at, *ROWS, ";Depression;;Rostock;;;;;")
    assert whole_database() == before
    assert caught.value.told["refused"] == 1
    assert caught.value.told["rows"][3]["problems"] == ["Der Name der Gruppe fehlt."]
    with pytest.raises(RowsRefused, match="2 Zeilen können nicht"):
        imported(office, at, ";;;Rostock;;;;;", ";;;Rostock;;;;;")


def test_refused_rows_may_be_skipped(office: ContactPoint, at: datetime) -> None:
    result = imported(office, at, *ROWS, ";Depression;;Rostock;;;;;", skip=True)
    assert result.counts["refused"] == 1
    assert Group.objects.count() == 3
    assert result.as_json()["new"] == 3


def test_a_changed_row_changes_its_group_and_no_other(office: ContactPoint, at: datetime) -> None:
    imported(office, at, *ROWS)
    result = imported(office, at, ROWS[0].replace("2. Dienstag", "3. Freitag"), *ROWS[1:])
    assert result.counts == {"new": 0, "changed": 1, "same": 2, "refused": 0}
    licht = Group.objects.get(name="Licht")
    assert licht.series.get().rule == "FREQ=MONTHLY;BYDAY=3FR"
    assert licht.edited_fields == []


def test_a_group_the_desk_renamed_is_still_the_same(office: ContactPoint, at: datetime) -> None:
    imported(office, at, *ROWS)
    licht = Group.objects.get(name="Licht")
    draft = replace(draft_of(licht), name="Licht und Schatten")
    change_group(group=licht, draft=draft, at=at, by=make.member(at=office))
    result = imported(office, at, *ROWS)
    assert result.counts["same"] == 3
    assert result.rows[0].problems[-1] == "Name: am Arbeitsplatz geändert, bleibt so."
    licht.refresh_from_db()
    assert licht.name == "Licht und Schatten"


def test_contact_data_are_sealed_and_shown_nowhere(office: ContactPoint, at: datetime) -> None:
    imported(office, at, ROWS[1])
    person = ContactPerson.objects.get()
    assert (person.name, person.email) == ("Max Muster", "max@example.org")
    assert "max@example.org" not in str(ContactPerson.objects.values_list("email").get())
    group = Group.objects.get()
    public = public_group(group, on=make.TODAY, now=at)
    assert not public.contacts


def test_a_marked_row_records_the_consent_on_paper(office: ContactPoint, at: datetime) -> None:
    imported(office, at, ROWS[0])
    consents = Consent.objects.all()
    assert {consent.channel for consent in consents} == set(Channel)
    assert {consent.medium for consent in consents} == {Medium.WEB}
    for consent in consents:
        assert consent.way == ConsentWay.PAPER
        assert consent.text_version == "Papier"
        assert consent.given_on == date(2026, 5, 4)


def test_a_mark_that_comes_later_is_recorded_for_the_known_person(
    office: ContactPoint, at: datetime
) -> None:
    imported(office, at, ROWS[0].removesuffix("4.5.2026"))
    assert not Consent.objects.exists()
    result = imported(office, at, ROWS[0])
    assert result.counts["changed"] == 1
    assert Consent.objects.count() == 3
    assert imported(office, at, ROWS[0]).counts["same"] == 1


def test_a_contact_that_comes_later_is_added(office: ContactPoint, at: datetime) -> None:
    imported(office, at, "Licht;;;Güstrow;;;;;")
    assert imported(office, at, "Licht;;;Güstrow;;Erika;;;").counts["changed"] == 1
    assert ContactPerson.objects.get().name == "Erika"


def test_the_place_of_a_sensitive_topic_is_shown_on_request(
    office: ContactPoint, at: datetime
) -> None:
    imported(office, at, *ROWS)
    assert Group.objects.get(name="Mut").venue.visibility == Visibility.ON_REQUEST
    assert Group.objects.get(name="Licht").venue.visibility == Visibility.DISTRICT


def test_unknown_words_wait_for_an_editor_and_are_counted_once(
    office: ContactPoint, at: datetime
) -> None:
    imported(office, at, *ROWS)
    imported(office, at, *ROWS)
    word = UnknownWord.objects.get()
    assert (word.word, word.seen_count) == ("Quastenflosserei", 1)


@pytest.mark.parametrize(
    ("word", "state"),
    [("aktiv", State.ACTIVE), ("ruht", State.PAUSED), ("geplant", State.FOUNDING),
     ("aufgelöst", State.PAUSED), ("", State.ACTIVE)],
)  # fmt: skip
def test_a_group_begins_as_the_table_says(
    office: ContactPoint, at: datetime, word: str, state: State
) -> None:
    imported(office, at, f"Licht;Güstrow;{word}", header="Gruppe;Ort;Stand")
    assert Group.objects.get().state == state


def test_what_was_written_is_told_to_the_office_only(office: ContactPoint, at: datetime) -> None:
    result = imported(office, at, *ROWS)
    assert result.entry is not None
    assert result_of(office, result.entry).detail["new"] == 3
    with pytest.raises(AuditEntry.DoesNotExist):
        result_of(make.contact_point(), result.entry)


def test_people_of_another_office_may_not_import(office: ContactPoint, at: datetime) -> None:
    with pytest.raises(Forbidden):
        import_groups(
            contact_point=office, sheet=sheet(*ROWS), skip_bad_rows=False, at=at, by=make.member()
        )
