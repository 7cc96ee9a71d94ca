"""How a letter reaches one person on the list: one mail each, nobody sees another (rule 14)."""

from typing import Final

from django.urls import reverse

from stuhlkreis.core import links, mail
from stuhlkreis.inquiries.letters import FirstMeeting, Letter, Link, Office
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.inquiries.queries import token_of
from stuhlkreis.network.models import ContactPoint

_PAGES: Final = {
    Link.CONFIRM: "public:interest_confirm",
    Link.KEEP: "public:interest_keep",
    Link.WITHDRAW: "public:interest_withdraw",
}


def office_of(contact_point: ContactPoint) -> Office:
    """How the contact point signs."""
    return Office(contact_point.name, contact_point.phone, contact_point.email)


def address_of(interest: Interest, link: Link) -> str:
    """The page a link in a mail to this person opens; the page acts only by its button."""
    return links.absolute(reverse(_PAGES[link]), t=token_of(interest, link))


def first_meeting_of(founding: Founding) -> FirstMeeting | None:
    """What invited people are told; None as long as day or time is open."""
    if founding.meets_on is None or founding.meets_at is None:
        return None
    return FirstMeeting(founding.meets_on, founding.meets_at, founding.minutes, founding.room)


def post(letter: Letter, *, to: Interest) -> None:
    """Send the letter once the transaction is committed."""
    mail.send(
        to=to.email,
        subject=letter.subject,
        text=letter.text,
        answers_to=to.contact_point.email,
    )
