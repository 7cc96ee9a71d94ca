"""The Django app of this module."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """The subject catalogue."""

    name = "stuhlkreis.topics"
    label = "topics"
