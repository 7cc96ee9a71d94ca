"""The Django app of this module."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Who looks for a group: interest lists and foundings."""

    name = "stuhlkreis.inquiries"
    label = "inquiries"
