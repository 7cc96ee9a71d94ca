"""What stands in the navigation of each area, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """A page worth a place in the navigation, and the right it needs."""

    name: str
    label: Promise
    icon: str = ""
    needs: Permission | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the reader sees it; `is_here` if the page on the screen belongs to it."""

    url: str
    label: Promise
    icon: str
    is_here: bool


AREAS: Final[Mapping[str, tuple[Entry, ...]]] = {
    "public": (
        Entry("public:groups", _("Gruppe finden")),
        Entry("public:interest", _("Gruppe gründen")),
        Entry("public:contact_points", _("Mit Menschen sprechen")),
    ),
    "about": (
        Entry("public:contact_points", _("Kontaktstellen")),
        Entry("public:accessibility", _("Barrierefreiheit")),
        Entry("public:privacy", _("Datenschutz")),
        Entry("public:imprint", _("Impressum")),
    ),
    "inside": (Entry("account:home", _("Anmelden")),),
    "desk": (
        Entry("desk:today", _("Heute"), "clock"),
        Entry("desk:groups", _("Gruppen"), "people", Permission.EDIT_GROUPS),
        Entry("desk:import", _("Tabelle einlesen"), "upload", Permission.IMPORT_GROUPS),
        Entry("desk:interests", _("Interesse"), "mail", Permission.EDIT_FOUNDINGS),
        Entry("desk:foundings", _("Gründungen"), "sprout", Permission.EDIT_FOUNDINGS),
        Entry("desk:start_requests", _("Anforderungen"), "message", Permission.REQUEST_STARTERS),
        Entry("desk:accompaniments", _("Begleitungen"), "route", Permission.ASSIGN_STARTERS),
        Entry("desk:starters", _("Begleitende"), "people", Permission.ASSIGN_STARTERS),
        Entry("desk:follow_ups", _("Nachbefragung"), "repeat", Permission.ASSIGN_STARTERS),
        Entry("desk:figures", _("Kennzahlen"), "chart", Permission.SEE_FIGURES),
        Entry("desk:colleagues", _("Team"), "key", Permission.INVITE_COLLEAGUES),
        Entry("desk:settings", _("Einstellungen"), "settings", Permission.EDIT_SETTINGS),
    ),
}


def links(area: str, request: HttpRequest) -> list[Link]:
    """The area's entries this person may open; the one that fits the address best is here."""
    rights: frozenset[Permission] = getattr(request, "rights", frozenset())
    shown = [
        (reverse(entry.name), entry)
        for entry in AREAS[area]
        if entry.needs is None or entry.needs in rights
    ]
    here = max((url for url, entry in shown if request.path.startswith(url)), key=len, default=None)
    return [Link(url, entry.label, entry.icon, url == here) for url, entry in shown]
