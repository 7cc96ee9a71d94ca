"""The Django app of this module."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who can sign in, and what each may do where."""

    name = "stuhlkreis.accounts"
    label = "accounts"
