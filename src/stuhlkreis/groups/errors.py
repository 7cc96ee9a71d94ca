"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class NotThisWay(Refusal):
    """The table of states lists no way from here to there."""


class NotABeginning(Refusal):
    """No group comes into the records in this state, or not on this word (rule 22)."""


class NotOnTheGroupsWord(Refusal):
    """Only the group itself decides to pause or to end (rule 21)."""


class DayInTheFuture(Refusal):
    """What is recorded has happened; nobody knows what will."""


class DayBeforeTheLast(Refusal):
    """The day lies before what was recorded last, so the history would contradict itself."""


class StillThere(Refusal):
    """Only a group that is over can start again (rule 22)."""


class AlreadyOver(Refusal):
    """The group is over; nothing new is recorded for it."""


class ChangedMeanwhile(Refusal):
    """Somebody else saved between opening the form and saving it."""


class NameMissing(Refusal):
    """A group without a name cannot be found again."""


class TextTooLong(Refusal):
    """A text is longer than its column."""


class WebsiteNotValid(Refusal):
    """The address of a website begins with http:// or https://."""


class SizeNotPlausible(Refusal):
    """No self-help group has this size."""


class TopicMissing(Refusal):
    """A group has at least one topic (rule 27)."""


class TooManyTopics(Refusal):
    """A group has at most three topics (rule 27)."""


class NoWayToReach(Refusal):
    """A contact person without name, phone and mail is nobody."""


class ContactPersonEnded(Refusal):
    """The person no longer answers for the group."""


class ContactPersonHasAccount(Refusal):
    """The person signs in already."""


class ChannelEmpty(Refusal):
    """A consent for a channel the person has not stated allows nothing (rule 3)."""


class ConsentWithoutText(Refusal):
    """A consent counts only with its text, purpose, channels and media (rule 4)."""


class ConsentNotStanding(Refusal):
    """The consent was withdrawn or replaced already."""
