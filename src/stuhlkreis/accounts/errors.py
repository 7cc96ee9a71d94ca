"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class AddressTaken(Refusal):
    """Another account has this mail address."""


class AddressWrong(Refusal):
    """That is no mail address."""


class PasswordTooWeak(Refusal):
    """The password is too short or too common."""
