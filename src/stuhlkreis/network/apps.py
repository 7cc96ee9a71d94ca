"""The Django app of this module."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Contact points, federations, who works where in which role, and each office's settings."""

    name = "stuhlkreis.network"
    label = "network"
