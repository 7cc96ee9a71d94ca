"""Languages people meet in, by their ISO 639 codes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stuhlkreis.core.text import fold


class Language(TextChoices):
    """A language a group or a person speaks; ISO 639-1, else 639-3."""

    DE = "de", _("Deutsch")
    GSG = "gsg", _("Deutsche Gebärdensprache")
    NDS = "nds", _("Niederdeutsch")
    SQ = "sq", _("Albanisch")
    AR = "ar", _("Arabisch")
    BS = "bs", _("Bosnisch")
    BG = "bg", _("Bulgarisch")
    ZH = "zh", _("Chinesisch")
    DA = "da", _("Dänisch")
    EN = "en", _("Englisch")
    FR = "fr", _("Französisch")
    EL = "el", _("Griechisch")
    IT = "it", _("Italienisch")
    HR = "hr", _("Kroatisch")
    KU = "ku", _("Kurdisch")
    NL = "nl", _("Niederländisch")
    PS = "ps", _("Paschtu")
    FA = "fa", _("Persisch")
    PL = "pl", _("Polnisch")
    PT = "pt", _("Portugiesisch")
    RO = "ro", _("Rumänisch")
    RU = "ru", _("Russisch")
    SV = "sv", _("Schwedisch")
    SR = "sr", _("Serbisch")
    ES = "es", _("Spanisch")
    TI = "ti", _("Tigrinya")
    CS = "cs", _("Tschechisch")
    TR = "tr", _("Türkisch")
    UK = "uk", _("Ukrainisch")
    HU = "hu", _("Ungarisch")
    VI = "vi", _("Vietnamesisch")


def language_name(code: str) -> str:
    """The German name of a language; the code itself where we have none."""
    return str(Language(code).label) if code in Language else code


def language_code(name: str) -> str | None:
    """The code of a language by its name or code, in any spelling that folds alike, or None."""
    wanted = fold(name)
    return next(
        (one.value for one in Language if wanted in {fold(str(one.label)), one.value}), None
    )
