"""The words of this module: the consent, and the mails to people on the interest list.

A mail is not a safe place: no letter names the topic, in subject or body, nor another person.
Plain text; addresses and days come in as values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

# What a person agrees to. A changed text gets a new version; an old version is never edited.
CONSENT_VERSION: Final = "2026-1"
CONSENT_TEXTS: Final[Mapping[str, str]] = {
    "2026-1": (
        "Ich bin einverstanden, dass die Kontaktstelle meine Angaben speichert, um mit mir eine "
        "Selbsthilfegruppe zu diesem Thema zu gründen. Ich weiß: Das Thema kann etwas über meine "
        "Gesundheit sagen. Die Angaben sieht nur die Kontaktstelle. Ich kann sie jederzeit ohne "
        "Grund löschen lassen."
    ),
}

UNCONFIRMED_DAYS: Final = 14
"""Whoever does not confirm within this many days is deleted."""


class Link(StrEnum):
    """What a link in one of our mails is for; its value is the purpose of the signature."""

    CONFIRM = "interest-confirm"
    KEEP = "interest-keep"
    WITHDRAW = "interest-withdraw"


# The longest answering time of the registry is 60 days; deleting must be possible for years.
VALID_FOR: Final[Mapping[Link, timedelta]] = {
    Link.CONFIRM: timedelta(days=UNCONFIRMED_DAYS),
    Link.KEEP: timedelta(days=120),
    Link.WITHDRAW: timedelta(days=1200),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text of one mail."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """How a contact point signs; phone and mail address may be empty."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """What an invited person needs to come: day, time, length in minutes, room."""

    on: date
    at: time
    minutes: int | None
    room: str


def confirm_letter(*, office: Office, confirm: str, withdraw: str) -> Letter:
    """Asks whether it was really this person; `confirm` and `withdraw` are addresses of pages.

    It repeats nothing of the form: anybody can type another person's address.
    """
    return Letter(
        _("Bitte bestätigen Sie Ihre Angaben"),
        _written(
            office,
            "",
            _("mit dieser Adresse sucht jemand bei uns Menschen für eine neue Gruppe."),
            _("Waren Sie das? Dann bestätigen Sie es bitte auf dieser Seite:"),
            confirm,
            _(
                "Ohne Bestätigung löschen wir alles nach %(days)s Tagen. "
                "Löschen können Sie auch gleich selbst:"
            )
            % {"days": UNCONFIRMED_DAYS},
            withdraw,
        ),
    )


def known_letter(*, office: Office, name: str, until: date, withdraw: str) -> Letter:
    """Tells somebody who asks again that they are on the list already."""
    return Letter(
        _("Sie stehen schon auf unserer Liste"),
        _written(
            office,
            name,
            _("Ihre Angaben haben wir schon. Sie müssen nichts weiter tun."),
            _("Wir behalten sie bis zum %(day)s und fragen vorher nach.") % {"day": _day(until)},
            _("Möchten Sie gelöscht werden? Das geht hier:"),
            withdraw,
        ),
    )


def reminder_letter(*, office: Office, name: str, until: date, keep: str, withdraw: str) -> Letter:
    """Asks once whether somebody still looks for a group; silence deletes (rule 13)."""
    return Letter(
        _("Suchen Sie noch?"),
        _written(
            office,
            name,
            _("vor einiger Zeit haben Sie bei uns Menschen für eine neue Gruppe gesucht."),
            _("Suchen Sie noch? Dann sagen Sie es uns bitte bis zum %(day)s:")
            % {"day": _day(until)},
            keep,
            _("Hören wir nichts, löschen wir Ihre Angaben. Sie können das auch gleich selbst tun:"),
            withdraw,
        ),
    )


def invitation_letter(
    *, office: Office, name: str, meeting: FirstMeeting | None, withdraw: str
) -> Letter:
    """Invites one person to the first meeting (rule 42); without a plan: that one is coming."""
    return Letter(
        _("Es haben sich Menschen gefunden"),
        _written(
            office,
            name,
            _("Sie haben bei uns Menschen für eine neue Gruppe gesucht. Jetzt kann sie beginnen."),
            _("Wir laden Sie herzlich zum ersten Treffen ein."),
            _meeting_lines(meeting),
            _(
                "Kommen Sie, oder haben Sie Fragen? Dann rufen Sie uns an oder schreiben Sie uns. "
                "Ihre Adresse sehen die anderen nicht."
            ),
            _("Möchten Sie gelöscht werden? Das geht hier:"),
            withdraw,
        ),
    )


def meeting_letter(*, office: Office, name: str, meeting: FirstMeeting, withdraw: str) -> Letter:
    """Tells an invited person when and where the first meeting is, or that it has moved."""
    return Letter(
        _("Das erste Treffen: Zeit und Ort"),
        _written(
            office,
            name,
            _("für das erste Treffen stehen Zeit und Ort fest."),
            _meeting_lines(meeting),
            _("Passt es Ihnen nicht? Dann rufen Sie uns an oder schreiben Sie uns."),
            _("Möchten Sie gelöscht werden? Das geht hier:"),
            withdraw,
        ),
    )


def _meeting_lines(meeting: FirstMeeting | None) -> str:
    if meeting is None:
        return _("Zeit und Ort nennen wir Ihnen, sobald sie feststehen.")
    lines = [
        _("Wann: %(day)s, %(time)s Uhr")
        % {"day": _day(meeting.on), "time": time_format(meeting.at, "H:i")}
    ]
    if meeting.minutes:
        lines.append(_("Dauer: %(minutes)s Minuten") % {"minutes": meeting.minutes})
    if meeting.room:
        lines.append(_("Wo: %(room)s") % {"room": meeting.room})
    return "\n".join(lines)


def _written(office: Office, name: str, *paragraphs: str) -> str:
    greeting = _("Guten Tag %(name)s,") % {"name": name} if name else _("Guten Tag,")
    signature = "\n".join(filter(None, (office.name, office.phone, office.email)))
    return "\n\n".join((greeting, *paragraphs, _("Freundliche Grüße"), signature)) + "\n"


def _day(day: date) -> str:
    return date_format(day, "l, j. F Y")
