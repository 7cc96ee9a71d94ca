"""The volunteers: their data, what qualifies them, agreements, topics, pauses and leaving."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.actions import open_account
from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.queries import user_with
from stuhlkreis.core import audit, links, mail
from stuhlkreis.core.text import without_controls
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import setting
from stuhlkreis.regions import gazetteer
from stuhlkreis.starters import errors, policies, queries
from stuhlkreis.starters.actions.asking import withdrawn
from stuhlkreis.starters.actions.ending import ended
from stuhlkreis.starters.actions.locking import (
    day_of,
    locked_accompaniment,
    locked_group,
    locked_starter,
)
from stuhlkreis.starters.draft import StarterDraft, check_period, checked
from stuhlkreis.starters.lifecycle import TAKEN, AgreementWay, EndReason, StarterState, State
from stuhlkreis.starters.models import Agreement, ExcludedTopic, Qualification, Starter
from stuhlkreis.topics.models import Topic


@transaction.atomic
def add_starter(
    *, contact_point: ContactPoint, draft: StarterDraft, since: date, at: datetime, by: User
) -> Starter:
    """Enter a volunteer of the contact point. Raises `StarterDataWrong`."""
    policies.check_may_edit(by, contact_point)
    starter = Starter.objects.create(
        contact_point=contact_point, since=since, **_columns(draft, contact_point)
    )
    audit.record("add_starter", starter, at=at, by=by)
    return starter


@transaction.atomic
def change_starter(*, starter: Starter, draft: StarterDraft, at: datetime, by: User) -> Starter:
    """Write a volunteer's data anew. Raises `StarterDataWrong` or `StarterIsContactPerson`."""
    starter = _editable(starter, by)
    columns = _columns(draft, starter.contact_point)
    changed = [name for name, value in columns.items() if getattr(starter, name) != value]
    for name in changed:
        setattr(starter, name, columns[name])
    starter.save(update_fields=changed)
    _check_speaks_for_nobody(starter)
    audit.record("change_starter", starter, at=at, by=by, detail={"columns": changed})
    return starter


@transaction.atomic
def link_account(*, starter: Starter, user: User, at: datetime, by: User) -> None:
    """Give a volunteer their own account, so that they answer and note themselves.

    Raises `StarterDataWrong` or `StarterIsContactPerson`.
    """
    starter = _editable(starter, by)
    if Starter.objects.filter(user=user).exclude(pk=starter.pk).exists():
        raise errors.StarterDataWrong(_("Dieses Konto gehört schon zu einer anderen Person."))
    starter.user = user
    starter.save(update_fields=["user"])
    _check_speaks_for_nobody(starter)
    audit.record("link_account", starter, at=at, by=by)


@transaction.atomic
def give_account(*, starter: Starter, at: datetime, by: User) -> User:
    """Open an account for a volunteer under their own address, and tell them how to sign in.

    Somebody who has one already, as a colleague or a contact person, keeps it. Raises
    `StarterDataWrong`, `StarterIsContactPerson`, or what `accounts.actions.open_account` refuses.
    """
    starter = _editable(starter, by)
    if starter.user is not None or not starter.email:
        raise errors.StarterDataWrong(
            _("Für ein Konto braucht es eine E-Mail-Adresse, und es gibt noch keines.")
        )
    user = user_with(starter.email) or open_account(
        email=starter.email, name=starter.name, at=at, by=by
    )
    link_account(starter=starter, user=user, at=at, by=by)
    mail.send(
        to=starter.email,
        subject=_("Ihr Konto bei %(office)s") % {"office": starter.contact_point.name},
        text=_(
            "Guten Tag %(name)s,\n\nauf dieser Seite sehen Sie Ihre Begleitungen:\n\n%(link)s\n\n"
            "Melden Sie sich mit dieser E-Mail-Adresse an. Einen Code schicken wir Ihnen dann zu."
            "\n\nFreundliche Grüße\n%(office)s\n"
        )
        % {
            "name": starter.name,
            "link": links.absolute("/begleitung/"),
            "office": starter.contact_point.name,
        },
        answers_to=starter.contact_point.email,
    )
    return user


@transaction.atomic
def record_qualification(  # noqa: PLR0913 -- what stands on the certificate
    *,
    starter: Starter,
    completed_on: date,
    issuer: str,
    hours: int,
    for_existing_groups: bool,
    at: datetime,
    by: User,
) -> Qualification:
    """Note a completed training whose certificate `by` has seen (rules 46, 53)."""
    starter = _editable(starter, by)
    if completed_on > day_of(at):
        raise errors.DayNotPlausible(_("Der Tag des Abschlusses liegt in der Zukunft."))
    if not without_controls(issuer) or not 1 <= hours <= 500:  # noqa: PLR2004 -- hours of a training
        raise errors.StarterDataWrong(
            _("Es fehlt, wer die Schulung gegeben hat und wie viele Stunden es waren.")
        )
    qualification = Qualification.objects.create(
        starter=starter,
        completed_on=completed_on,
        issuer=without_controls(issuer)[:120],
        hours=hours,
        for_existing_groups=for_existing_groups,
        seen_by=by,
    )
    audit.record("record_qualification", qualification, at=at, by=by, detail={"hours": hours})
    return qualification


@transaction.atomic
def sign_agreement(  # noqa: PLR0913 -- what stands on the agreement
    *,
    starter: Starter,
    text_version: str,
    signed_on: date,
    way: AgreementWay,
    valid_from: date,
    valid_until: date,
    at: datetime,
    by: User,
) -> Agreement:
    """Note the signed agreement between contact point and volunteer (rule 47)."""
    starter = _editable(starter, by)
    check_period(valid_from, valid_until)
    if signed_on > day_of(at):
        raise errors.DayNotPlausible(_("Der Tag der Unterschrift liegt in der Zukunft."))
    agreement = Agreement.objects.create(
        starter=starter,
        text_version=without_controls(text_version)[:40],
        signed_on=signed_on,
        way=way,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    audit.record("sign_agreement", agreement, at=at, by=by)
    return agreement


@transaction.atomic
def exclude_topic(*, starter: Starter, topic: Topic, at: datetime, by: User) -> ExcludedTopic:
    """Note a topic the volunteer is not to be asked for; no reason is asked (rule 48)."""
    starter = _editable(starter, by)
    for known in starter.excluded_topics.all():
        if known.topic_slug == topic.slug:
            return known
    excluded = ExcludedTopic.objects.create(starter=starter, topic_slug=topic.slug)
    audit.record("exclude_topic", starter, at=at, by=by)
    return excluded


@transaction.atomic
def include_topic(*, starter: Starter, topic: Topic, at: datetime, by: User) -> None:
    """Let the volunteer be asked for a topic again."""
    starter = _editable(starter, by)
    for known in starter.excluded_topics.all():
        if known.topic_slug == topic.slug:
            known.delete()
            audit.record("include_topic", starter, at=at, by=by)


@transaction.atomic
def read_excluded_topics(*, starter: Starter, at: datetime, by: User) -> list[Topic]:
    """The topics a volunteer is not to be asked for; the reading itself is noted (rule 16)."""
    starter = _editable(starter, by)
    audit.record("read_excluded_topics", starter, at=at, by=by)
    slugs = {each.topic_slug for each in starter.excluded_topics.all()}
    return list(Topic.objects.filter(slug__in=slugs).order_by("name"))


@transaction.atomic
def pause(*, starter: Starter, at: datetime, by: User) -> None:
    """Ask the volunteer for nothing new; what runs goes on."""
    _move(starter, StarterState.PAUSED, at=at, by=by)


@transaction.atomic
def resume(*, starter: Starter, at: datetime, by: User) -> None:
    """Ask the volunteer again."""
    _move(starter, StarterState.ACTIVE, at=at, by=by)


@transaction.atomic
def leave(*, starter: Starter, on: date, at: datetime, by: User) -> None:
    """Let the volunteer go: excluded topics are deleted at once, what runs ends, notes stay.

    Groups that were to be accompanied further go back to the queue (rules 48, 56).
    """
    policies.check_may_edit(by, starter.contact_point)
    if on > day_of(at):
        raise errors.DayNotPlausible(_("Dieser Tag liegt in der Zukunft."))
    taken = starter.accompaniments.filter(state__in=TAKEN)
    for group in sorted(taken.values_list("group", flat=True)):
        locked_group(group)
    starter = _editable(starter, by)
    for accompaniment in taken.order_by("group"):
        fresh = locked_accompaniment(accompaniment)
        if fresh.state == State.PROPOSED:
            withdrawn(fresh, at=at, by=by)
        else:
            ended(fresh, reason=EndReason.STARTER_WITHDREW, on=on, at=at, by=by)
    starter.excluded_topics.all().delete()
    starter.state, starter.left_on = StarterState.LEFT, on
    starter.save(update_fields=["state", "left_on"])
    audit.record("leave_starter", starter, at=at, by=by)


def _editable(starter: Starter, by: User) -> Starter:
    fresh = locked_starter(starter.pk)
    policies.check_may_edit(by, fresh.contact_point)
    if fresh.state == StarterState.LEFT:
        raise errors.StarterNotActive(_("Diese Person ist ausgeschieden."))
    return fresh


def _check_speaks_for_nobody(starter: Starter) -> None:
    """A new address, number or account may show a tie that was not known (rule 49)."""
    if queries.speaks_for_accompanied(starter):
        raise errors.StarterIsContactPerson(
            _("Diese Person ist selbst Ansprechperson einer Gruppe, die sie begleitet.")
        )


def _move(starter: Starter, there: StarterState, *, at: datetime, by: User) -> None:
    starter = _editable(starter, by)
    starter.state = there
    starter.save(update_fields=["state"])
    audit.record("move_starter", starter, at=at, by=by, detail={"state": there.value})


def _columns(draft: StarterDraft, contact_point: ContactPoint) -> Mapping[str, Any]:
    tidy = checked(draft)
    area = gazetteer.postcode(tidy.postcode)
    if area is None:
        raise errors.StarterDataWrong(_("Diese Postleitzahl kennen wir nicht."))
    radius = tidy.radius_km
    return {
        "name": tidy.name,
        "email": tidy.email,
        "phone": tidy.phone,
        "postcode": tidy.postcode,
        "lat": area.lat,
        "lon": area.lon,
        "radius_km": setting(contact_point, "match_radius_km") if radius is None else radius,
        "slots": list(tidy.slots),
        "languages": list(tidy.languages),
        "most_accompaniments": tidy.most_accompaniments,
    }
