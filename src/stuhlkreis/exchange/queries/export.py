"""All groups of a contact point as one table, with everything the office knows (rule 74).

Its headings are those that the import recognises: what goes out comes in again unchanged.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from stuhlkreis.exchange.queries.knowing import MEDIUM, channels_of
from stuhlkreis.exchange.queries.saying import Contact
from stuhlkreis.exchange.words import Field
from stuhlkreis.groups.lifecycle import (
    Audience,
    Channel,
    ConsentWay,
    Format,
    Medium,
    Openness,
    State,
    Visibility,
)
from stuhlkreis.groups.models import Consent, ContactPerson, Group
from stuhlkreis.groups.queries import groups_of
from stuhlkreis.network.models import ContactPoint

EXPORTED: Final = (
    Field.NAME, Field.TOPICS, Field.POSTCODE, Field.PLACE, Field.STREET, Field.VENUE,
    Field.VISIBILITY, Field.MEETING, Field.AUDIENCE, Field.OPENNESS, Field.FORMAT,
    Field.LANGUAGES, Field.YOUNG, Field.STEP_FREE, Field.SIZE, Field.WEBSITE, Field.DESCRIPTION,
    Field.STATE, Field.EXTERNAL_ID,
)  # fmt: skip
_OF_A_PERSON: Final = (Field.CONTACT_NAME, Field.PHONE, Field.EMAIL, Field.CONSENT_SINCE)
# Told, but not read again: who has entered what when is the business of the desk.
_HISTORY: Final = ("Eingetragen am", "Bestätigt am", "Adresse auf dieser Seite")
_CONSENTS: Final = "Einwilligungen"


def rows_of_groups(contact_point: ContactPoint) -> tuple[list[str], list[list[str]]]:
    """The headings and one row a group; as many columns for people as the busiest group has."""
    groups = list(groups_of(contact_point).prefetch_related("contact_persons__consents"))
    people = [_standing(group) for group in groups]
    most = max((len(standing) for standing in people), default=0)
    header = [str(field.label) for field in EXPORTED]
    for number in range(1, max(1, most) + 1):
        tail = "" if number == 1 else f" {number}"
        header += [f"{field.label}{tail}" for field in _OF_A_PERSON] + [f"{_CONSENTS}{tail}"]
    header += _HISTORY
    rows = [
        [*_described(group), *_peopled(standing, max(1, most)), *_told(group)]
        for group, standing in zip(groups, people, strict=True)
    ]
    return header, rows


def _standing(group: Group) -> list[ContactPerson]:
    return [person for person in group.contact_persons.all() if person.until is None]


def _described(group: Group) -> list[str]:
    venue = group.venue
    return [
        group.name,
        "; ".join(one.topic.name for one in group.group_topics.all()),
        venue.postcode,
        venue.place,
        venue.street,
        venue.name,
        str(Visibility(venue.visibility).label),
        group.meeting_phrase,
        str(Audience(group.audience).label),
        str(Openness(group.openness).label),
        str(Format(group.format).label),
        ", ".join(group.languages),
        _yes_or_no(group.is_young),
        _yes_or_no(group.is_step_free),
        "" if group.size is None else str(group.size),
        group.website,
        group.description,
        str(State(group.state).label),
        group.external_id,
    ]


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 -- three values of a column, no switch
    return {True: "ja", False: "nein", None: ""}[value]


def _peopled(standing: Sequence[ContactPerson], most: int) -> list[str]:
    cells: list[str] = []
    for person in standing:
        consents = [one for one in person.consents.all() if one.withdrawn_on is None]
        cells += [person.name, person.phone, person.email]
        cells += [_since(person, consents), "; ".join(map(_consent_told, consents))]
    return cells + [""] * ((len(_OF_A_PERSON) + 1) * most - len(cells))


def _since(person: ContactPerson, consents: Iterable[Consent]) -> str:
    """Since when every stated channel may stand on the web; "" as soon as one may not.

    Otherwise reading the table again would make one channel's consent that of all.
    """
    since = {one.channel: one.given_on for one in consents if one.medium == MEDIUM}
    stated = channels_of(Contact(person.name, person.phone, person.email))
    if not all(channel in since for channel in stated):
        return ""
    return _day(min(since[channel] for channel in stated))


def _consent_told(consent: Consent) -> str:
    channel, medium = Channel(consent.channel).label, Medium(consent.medium).label
    way = ConsentWay(consent.way).label
    return f"{channel}: {medium}, {way}, {_day(consent.given_on)} ({consent.text_version})"


def _told(group: Group) -> list[str]:
    confirmed = _day(group.confirmed_on) if group.confirmed_on else ""
    return [_day(group.created_on), confirmed, group.slug]


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")
