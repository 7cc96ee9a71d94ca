"""The Django app of this module."""

from django.apps import AppConfig


class StartersConfig(AppConfig):
    """Trained volunteers who help a group find together, for a limited time."""

    name = "stuhlkreis.starters"
    label = "starters"

    def ready(self) -> None:
        """Listen to the groups."""
        from stuhlkreis.starters import receivers  # noqa: F401, PLC0415 -- models must be loaded
