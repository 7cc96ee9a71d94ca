"""What reading a place can answer: one place, a choice to ask back, or not known."""

from dataclasses import dataclass

from stuhlkreis.regions.places import District, Point


@dataclass(frozen=True, slots=True)
class Located:
    """One place. `ags` has 8 digits, for a whole district 5; `postcode` only where there is one."""

    label: str
    point: Point
    ags: str
    district: District
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places of this name, the heaviest first; their labels tell them apart."""

    text: str
    choices: tuple[Located, ...]

    @property
    def sentence(self) -> str:
        """What to ask back, in German."""
        return f"Den Ort „{self.text}“ gibt es mehrmals. Welchen meinen Sie?"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place found; `suggestion` is a similar name, if there is one."""

    text: str
    suggestion: str | None = None

    @property
    def sentence(self) -> str:
        """What to ask back, in German."""
        known = f"Den Ort „{self.text}“ kennen wir nicht."
        return f"{known} Meinten Sie {self.suggestion}?" if self.suggestion else known
