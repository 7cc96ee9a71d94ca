from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from stuhlkreis.groups.rhythm import Reading, dates, read
from stuhlkreis.groups.rhythm.rule import EVEN_WEEKS, ODD_WEEKS
from stuhlkreis.groups.rhythm.vocabulary import WORDS

Row = tuple[str, list[str], str, str]
YEARS = {"first": date(2026, 1, 1), "until": date(2027, 12, 31), "anchor": date(2026, 1, 7)}
WEEKS = {"EVEN": ",".join(map(str, EVEN_WEEKS)), "ODD": ",".join(map(str, ODD_WEEKS))}


def _rows() -> list[Row]:
    lines = Path(__file__).with_name("phrases.tsv").read_text().splitlines()[1:]
    return [_row(*[*line.split("\t"), "", "", ""][:4]) for line in lines]


def _row(phrase: str, rules: str, times: str, excepts: str) -> Row:
    for name, weeks in WEEKS.items():
        rules = rules.replace(f"BYWEEKNO={name}", f"BYWEEKNO={weeks}")
    wanted = [] if rules == "unclear" else rules.split(" | ")
    return phrase.replace("\\n", "\n"), wanted, times, excepts


ROWS = _rows()


def _days(rules: list[str] | tuple[str, ...]) -> set[date]:
    return {day for rule in rules for day in dates(rule, **YEARS)}


def _times(reading: Reading) -> list[str]:
    spans = list(zip(reading.starts, reading.ends, strict=True))
    spans = spans or [(reading.start, reading.end)]
    return [f"{start or ''}{'-' if end else ''}{end or ''}" for start, end in spans]


@pytest.mark.parametrize(("phrase", "rules", "times", "excepts"), ROWS)
def test_a_phrase_gives_its_days_and_its_times(
    phrase: str, rules: list[str], times: str, excepts: str
) -> None:
    reading = read(phrase)

    assert _days(reading.rules) == _days(rules)
    assert bool(reading.unclear) == (not rules)
    assert _times(reading)[: times.count(",") + 1] == times.split(",")
    if excepts:
        assert " ".join(reading.excepts) == excepts.replace("none", "")


@pytest.mark.parametrize("phrase", [row[0] for row in ROWS if row[1]])
def test_what_is_said_back_is_read_the_same_way(phrase: str) -> None:
    reading = read(phrase)
    again = read(reading.reading)

    assert replace(again, text=phrase, reading=reading.reading) == reading


def test_the_json_of_a_reading_is_the_contract() -> None:
    assert read("jeden 1. und 3. Dienstag im Monat, 18.30–20 Uhr").as_json() == {
        "text": "jeden 1. und 3. Dienstag im Monat, 18.30–20 Uhr",
        "rules": ["FREQ=MONTHLY;BYDAY=1TU,3TU"],
        "start": "18:30",
        "end": "20:00",
        "starts": ["18:30"],
        "ends": ["20:00"],
        "except": [],
        "needs": None,
        "reading": "jeden 1. und 3. Dienstag im Monat, 18:30–20:00 Uhr",
        "unclear": None,
    }


def test_the_json_of_an_unclear_phrase_keeps_its_time() -> None:
    reading = read("am Donnerstag, 4. Februar 2027, 16 Uhr").as_json()

    assert (reading["rules"], reading["start"], reading["reading"]) == ([], "16:00", "")
    assert reading["unclear"] == "Es sind einzelne Termine genannt, kein fester Rhythmus."


def test_a_fortnight_asks_for_its_first_date() -> None:
    reading = read("14-tägig mittwochs, 19 Uhr")

    assert reading.rules == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",)
    assert reading.needs == "first_date"
    assert reading.reading == "alle zwei Wochen am Mittwoch, 19:00\u00a0Uhr"


def test_even_weeks_need_no_first_date() -> None:
    reading = read("14-tägig mittwochs in geraden Kalenderwochen")

    assert reading.rules == (f"FREQ=YEARLY;BYWEEKNO={WEEKS['EVEN']};BYDAY=WE",)
    assert reading.needs is None


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("montags bis freitags 9-12 Uhr", "montags bis freitags, 09:00–12:00 Uhr"),
        ("jeden Dienstag bis 20 Uhr", "jeden Dienstag, bis 20:00 Uhr"),
        (
            "jeden 2. Mo im Monat 17 Uhr außer Juli und August",
            "jeden 2. Montag im Monat, außer im Juli und August, 17:00 Uhr",
        ),
        ("samstags 10 Uhr, Mai-September", "jeden Samstag von Mai bis September, 10:00 Uhr"),
        ("jährlich am ersten Samstag im Mai", "jeden 1. Samstag im Mai"),
        (
            "dienstags außer in den Sommerferien und an Feiertagen",
            "jeden Dienstag, außer an Feiertagen und in den Sommerferien",
        ),
        (
            "jeden Mo 9 Uhr; jeden Di 10 Uhr; außer in den Ferien",
            "jeden Montag, 09:00 Uhr; jeden Dienstag, 10:00 Uhr; außer in den Schulferien",
        ),
        (
            "jeden Dienstag, im Sommer um 19 Uhr, im Winter um 18 Uhr",
            "jeden Dienstag, 19:00 Uhr, im Winter 18:00 Uhr",
        ),
        ("jährlich am 1. Advent, 15 Uhr", "jährlich am 1. Advent, 15:00 Uhr"),
    ],
)
def test_a_reading_is_said_in_good_german(phrase: str, said: str) -> None:
    assert read(phrase).as_json()["reading"] == said


@pytest.mark.parametrize("phrase", ["", " \n\t", "\u200b\u202e", "\x00\x07"])
def test_an_empty_phrase_is_unclear(phrase: str) -> None:
    assert read(phrase) == Reading(phrase, unclear="Es steht nichts da.")


@pytest.mark.parametrize(
    "phrase",
    [
        "je\u00adden Diens\u200btag um 18\u200e Uhr",
        "jeden\u00a0Dienstag\u2009um 18\u202fUhr",
        "📅 jeden Dienstag 🕕 18 Uhr 😀",
        "jeden\x00Dienstag\ud800 18 Uhr",
        "JEDEN DIENSTAG UM 18 UHR",
        "Anfragen: mo@dienstag.example https://mittwoch.example/do-19-uhr jeden Dienstag 18 Uhr",
    ],
)
def test_tricks_of_the_keyboard_do_not_disturb(phrase: str) -> None:
    reading = read(phrase)

    assert (reading.rules, reading.start) == (("FREQ=WEEKLY;BYDAY=TU",), "18:00")


@pytest.mark.parametrize(
    "piece",
    ["1", "1. ", "dienstags, ", "1. und ", "mai, ", "18-", "18:00 ", "\u0301\u0323", "; ", "a"],
)
def test_ten_thousand_characters_are_no_trouble(piece: str) -> None:
    text = (piece * 10_000)[:10_000]

    assert read(text).text == text


_ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
_PIECES = st.sampled_from(
    (
        *WORDS,
        *("1.", "3.", "31.", "99.", "5.3.", "2026", "18", "19.30", "18:30 Uhr", "20 Uhr"),
        *("14-tägig", "halb acht", "viertel nach 7", "fünf vor halb acht", "18-20 Uhr"),
        *(",", "-", "(", ")", "/", "\n", ";", "."),
    )
)


@settings(deadline=None)
@given(_ANYTHING)
def test_read_never_raises_whatever_the_text(text: str) -> None:
    _check(read(text))


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_read_never_raises_whatever_the_words(text: str) -> None:
    _check(read(text))


def _check(reading: Reading) -> None:
    assert bool(reading.rules) != bool(reading.unclear)
    assert len(reading.rules) == len(reading.starts) == len(reading.ends)
    assert bool(reading.needs) == any("INTERVAL" in rule for rule in reading.rules)
    for rule in reading.rules:
        dates(rule, **YEARS)
    assert set(read(reading.reading).rules) == set(reading.rules)
