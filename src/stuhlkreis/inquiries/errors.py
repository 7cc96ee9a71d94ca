"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class NotThisWay(Refusal):
    """The table of states lists no way from here to there."""


class PlaceNotClear(Refusal):
    """The place is not known, or several have this name."""


class NobodyResponsible(Refusal):
    """No contact point exists that could keep the list."""


class NoWayToReach(Refusal):
    """Neither a mail address nor a phone number was given."""


class ConsentTextNotCurrent(Refusal):
    """The person consented to a text that is no longer the one we show."""


class InterestGone(Refusal):
    """The link is right, but the interest was deleted or is closed."""


class InterestAlreadyConfirmed(Refusal):
    """Somebody at the desk was faster, or the person pressed the button in the mail."""


class InterestNotConfirmed(Refusal):
    """What is not confirmed cannot be prolonged."""


class InterestAlreadyInvited(Refusal):
    """Somebody at the desk was faster."""


class InterestNotInvited(Refusal):
    """Only somebody invited can go back to the list."""


class InterestElsewhere(Refusal):
    """The interest belongs to another contact point, or to another topic."""


class FoundingAlreadyRunning(Refusal):
    """A founding for this topic and district is already in preparation."""


class FoundingOver(Refusal):
    """The founding has ended, or its group stands without it."""


class FoundingNotReady(Refusal):
    """Date, time, length, room or the person who opens it is missing (rule 43)."""


class FirstMeetingTooEarly(Refusal):
    """The first meeting would lie before the founding was opened."""


class DistrictUnknown(Refusal):
    """There is no district with this official key."""


class ReasonMissing(Refusal):
    """An attempt ends with a reason."""
