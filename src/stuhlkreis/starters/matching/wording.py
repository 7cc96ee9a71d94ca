"""Reasons of matching as German sentences.

Plain strings, not message ids: pure modules know no `gettext`, and the desk works in German.
"""

from collections.abc import Callable, Mapping
from typing import Final

from stuhlkreis.starters.matching.pairs import ExclusionCode, Reason, ReasonCode
from stuhlkreis.starters.matching.ranking import SUM

_DAYS: Final = {
    "mon": "montags",
    "tue": "dienstags",
    "wed": "mittwochs",
    "thu": "donnerstags",
    "fri": "freitags",
    "sat": "samstags",
    "sun": "sonntags",
}
_PARTS: Final = {"morning": "vormittags", "afternoon": "nachmittags", "evening": "abends"}
_NUMBERS: Final = ("null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht")
LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "ar": "Arabisch",
    "bg": "Bulgarisch",
    "bs": "Bosnisch",
    "cs": "Tschechisch",
    "da": "Dänisch",
    "de": "Deutsch",
    "el": "Griechisch",
    "en": "Englisch",
    "es": "Spanisch",
    "fa": "Persisch",
    "fr": "Französisch",
    "gsg": "Deutsche Gebärdensprache",
    "hr": "Kroatisch",
    "hu": "Ungarisch",
    "it": "Italienisch",
    "ku": "Kurdisch",
    "nds": "Niederdeutsch",
    "nl": "Niederländisch",
    "pl": "Polnisch",
    "ps": "Paschtu",
    "pt": "Portugiesisch",
    "ro": "Rumänisch",
    "ru": "Russisch",
    "sq": "Albanisch",
    "sr": "Serbisch",
    "sv": "Schwedisch",
    "ti": "Tigrinya",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "vi": "Vietnamesisch",
    "zh": "Chinesisch",
}
LANGUAGES_BY_NAME: Final = tuple(sorted(LANGUAGE_NAMES.items(), key=lambda pair: pair[1]))
"""Code and name of each language as a form offers them."""

_WHY_NOT: Final[Mapping[str, str]] = {
    ExclusionCode.NOT_ACTIVE: "zurzeit nicht aktiv",
    ExclusionCode.NOT_QUALIFIED: "Schulung nicht abgeschlossen",
    ExclusionCode.NOT_QUALIFIED_EXISTING: "ohne Zusatzschulung für bestehende Gruppen",
    ExclusionCode.NO_AGREEMENT: "ohne gültige Vereinbarung",
    ExclusionCode.NO_CAPACITY: "schon genug Begleitungen",
    ExclusionCode.TOO_FAR: "Weg zu weit",
    ExclusionCode.DECLINED: "hat diese Anfrage abgelehnt",
    ExclusionCode.CONTACT_PERSON: "nicht geeignet",
    ExclusionCode.NOT_SUITABLE: "nicht geeignet",
    SUM: "ohne Angabe, warum",
}


def in_words(reason: Reason) -> str:
    """The reason as a short German sentence without a full stop: "dienstags abends frei"."""
    return _SENTENCES[reason.code](reason.values)


def why_not(code: str) -> str:
    """The German words for a key of `excluded_for_display`; raises `KeyError` for another word."""
    return _WHY_NOT[code]


def _listed(words: list[str]) -> str:
    return " und ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _free_times(values: tuple[str | int, ...]) -> str:
    by_day: dict[str, list[str]] = {}
    for value in values:
        day, _, part = str(value).partition("_")
        by_day.setdefault(_DAYS[day], []).append(_PARTS[part])
    return _listed([f"{day} {_listed(parts)}" for day, parts in by_day.items()]) + " frei"


def _way(values: tuple[str | int, ...]) -> str:
    return f"{values[0]} km Weg" if values[0] else "weniger als 1 km Weg"


def _number(value: str | int) -> str:
    return _NUMBERS[int(value)] if int(value) < len(_NUMBERS) else str(value)


def _running(values: tuple[str | int, ...]) -> str:
    if values[0] == 1:
        return "eine Begleitung läuft"
    return f"{_number(values[0])} Begleitungen laufen"


def _before(values: tuple[str | int, ...]) -> str:
    noun = "Gruppe" if values[0] == 1 else "Gruppen"
    return f"hat schon {_number(values[0])} {noun} begleitet"


def _languages(values: tuple[str | int, ...]) -> str:
    return _listed([LANGUAGE_NAMES.get(str(value), str(value)) for value in values])


_SENTENCES: Final[Mapping[ReasonCode, Callable[[tuple[str | int, ...]], str]]] = {
    ReasonCode.SHARED_TIME: _free_times,
    ReasonCode.NO_SHARED_TIME: lambda _: "zu den gewünschten Zeiten nicht frei",
    ReasonCode.TIMES_UNKNOWN: lambda _: "gemeinsame Zeiten nicht bekannt",
    ReasonCode.NEAR: _way,
    ReasonCode.FAR: _way,
    ReasonCode.WAY_UNKNOWN: lambda _: "Weg nicht bekannt",
    ReasonCode.FREE: lambda values: f"hat noch Platz: {values[0]} von {values[1]}",
    ReasonCode.BUSY: _running,
    ReasonCode.SHARED_LANGUAGE: lambda values: f"spricht {_languages(values)}",
    ReasonCode.NO_SHARED_LANGUAGE: lambda values: f"spricht nicht {_languages(values)}",
    ReasonCode.EXPERIENCED: _before,
    ReasonCode.FIRST_TIME: lambda _: "wäre die erste Begleitung",
}
