"""The states of an interest and of a founding, and the ways between them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.inquiries.errors import NotThisWay


class InterestState(TextChoices):
    """Where somebody stands who looks for a group that does not exist yet."""

    UNCONFIRMED = "unconfirmed", _("noch nicht bestätigt")
    OPEN = "open", _("offen")
    INVITED = "invited", _("zu einer Gründung eingeladen")
    CLOSED = "closed", _("erledigt")


INTEREST_WAYS: Final[Mapping[InterestState, frozenset[InterestState]]] = {
    InterestState.UNCONFIRMED: frozenset({InterestState.OPEN, InterestState.CLOSED}),
    InterestState.OPEN: frozenset({InterestState.INVITED, InterestState.CLOSED}),
    InterestState.INVITED: frozenset({InterestState.OPEN, InterestState.CLOSED}),
    InterestState.CLOSED: frozenset(),
}


class FoundingState(TextChoices):
    """Where a founding stands; the group's own life is `groups.lifecycle`."""

    PREPARING = "preparing", _("in Vorbereitung")
    STARTED = "started", _("begonnen")
    ENDED = "ended", _("nicht zustande gekommen")


FOUNDING_WAYS: Final[Mapping[FoundingState, frozenset[FoundingState]]] = {
    FoundingState.PREPARING: frozenset({FoundingState.STARTED, FoundingState.ENDED}),
    FoundingState.STARTED: frozenset({FoundingState.ENDED}),
    FoundingState.ENDED: frozenset(),
}


class FirstMeetingFact(TextChoices):
    """What must be settled before a group begins (rule 43)."""

    DAY = "meets_on", _("Tag")
    TIME = "meets_at", _("Uhrzeit")
    LENGTH = "minutes", _("Dauer")
    ROOM = "room", _("Raum")
    OPENER = "opener", _("wer den Raum öffnet")


class ConfirmedBy(TextChoices):
    """How an interest was confirmed."""

    MAIL_LINK = "mail_link", _("Link in der E-Mail")
    DESK_CALL = "desk_call", _("Anruf der Kontaktstelle")


def check_interest_way(here: InterestState, there: InterestState) -> None:
    """Refuse a step the table does not list. Raises `NotThisWay`."""
    if there not in INTEREST_WAYS[here]:
        raise _refused(here.label, there.label)


def check_founding_way(here: FoundingState, there: FoundingState) -> None:
    """Refuse a step the table does not list. Raises `NotThisWay`."""
    if there not in FOUNDING_WAYS[here]:
        raise _refused(here.label, there.label)


def missing_for_start(facts: Mapping[str, object]) -> tuple[FirstMeetingFact, ...]:
    """What is not settled yet, in the order of the list (rule 43).

    `facts` maps a fact's value (the column of `Founding`) to what is known; None, 0 and "" are
    missing.
    """
    return tuple(fact for fact in FirstMeetingFact if not _known(facts.get(fact.value)))


def facts_fingerprint(facts: Mapping[str, object]) -> str:
    """64 hex digits, the same for the same five facts (columns of `Founding`)."""
    said = [str(facts.get(fact.value)) for fact in FirstMeetingFact]
    return sha256(repr(said).encode(errors="backslashreplace")).hexdigest()


def _known(fact: object) -> bool:
    """Whether a fact is settled; midnight is a time, 0 minutes are no length."""
    return fact is not None and fact not in ("", 0)


def _refused(here: object, there: object) -> NotThisWay:
    return NotThisWay(
        gettext("Von „%(here)s“ führt kein Weg zu „%(there)s“.") % {"here": here, "there": there}
    )
