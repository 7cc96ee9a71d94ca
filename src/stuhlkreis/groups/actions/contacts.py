"""Who answers for a group, and what of them may be shown where."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.actions import open_account
from stuhlkreis.accounts.letters import send_invitation
from stuhlkreis.accounts.models import LONGEST_NAME, User
from stuhlkreis.accounts.queries import user_with
from stuhlkreis.core import audit, crypto
from stuhlkreis.core.text import without_controls
from stuhlkreis.groups import policies, signals
from stuhlkreis.groups.actions.locking import check_has_come, check_is_there, lock
from stuhlkreis.groups.errors import (
    ChannelEmpty,
    ConsentNotStanding,
    ConsentWithoutText,
    ContactPersonEnded,
    ContactPersonHasAccount,
    DayBeforeTheLast,
    NoWayToReach,
)
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium
from stuhlkreis.groups.models import Consent, ContactPerson, Group


@transaction.atomic
def add_contact_person(  # noqa: PLR0913 -- whom for which group, three ways to reach, when, by whom
    *,
    group: Group,
    name: str = "",
    phone: str = "",
    email: str = "",
    user: User | None = None,
    on: date,
    at: datetime,
    by: User | None,
) -> ContactPerson:
    """Note who answers for a group; nothing of it is shown before a consent (rule 3).

    Raises `NoWayToReach`, `AlreadyOver`, `DayInTheFuture`, `core.errors.Forbidden`, and
    whatever a receiver of `contact_person_added` refuses (rule 49).
    """
    policies.check_may_edit(by, group.contact_point)
    lock(group)
    check_is_there(group)
    check_has_come(on, at)
    name, phone, email = map(without_controls, (name, phone, email))
    if not (name or phone or email):
        raise NoWayToReach(_("Name, Telefon oder E-Mail: Eine Angabe brauchen wir."))
    person = ContactPerson.objects.create(
        group=group,
        name=name,
        phone=phone,
        email=email,
        phone_hash=crypto.phone_hash(phone),
        mail_hash=crypto.mail_hash(email),
        user=user,
        since=on,
    )
    audit.record("add_contact_person", person, at=at, by=by, detail={"group": group.pk})
    signals.contact_person_added.send(sender=ContactPerson, contact_person=person, at=at, by=by)
    return person


@transaction.atomic
def end_contact_person(
    *, contact_person: ContactPerson, on: date, at: datetime, by: User | None
) -> None:
    """Note that somebody no longer answers for the group; from that day on nothing is shown.

    Raises `ContactPersonEnded`, `DayInTheFuture`, `DayBeforeTheLast` or `core.errors.Forbidden`.
    """
    policies.check_may_consent(by, contact_person)
    lock(contact_person.group)
    contact_person.refresh_from_db(fields=["until"])
    _check_answers(contact_person)
    check_has_come(on, at)
    if on < contact_person.since:
        raise DayBeforeTheLast(_("So früh war die Person noch nicht eingetragen."))
    contact_person.until = on
    contact_person.save(update_fields=["until"])
    audit.record("end_contact_person", contact_person, at=at, by=by)


@transaction.atomic
def show_contact_persons(*, group: Group, at: datetime, by: User) -> None:
    """Note that somebody looks who answers for a group and how they are reached (rule 16).

    A name beside a group is health data. Raises `core.errors.Forbidden`.
    """
    policies.check_may_edit(by, group.contact_point)
    audit.record("show_contact_persons", group, at=at, by=by)


@transaction.atomic
def give_account(*, contact_person: ContactPerson, at: datetime, by: User | None) -> User:
    """Let a contact person sign in with their mail address, and tell them how.

    The mail names the contact point, never the group (Art. 9 GDPR): others may see the screen.
    Raises `ContactPersonEnded`, `ContactPersonHasAccount`, `NoWayToReach`,
    `accounts.errors.AddressWrong` or `core.errors.Forbidden`.
    """
    group = contact_person.group
    policies.check_may_edit(by, group.contact_point)
    lock(group)
    contact_person.refresh_from_db(fields=["until", "user"])
    _check_answers(contact_person)
    if contact_person.user_id is not None:
        raise ContactPersonHasAccount(_("Diese Person hat schon einen Zugang."))
    email = contact_person.email
    if not email:
        raise NoWayToReach(_("Für einen Zugang brauchen wir eine E-Mail-Adresse."))
    name = contact_person.name[:LONGEST_NAME]
    person = user_with(email) or open_account(email=email, name=name, at=at, by=by)
    contact_person.user = person
    contact_person.save(update_fields=["user"])
    audit.record("give_account", contact_person, at=at, by=by)
    send_invitation(to=person.email, where=group.contact_point.name)
    return person


@transaction.atomic
def record_consents(  # noqa: PLR0913 -- without one of these a consent does not count (rule 4)
    *,
    contact_person: ContactPerson,
    channels: Collection[Channel],
    media: Collection[Medium],
    way: ConsentWay,
    text_version: str,
    purpose: str,
    given_on: date,
    at: datetime,
    by: User | None,
) -> list[Consent]:
    """Note that each of these channels may stand in each of these media (rules 3 and 4).

    A newer consent replaces the standing one for the same channel and medium; one that is not
    newer changes nothing and the standing one is returned. A paper older than a withdrawal brings
    nothing back: it is left out. Raises `ConsentWithoutText`, `ChannelEmpty`,
    `ContactPersonEnded`, `DayInTheFuture` or `core.errors.Forbidden`.
    """
    policies.check_may_consent(by, contact_person)
    lock(contact_person.group)
    contact_person.refresh_from_db(fields=["until"])
    _check_answers(contact_person)
    check_has_come(given_on, at)
    if not (channels and media and text_version.strip() and purpose.strip()):
        raise ConsentWithoutText(
            _("Es fehlt noch etwas: was, wo, welcher Text und wozu eingewilligt wurde.")
        )
    _check_stated(contact_person, channels)
    drafts = (
        Consent(
            contact_person=contact_person,
            channel=channel,
            medium=medium,
            purpose=purpose.strip(),
            text_version=text_version.strip(),
            way=way,
            given_on=given_on,
            recorded_at=at,
            recorded_by=by,
        )
        for channel in channels
        for medium in media
    )
    return [stored for consent in drafts if (stored := _record(consent))]


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: date, at: datetime, by: User | None) -> None:
    """Note that a consent was withdrawn; it stops counting at once (rule 5).

    Raises `ConsentNotStanding`, `DayInTheFuture`, `DayBeforeTheLast` or
    `core.errors.Forbidden`.
    """
    group = consent.contact_person.group
    policies.check_may_consent(by, consent.contact_person)
    lock(group)
    consent.refresh_from_db(fields=["withdrawn_on"])
    if consent.withdrawn_on is not None:
        raise ConsentNotStanding(_("Diese Einwilligung gilt schon nicht mehr."))
    check_has_come(on, at)
    if on < consent.given_on:
        raise DayBeforeTheLast(_("So früh gab es diese Einwilligung noch nicht."))
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    audit.record("withdraw_consent", consent, at=at, by=by)


def _check_answers(contact_person: ContactPerson) -> None:
    if contact_person.until is not None:
        raise ContactPersonEnded(_("Diese Person spricht nicht mehr für die Gruppe."))


def _check_stated(contact_person: ContactPerson, channels: Collection[Channel]) -> None:
    stated = {
        Channel.NAME: contact_person.name,
        Channel.PHONE: contact_person.phone,
        Channel.EMAIL: contact_person.email,
    }
    for channel in channels:
        if not stated[channel]:
            raise ChannelEmpty(
                _("Für „%(channel)s“ ist bei dieser Person nichts eingetragen.")
                % {"channel": channel.label}
            )


def _record(consent: Consent) -> Consent | None:
    """Store the consent in place of the standing one, unless that is as new."""
    earlier = consent.contact_person.consents.filter(channel=consent.channel, medium=consent.medium)
    standing = earlier.filter(withdrawn_on=None).first()
    if standing is not None and standing.given_on >= consent.given_on:
        return standing
    if earlier.filter(withdrawn_on__gt=consent.given_on).exists():
        return None
    if standing is not None:
        standing.withdrawn_on = consent.given_on
        standing.save(update_fields=["withdrawn_on"])
    consent.save()
    audit.record(
        "record_consent",
        consent,
        at=consent.recorded_at,
        by=consent.recorded_by,
        detail={"channel": consent.channel, "medium": consent.medium},
    )
    return consent
