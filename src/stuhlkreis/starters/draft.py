"""What somebody says about a volunteer, before it is a record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from stuhlkreis.core.slots import Slot
from stuhlkreis.core.text import without_controls
from stuhlkreis.starters.errors import StarterDataWrong

MOST_AT_ONCE: Final = 9
FARTHEST_KM: Final = 300
# Signs a column holds; a test compares them with the model.
LONGEST: Final[Mapping[str, int]] = {"name": 120, "email": 254, "phone": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterDraft:
    """A volunteer as the desk knows them; `radius_km` None takes the office's setting."""

    name: str
    postcode: str
    email: str = ""
    phone: str = ""
    radius_km: int | None = None
    slots: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    most_accompaniments: int = 2


def checked(draft: StarterDraft) -> StarterDraft:
    """The draft without control characters. Raises `StarterDataWrong` with what is needed."""
    tidy = replace(
        draft,
        name=without_controls(draft.name),
        email=without_controls(draft.email),
        phone=without_controls(draft.phone),
        slots=tuple(dict.fromkeys(draft.slots)),
        languages=tuple(dict.fromkeys(draft.languages)),
    )
    if not tidy.name:
        raise StarterDataWrong(_("Der Name fehlt noch."))
    _check_lengths(tidy)
    if not 1 <= tidy.most_accompaniments <= MOST_AT_ONCE:
        raise StarterDataWrong(_("Gleichzeitig begleitet eine Person eine bis neun Gruppen."))
    if tidy.radius_km is not None and not 1 <= tidy.radius_km <= FARTHEST_KM:
        raise StarterDataWrong(_("Der Weg liegt zwischen 1 und 300 Kilometern."))
    check_slots(tidy.slots)
    return tidy


def _check_lengths(draft: StarterDraft) -> None:
    for name, most in LONGEST.items():
        text: str = getattr(draft, name)
        if len(text) > most:
            raise StarterDataWrong(
                _("„%(text)s …“ ist zu lang: höchstens %(most)d Zeichen.")
                % {"text": text[:30], "most": most}
            )


def check_slots(slots: tuple[str, ...]) -> None:
    """Refuse a part of the week that is none. Raises `StarterDataWrong`."""
    if not set(slots) <= set(Slot.values):
        raise StarterDataWrong(_("Diese Zeit kennen wir nicht."))


def check_period(begins: date, ends: date) -> None:
    """Refuse a period that ends before it begins. Raises `StarterDataWrong`."""
    if ends < begins:
        raise StarterDataWrong(_("Das Ende liegt vor dem Beginn."))
