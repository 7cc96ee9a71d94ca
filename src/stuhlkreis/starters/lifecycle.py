"""The states of start requests and accompaniments, and the closed lists around them."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.groups import lifecycle as groups
from stuhlkreis.starters.errors import NotThisWay


class StarterState(TextChoices):
    """Whether somebody can be asked."""

    ACTIVE = "active", _("aktiv")
    PAUSED = "paused", _("macht Pause")
    LEFT = "left", _("ausgeschieden")


class RequestKind(TextChoices):
    """For which kind of group a starter is asked for."""

    NEW = "new", _("neue Gruppe")
    EXISTING = "existing", _("bestehende Gruppe")


# Which groups a starter may be asked for; an existing group needs the additional module (rule 53).
FITTING: Final[Mapping[RequestKind, frozenset[groups.State]]] = {
    RequestKind.NEW: frozenset({groups.State.FOUNDING, groups.State.STARTING}),
    RequestKind.EXISTING: frozenset(
        {groups.State.ACTIVE, groups.State.PAUSED, groups.State.IN_TRANSITION}
    ),
}


def kind_for(state: groups.State) -> RequestKind | None:
    """The kind of request that fits a group in this state; None for a group that is over."""
    return next((kind for kind, states in FITTING.items() if state in states), None)


class RequestState(TextChoices):
    """Where a start request stands."""

    OPEN = "open", _("sucht eine Begleitung")
    SERVED = "served", _("Begleitung gefunden")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class State(TextChoices):
    """Where an accompaniment stands."""

    PROPOSED = "proposed", _("angefragt")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("Anfrage zurückgezogen")
    RUNNING = "running", _("läuft")
    ENDED = "ended", _("beendet")


WAYS: Final[Mapping[State, frozenset[State]]] = {
    State.PROPOSED: frozenset({State.RUNNING, State.DECLINED, State.WITHDRAWN}),
    State.RUNNING: frozenset({State.ENDED}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.ENDED: frozenset(),
}


# An accompaniment in one of these states takes the group, and a place of the starter.
TAKEN: Final = frozenset({State.PROPOSED, State.RUNNING})


class EndReason(TextChoices):
    """Why an accompaniment ended (rule 56)."""

    PLANNED = "planned", _("wie geplant")
    STANDS_ALONE = "stands_alone", _("die Gruppe trägt sich selbst")
    GROUP_ENDED = "group_ended", _("die Gruppe hat sich aufgelöst")
    STARTER_WITHDREW = "starter_withdrew", _("die Begleitperson hat aufgehört")
    OFFICE_ENDED = "office_ended", _("die Kontaktstelle hat beendet")


class Phase(TextChoices):
    """Where the group stood at a meeting (rule 54)."""

    ARRIVING = "arriving", _("Ankommen und Kennenlernen")
    RULES = "rules", _("Regeln und Rahmen finden")
    WORKING = "working", _("gemeinsames Arbeiten")
    FAREWELL = "farewell", _("Abschied der Begleitung")


class ProcessTopic(TextChoices):
    """What the process was about, never what people said (rule 54)."""

    RULES = "rules", _("Regeln")
    ROLES = "roles", _("Aufgaben verteilen")
    ROOM = "room", _("Raum")
    CONFLICT = "conflict", _("Konflikt")


class FollowUpResult(TextChoices):
    """How the group fares a year later (rule 57)."""

    STILL_MEETING = "still_meeting", _("trifft sich weiter")
    PAUSED = "paused", _("macht Pause")
    MERGED = "merged", _("in einer anderen Gruppe aufgegangen")
    DISSOLVED = "dissolved", _("aufgelöst")
    UNKNOWN = "unknown", _("nicht bekannt")


class AgreementWay(TextChoices):
    """How an agreement was signed."""

    PAPER = "paper", _("auf Papier")
    TYPED = "typed", _("online bestätigt")


def check_way(here: State, there: State) -> None:
    """Refuse a step that the table of ways does not list. Raises `NotThisWay`."""
    if there not in WAYS[here]:
        raise NotThisWay(
            gettext("Von „%(here)s“ führt kein Weg zu „%(there)s“.")
            % {"here": here.label, "there": there.label}
        )
