"""The settings an office may change, declared once with type, bounds and default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting: a whole number between `least` and `most` (both allowed)."""

    name: str
    label: "str | Promise"
    unit: "str | Promise"
    default: int
    least: int
    most: int
    hint: "str | Promise" = ""


_DECLARED: Final = (
    Declared("founding_threshold", _("Gründung möglich ab"), _("Interessierten"), 3, 2, 50,
             _("So viele bestätigte Interessen im selben Kreis zeigt der Arbeitsplatz an.")),
    Declared("interest_months", _("Interesse gilt"), _("Monate"), 6, 1, 24,
             _("Danach fragt eine Nachricht einmal nach; ohne Antwort wird gelöscht.")),
    Declared("interest_answer_days", _("Antwort auf die Nachfrage binnen"), _("Tagen"), 14, 3, 60),
    Declared("erase_days", _("Kontaktdaten Interessierter löschen nach"), _("Tagen"), 28, 0, 90,
             _("Gezählt von dem Tag an, an dem die Gruppe sich selbst trägt.")),
    Declared("planned_meetings_new", _("Begleitete Treffen, neue Gruppe"), _("Treffen"), 4, 1, 10),
    Declared("planned_meetings_existing", _("Begleitete Treffen, bestehende Gruppe"), _("Treffen"),
             2, 1, 10),
    Declared("warn_meetings_new", _("Hinweis ab, neue Gruppe"), _("Treffen"), 8, 1, 30),
    Declared("warn_meetings_existing", _("Hinweis ab, bestehende Gruppe"), _("Treffen"), 6, 1, 30),
    Declared("stop_meetings", _("Ende spätestens nach"), _("Treffen"), 10, 1, 30,
             _("Mehr nur, wenn die Kontaktstelle es mit einem Grund erlaubt.")),
    Declared("follow_up_months", _("Nachbefragung nach"), _("Monaten"), 12, 1, 24),
    Declared("stale_months", _("Als „nicht bestätigt“ zeigen nach"), _("Monaten"), 12, 3, 36),
    Declared("hide_months", _("Aus öffentlichen Listen nehmen nach"), _("Monaten"), 18, 3, 48),
    Declared("consent_months", _("Einwilligung gilt"), _("Monate"), 24, 6, 36),
    Declared("training_hours", _("Schulung abgeschlossen ab"), _("Stunden"), 33, 1, 200,
             _("So viele Stunden Schulung braucht eine Person, bevor sie begleiten darf.")),
    Declared("match_radius_km", _("Weg der Begleitenden höchstens"), _("km"), 60, 5, 300,
             _("Gilt, wenn bei der Person nichts anderes steht.")),
)  # fmt: skip

SETTINGS: Final[Mapping[str, Declared]] = {declared.name: declared for declared in _DECLARED}
