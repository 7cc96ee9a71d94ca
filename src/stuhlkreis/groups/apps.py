"""The Django app of this module."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Self-help groups, their meetings, contact persons and consents."""

    name = "stuhlkreis.groups"
    label = "groups"
