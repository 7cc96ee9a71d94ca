"""The Django app of this module."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Tables in and out: import and export of groups."""

    name = "stuhlkreis.exchange"
    label = "exchange"
