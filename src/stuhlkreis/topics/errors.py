"""What this module refuses."""

from stuhlkreis.core.errors import Refusal


class SynonymTaken(Refusal):
    """The word already means another topic (rule 31)."""
