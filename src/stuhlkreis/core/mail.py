"""Sends mail: one message to one person, after the transaction is committed."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

log = logging.getLogger(__name__)


def send(*, to: str, subject: str, text: str, answers_to: str = "") -> None:
    """Send a plain-text mail to one address once the running transaction is committed.

    Who answers the mail writes to `answers_to`, if it is given: people, not our sender address.

    One address a mail: addresses of others are never visible (rule 14). A mail server that is down
    or refuses the address never undoes what was saved; the failure is logged by its kind alone.
    """
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[answers_to] if answers_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    transaction.on_commit(lambda: _deliver(message))


def _deliver(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, ValueError) as error:
        # Neither the error's text nor a traceback: a refused recipient stands in both.
        log.error("A mail could not be handed to the mail server: %s.", type(error).__name__)  # noqa: TRY400 -- see above
