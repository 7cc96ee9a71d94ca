"""Which field stands in which column."""

import pytest

from stuhlkreis.exchange.columns import mapping_from, recognised, said_mapping
from stuhlkreis.exchange.errors import MappingNotReadable
from stuhlkreis.exchange.words import Field

HEADER = ("Gruppe", "Name", "Ort", "Telefon", "Bemerkung")


def test_name_beside_a_group_is_the_persons() -> None:
    assert recognised(HEADER) == {
        Field.NAME: 0,
        Field.PLACE: 2,
        Field.CONTACT_NAME: 1,
        Field.PHONE: 3,
        Field.DESCRIPTION: 4,
    }


def test_name_alone_is_the_groups() -> None:
    assert recognised(("xyz", "Name", "Ort")) == {Field.NAME: 1, Field.PLACE: 2}


def test_of_two_headings_the_surer_counts_then_the_first() -> None:
    columns = recognised(("Telefon abends", "Telefon", "Tel.", "Gruppe"))
    assert columns[Field.PHONE] == 1


@pytest.mark.parametrize(
    "text",
    [
        "name=Name\nplace = ort\n# Kommentar\n\nAnsprechperson=",
        '{"name": "Name", "Ort": "ORT", "contact_name": null}',
    ],
)
def test_a_person_may_say_it_otherwise(text: str) -> None:
    assert said_mapping(text, HEADER) == {
        Field.NAME: 1,
        Field.PLACE: 2,
        Field.PHONE: 3,
        Field.DESCRIPTION: 4,
    }


def test_a_field_may_be_called_as_offices_call_it() -> None:
    assert said_mapping("Stadt=Bemerkung", HEADER)[Field.PLACE] == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{not json", "kein gültiges JSON"),
        ("name Gruppe", "keine Zuordnung wie „name=Gruppe“"),
        ("name=Verein", "Eine Spalte „Verein“ hat die Tabelle nicht"),
        ("xyz=Gruppe", "Ein Feld „xyz“ gibt es nicht"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(MappingNotReadable, match=sentence):
        said_mapping(text, HEADER)


def test_what_was_stored_is_read_again_and_nonsense_left_out() -> None:
    stored = {"name": 1, "place": 9, "phone": "3", "nonsense": 0, "email": -1}
    assert mapping_from(stored, width=5) == {Field.NAME: 1}
