"""The Django app of the core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Audit entries."""

    name = "stuhlkreis.core"
    label = "core"
