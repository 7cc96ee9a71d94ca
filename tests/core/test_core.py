import logging
from collections.abc import Sequence
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import override_settings

from stuhlkreis.core import audit, links, mail
from stuhlkreis.core.days import months_later
from stuhlkreis.core.models import AuditEntry
from tests import make


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 11, 21), -18, date(2025, 5, 21)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last_one(
    day: date, months: int, then: date
) -> None:
    assert months_later(day, months) == then


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_to_one_person_after_the_transaction() -> None:
    mail.send(to="a@example.org", subject="Zwei\nZeilen", text="Guten Tag")

    (sent,) = outbox.outbox
    assert (sent.to, sent.subject) == (["a@example.org"], "Zwei Zeilen")
    assert sent.reply_to == []


@pytest.mark.django_db(transaction=True)
def test_an_answer_goes_to_people() -> None:
    mail.send(to="a@example.org", subject="S", text="T", answers_to="stelle@example.org")

    assert outbox.outbox[0].reply_to == ["stelle@example.org"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_undoes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with (
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=1,
        ),
        caplog.at_level(logging.ERROR),
    ):
        mail.send(to="a@example.org", subject="Betreff", text="Text")

    assert "mail server" in caplog.text
    assert "a@example.org" not in caplog.text


class Refusing(BaseEmailBackend):
    """A mail server that refuses the recipient, and says whom."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        (refused,) = email_messages[0].to
        raise SMTPRecipientsRefused({refused: (550, b"no such user")})


@pytest.mark.django_db(transaction=True)
def test_a_refused_recipient_is_not_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    backend = f"{Refusing.__module__}.{Refusing.__qualname__}"
    with override_settings(EMAIL_BACKEND=backend), caplog.at_level(logging.ERROR):
        mail.send(to="nobody@example.org", subject="Betreff", text="Text")

    assert "SMTPRecipientsRefused" in caplog.text
    assert "nobody@example.org" not in caplog.text


def test_a_link_opens_for_its_purpose_and_its_time_only() -> None:
    with time_machine.travel(make.AT, tick=False) as clock:
        token = links.signed("confirm", "7")

        assert links.read("confirm", token, valid_for=timedelta(days=1)) == "7"
        with pytest.raises(links.LinkNotValid):
            links.read("withdraw", token, valid_for=timedelta(days=1))
        with pytest.raises(links.LinkNotValid):
            links.read("confirm", token + "x", valid_for=timedelta(days=1))
        clock.shift(timedelta(days=2))
        with pytest.raises(links.LinkNotValid):
            links.read("confirm", token, valid_for=timedelta(days=1))


@override_settings(BASE_URL="https://example.org")
def test_an_absolute_link_keeps_its_query() -> None:
    assert links.absolute("/a/", t="x y") == "https://example.org/a/?t=x+y"
    assert links.absolute("/a/") == "https://example.org/a/"


@pytest.mark.django_db
def test_an_audit_entry_names_the_action_and_the_record() -> None:
    place = make.contact_point()

    audit.record("change", place, at=make.AT, by=None, detail={"name": "x"})

    entry = AuditEntry.objects.get()
    assert str(entry) == f"change network.ContactPoint {place.pk}"
    assert entry.detail == {"name": "x"}
