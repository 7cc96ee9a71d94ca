import pytest
from hypothesis import given, strategies as st

from stuhlkreis.core.text import fold, short_name, slugify, without_controls


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müritz-Straße", "mueritz strasse"),
        ("Ängste", "aengste"),
        ("Ängste", "angste"),
        ("Zöliakie", "ZOELIAKIE"),
        ("Guillain-Barré", "guillain barre"),
        ("Co-Abhängigkeit", "co abhaengigkeit"),
        ("u\u0308ber", "über"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_leaves_a_pair_after_q_alone() -> None:
    assert fold("Quelle") == "quelle"


def test_fold_separates_words_by_every_other_sign() -> None:
    assert fold("  AD(H)S,\tME/CFS – Lp(a)!") == "ad h s me cfs lp a"


def test_fold_of_nothing_readable_is_empty() -> None:
    assert fold("🙂 \u202e\x00 …") == ""


def test_without_controls_drops_what_cannot_be_stored_or_seen() -> None:
    assert without_controls("a\x00b\u202ec\ud800 d\n\te") == "abc d e"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Müde & krank", "muede-krank"),
        ("Morbus Menière", "morbus-meniere"),
        ("Straße", "strasse"),
        ("---", ""),
    ],
)
def test_slugify_spells_umlauts_out(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_folding_twice_changes_nothing_but_new_pairs(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == " ".join(folded.split())
    assert len(fold(folded)) <= len(folded)


@given(st.text())
def test_slugs_hold_nothing_an_address_would_escape(text: str) -> None:
    slug = slugify(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hanne Trost", "Hanne T."),
        (" Jo von der Aue ", "Jo A."),
        ("Hanne", "Hanne"),
        ("", ""),
    ],
)
def test_short_name_hides_the_last_name(name: str, short: str) -> None:
    assert short_name(name) == short
