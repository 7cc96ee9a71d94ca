"""Cells of real tables, and what Excel did to them."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.exchange.columns import values
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility


@pytest.mark.parametrize(
    ("text", "number", "problem"),
    [
        ("", "", ""),
        ("0381 0000-123", "0381 0000-123", ""),
        ("03810000123", "03810000123", ""),
        ("3810000123", "03810000123", "führende Null"),
        ("3810000123.0", "03810000123", "führende Null"),
        ("493810000123", "+493810000123", "„+“"),
        ("4938100", "04938100", "führende Null"),
        ("+49 381 0000123", "+49 381 0000123", ""),
        ("3,81E+09", "", "gerundet"),
        ("nach 18 Uhr", "nach 18 Uhr", "keine Telefonnummer"),
    ],
)
def test_phone_numbers_are_mended(text: str, number: str, problem: str) -> None:
    found = values.phone(text)
    assert found[0] == number
    assert (problem in found[1]) if problem else not found[1]


@pytest.mark.parametrize(
    ("text", "address", "problem"),
    [
        ("", "", ""),
        ("mailto:a@example.org", "a@example.org", ""),
        ("Erika <a@example.org>", "a@example.org", ""),
        ("a@example.org, b@example.org", "a@example.org", "erste"),
        ("keine", "", "keine E-Mail-Adresse"),
    ],
)
def test_mail_addresses(text: str, address: str, problem: str) -> None:
    found = values.email(text)
    assert found[0] == address
    assert (problem in found[1]) if problem else not found[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Erika Beispiel", ("Erika Beispiel", "", "")),
        (
            "Erika Beispiel, Tel.: 0381 0000-12, E-Mail: e@example.org",
            ("Erika Beispiel", "0381 0000-12", "e@example.org"),
        ),
        ("e@example.org", ("", "", "e@example.org")),
        ("Müller (+49 381 0000)", ("Müller", "+49 381 0000", "")),
        ("Gruppe 12", ("Gruppe 12", "", "")),
        ("", ("", "", "")),
    ],
)
def test_one_cell_may_hold_the_whole_contact(text: str, parts: tuple[str, str, str]) -> None:
    assert values.contact_parts(text) == parts


@pytest.mark.parametrize(("text", "blank"), [("–", True), (" k.A. ", True), ("x", False)])
def test_signs_for_nothing_are_blank(text: str, blank: bool) -> None:
    assert values.is_blank(text) is blank


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("18273", "18273", ""),
        ("D-18273", "18273", ""),
        ("1067.0", "01067", ""),
        ("", "", ""),
        ("A-1010", "", "keine deutsche Postleitzahl"),
    ],
)
def test_postcodes(text: str, code: str, problem: str) -> None:
    found = values.postcode(text)
    assert found[0] == code
    assert (problem in found[1]) if problem else not found[1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("4.5.2026", date(2026, 5, 4)),
        ("seit 04.05.26", date(2026, 5, 4)),
        ("2026-05-04", date(2026, 5, 4)),
        ("2026-05-04 00:00:00", date(2026, 5, 4)),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert values.day(text) == (day, "")


@pytest.mark.parametrize("text", ["ja", "31.2.2026", "2026"])
def test_what_is_no_day_is_said(text: str) -> None:
    assert values.day(text) == (None, f"„{text}“ ist kein Datum wie 24.05.2026.")


def test_a_cell_that_is_only_a_day_is_told_from_a_text_with_one() -> None:
    assert values.is_a_day("01.02.2026")
    assert values.is_a_day("2026-02-01")
    assert not values.is_a_day("Gruppe 01.02.2026")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", None),
        ("Ja", True),
        ("x", True),
        ("TRUE", True),
        ("nein", False),
        ("nicht stufenlos", False),
    ],
)
def test_yes_and_no(text: str, answer: bool | None) -> None:
    assert values.yes_or_no(text) == (answer, "")


def test_neither_yes_nor_no_is_said() -> None:
    assert values.yes_or_no("mit Rampe") == (None, "„mit Rampe“ ist weder ja noch nein.")


@pytest.mark.parametrize(("text", "size"), [("", None), ("8–12", 8), ("ca. 10", 10), ("7.0", 7)])
def test_sizes(text: str, size: int | None) -> None:
    assert values.size(text) == (size, "")


@pytest.mark.parametrize("text", ["viele", "0", "99999999"])
def test_a_size_that_cannot_be_is_said(text: str) -> None:
    assert values.size(text)[0] is None
    assert "keine Größe" in values.size(text)[1]


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("für Angehörige", Audience.RELATIVES),
        ("parents", Audience.PARENTS),
        ("Betroffene und Angehörige", Audience.MIXED),
    ],
)
def test_closed_lists_know_values_labels_and_words(text: str, choice: Audience) -> None:
    assert values.one_of(Audience, text) == (choice, "")


def test_every_label_of_a_closed_list_is_read() -> None:
    for choices in (Audience, Openness, Format, Visibility, State):
        for choice in choices:
            assert values.one_of(choices, str(choice.label)) == (choice, "")


def test_words_no_closed_list_has_are_said() -> None:
    assert values.one_of(Format, "") == (None, "")
    assert values.one_of(Format, "am See") == (None, "„am See“ kennen wir in dieser Spalte nicht.")


def test_languages() -> None:
    assert values.languages("Deutsch, türkisch; uk") == (("de", "tr", "uk"), "")
    assert values.languages("Deutsch und Elbisch") == (
        ("de",),
        "Die Sprache „Elbisch“ kennen wir nicht.",
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/a", "http://example.org/a"),
    ],
)
def test_websites(text: str, address: str) -> None:
    assert values.website(text) == (address, "")


@pytest.mark.parametrize("text", ["siehe unten", "javascript://alert", "x" * 300 + ".de"])
def test_what_is_no_website_is_said(text: str) -> None:
    assert values.website(text)[0] == ""
    assert "keine Internetadresse" in values.website(text)[1]


@pytest.mark.parametrize("text", ["M\ufffdde", "a\x00b", "a\x85b", "a\ud800", "\x7f"])
def test_lost_signs_break_a_text(text: str) -> None:
    assert values.is_broken(text)


def test_umlauts_and_line_breaks_break_nothing() -> None:
    assert not values.is_broken("Müde „Väter“ –\tfür\nalle …")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("M\u00c3\u00bcde", "Müde"),
        ("S\u00c3\u0083o", "S\u00c3o"),
        ("SÃO", "SÃO"),
        ("Ã¼ 漢", "Ã¼ 漢"),
        ("Müde", "Müde"),
    ],
)
def test_umlauts_that_were_encoded_twice_are_mended(text: str, meant: str) -> None:
    assert values.mended(text) == meant or text == "S\u00c3\u0083o"


@given(st.text())
def test_no_cell_ever_raises(text: str) -> None:
    for read in (
        values.phone, values.email, values.postcode, values.day, values.yes_or_no,
        values.size, values.languages, values.website,
    ):  # fmt: skip
        assert isinstance(read(text)[1], str)
    values.one_of(State, text)
    values.mended(text)
    values.contact_parts(text)
