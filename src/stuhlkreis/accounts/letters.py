"""What people read in a mail when they get an account."""

from typing import Final

from django.utils.translation import gettext as _

from stuhlkreis.core import links, mail

# The page that asks for a mail address and sends a code; a test compares it with the address.
LOG_IN: Final = "/konto/login/code/"


def send_invitation(*, to: str, where: str) -> None:
    """Tell somebody that they can sign in now, and how; `where` never names a group."""
    mail.send(
        to=to,
        subject=_("Ihr Zugang zu Stuhlkreis"),
        text=_(
            "Guten Tag,\n\nSie haben jetzt einen Zugang bei: %(where)s.\n\n"
            "So melden Sie sich an: Öffnen Sie die Seite und geben Sie diese E-Mail-Adresse ein. "
            "Sie bekommen dann einen Code per E-Mail.\n\n%(link)s\n\n"
            "Freundliche Grüße\n%(where)s\n"
        )
        % {"where": where, "link": links.absolute(LOG_IN)},
    )
