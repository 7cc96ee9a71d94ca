"""The Django app of this module."""

from importlib import import_module

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Who looks for a group: interest lists and foundings."""

    name = "stuhlkreis.inquiries"
    label = "inquiries"

    def ready(self) -> None:
        """Listen to groups."""
        import_module("stuhlkreis.inquiries.receivers")
