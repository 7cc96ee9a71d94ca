"""Runs Django's own commands; the product's command is `stuhlkreis`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stuhlkreis.config.settings_test")
    execute_from_command_line(sys.argv)
