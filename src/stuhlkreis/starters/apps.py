"""The Django app of this module."""

from django.apps import AppConfig


class StartersConfig(AppConfig):
    """Trained volunteers who help a group find together, for a limited time."""

    name = "stuhlkreis.starters"
    label = "starters"
