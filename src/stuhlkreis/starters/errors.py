"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class NotThisWay(Refusal):
    """The table of states lists no way from here to there."""
