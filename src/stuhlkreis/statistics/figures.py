"""The figures a contact point reports: each has an id, a versioned definition and a unit (rule 67).

Pure declarations; `queries` counts. A changed definition gets a new version, the old one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Time(StrEnum):
    """What a figure's number refers to."""

    KEY_DATE = "key_date"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Parts:
    """How a figure is taken apart: `by` what, and `of` which things the parts are counts."""

    by: str
    of: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted, and how: in `unit`, or in `one` of it.

    `unknown` says why there may be no number.
    """

    id: str
    version: int
    name: str
    definition: str
    unit: str
    one: str
    time: Time
    parts: Parts | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure's number for one scope.

    `value` is None where nothing can be said yet (never 0 for unknown), and `why` says the reason.
    `parts` add up to `value` where the figure is a count (rule 68); for a share they are the
    counts behind it.
    """

    figure: Figure
    value: float | None
    parts: tuple[tuple[str, int], ...] = ()
    why: str = ""

    @property
    def total(self) -> int:
        """What the parts add up to."""
        return sum(count for _name, count in self.parts)

    def as_json(self) -> dict[str, object]:
        """The figure with its definition and its numbers."""
        return {
            "id": self.figure.id,
            "version": self.figure.version,
            "name": self.figure.name,
            "definition": self.figure.definition,
            "unit": self.figure.unit,
            "time": str(self.figure.time),
            "value": self.value,
            "why_unknown": self.why,
            "parts_by": self.figure.parts.by if self.figure.parts else "",
            "parts_of": self.figure.parts.of if self.figure.parts else "",
            "parts": [{"name": name, "value": count} for name, count in self.parts],
        }


_FIGURES: Final = (
    Figure(
        "groups.by_state", 1, "Selbsthilfegruppen nach Stand",
        "Alle Gruppen der Kontaktstelle, die am Stichtag nicht aufgelöst und deren Gründung nicht "
        "gescheitert ist, nach ihrem Stand an diesem Tag.",
        "Gruppen", "Gruppe", Time.KEY_DATE, Parts("Stand", "Gruppen"),
    ),
    Figure(
        "foundings.opened", 1, "Begonnene Gründungen",
        "Gründungen, die die Kontaktstelle im Zeitraum eröffnet hat, nach ihrem heutigen Stand.",
        "Gründungen", "Gründung", Time.PERIOD, Parts("Stand", "Gründungen"),
    ),
    Figure(
        "groups.started", 1, "Neue Gruppen",
        "Gruppen, die im Zeitraum zum ersten Mal den Stand „beginnt“ erreicht haben, oder gleich "
        "„trifft sich“ nach einer Gründung.",
        "Gruppen", "Gruppe", Time.PERIOD,
    ),
    Figure(
        "accompaniments.running", 1, "Laufende Begleitungen",
        "Begleitungen, die am Stichtag begonnen hatten und noch nicht beendet waren, nach neuer "
        "und bestehender Gruppe.",
        "Begleitungen", "Begleitung", Time.KEY_DATE, Parts("Gruppe", "Begleitungen"),
    ),
    Figure(
        "accompaniments.ended", 1, "Beendete Begleitungen",
        "Begleitungen, deren Ende in den Zeitraum fällt, nach dem Grund des Endes.",
        "Begleitungen", "Begleitung", Time.PERIOD, Parts("Grund", "Begleitungen"),
    ),
    Figure(
        "accompaniments.mean_meetings", 1, "Begleitete Treffen je Begleitung",
        "Mittlere Zahl der notierten Treffen aller Begleitungen, deren Ende in den Zeitraum fällt. "
        "Die Teile zählen Begleitungen nach der Zahl ihrer Treffen.",
        "Treffen", "Treffen", Time.PERIOD,
        Parts("Treffen", "Begleitungen"),
        "In diesem Jahr ist keine Begleitung zu Ende gegangen.",
    ),
    Figure(
        "follow_up.still_meeting", 1, "Treffen sich ein Jahr später weiter",
        "Anteil der Gruppen, die sich weiter treffen, an allen Nachbefragungen, die im Zeitraum "
        "fällig waren, ohne die unbekannten. Unbekannt ist auch, wer noch nicht gefragt wurde. "
        "Die Teile zählen alle fälligen Nachbefragungen.",
        "Prozent", "Prozent", Time.PERIOD,
        Parts("Ergebnis", "Nachbefragungen"),
        "Aus diesem Jahr ist noch keine Antwort bekannt.",
    ),
)  # fmt: skip

FIGURES: Final[Mapping[str, Figure]] = {figure.id: figure for figure in _FIGURES}
