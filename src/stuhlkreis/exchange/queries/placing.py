"""Places of a table as positions near the office; a town's name is looked up once."""

import re
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from stuhlkreis.groups.draft import PlaceDraft
from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.gazetteer import postcode as area_of
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.places import Point

_LEADING_CODE: Final = re.compile(r"(?:D\s?-\s?)?(\d{5})\s+(.+)", re.ASCII)
_Answer = Located | Ambiguous | Unknown


@dataclass(frozen=True)
class Placing:
    """Finds places around a point; nothing leaves this computer (rule 9)."""

    near: Point
    known: dict[str, _Answer] = field(default_factory=dict)

    def place(self, code: str, name: str) -> tuple[PlaceDraft, tuple[str, ...]]:
        """The place of a postcode, a name or both, and what was odd about them."""
        both = _LEADING_CODE.fullmatch(name)
        if both and not code:
            code, name = both[1], both[2].strip()
        if not (code or name):
            return PlaceDraft(), (_("Weder Ort noch Postleitzahl: Die Karte kennt sie nicht."),)
        problems = []
        if code and area_of(code) is None:
            problems.append(_("Die Postleitzahl %(code)s kennen wir nicht.") % {"code": code})
            if not name:
                return PlaceDraft(postcode=code), tuple(problems)
        found = self._found(f"{code} {name}".strip() if not problems else name)
        if not isinstance(found, Located):
            return PlaceDraft(postcode=code, place=name), (*problems, _question(found))
        return (
            PlaceDraft(
                postcode=code or found.postcode or "",
                place=name or _name_of(found),
                lat=found.point.lat,
                lon=found.point.lon,
                district_ags=found.district.ags,
            ),
            tuple(problems),
        )

    def _found(self, text: str) -> _Answer:
        if text not in self.known:
            self.known[text] = locate(text, self.near)
        return self.known[text]


def _name_of(found: Located) -> str:
    return found.label.removeprefix(found.postcode or "").strip()


def _question(asked: Ambiguous | Unknown) -> str:
    """What to ask back; of several places the first three are named."""
    if isinstance(asked, Unknown):
        return asked.sentence
    choices = "; ".join(choice.label for choice in asked.choices[:3])
    return f"{asked.sentence} {_('Zum Beispiel: %(choices)s.') % {'choices': choices}}"
