"""What one row says: values where they are safe, a German sentence where they are not."""

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from stuhlkreis.exchange.columns import recognised
from stuhlkreis.exchange.queries.placing import Placing
from stuhlkreis.exchange.queries.saying import Contact, Reader, Saying
from stuhlkreis.exchange.table import Row
from stuhlkreis.exchange.table.text import UNCLOSED
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility
from stuhlkreis.regions.places import Point
from stuhlkreis.topics.catalogue import shipped

TODAY = date(2026, 11, 21)
GUESTROW = Point(53.79, 12.18)


def said(**cells: str) -> Saying:
    """The row whose columns are named like the fields."""
    return said_with((), cells)


def said_with(notes: tuple[str, ...], cells: dict[str, str]) -> Saying:
    header = tuple(cells)
    reader = Reader(recognised(header), shipped(), Placing(GUESTROW), TODAY)
    return reader.read(Row(2, tuple(cells.values()), notes))


def test_a_full_row_is_read() -> None:
    row = said(
        Gruppe="Licht am Morgen",
        Thema="Depression",
        PLZ="18273",
        Ort="Güstrow",
        Straße="Marktstraße 1",
        Treffpunkt="Haus am Markt",
        Treffen="jeden 2. Dienstag im Monat, 18 Uhr",
        Ansprechperson="Erika Beispiel",
        Telefon="3843000012",
        Website="licht.example.org",
        Größe="8",
        Kennung="G-7",
        Sprache="deutsch, englisch",
        Stufenlos="ja",
        Format="hybrid",
        Offen="offen",
        Sichtbarkeit="auf Anfrage",
        Stand="macht Pause",
        Beschreibung="Wir reden.\nUnd schweigen.",
    )
    assert not row.is_refused
    assert row.draft.topic_slugs == ("depression",)
    assert (row.draft.place.postcode, row.draft.place.place) == ("18273", "Güstrow")
    assert (row.draft.place.street, row.draft.place.name) == ("Marktstraße 1", "Haus am Markt")
    assert row.draft.place.lat == pytest.approx(53.79, abs=0.1)
    assert row.draft.place.district_ags == "13072"
    assert row.draft.place.visibility == Visibility.ON_REQUEST
    assert row.reading.rules == ("FREQ=MONTHLY;BYDAY=2TU",)
    assert row.draft.languages == ("de", "en")
    assert row.draft.is_step_free is True
    assert (row.draft.format, row.draft.openness) == (Format.HYBRID, Openness.OPEN)
    assert (row.draft.size, row.draft.external_id) == (8, "G-7")
    assert row.draft.website == "https://licht.example.org"
    assert row.draft.description == "Wir reden.\nUnd schweigen."
    assert row.state == State.PAUSED
    assert row.contact == Contact("Erika Beispiel", "03843000012", "")
    assert row.problems == ("Telefon: Der Telefonnummer fehlte die führende Null.",)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "Name der Gruppe fehlt"),
        ("–", "Name der Gruppe fehlt"),
        ("M\ufffdde Väter", "Text ist beschädigt"),
        ("Gruppe\x00", "Text ist beschädigt"),
    ],
)
def test_only_a_missing_name_and_broken_text_are_refused(name: str, reason: str) -> None:
    row = said(Gruppe=name, Ort="Atlantis", Thema="xyz", Treffen="irgendwann")
    assert row.is_refused
    assert reason in row.problems[0]


def test_everything_else_is_a_problem_and_the_row_is_taken() -> None:
    row = said(
        Gruppe="01.02.2026",
        Thema="Quastenflosserei",
        PLZ="99999",
        Ort="Olten (CH)",
        Treffen="irgendwann im Mai",
        Telefon="3,81E+09",
        **{"E-Mail": "keine", "Stufenlos": "vielleicht", "Website": "siehe unten"},
    )
    assert not row.is_refused
    assert row.unknown_words == ("Quastenflosserei",)
    assert (row.draft.place.lat, row.draft.place.place) == (None, "Olten (CH)")
    told = " ".join(row.problems)
    for words in (
        "Der Name ist ein Datum",
        "„Quastenflosserei“ ist noch kein Thema",
        "Treffen:",
        "Postleitzahl 99999 kennen wir nicht",
        "„Olten (CH)“ kennen wir nicht",
        "gerundet",
        "keine E-Mail-Adresse",
        "weder ja noch nein",
        "keine Internetadresse",
    ):
        assert words in told


def test_the_topic_may_stand_in_the_name() -> None:
    assert said(Gruppe="Depression Güstrow", Thema="").draft.topic_slugs == ("depression",)


def test_topics_by_their_names_keep_their_order() -> None:
    row = said(Gruppe="A", Thema="Parkinson; Depression")
    assert row.draft.topic_slugs == ("parkinson", "depression")
    assert row.unknown_words == ()


@pytest.mark.parametrize(
    ("name", "topics", "audience"),
    [
        ("Für Angehörige von Menschen mit Demenz", "Demenz", Audience.RELATIVES),
        ("Blaue Stunde", "Alkohol, Angehörige", Audience.MIXED),
        ("Elternkreis", "Drogen", Audience.PARENTS),
        ("Blaue Stunde", "Alkohol", Audience.AFFECTED),
    ],
)
def test_for_whom_a_group_is(name: str, topics: str, audience: Audience) -> None:
    assert said(Gruppe=name, Thema=topics).draft.audience == audience


def test_a_column_says_for_whom_before_any_guess() -> None:
    row = said(Gruppe="Für Angehörige", Thema="Demenz", Zielgruppe="alle")
    assert row.draft.audience == Audience.MIXED
    assert "audience" in row.given


def test_young_groups_are_seen() -> None:
    assert said(Gruppe="Junge Menschen mit Depression", Thema="Depression").draft.is_young
    assert "is_young" in said(Gruppe="A", Jung="nein").given
    assert not said(Gruppe="Junge Witwen", Thema="Trauer", Jung="nein").draft.is_young


def test_only_what_a_row_states_is_given() -> None:
    row = said(Gruppe="A", Thema="Demenz", Ort="", Treffen="", Format="")
    assert row.given == {"name", "topic_slugs"}
    assert row.given_of_place == frozenset()
    assert said(Gruppe="A", Ort="18273 Güstrow").given_of_place == {"place", "postcode"}
    assert said(Gruppe="A", PLZ="18273", Sichtbarkeit="Ort").given_of_place == {
        "postcode",
        "visibility",
    }


def test_a_row_without_a_place_says_so() -> None:
    assert "Weder Ort noch Postleitzahl" in said(Gruppe="A", Thema="Demenz").problems[0]


def test_a_postcode_alone_names_its_place() -> None:
    place = said(Gruppe="A", PLZ="18273").draft.place
    assert (place.postcode, place.place) == ("18273", "Güstrow")


def test_an_unknown_postcode_alone_is_kept() -> None:
    place = said(Gruppe="A", PLZ="99999").draft.place
    assert (place.postcode, place.place, place.lat) == ("99999", "", None)


def test_a_postcode_may_stand_before_the_place() -> None:
    place = said(Gruppe="A", Ort="18273 Güstrow").draft.place
    assert (place.postcode, place.place) == ("18273", "Güstrow")


def test_a_place_that_exists_more_than_once_is_asked_back_with_examples() -> None:
    row = said(Gruppe="A", Ort="Schorndorf")
    assert row.draft.place.lat is None
    assert "gibt es mehrmals" in row.problems[-1]
    assert "Zum Beispiel: Schorndorf (" in row.problems[-1]


def test_weekday_and_time_may_stand_in_columns_of_their_own() -> None:
    row = said(Gruppe="A", Wochentag="jeden Dienstag", Uhrzeit="18:30")
    assert row.draft.meeting_phrase == "jeden Dienstag, 18:30 Uhr"
    assert row.reading.rules == ("FREQ=WEEKLY;BYDAY=TU",)
    assert row.reading.start == "18:30"


def test_fortnightly_meetings_ask_for_a_first_date() -> None:
    row = said(Gruppe="A", Treffen="alle 14 Tage dienstags")
    assert any("von dem an gezählt wird" in problem for problem in row.problems)


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    row = said(Gruppe="A" * 300, Beschreibung="b" * 3000, Treffen="dienstags " * 100)
    assert len(row.draft.name) == 200
    assert len(row.draft.description) == 2000
    assert len(row.draft.meeting_phrase) <= 500
    assert sum("Zeichen werden übernommen" in problem for problem in row.problems) == 2
    assert any("wird gekürzt" in problem for problem in row.problems)


def test_marks_of_the_file_are_told() -> None:
    row = said_with((UNCLOSED,), {"Gruppe": "M\u00c3\u00bcde"})
    assert row.draft.name == "Müde"
    assert row.problems[:2] == (
        "Ein Anführungszeichen wird nicht geschlossen.",
        "Umlaute waren falsch gespeichert und wurden berichtigt.",
    )


def test_two_numbers_and_two_names_of_a_contact_person() -> None:
    row = said(Gruppe="A", Vorname="Erika", Nachname="Beispiel", Telefon="", Handy="0170 0000")
    assert row.contact == Contact("Erika Beispiel", "0170 0000", "")
    both = said(Gruppe="A", Telefon="0381 0000", Handy="0170 0000")
    assert both.contact.phone == "0381 0000"
    assert any("zweite Nummer" in problem for problem in both.problems)


def test_a_contact_may_stand_in_one_cell() -> None:
    row = said(Gruppe="A", Kontakt="Erika Beispiel, Tel. 0381 0000 12, e@example.org")
    assert row.contact == Contact("Erika Beispiel", "0381 0000 12", "e@example.org")
    assert not said(Gruppe="A", Kontakt="–", Telefon="-").contact


def test_a_consent_counts_with_its_date_and_person() -> None:
    row = said(Gruppe="A", Telefon="0381 0000", **{"Einwilligung seit": "4.5.2026"})
    assert row.consent_since == date(2026, 5, 4)
    by = {"Einwilligung seit": "4.5.2026", "Einwilligung durch": "Erika Beispiel"}
    assert said(Gruppe="A", **by).contact == Contact("Erika Beispiel")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Einwilligung seit": "ja", "Telefon": "0381 0000"}, "kein Datum"),
        ({"Einwilligung seit": "4.5.2027", "Telefon": "0381 0000"}, "liegt in der Zukunft"),
        ({"Einwilligung seit": "4.5.2026"}, "fehlt die Ansprechperson"),
        ({"Einwilligung durch": "Erika"}, "nur mit ihrem Datum"),
    ],
)
def test_other_consents_do_not_count(cells: dict[str, str], problem: str) -> None:
    row = said(Gruppe="A", **cells)
    assert row.consent_since is None
    assert any(problem in told for told in row.problems)


def test_a_guarded_formula_is_read_as_it_was() -> None:
    assert said(Gruppe="A", Telefon="'+49 381 0000").contact.phone == "+49 381 0000"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(
    ["Gruppe", "Thema", "PLZ", "Ort", "Treffen", "Telefon", "E-Mail", "Größe", "Website"]
), st.text(max_size=40)))  # fmt: skip
def test_no_row_ever_raises(cells: dict[str, str]) -> None:
    row = said(**{"Gruppe": "A", **cells})
    assert row.is_refused or row.draft.name
