"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class NotThisWay(Refusal):
    """The table of states lists no way from here to there."""


class GroupNotFitting(Refusal):
    """The group's state does not fit the kind of the request."""


class GroupAlreadyAccompanied(Refusal):
    """Somebody is asked for the group already, or accompanies it."""


class RequestAlreadyOpen(Refusal):
    """The group has an open start request."""


class RequestNotOpen(Refusal):
    """The start request was served or withdrawn."""


class StarterNotActive(Refusal):
    """The person pauses or has left."""


class StarterNotQualified(Refusal):
    """The training is not complete (rule 46)."""


class StarterNotQualifiedForExisting(Refusal):
    """The additional module for existing groups is missing (rule 53)."""


class StarterWithoutAgreement(Refusal):
    """No signed agreement is valid (rule 47)."""


class StarterAtCapacity(Refusal):
    """The person has as many accompaniments as they want."""


class StarterIsContactPerson(Refusal):
    """The person speaks for the group (rule 49)."""


class StarterNotSuitable(Refusal):
    """The person is not to be asked for this group; nobody learns why (rule 48)."""


class StarterElsewhere(Refusal):
    """The person belongs to another contact point."""


class StarterDataWrong(Refusal):
    """Something in the data of a person cannot be stored."""


class NotYourAnswer(Refusal):
    """Only the person asked may answer, or the desk for somebody without an account (rule 51)."""


class DayNotPlausible(Refusal):
    """The day lies in the future, or before what it belongs to."""


class NumberNotPlausible(Refusal):
    """The number lies outside what can be."""


class MeetingAlreadyNoted(Refusal):
    """There is a note for that day."""


class MeetingsUsedUp(Refusal):
    """The last meeting the contact point allows has been (rule 50)."""


class ReasonMissing(Refusal):
    """More meetings than the stop need a written reason (rule 50)."""


class FollowUpNotDue(Refusal):
    """It is too early to ask the group."""


class FollowUpAnswered(Refusal):
    """The question was answered."""
