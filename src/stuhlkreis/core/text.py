"""Folding of German text, so that spellings of the same word compare equal."""

import re
import unicodedata
from typing import Final

# Written variants of one letter; "ue" after q is none (Quelle).
_TRANSCRIPTIONS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
_UMLAUT_PAIR: Final = re.compile(r"(?<!q)(?:ae|oe|ue)")
_BARE: Final = {"ae": "a", "oe": "o", "ue": "u"}


def without_controls(text: str) -> str:
    """`text` without control, format and surrogate characters (Unicode C*), white space collapsed.

    NUL cannot be stored in PostgreSQL, lone surrogates cannot be encoded, and direction marks
    only ever hide something from the reader.
    """
    kept = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """Lower-case `text` to words of a–z and 0–9 joined by one space.

    ä, ae and a fold alike (also ö, ü; not after q), ß like ss, accents fall off, every other
    sign separates words: `fold("Müritz-Straße") == fold("mueritz strasse")`. Rule 30.
    """
    lowered = unicodedata.normalize("NFC", without_controls(text)).casefold()
    spelled = lowered.translate(_TRANSCRIPTIONS)
    plain = unicodedata.normalize("NFKD", spelled)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    merged = _UMLAUT_PAIR.sub(lambda pair: _BARE[pair.group()], plain)
    return _NOT_WORD.sub(" ", merged).strip()


def slugify(text: str) -> str:
    """An address part from German text: `slugify("Müde & krank") == "muede-krank"`."""
    lowered = without_controls(text).casefold().translate(_TRANSCRIPTIONS)
    plain = unicodedata.normalize("NFKD", lowered)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub("-", plain).strip("-")


def short_name(name: str) -> str:
    """First name and first letter of the last: `short_name("Hanne Trost") == "Hanne T."`."""
    first, _, last = name.strip().partition(" ")
    return f"{first} {last.split()[-1][0]}." if last.strip() else first
