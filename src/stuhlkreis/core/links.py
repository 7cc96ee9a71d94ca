"""Signed links in mails: a purpose, a value, an age; nothing is stored.

The token travels in the query string, which no access log holds.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

from stuhlkreis.core.errors import Refusal


class LinkNotValid(Refusal):
    """The link is damaged, forged, for something else, or too old."""


class LinkTooOld(LinkNotValid):
    """The link is ours, but its time is over."""


def signed(purpose: str, value: str) -> str:
    """A token that `read` opens for the same purpose only."""
    return signing.dumps(value, salt=f"stuhlkreis.{purpose}")


def read(purpose: str, token: str, *, valid_for: timedelta) -> str:
    """The value of a token. Raises `LinkNotValid`, for an old one `LinkTooOld`."""
    try:
        value = signing.loads(token, salt=f"stuhlkreis.{purpose}", max_age=valid_for)
    except signing.SignatureExpired as error:
        raise LinkTooOld from error
    except signing.BadSignature as error:
        raise LinkNotValid from error
    return str(value)


def absolute(path: str, **query: str) -> str:
    """The full address of one of our pages, for a mail."""
    tail = f"?{urlencode(query)}" if query else ""
    return f"{settings.BASE_URL}{path}{tail}"
