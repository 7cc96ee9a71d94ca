"""Somebody asks for a group that does not exist yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core import audit, crypto
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.text import without_controls
from stuhlkreis.inquiries import letters
from stuhlkreis.inquiries.actions.interests import confirmed
from stuhlkreis.inquiries.actions.mailing import address_of, office_of, post
from stuhlkreis.inquiries.errors import (
    ConsentTextNotCurrent,
    NobodyResponsible,
    NoWayToReach,
    PlaceNotClear,
)
from stuhlkreis.inquiries.letters import Link
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, InterestState
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import may
from stuhlkreis.network.queries import contact_points, responsible_for
from stuhlkreis.regions.answers import Located
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.places import Point, distance_km
from stuhlkreis.topics.models import Topic

# Nobody can have our mails sent to another person's address again and again.
_PAUSE_BETWEEN_MAILS: Final = timedelta(hours=1)
_MOST_MAILS_A_DAY: Final = 5


@transaction.atomic
def leave_interest(  # noqa: PLR0913 -- one argument per answer on the form
    *,
    topic: Topic,
    postcode: str | Located,
    email: str,
    phone: str,
    name: str,
    slots: Sequence[str],
    text_version: str,
    at: datetime,
    by: User | None = None,
) -> Interest:
    """Put somebody on the list of the contact point responsible for the place.

    `postcode` is a postcode or place as it was written, or a place already asked back.

    It counts only once confirmed: by the mailed link, or by the desk's call. Entered by the desk
    (`by`), the talk itself confirms. Whoever asks twice stays one; what is confirmed is not
    changed by a second form, because anybody can type another person's address.
    Raises `ConsentTextNotCurrent`, `NoWayToReach`, `PlaceNotClear`, `NobodyResponsible`, and
    `Forbidden` where another contact point is responsible than the one `by` works for.
    """
    _check_consent(text_version)
    interest = Interest(
        topic=topic,
        email=without_controls(email),
        phone=without_controls(phone),
        name=without_controls(name),
        mail_hash=crypto.mail_hash(without_controls(email)),
        phone_hash=crypto.phone_hash(phone),
        slots=list(slots),
        consent_text_version=text_version,
        consented_at=at,
        created_at=at,
    )
    _check_reachable(interest)
    _place(interest, postcode)
    _check_responsible(interest, by)
    # Two forms may arrive at once: whoever locks the contact point first makes the entry.
    ContactPoint.objects.select_for_update(no_key=True).get(pk=interest.contact_point.pk)
    standing = _standing(interest)
    if standing is not None and standing.state != InterestState.UNCONFIRMED:
        if by is None:
            _tell_that_known(standing, at=at)
        return standing
    return _entered(interest, standing, at=at, by=by)


def _entered(
    interest: Interest, standing: Interest | None, *, at: datetime, by: User | None
) -> Interest:
    if standing is not None:
        # The sealed columns are bound to the uid: it stays.
        interest.pk, interest.uid = standing.pk, standing.uid
        interest.created_at, interest.mailed_at = standing.created_at, standing.mailed_at
    interest.expires_on = localtime(at).date() + timedelta(days=letters.UNCONFIRMED_DAYS)
    interest.save(force_insert=standing is None)
    audit.record("leave_interest", interest, at=at, by=by)
    if by is not None:
        return confirmed(interest, how=ConfirmedBy.DESK_CALL, at=at, by=by)
    if _may_mail(interest, at=at):
        letter = letters.confirm_letter(
            office=office_of(interest.contact_point),
            confirm=address_of(interest, Link.CONFIRM),
            withdraw=address_of(interest, Link.WITHDRAW),
        )
        _post(letter, to=interest, at=at)
    return interest


def _tell_that_known(interest: Interest, *, at: datetime) -> None:
    if _may_mail(interest, at=at):
        letter = letters.known_letter(
            office=office_of(interest.contact_point),
            name=interest.name,
            until=interest.expires_on,
            withdraw=address_of(interest, Link.WITHDRAW),
        )
        _post(letter, to=interest, at=at)


def _post(letter: letters.Letter, *, to: Interest, at: datetime) -> None:
    to.mailed_at = at
    to.save(update_fields=["mailed_at"])
    post(letter, to=to)


def _may_mail(interest: Interest, *, at: datetime) -> bool:
    if not interest.has_mail:
        return False
    if interest.mailed_at is not None and at - interest.mailed_at < _PAUSE_BETWEEN_MAILS:
        return False
    today = Interest.objects.filter(
        mail_hash=interest.mail_hash, mailed_at__gt=at - timedelta(days=1)
    )
    return today.count() < _MOST_MAILS_A_DAY


def _check_consent(text_version: str) -> None:
    if text_version != letters.CONSENT_VERSION:
        raise ConsentTextNotCurrent(
            _("Der Text der Einwilligung hat sich geändert. Bitte lesen Sie ihn noch einmal.")
        )


def _check_responsible(interest: Interest, by: User | None) -> None:
    here = interest.contact_point
    if by is not None and not may(by, Permission.EDIT_FOUNDINGS, here):
        raise Forbidden(
            _("Für diesen Ort ist eine andere Kontaktstelle zuständig: %(name)s.")
            % {"name": here.name}
        )


def _check_reachable(interest: Interest) -> None:
    if not interest.mail_hash and not interest.phone_hash:
        raise NoWayToReach(
            _("Wie erreichen wir Sie? Eine E-Mail-Adresse oder eine Telefonnummer genügt.")
        )


def _place(interest: Interest, place: str | Located) -> None:
    """Give the interest its district, and the contact point that is there for it."""
    located = locate(place) if isinstance(place, str) else place
    if not isinstance(located, Located):
        raise PlaceNotClear(located.sentence)
    interest.postcode = located.postcode or ""
    interest.district_ags = located.district.ags
    interest.contact_point = responsible_for(located.district.ags, point=located.point) or _nearest(
        located.point
    )


def _nearest(point: Point) -> ContactPoint:
    found = sorted(contact_points(), key=lambda each: distance_km(point, Point(each.lat, each.lon)))
    if not found:
        raise NobodyResponsible(_("Für diesen Ort gibt es hier noch keine Kontaktstelle."))
    return found[0]


def _standing(interest: Interest) -> Interest | None:
    """The same person's entry for the same topic and district: by mail address, else by phone."""
    same = (
        {"mail_hash": interest.mail_hash}
        if interest.has_mail
        else {"mail_hash": "", "phone_hash": interest.phone_hash}
    )
    return (
        Interest.objects.select_for_update(of=("self",))
        .select_related("contact_point")
        .exclude(state=InterestState.CLOSED)
        .filter(topic=interest.topic, district_ags=interest.district_ags, **same)
        .first()
    )
