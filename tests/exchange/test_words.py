"""Headings as real offices write them."""

import pytest

from stuhlkreis.exchange.words import LIKELY, PERHAPS, SURE, Field, field_of, recognised_in


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Gruppe", Field.NAME), ("title", Field.NAME), ("Name der Gruppe*", Field.NAME),
        ("Thema", Field.TOPICS), ("Stichwörter", Field.TOPICS), ("topic_words", Field.TOPICS),
        ("Diagnose / Thema", Field.TOPICS), ("PLZ", Field.POSTCODE), ("plz ", Field.POSTCODE),
        ("Ort", Field.PLACE), ("city", Field.PLACE), ("PLZ/Ort", Field.PLACE),
        ("PLZ und Ort der Gruppe", Field.PLACE), ("STRASSE", Field.STREET),
        ("Straße, Nr.", Field.STREET), ("Treffpunkt", Field.VENUE), ("Treffen", Field.MEETING),
        ("meeting_phrase", Field.MEETING), ("Termine (Turnus)", Field.MEETING),
        ("Wochentag", Field.WEEKDAY), ("Uhrzeit", Field.TIME),
        ("Ansprechpartner", Field.CONTACT_NAME), ("Ansprechpartner:in", Field.CONTACT_NAME),
        ("Ansprechpartner Telefon", Field.PHONE), ("Kontakt E-Mail", Field.EMAIL),
        ("Telefon (dienstl.)", Field.PHONE), ("Handy-Nr.", Field.MOBILE),
        ("E-Mail", Field.EMAIL), ("Vorname", Field.CONTACT_FIRST_NAME),
        ("Nachname", Field.CONTACT_NAME), ("Einwilligung seit", Field.CONSENT_SINCE),
        ("Einwilligung am", Field.CONSENT_SINCE), ("Einwilligung durch", Field.CONSENT_BY),
        ("DSGVO-Einwilligung vom", Field.CONSENT_SINCE), ("Homepage", Field.WEBSITE),
        ("Bemerkungen", Field.DESCRIPTION), ("lfd. Nr.", Field.EXTERNAL_ID),
        ("external_id", Field.EXTERNAL_ID), ("step_free", Field.STEP_FREE),
    ],
)  # fmt: skip
def test_a_heading_names_its_field(heading: str, field: Field) -> None:
    found = field_of(heading)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("heading", ["", "source_url", "Quelle", "Fax", "Geburtstag", "xyz"])
def test_other_headings_name_none(heading: str) -> None:
    assert field_of(heading) is None


def test_how_sure_we_are_is_said() -> None:
    assert field_of("Telefon") == (Field.PHONE, SURE)
    assert field_of("Telefon der Leitung") == (Field.PHONE, LIKELY)
    assert field_of("Name") == (Field.NAME, PERHAPS)


@pytest.mark.parametrize("field", Field)
def test_we_recognise_our_own_labels(field: Field) -> None:
    assert field_of(str(field.label)) == (field, SURE)
    assert field_of(field.value) in {(field, SURE), (field, PERHAPS)}


def test_a_long_text_is_no_heading() -> None:
    assert recognised_in(("Gruppe", "Ort", "Gruppe", "Treffen " * 20)) == 2
