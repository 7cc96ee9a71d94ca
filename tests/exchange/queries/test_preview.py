"""What an import would do, row by row."""

import pytest
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.exchange import queries
from stuhlkreis.exchange.errors import NoNameColumn
from stuhlkreis.groups.lifecycle import Channel, Medium, State
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from tests import make
from tests.exchange.tables import sheet

pytestmark = pytest.mark.django_db

LICHT = "Licht;Depression;18273;Güstrow;dienstags 18 Uhr;;;;"


@pytest.fixture
def office() -> ContactPoint:
    make.topic(name="Depression")
    return make.contact_point()


def outcomes(office: ContactPoint, *rows: str, header: str = "") -> list[str]:
    table = sheet(*rows, header=header) if header else sheet(*rows)
    return [row.outcome.value for row in queries.preview(office, table, on=make.TODAY).rows]


def problems(office: ContactPoint, *rows: str, header: str = "") -> tuple[str, ...]:
    table = sheet(*rows, header=header) if header else sheet(*rows)
    return queries.preview(office, table, on=make.TODAY).rows[-1].problems


def test_a_table_without_a_column_for_the_name_is_asked_back(office: ContactPoint) -> None:
    with pytest.raises(NoNameColumn, match="„Ort“, „Treffen“"):
        queries.preview(office, sheet("A;B", header="Ort;Treffen"), on=make.TODAY)


def test_rows_are_new_or_refused(office: ContactPoint) -> None:
    read = queries.preview(office, sheet(LICHT, ";Depression;;;;;;;"), on=make.TODAY)
    assert queries.counts_of(read.rows) == {"new": 1, "changed": 0, "same": 0, "refused": 1}
    assert [row.line for row in read.refused] == [3]
    assert [row.line for row in read.odd] == [3]


def test_the_json_of_a_row_is_the_contracts(office: ContactPoint) -> None:
    row = queries.preview(office, sheet(LICHT), on=make.TODAY).rows[0].as_json()
    assert row == {
        "line": 2,
        "name": "Licht",
        "topics": ["depression"],
        "unknown_words": [],
        "place": "Güstrow",
        "postcode": "18273",
        "lat": row["lat"],
        "lon": row["lon"],
        "rules": ["FREQ=WEEKLY;BYDAY=TU"],
        "start": "18:00",
        "outcome": "new",
        "problems": [],
    }


def test_the_same_group_is_found_by_name_and_place(office: ContactPoint) -> None:
    make.group(at=office, name="Licht")
    assert outcomes(office, "LICHT;;;güstrow;;;;;") == ["changed"]
    assert outcomes(office, "Licht;;;Rostock;;;;;") == ["new"]
    assert outcomes(make.contact_point(), "Licht;;;Güstrow;;;;;") == ["new"]


def test_the_same_group_is_found_by_its_id_first(office: ContactPoint) -> None:
    header = "Gruppe;Ort;ID"
    Group.objects.filter(pk=make.group(at=office, name="Licht").pk).update(external_id="7")
    make.group(at=office, name="Mut")
    assert outcomes(office, "Ganz anders;Wismar;7", header=header) == ["changed"]
    assert outcomes(office, "Licht;Güstrow;8", header=header) == ["new"]
    assert outcomes(office, "Mut;Güstrow;9", header=header) == ["changed"]
    assert outcomes(office, "Licht;Güstrow;", header=header) == ["same"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Licht;Güstrow;", "licht;Guestrow;"),
        ("A;B;7", "C;D;7"),
        ("A;B;", "A;B;7"),
        ("A;B;7", "A;B;"),
    ],
)
def test_a_group_that_is_named_twice_is_imported_once(
    office: ContactPoint, first: str, second: str
) -> None:
    header = "Gruppe;Ort;ID"
    assert outcomes(office, first, second, header=header) == ["new", "same"]
    said = problems(office, first, second, header=header)
    assert said[0] == "Zeile 3 nennt dieselbe Gruppe wie Zeile 2."


def test_a_known_group_that_is_named_twice_changes_once(office: ContactPoint) -> None:
    make.group(at=office, name="Licht")
    rows = ("Licht;;;Güstrow;dienstags 18 Uhr;;;;", "Licht;;;Güstrow;freitags 18 Uhr;;;;")
    assert outcomes(office, *rows) == ["changed", "same"]


def test_two_groups_of_one_name_with_ids_of_their_own_stay_two(office: ContactPoint) -> None:
    assert outcomes(office, "A;B;7", "A;B;8", header="Gruppe;Ort;ID") == ["new", "new"]


def test_an_empty_cell_changes_nothing(office: ContactPoint) -> None:
    make.group(at=office, name="Licht", topics=(make.topic(name="Depression"),))
    assert outcomes(office, "Licht;;;Güstrow;;;;;") == ["same"]
    assert outcomes(office, "Licht;Depression;18273;Güstrow;;;;;") == ["same"]


def test_what_the_desk_has_changed_is_listed_and_kept(office: ContactPoint) -> None:
    group = make.group(at=office, name="Licht")
    Group.objects.filter(pk=group.pk).update(
        edited_fields=["meeting_phrase"], meeting_phrase="freitags"
    )
    row = "Licht;;;Güstrow;dienstags 18 Uhr;;;;"
    assert outcomes(office, row) == ["same"]
    assert problems(office, row) == ("Treffen: am Arbeitsplatz geändert, bleibt so.",)


def test_a_place_that_moved_takes_its_position_along(office: ContactPoint) -> None:
    Group.objects.filter(pk=make.group(at=office, name="Licht").pk).update(external_id="7")
    read = queries.preview(office, sheet("Licht;Rostock;7", header="Gruppe;Ort;ID"), on=make.TODAY)
    place = read.rows[0].draft.place
    assert (place.place, place.postcode, place.district_ags) == ("Rostock", "", "13003")
    assert place.street == "Marktstraße 1"


def test_a_group_without_a_position_gets_one(office: ContactPoint) -> None:
    group = make.group(at=office, name="Licht")
    group.venue.lat = group.venue.lon = None
    group.venue.save()
    read = queries.preview(office, sheet("Licht;;;Güstrow;;;;;"), on=make.TODAY)
    assert read.rows[0].draft.place.lat is not None
    assert read.rows[0].outcome == queries.Outcome.CHANGED


def test_the_state_is_the_desks_to_change(office: ContactPoint) -> None:
    make.group(at=office, name="Licht")
    header = "Gruppe;Ort;Stand"
    assert (
        "auf das Wort der Gruppe" in problems(office, "Licht;Güstrow;aufgelöst", header=header)[0]
    )
    assert problems(office, "Licht;Güstrow;aktiv", header=header) == ()
    assert "„aufgelöst“" in problems(office, "Mut;Güstrow;aufgelöst", header=header)[0]
    assert "Kein Thema" in problems(office, "Mut;Güstrow;aufgelöst", header=header)[1]
    assert outcomes(office, "Mut;Güstrow;in Planung", header=header) == ["new"]


HEADER = "Gruppe;Ort;Ansprechperson;Telefon;E-Mail;Einwilligung seit"


def with_person(office: ContactPoint, since: str = "", phone: str = "0381 0000 123") -> str:
    group = make.group(at=office, name="Licht")
    person = make.contact_person(of=group)
    return f"Licht;Güstrow;Erika Beispiel;{phone};{person.email};{since}"


def test_a_contact_person_is_added_only_where_there_was_none(office: ContactPoint) -> None:
    row = with_person(office)
    assert outcomes(office, row, header=HEADER) == ["same"]
    make.group(at=office, name="Mut")
    assert outcomes(office, "Mut;Güstrow;Erika;;;", header=HEADER) == ["changed"]


def test_another_contact_person_is_told_not_written(office: ContactPoint) -> None:
    row = with_person(office, phone="0381 0000 999")
    assert outcomes(office, row, header=HEADER) == ["same"]
    assert "weicht ab" in problems(office, row, header=HEADER)[0]


def test_a_contact_person_who_left_does_not_come_back(office: ContactPoint) -> None:
    row = with_person(office)
    person = Group.objects.get().contact_persons.get()
    person.until = make.TODAY
    person.save()
    assert outcomes(office, row, header=HEADER) == ["same"]
    assert "spricht nicht mehr" in problems(office, row, header=HEADER)[0]


def test_a_group_that_is_over_gets_no_contact_person(office: ContactPoint) -> None:
    make.group(at=office, name="Licht", state=State.DISSOLVED)
    assert outcomes(office, "Licht;Güstrow;Erika;;;", header=HEADER) == ["same"]


def test_a_paper_is_recorded_for_channels_that_have_none(office: ContactPoint) -> None:
    row = with_person(office, since="4.5.2026")
    person = Group.objects.get().contact_persons.get()
    make.consent(by=person, channel=Channel.PHONE)
    make.consent(by=person, channel=Channel.EMAIL, medium=Medium.PRINT)
    change = queries.preview(office, sheet(row, header=HEADER), on=make.TODAY).rows[0].change
    assert change is not None
    assert change.contact.consents == (Channel.NAME, Channel.EMAIL)


def test_a_withdrawn_consent_does_not_come_back_with_its_paper(office: ContactPoint) -> None:
    row = with_person(office, since="4.5.2026")
    person = Group.objects.get().contact_persons.get()
    for channel in Channel:
        consent = make.consent(by=person, channel=channel)
        consent.withdrawn_on = make.TODAY
        consent.save()
    assert outcomes(office, row, header=HEADER) == ["same"]
    assert "widerrufen" in problems(office, row, header=HEADER)[0]


def test_the_number_of_queries_does_not_grow_with_the_table(
    office: ContactPoint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.contact_person(of=make.group(at=office, name="A"))
    rows = ["A;;;Güstrow;;;;;"]
    with django_assert_num_queries(8):
        outcomes(office, *rows)
    for name in ("B", "C"):
        make.contact_person(of=make.group(at=office, name=name))
        rows.append(f"{name};;;Güstrow;;;;;")
    with django_assert_num_queries(8):
        outcomes(office, *rows)
