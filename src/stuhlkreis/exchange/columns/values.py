"""Values of single cells: phone numbers, postcodes, days, yes and no, closed lists.

Each function takes the text of a cell and answers with the value and, where something was mended
or could not be read, a German sentence about it ("" if all is well).
"""

import re
from datetime import date
from typing import Final, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from stuhlkreis.core.languages import language_code
from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility

_WHOLE_NUMBER: Final = re.compile(r"(\d+)[.,]0+")
_ROUNDED: Final = re.compile(r"\d+[.,]\d+[eE]\+?\d+")
_DAY: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})(?: \d\d:\d\d)?")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?")
_MAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[A-Za-z]{2,}")
_NUMBER: Final = re.compile(r"(?<![\w@.])(?:\+|0)[\d /()–-]{5,}\d", re.ASCII)
_CHANNEL_WORDS: Final = re.compile(
    r"\b(?:tel(?:efon)?|fon|mobil|handy|e-?mail|mail)\b[.:]*|\(\s*\)", re.IGNORECASE
)
_BLANK: Final = frozenset({"", "-", "–", "—", "/", "?", "k.a.", "k. a.", "n/a", "entfällt"})
_SHORTEST_PHONE: Final = 5
_YES: Final = frozenset(
    {"ja", "j", "x", "yes", "y", "1", "wahr", "tru", "stufenlos", "barrierefrei", "vorhanden"}
)
_NO: Final = frozenset({"nein", "n", "no", "0", "falsch", "false", "nicht"})
_MOJIBAKE: Final = re.compile("[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_ALSO_CALLED: Final = {"gebardensprache": "gsg", "dgs": "gsg", "farsi": "fa", "dari": "fa"}

Choice = TypeVar("Choice", bound=TextChoices)
_WORDS: Final[dict[TextChoices, str]] = {
    Audience.AFFECTED: "betroffene",
    Audience.RELATIVES: "angehorige",
    Audience.PARENTS: "eltern",
    Audience.MIXED: "betroffene und angehorige|betroffene angehorige|angehorige und betroffene|"
    "gemischt|alle",
    Openness.OPEN: "offen|ja|offene gruppe",
    Openness.OPEN_AFTER_CONTACT: "nach absprache|nach gesprach|nach anmeldung|auf anfrage|"
    "nach kontakt|nach vorgesprach",
    Openness.CLOSED_FOR_NOW: "voll|zurzeit geschlossen|aufnahmestopp|warteliste|zur zeit voll",
    Openness.CLOSED: "geschlossen|nein|geschlossene gruppe",
    Format.ON_SITE: "vor ort|prasenz|in prasenz|nein",
    Format.ONLINE: "online|digital|video|ja|virtuell",
    Format.HYBRID: "hybrid|beides|gemischt",
    Visibility.EXACT: "adresse|genau|ja|offentlich",
    Visibility.DISTRICT: "ort|nur ort",
    Visibility.ON_REQUEST: "anfrage|nach anfrage",
    Visibility.HIDDEN: "verborgen|nein|geheim",
    State.ACTIVE: "aktiv|laufend|ja|besteht",
    State.PAUSED: "pausiert|ruht|ruhend|pause",
    State.FOUNDING: "in grundung|grundung|geplant|in planung|neu",
    State.DISSOLVED: "aufgelost|beendet|inaktiv",
}


def is_broken(text: str) -> bool:
    """Whether signs of the text were lost: U+FFFD, or control characters of a wrong encoding."""
    return any(
        sign == "\N{REPLACEMENT CHARACTER}"
        or (ord(sign) < 32 and sign not in "\t\n\r\v\f")  # noqa: PLR2004 -- the space
        or 0x7F <= ord(sign) <= 0x9F  # noqa: PLR2004 -- DEL and the C1 controls
        or 0xD800 <= ord(sign) <= 0xDFFF  # noqa: PLR2004 -- lone surrogates
        for sign in text
    )


def mended(text: str) -> str:
    """Text that was UTF-8 and read as cp1252 ("MÃ¼de"), as it was meant; other text as it is."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, or a sign for "nothing known"."""
    return text.strip().casefold() in _BLANK


def contact_parts(text: str) -> tuple[str, str, str]:
    """Name, phone and mail of a cell that holds all of them: "Erika, Tel. 0381 1, e@x.org"."""
    shown = without_controls(text)
    mail, number = _MAIL.search(shown), _NUMBER.search(shown)
    for found in filter(None, (mail, number)):
        shown = shown.replace(found.group(), " ")
    name = " ".join(_CHANNEL_WORDS.sub(" ", shown).split()).strip(" ,;:/|-–()")
    return name, number.group().strip() if number else "", mail.group() if mail else ""


def phone(text: str) -> tuple[str, str]:
    """A phone number; Excel's "3810000123.0" becomes "03810000123"."""
    shown = without_controls(text)
    if not shown:
        return "", ""
    if _ROUNDED.fullmatch(shown):
        return "", _("Die Telefonnummer „%(text)s“ hat Excel gerundet.") % {"text": shown}
    digits = _WHOLE_NUMBER.sub(r"\1", shown)
    if sum(sign.isdigit() for sign in digits) < _SHORTEST_PHONE:
        return shown[:40], _("„%(text)s“ ist keine Telefonnummer.") % {"text": shown[:40]}
    if not digits.isdecimal() or digits.startswith("0"):
        return digits, ""
    if digits.startswith("49") and len(digits) > 10:  # noqa: PLR2004 -- 49 and a number of nine
        return f"+{digits}", _("Der Telefonnummer fehlte das „+“.")
    return f"0{digits}", _("Der Telefonnummer fehlte die führende Null.")


def email(text: str) -> tuple[str, str]:
    """The first mail address in the cell; "mailto:" and brackets fall off."""
    shown = without_controls(text).removeprefix("mailto:")
    if not shown:
        return "", ""
    found = _MAIL.search(shown)
    if found is None:
        return "", _("„%(text)s“ ist keine E-Mail-Adresse.") % {"text": shown[:60]}
    if found.group() != shown and len(_MAIL.findall(shown)) > 1:
        return found.group(), _("Nur die erste E-Mail-Adresse wird übernommen.")
    return found.group(), ""


def postcode(text: str) -> tuple[str, str]:
    """Five digits; Excel's "1067.0" becomes "01067"."""
    shown = without_controls(text).upper().removeprefix("D-").removeprefix("DE-").strip()
    shown = _WHOLE_NUMBER.sub(r"\1", shown)
    if not shown:
        return "", ""
    if re.fullmatch(r"\d{5}", shown, re.ASCII):
        return shown, ""
    if re.fullmatch(r"\d{4}", shown, re.ASCII):
        return f"0{shown}", ""
    return "", _("„%(text)s“ ist keine deutsche Postleitzahl.") % {"text": shown[:20]}


def day(text: str) -> tuple[date | None, str]:
    """A day as "24.5.2026", "24.05.26" or "2026-05-24"."""
    shown = without_controls(text)
    if not shown:
        return None, ""
    unread = _("„%(text)s“ ist kein Datum wie 24.05.2026.") % {"text": shown[:40]}
    german, iso = _DAY.search(shown), _ISO_DAY.fullmatch(shown)
    if german:
        parts = int(german[3]), int(german[2]), int(german[1])
    elif iso:
        parts = int(iso[1]), int(iso[2]), int(iso[3])
    else:
        return None, unread
    year = parts[0] + 2000 if parts[0] < 100 else parts[0]  # noqa: PLR2004 -- "26" is 2026
    try:
        return date(year, parts[1], parts[2]), ""
    except ValueError:
        return None, unread


def is_a_day(text: str) -> bool:
    """Whether the whole cell is nothing but a day: Excel makes "1.2" into one."""
    return bool(_DAY.fullmatch(text.strip()) or _ISO_DAY.fullmatch(text.strip()))


def yes_or_no(text: str) -> tuple[bool | None, str]:
    """Yes, no, or None for an empty or unread cell."""
    folded = fold(text)
    if not folded:
        return None, ""
    if folded in _YES:
        return True, ""
    if folded in _NO or folded.startswith("nicht "):
        return False, ""
    return None, _("„%(text)s“ ist weder ja noch nein.") % {"text": without_controls(text)[:40]}


def size(text: str) -> tuple[int | None, str]:
    """A number of people; "8–12" becomes 8, "ca. 10" becomes 10 (rule 2)."""
    shown = without_controls(text)
    if not shown:
        return None, ""
    found = re.search(r"\d+", shown, re.ASCII)
    number = int(found.group()[:6]) if found else 0
    if not 0 < number <= 9999:  # noqa: PLR2004 -- what the column holds
        return None, _("„%(text)s“ ist keine Größe einer Gruppe.") % {"text": shown[:40]}
    return number, ""


def one_of(choices: type[Choice], text: str) -> tuple[Choice | None, str]:
    """The entry of a closed list: its value, its label, or a word offices use for it."""
    folded = fold(text)
    if not folded:
        return None, ""
    for choice in choices:
        words = _WORDS.get(choice, "").split("|")
        if folded in map(fold, (choice.value, str(choice.label), *words)):
            return choice, ""
    return None, _("„%(text)s“ kennen wir in dieser Spalte nicht.") % {
        "text": without_controls(text)[:40]
    }


def languages(text: str) -> tuple[tuple[str, ...], str]:
    """Codes (ISO 639) of the languages a cell names, in their order."""
    words = [word for word in re.split(r"[,;/+&]| und ", without_controls(text)) if fold(word)]
    codes = [language_code(word) or _ALSO_CALLED.get(fold(word), "") for word in words]
    unread = [word.strip() for word, code in zip(words, codes, strict=True) if not code]
    problem = (
        _("Die Sprache „%(text)s“ kennen wir nicht.") % {"text": unread[0][:40]} if unread else ""
    )
    return tuple(dict.fromkeys(filter(None, codes))), problem


def website(text: str) -> tuple[str, str]:
    """An address that begins with http:// or https://."""
    shown = without_controls(text)
    if not shown:
        return "", ""
    address = shown if "://" in shown else f"https://{shown}"
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]{2,180}", address) or len(address) > 200:  # noqa: PLR2004 -- the column
        return "", _("„%(text)s“ ist keine Internetadresse.") % {"text": shown[:60]}
    return address, ""
