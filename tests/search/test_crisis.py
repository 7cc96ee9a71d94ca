"""Words that sound like danger bring help first; ordinary words do not."""

import pytest

from stuhlkreis.search.crisis import sounds_like_danger


@pytest.mark.parametrize(
    "text",
    [
        "Suizid",
        "suizidgedanken",
        "Angehörige nach Suizid",
        "SELBSTMORD",
        "ich will nicht mehr leben",
        "Ich möchte sterben",
        "mein Mann schlägt mich",
        "mein mann schlaegt mich",
        "häusliche Gewalt",
        "Selbstmort",
        "kill myself",
    ],
)
def test_danger_is_heard(text: str) -> None:
    assert sounds_like_danger(text)


@pytest.mark.parametrize(
    "text",
    ["", "Depression", "Trauer", "Sterbebegleitung", "Trennung", "leben mit Krebs", "schlagen"],
)
def test_ordinary_words_stay_ordinary(text: str) -> None:
    assert not sounds_like_danger(text)
