"""The Django app of the pages."""

from django.apps import AppConfig

from stuhlkreis.web.forms import speak_plainly


class WebConfig(AppConfig):
    """Templates, static files and template tags."""

    name = "stuhlkreis.web"
    label = "web"

    def ready(self) -> None:
        """Let every form say in our words what is missing, before the first form is declared."""
        speak_plainly()
