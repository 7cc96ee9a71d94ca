"""What leaves the house is text: no spreadsheet runs it."""

import json

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.exchange.table import as_csv, as_json, as_xlsx, read_table
from stuhlkreis.exchange.table.writing import guarded, unguarded

HEADER = ("Gruppe", "Telefon")


@pytest.mark.parametrize("formula", ["=1+1", "+49 381", "-3", "@SUM(A1)", "\tx"])
def test_a_formula_is_neutralised_and_comes_back(formula: str) -> None:
    assert guarded(formula).startswith("'")
    assert unguarded(guarded(formula)) == formula


@given(st.text())
def test_guarding_never_loses_a_sign(cell: str) -> None:
    if not cell.startswith("'"):
        assert unguarded(guarded(cell)) == cell


def test_csv_opens_in_german_excel() -> None:
    written = as_csv(HEADER, [("=1+1", "0381; 5")])
    assert written == '\ufeffGruppe;Telefon\r\n\'=1+1;"0381; 5"\r\n'.encode()


def test_xlsx_holds_texts_only() -> None:
    content = as_xlsx(HEADER, [("=1+1", "03810000123")])
    read = read_table(content, "a.xlsx", most_bytes=10**6)
    assert read.rows[0].cells == ("'=1+1", "03810000123")


def test_json_names_every_cell() -> None:
    assert json.loads(as_json(HEADER, [("Müde", "5")])) == [{"Gruppe": "Müde", "Telefon": "5"}]
