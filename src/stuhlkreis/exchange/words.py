"""The fields of a group's row, and the header words real offices write above them.

Pure: a header word in, a field out. `fold` makes spellings equal ("Straße", "STRASSE").
"""

import re
from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stuhlkreis.core.text import fold


class Field(TextChoices):
    """What a column of a table of groups may hold."""

    NAME = "name", _("Name der Gruppe")
    TOPICS = "topics", _("Themen")
    POSTCODE = "postcode", _("Postleitzahl")
    PLACE = "place", _("Ort")
    STREET = "street", _("Straße")
    VENUE = "venue", _("Treffpunkt (Haus, Raum)")
    MEETING = "meeting", _("Treffen")
    WEEKDAY = "weekday", _("Wochentag")
    TIME = "time", _("Uhrzeit")
    CONTACT_FIRST_NAME = "contact_first_name", _("Vorname der Ansprechperson")
    CONTACT_NAME = "contact_name", _("Ansprechperson")
    PHONE = "phone", _("Telefon")
    MOBILE = "mobile", _("Mobiltelefon")
    EMAIL = "email", _("E-Mail")
    CONSENT_SINCE = "consent_since", _("Einwilligung seit")
    CONSENT_BY = "consent_by", _("Einwilligung durch")
    DESCRIPTION = "description", _("Beschreibung")
    AUDIENCE = "audience", _("Für wen")
    OPENNESS = "openness", _("Offen für Neue")
    FORMAT = "format", _("Vor Ort oder online")
    LANGUAGES = "languages", _("Sprachen")
    YOUNG = "young", _("Junge Selbsthilfe")
    STEP_FREE = "step_free", _("Stufenlos")
    WEBSITE = "website", _("Internetseite")
    SIZE = "size", _("Größe der Gruppe")
    STATE = "state", _("Stand")
    VISIBILITY = "visibility", _("Sichtbarkeit des Treffpunkts")
    EXTERNAL_ID = "external_id", _("Kennung")


SURE: Final = 3
LIKELY: Final = 2
PERHAPS: Final = 1

_EXACT: Final[Mapping[Field, str]] = {
    Field.NAME: "gruppe|gruppen|gruppenname|name der gruppe|name gruppe|selbsthilfegruppe|"
    "name der selbsthilfegruppe|shg|title|titel|group|group name|bezeichnung|gruppenbezeichnung",
    Field.TOPICS: "thema|themen|stichwort|stichworte|stichworter|schlagwort|schlagworte|"
    "schlagworter|topic|topics|topic words|keywords|tags|krankheit|erkrankung|diagnose|"
    "indikation|themenbereich|themengebiet|krankheitsbild|hauptthema|kategorie|bereich",
    Field.POSTCODE: "plz|postleitzahl|zip|zipcode|zip code|postcode|postal code|plz ort code",
    Field.PLACE: "ort|stadt|city|town|place|gemeinde|wohnort|plz ort|plz und ort|standort|"
    "ortschaft|ort plz|location|municipality",
    Field.STREET: "strasse|street|str|strasse nr|strasse hausnummer|strasse und hausnummer|"
    "adresse|anschrift|address|strasse hausnr|treffadresse",
    Field.VENUE: "treffpunkt|veranstaltungsort|raum|raumlichkeit|einrichtung|haus|venue|room|"
    "treffort|gebaude|ort des treffens|ort der treffen|versammlungsort",
    Field.MEETING: "treffen|gruppentreffen|meeting|meetings|meeting phrase|termin|termine|"
    "treffzeit|treffzeiten|turnus|rhythmus|zeit und turnus|wann|zeiten|gruppenabend|"
    "trifft sich|tag und uhrzeit|tag uhrzeit|termin uhrzeit|treffen wann|schedule|zeitpunkt",
    Field.WEEKDAY: "wochentag|tag|tage|weekday|day|treffen tag",
    Field.TIME: "uhrzeit|zeit|time|beginn|uhr|treffen uhrzeit|treffen zeit",
    Field.CONTACT_FIRST_NAME: "vorname|first name|vorname ansprechpartner|"
    "vorname ansprechperson|vorname kontakt",
    Field.CONTACT_NAME: "ansprechpartner|ansprechpartnerin|ansprechperson|ansprechpartner in|"
    "kontakt|kontaktperson|contact|contact person|leitung|gruppenleitung|leiter|leiterin|"
    "nachname|last name|familienname|zuname|kontaktname|contact name|ansprechpartner innen|"
    "name ansprechpartner|name ansprechperson|verantwortlich|ap",
    Field.PHONE: "telefon|tel|fon|phone|telefonnummer|tel nr|telefon nr|rufnummer|festnetz|"
    "telephone|fernsprecher|telefon privat|phone number",
    Field.MOBILE: "mobil|handy|mobile|mobiltelefon|handynummer|mobilnummer|tel mobil",
    Field.EMAIL: "e mail|email|mail|e mail adresse|mailadresse|emailadresse|email adresse",
    Field.CONSENT_SINCE: "einwilligung seit|einwilligung am|einwilligung|einwilligung vom|"
    "einverstandnis|einverstandnis seit|einverstandnis am|consent since|dsgvo seit|"
    "einwilligung datum|datum einwilligung|einwilligungserklarung vom",
    Field.CONSENT_BY: "einwilligung durch|einwilligung von|einverstandnis durch|consent by|"
    "einverstandnis von|eingewilligt hat",
    Field.DESCRIPTION: "beschreibung|description|text|info|infos|information|informationen|"
    "bemerkung|bemerkungen|kurzbeschreibung|angebot|angebote|uber uns|hinweis|hinweise",
    Field.AUDIENCE: "fur wen|zielgruppe|audience|target group|wer|betroffene angehorige",
    Field.OPENNESS: "offen|offen fur neue|aufnahme|openness|neue mitglieder|offenheit|"
    "offen geschlossen|aufnahme neuer|freie platze",
    Field.FORMAT: "format|form|vor ort online|online|prasenz|vor ort oder online",
    Field.LANGUAGES: "sprache|sprachen|language|languages",
    Field.YOUNG: "jung|junge selbsthilfe|junge gruppe|young",
    Field.STEP_FREE: "stufenlos|barrierefrei|rollstuhlgerecht|accessible|step free|"
    "barrierefreiheit|rollstuhl",
    Field.WEBSITE: "website|webseite|homepage|internet|internetseite|web|www|url|webadresse|"
    "internetadresse|link",
    Field.SIZE: "grosse|gruppengrosse|size|teilnehmerzahl|mitgliederzahl|anzahl|grosse der gruppe|"
    "anzahl mitglieder|anzahl teilnehmer",
    Field.STATE: "stand|status|state|zustand",
    Field.VISIBILITY: "sichtbarkeit|sichtbarkeit des treffpunkts|visibility|"
    "adresse veroffentlichen",
    Field.EXTERNAL_ID: "id|nr|kennung|nummer|lfd nr|laufende nummer|external id|gruppennummer|"
    "gruppen nr|gruppennr|key|uid|schlussel|gruppen id",
}  # fmt: skip
_BY_WORD: Final = {
    fold(word): field
    for field, words in _EXACT.items()
    for word in (*words.split("|"), field.value)
}

# A part of a longer heading; the first that fits decides ("Ansprechpartner E-Mail" is a mail).
_PARTS: Final = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"\b(source|quelle|stand vom|geandert|geburt|iban|konto|fax|telefax)", None),
        (r"einwillig\w* (durch|von)|einverstand\w* (durch|von)", Field.CONSENT_BY),
        (r"einwillig|einverstand|consent", Field.CONSENT_SINCE),
        (r"mail", Field.EMAIL),
        (r"mobil|handy", Field.MOBILE),
        (r"telefon|\btel\b|phone|rufnummer", Field.PHONE),
        (r"\bplz\b.*\bort\b|\bort\b.*\bplz\b|postleitzahl.*\bort\b", Field.PLACE),
        (r"\bplz\b|postleitzahl|\bzip\b|postcode", Field.POSTCODE),
        (r"treffpunkt|treffort|veranstaltungsort|ort des treff|ort der treff", Field.VENUE),
        (r"strasse|anschrift|adresse|street", Field.STREET),
        (r"vorname", Field.CONTACT_FIRST_NAME),
        (r"ansprech|kontakt|contact|leitung|nachname", Field.CONTACT_NAME),
        (r"wochentag", Field.WEEKDAY),
        (r"uhrzeit", Field.TIME),
        (r"treff|termin|turnus|rhythmus|meeting", Field.MEETING),
        (r"thema|themen|stichw|schlagw|topic|krankheit|erkrankung|diagnose", Field.TOPICS),
        (r"homepage|website|webseite|internet|\bweb\b|\bwww\b", Field.WEBSITE),
        (r"beschreibung|bemerkung|information", Field.DESCRIPTION),
        (r"\bgruppenname|name der (selbsthilfe)?gruppe|selbsthilfegruppe", Field.NAME),
        (r"\bstadt\b|\bort\b|\bcity\b|gemeinde", Field.PLACE),
        (r"sprache", Field.LANGUAGES),
        (r"barriere|rollstuhl|stufenlos", Field.STEP_FREE),
    )
)
# "Name" names the group, unless another column clearly does: then it is a person's.
_WEAK_NAME: Final = frozenset({"name", "namen", "names"})


def field_of(heading: str) -> tuple[Field, int] | None:
    """The field a heading stands for and how sure that is: `SURE`, `LIKELY` or `PERHAPS`."""
    folded = fold(heading)
    if folded in _WEAK_NAME:
        return Field.NAME, PERHAPS
    exact = _BY_WORD.get(folded) or _labelled(folded)
    if exact is not None:
        return exact, SURE
    for pattern, field in _PARTS:
        if pattern.search(folded):
            return (field, LIKELY) if field else None
    return None


def recognised_in(cells: tuple[str, ...]) -> int:
    """How many different fields the cells of a row would head; long cells are no headings."""
    found = (field_of(cell) for cell in cells if 0 < len(cell) <= LONGEST_HEADING)
    return len({field for field, _sureness in filter(None, found)})


LONGEST_HEADING: Final = 60


def _labelled(folded: str) -> Field | None:
    return next((field for field in Field if folded == fold(str(field.label))), None)
