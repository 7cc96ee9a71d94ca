"""Place names in their parts."""

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.regions.names import fits, stripped, take_apart


@pytest.mark.parametrize(
    ("text", "head", "additions"),
    [
        ("Frankfurt/Main", "frankfurt", ("main",)),
        ("Frankfurt a. M.", "frankfurt", ("m",)),
        ("Frankfurt (O.)", "frankfurt", ("o",)),
        ("Rothenburg o.d.T.", "rothenburg", ("t",)),
        ("Weiden i. d. OPf.", "weiden", ("oberpfalz",)),
        ("St. Peter-Ording", "sankt peter ording", ()),
        ("Altdorf (Kreis Böblingen)", "altdorf", ("boblingen",)),
        ("Bad Frankenhausen/Kyffhäuser", "bad frankenhausen", ("kyffhauser",)),
        ("Am Salzhaff", "am salzhaff", ()),
        ("Hannoversch Münden", "hann munden", ()),
        (" - ", "", ()),
    ],
)
def test_names_are_taken_apart(text: str, head: str, additions: tuple[str, ...]) -> None:
    name = take_apart(text)
    assert (name.head, name.additions) == (head, additions)
    assert name.whole == " ".join((head, *additions))


def test_spellings_that_fold_alike_are_kept_apart() -> None:
    assert take_apart("Neuenkirchen").head == take_apart("Neunkirchen").head
    assert take_apart("Neuenkirchen").spelling != take_apart("Neunkirchen").spelling
    assert take_apart("Lübz").spelling == take_apart("LUEBZ").spelling


def test_signs_in_a_name_are_noticed() -> None:
    assert take_apart("Plau (See)").is_split
    assert not take_apart("Plau am See").is_split
    assert take_apart("Ribnitz-Damgarten").is_joined


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hansestadt Rostock", "Rostock"),
        ("Hanse- und Universitätsstadt Rostock", "Rostock"),
        ("Raum Teterow und Umgebung", "Teterow"),
        ("bei", "bei"),
        ("Stadt", "Stadt"),
        ("", ""),
    ],
)
def test_words_beside_the_name_are_taken_off(text: str, plain: str) -> None:
    assert stripped(text) == plain


def test_abbreviations_fit_in_both_directions() -> None:
    assert fits("m", frozenset({"main"}))
    assert fits("weinstrasse", frozenset({"weinstr"}))
    assert not fits("bystrand", frozenset({"by"}))
    assert not fits("oder", frozenset({"main"}))


@given(st.text())
def test_any_text_can_be_taken_apart(text: str) -> None:
    take_apart(text)
    stripped(text)
