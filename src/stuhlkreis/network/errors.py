"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class SettingOutOfBounds(Refusal):
    """The value lies outside what the registry allows."""


class AlreadyMember(Refusal):
    """The person already has a role there."""


class LastCoordinator(Refusal):
    """Nobody would be left who can invite people and change settings."""


class AddressTaken(Refusal):
    """Another federation or contact point has this part of the address."""


class NameNotSpeakable(Refusal):
    """Nothing of the name can stand in an address: it has no letter and no digit."""
