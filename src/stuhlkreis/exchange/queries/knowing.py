"""The groups of a contact point as a table may mean them, and what a row would change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from stuhlkreis.core import crypto
from stuhlkreis.core.text import fold
from stuhlkreis.exchange.models import ImportedAs
from stuhlkreis.exchange.queries.saying import Contact, Saying
from stuhlkreis.groups.draft import (
    GroupDraft,
    PlaceDraft,
    changed_fields,
    checked,
    folded_name,
    folded_place,
    keeping,
)
from stuhlkreis.groups.lifecycle import OVER, Channel, Medium
from stuhlkreis.groups.models import Consent, ContactPerson, Group
from stuhlkreis.groups.queries import draft_of, groups_of
from stuhlkreis.network.models import ContactPoint

MEDIUM: Final = Medium.WEB
"""What a paper in an office's table allows: to stand in the directory on the web, no more."""

_LABELS: Final = {
    "name": "Name", "topic_slugs": "Themen", "audience": "Für wen", "openness": "Offen für Neue",
    "format": "Vor Ort oder online", "languages": "Sprachen", "is_young": "Junge Selbsthilfe",
    "is_step_free": "Stufenlos", "description": "Beschreibung", "website": "Internetseite",
    "size": "Größe", "meeting_phrase": "Treffen", "external_id": "Kennung", "place": "Ort",
    "first_meeting_on": "erster Termin",
}  # fmt: skip

Key = tuple[str, str]


def key_of(draft: GroupDraft) -> Key:
    """Folded name and place: what makes two rows without an id the same group."""
    place = draft.place
    return folded_name(draft.name), folded_place(place.place, place.postcode)


class Known:
    """All groups of a contact point, found by external id, else by name and place."""

    def __init__(self, contact_point: ContactPoint) -> None:
        groups = list(
            groups_of(contact_point).prefetch_related("series", "contact_persons__consents")
        )
        by_id = {group.pk: group for group in groups}
        self.by_external_id = {group.external_id: group for group in groups}
        self.by_external_id.pop("", None)
        self.by_key: dict[Key, list[Group]] = {}
        names = ImportedAs.objects.filter(contact_point=contact_point).order_by("pk")
        for group in groups:
            venue = group.venue
            self._add((group.folded_name, folded_place(venue.place, venue.postcode)), group)
        for name in names:
            self._add((name.folded_name, name.folded_place), by_id[name.group_id])

    def _add(self, key: Key, group: Group) -> None:
        self.by_key.setdefault(key, []).append(group)

    def group_of(self, saying: Saying) -> Group | None:
        """The group the row means; with an id of its own never one that has another id."""
        stated = saying.draft.external_id
        if stated in self.by_external_id:
            return self.by_external_id[stated]
        same_name = self.by_key.get(key_of(saying.draft), [])
        return next((group for group in same_name if not (stated and group.external_id)), None)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A contact person to add, or consents of `person` to record; or why neither happens."""

    adds: bool = False
    person: ContactPerson | None = None
    consents: tuple[Channel, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would write to a group: the draft, a contact person, consents."""

    draft: GroupDraft
    changes_group: bool
    contact: ContactChange
    problems: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything would be written."""
        return self.changes_group or self.contact.adds or bool(self.contact.consents)


def change_of(group: Group, saying: Saying) -> Change:
    """What the row would change; what the desk has changed since stays and is listed."""
    standing = draft_of(group)
    said = checked(merged(standing, saying))
    differing = changed_fields(standing, said)
    kept = tuple(name for name in differing if name in group.edited_fields)
    draft = keeping(standing, said, kept)
    problems = [
        _("%(field)s: am Arbeitsplatz geändert, bleibt so.") % {"field": _LABELS[name]}
        for name in kept
    ]
    if saying.state is not None and saying.state != group.state:
        problems.append(_("Stand: Den ändert nur der Arbeitsplatz, auf das Wort der Gruppe."))
    contact = _contact_change(group, saying) if saying.contact else ContactChange()
    if contact.problem:
        problems.append(contact.problem)
    return Change(draft, bool(changed_fields(standing, draft)), contact, tuple(problems))


def merged(standing: GroupDraft, saying: Saying) -> GroupDraft:
    """The standing draft with what the row states."""
    said = {name: getattr(saying.draft, name) for name in saying.given}
    return replace(standing, **said, place=_merged_place(standing.place, saying))


def _merged_place(standing: PlaceDraft, saying: Saying) -> PlaceDraft:
    """A place that is still the same keeps its position, however it came to it."""
    said, where = saying.draft.place, saying.given_of_place & {"place", "postcode"}
    has_moved = any(fold(getattr(said, name)) != fold(getattr(standing, name)) for name in where)
    is_found = standing.lat is None and said.lat is not None
    stated = saying.given_of_place - where
    if has_moved or is_found:
        stated |= {"place", "postcode", "lat", "lon", "district_ags"}
    return replace(standing, **{name: getattr(said, name) for name in stated})


def channels_of(contact: Contact) -> tuple[Channel, ...]:
    """The channels on which something was said."""
    stated = {
        Channel.NAME: contact.name,
        Channel.PHONE: contact.phone,
        Channel.EMAIL: contact.email,
    }
    return tuple(channel for channel, text in stated.items() if text)


def _contact_change(group: Group, saying: Saying) -> ContactChange:
    """An import adds the first contact person of a group; others are the desk's to change."""
    persons = list(group.contact_persons.all())
    if not persons and group.state not in OVER:
        return ContactChange(adds=True)
    same = [person for person in persons if _is(person, saying.contact)]
    standing = [person for person in same if person.until is None]
    if standing:
        return _consent_change(standing[0], saying)
    if same or not persons:
        return ContactChange(problem=_("Ansprechperson: spricht nicht mehr für die Gruppe."))
    return ContactChange(problem=_("Ansprechperson: weicht ab. Ändern Sie sie am Arbeitsplatz."))


def _consent_change(person: ContactPerson, saying: Saying) -> ContactChange:
    if saying.consent_since is None:
        return ContactChange()
    fresh, was_withdrawn = _fresh_consents(person, saying.contact, saying.consent_since)
    problem = _("Die Einwilligung wurde widerrufen, das bleibt so.") if was_withdrawn else ""
    return ContactChange(person=person, consents=fresh, problem=problem)


def _is(person: ContactPerson, contact: Contact) -> bool:
    return (
        person.phone_hash == crypto.phone_hash(contact.phone)
        and person.mail_hash == crypto.mail_hash(contact.email)
        and fold(person.name) == fold(contact.name)
    )


def _fresh_consents(
    person: ContactPerson, contact: Contact, since: date
) -> tuple[tuple[Channel, ...], bool]:
    """The channels for which the paper says something new; whether one was withdrawn since."""
    fresh: list[Channel] = []
    was_withdrawn = False
    consents = [consent for consent in person.consents.all() if consent.medium == MEDIUM]
    for channel in channels_of(contact):
        earlier = [consent for consent in consents if consent.channel == channel]
        if _stands(earlier, since):
            continue
        if any(one.withdrawn_on and one.withdrawn_on >= since for one in earlier):
            was_withdrawn = True
        else:
            fresh.append(channel)
    return tuple(fresh), was_withdrawn


def _stands(consents: Iterable[Consent], since: date) -> bool:
    return any(one.withdrawn_on is None and one.given_on >= since for one in consents)
