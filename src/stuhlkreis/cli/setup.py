"""Gets Django ready for the commands that need the database."""

import os

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from stuhlkreis.cli.output import CommandFailed


def django_ready() -> None:
    """Load the settings and the models. Raises `CommandFailed` with the missing variable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stuhlkreis.config.settings")
    if apps.ready:
        return
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandFailed(str(error)) from error
