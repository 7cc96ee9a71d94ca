"""The states of a group, and the other closed lists that describe one."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.groups.errors import NotThisWay


class State(TextChoices):
    """Where a group stands in its life (rule 22)."""

    FOUNDING = "founding", _("entsteht gerade")
    STARTING = "starting", _("beginnt")
    ACTIVE = "active", _("trifft sich")
    PAUSED = "paused", _("macht Pause")
    IN_TRANSITION = "in_transition", _("im Umbruch")
    DISSOLVED = "dissolved", _("aufgelöst")
    ATTEMPT_ENDED = "attempt_ended", _("nicht zustande gekommen")


WAYS: Final[Mapping[State, frozenset[State]]] = {
    State.FOUNDING: frozenset({State.STARTING, State.ATTEMPT_ENDED}),
    State.STARTING: frozenset({State.ACTIVE, State.PAUSED, State.ATTEMPT_ENDED}),
    State.ACTIVE: frozenset({State.PAUSED, State.IN_TRANSITION, State.DISSOLVED}),
    State.PAUSED: frozenset({State.ACTIVE, State.DISSOLVED}),
    State.IN_TRANSITION: frozenset({State.ACTIVE, State.DISSOLVED}),
    State.DISSOLVED: frozenset(),
    State.ATTEMPT_ENDED: frozenset(),
}

# How a group may come into the records: built up here, or as it is (import, submission).
BEGINNINGS: Final = frozenset({State.FOUNDING, State.ACTIVE, State.PAUSED})
OVER: Final = frozenset({State.DISSOLVED, State.ATTEMPT_ENDED})
# Only the group itself decides these; the desk enters them on the group's word (rule 21).
ON_THE_GROUPS_WORD: Final = frozenset({State.PAUSED, State.DISSOLVED})
# States that may stand in the public directory.
PUBLIC: Final = frozenset(State) - OVER


class Source(TextChoices):
    """Whose word a change rests on (rules 21 and 23)."""

    GROUP = "group", _("die Gruppe selbst")
    GROUP_VIA_OFFICE = "group_via_office", _("die Gruppe, von der Kontaktstelle eingetragen")
    OFFICE = "office", _("die Kontaktstelle")
    IMPORT = "import", _("Import einer Tabelle")


class Audience(TextChoices):
    """For whom a group is (rule 29: never part of the topic)."""

    AFFECTED = "affected", _("für Betroffene")
    RELATIVES = "relatives", _("für Angehörige")
    PARENTS = "parents", _("für Eltern")
    MIXED = "mixed", _("für Betroffene und Angehörige")


class Openness(TextChoices):
    """Whether new people can come."""

    OPEN = "open", _("offen für Neue")
    OPEN_AFTER_CONTACT = "open_after_contact", _("offen nach Gespräch")
    CLOSED_FOR_NOW = "closed_for_now", _("zurzeit voll")
    CLOSED = "closed", _("geschlossen")


class Format(TextChoices):
    """Where a group meets."""

    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("vor Ort und online")


class Visibility(TextChoices):
    """How exactly the meeting place is shown (rule 7)."""

    EXACT = "exact", _("mit Adresse")
    DISTRICT = "district", _("nur der Ort")
    ON_REQUEST = "on_request", _("auf Anfrage")
    HIDDEN = "hidden", _("gar nicht")


# The place itself may be told; of the others not even the page's address says it (rule 7).
OPEN_PLACES: Final = frozenset({Visibility.EXACT, Visibility.DISTRICT})


class Channel(TextChoices):
    """One way to reach a contact person; each has its own consent (rule 3)."""

    NAME = "name", _("Name")
    PHONE = "phone", _("Telefon")
    EMAIL = "email", _("E-Mail")


class Medium(TextChoices):
    """Where a channel may be shown (rule 3)."""

    WEB = "web", _("Internet")
    PRINT = "print", _("gedrucktes Verzeichnis")
    NEWSLETTER = "newsletter", _("Rundbrief")
    PHONE_INFORMATION = "phone_information", _("Auskunft am Telefon")
    STATE_PORTAL = "state_portal", _("Landesportal")


class ConsentWay(TextChoices):
    """How a consent was given (rule 4)."""

    PAPER = "paper", _("auf Papier")
    ONLINE = "online", _("online")
    SPOKEN = "spoken", _("mündlich, von der Kontaktstelle notiert")


def check_way(here: State, there: State) -> None:
    """Refuse a step that the table of ways does not list. Raises `NotThisWay`."""
    if there not in WAYS[here]:
        raise NotThisWay(
            gettext("Von „%(here)s“ führt kein Weg zu „%(there)s“.")
            % {"here": here.label, "there": there.label}
        )
