"""Make one plain spelling out of whatever people paste: no case, no umlauts, no tricks."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_BROKEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# A pile of accents would make the normalisation slow; no German letter bears more than one.
_PILED_ACCENTS = re.compile("([\u0300-\u036f])[\u0300-\u036f]+")
_BLANKS = re.compile(r"[^\S\n]+")
_ADDRESSES = re.compile(r"(?<!\S)(?:https?://|www\.)\S*|(?<!\S)[^\s@]+@\S*")
# "So" is a Sunday only where a list or a time goes on behind it, otherwise it is just "so".
_SUNDAY = re.compile(r"\bSo(?=\.?,?:? ?(?:\d|[+&/;)–-]|und\b|von\b|um\b|ab\b|$))")
_IF_THERE_IS_ONE = re.compile(
    r"\(?,? ?\b(?:wenn|falls|sofern) (?:es )?(?:einen |ihn |diesen |den )?"
    r"(?:solchen |5\. )?(?:gibt|vorhanden)\b,?\)?|\b(?:ggf|evtl|gegebenenfalls|eventuell)\b\.?"
)
_EVERY = re.compile(r"\bi[mn] (?:abstand|abstaenden|rhythmus|turnus|takt) von(?: je)?\b")
# "II. Montag": the fifth is the last there is in a month.
_ROMAN = re.compile(
    r"\b(IV|V|I{1,3})\b\.?(?=[ ,/+&.undIV-]{1,16}(?i:mo|di|mi|do|fr|sa|so|im Monat|i\. ?M))"
)
_ROMAN_NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_IN_THE_MONTH = re.compile(r"\b[id]\. ?m(?:\.|on\.|onats?\b)")
_CHANGING_DAYS = re.compile(
    r"\b(?:wechselnd|verschieden|unterschiedlich)en (?:wochen|werk)?tagen?\b"
)
_ASK_FOR_DATES = re.compile(r"\btermine?\b(?: [a-z]+){0,5} erfragen\b")
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    | dict.fromkeys("–—‐‑‒―−~", "-")  # every stroke that people use for "bis"
    | dict.fromkeys("„“”\"'’‘»«‚`´*_", " ")
)


def folded(text: str) -> str:
    """The text in lower case ASCII spelling ("fünfter" → "fuenfter"), one blank between words.

    Line breaks stay: they part what belongs to one meeting from what belongs to the next.
    Addresses of pages and mailboxes are left out.
    """
    plain = _PILED_ACCENTS.sub(r"\1", _INVISIBLE.sub("", text))
    plain = _BROKEN.sub(" ", unicodedata.normalize("NFKC", plain))
    plain = _ADDRESSES.sub(" ", _BLANKS.sub(" ", plain))
    plain = _ROMAN.sub(lambda match: f"{_ROMAN_NUMBERS[match[1]]}.", plain)
    plain = _SUNDAY.sub("Sonntag", plain).lower().translate(_LETTERS)
    plain = _EVERY.sub("alle", _BLANKS.sub(" ", plain))
    plain = _IN_THE_MONTH.sub("im monat", plain)
    plain = _CHANGING_DAYS.sub("unregelmaessig", plain)
    plain = _ASK_FOR_DATES.sub("termine nach absprache", plain)
    return _IF_THERE_IS_ONE.sub(" ", plain).strip()
