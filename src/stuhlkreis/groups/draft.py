"""What somebody says about a group, before it is a record: from a form, a table or a founding."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from typing import Final

from django.utils.translation import gettext as _

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.groups.errors import (
    NameMissing,
    SizeNotPlausible,
    TextTooLong,
    TooManyTopics,
    WebsiteNotValid,
)
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, Visibility

MOST_TOPICS: Final = 3
LARGEST: Final = 9999
# Signs a column holds; a test compares them with the model.
LONGEST: Final[Mapping[str, int]] = {
    "name": 200,
    "description": 2000,
    "website": 200,
    "meeting_phrase": 500,
    "external_id": 80,
}
LONGEST_OF_PLACE: Final[Mapping[str, int]] = {
    "name": 120,
    "street": 120,
    "postcode": 5,
    "place": 80,
    "district_ags": 5,
}


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where a group meets; `lat` and `lon` in degrees, both or none, never of an address (rule 9).

    `visibility` None leaves it to rule 8: on request for a sensitive topic, else the place only.
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    district_ags: str = ""
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as it was described; the first topic is the main one (rule 27).

    `first_meeting_on` is one day on which the group met: it settles which of two weeks is meant.
    """

    name: str
    topic_slugs: tuple[str, ...] = ()
    audience: Audience = Audience.AFFECTED
    openness: Openness = Openness.OPEN_AFTER_CONTACT
    format: Format = Format.ON_SITE
    languages: tuple[str, ...] = ("de",)
    is_young: bool = False
    is_step_free: bool | None = None
    description: str = ""
    website: str = ""
    size: int | None = None
    meeting_phrase: str = ""
    first_meeting_on: date | None = None
    external_id: str = ""
    place: PlaceDraft = PlaceDraft()


def checked(draft: GroupDraft) -> GroupDraft:
    """The draft without control characters and doubled topics.

    Raises `NameMissing`, `TextTooLong`, `TooManyTopics`, `WebsiteNotValid` or `SizeNotPlausible`.
    """
    tidy = _tidied(draft)
    if not tidy.name:
        raise NameMissing(_("Der Name der Gruppe fehlt noch."))
    _check_lengths(tidy)
    if len(tidy.topic_slugs) > MOST_TOPICS:
        raise TooManyTopics(_("Eine Gruppe hat höchstens drei Themen."))
    if tidy.website and not tidy.website.startswith(("https://", "http://")):
        raise WebsiteNotValid(_("Die Adresse der Internetseite beginnt mit https://."))
    if tidy.size is not None and not 0 < tidy.size <= LARGEST:
        raise SizeNotPlausible(_("Diese Größe kann nicht stimmen."))
    return tidy


def changed_fields(standing: GroupDraft, new: GroupDraft) -> tuple[str, ...]:
    """The names of the fields in which the two drafts differ, in the order of `GroupDraft`.

    A new place without a word on visibility does not ask to change it.
    """
    if new.place.visibility is None:
        new = replace(new, place=replace(new.place, visibility=standing.place.visibility))
    names = (field.name for field in fields(GroupDraft))
    return tuple(name for name in names if getattr(standing, name) != getattr(new, name))


def folded_name(name: str) -> str:
    """The name as it is compared and found, cut to its column: folding makes two letters of ß."""
    return fold(name)[: LONGEST["name"]]


def folded_place(place: str, postcode: str) -> str:
    """The place (else the postcode) as it is compared, cut to its column."""
    return fold(place or postcode)[: LONGEST_OF_PLACE["place"]]


def fingerprint(draft: GroupDraft) -> str:
    """64 hex digits that are the same for the same description, and tell nothing of it."""
    return sha256(repr(draft).encode(errors="backslashreplace")).hexdigest()


def keeping(standing: GroupDraft, new: GroupDraft, names: tuple[str, ...]) -> GroupDraft:
    """`new`, but with the fields of these names as they stand."""
    return replace(new, **{name: getattr(standing, name) for name in names})


def default_visibility(*, is_sensitive: bool) -> Visibility:
    """How the place is shown when nobody said it (rule 8)."""
    return Visibility.ON_REQUEST if is_sensitive else Visibility.DISTRICT


def _tidied(draft: GroupDraft) -> GroupDraft:
    lines = (without_controls(line) for line in draft.description.splitlines())
    return replace(
        draft,
        name=without_controls(draft.name),
        topic_slugs=tuple(dict.fromkeys(draft.topic_slugs)),
        description="\n".join(lines).strip(),
        website=_with_scheme(without_controls(draft.website)),
        meeting_phrase=without_controls(draft.meeting_phrase),
        external_id=without_controls(draft.external_id),
        place=_tidied_place(draft.place),
    )


def _tidied_place(place: PlaceDraft) -> PlaceDraft:
    return replace(
        place,
        name=without_controls(place.name),
        street=without_controls(place.street),
        postcode=without_controls(place.postcode),
        place=without_controls(place.place),
        district_ags=without_controls(place.district_ags),
    )


def _with_scheme(website: str) -> str:
    return website if not website or ":" in website else f"https://{website}"


def _check_lengths(draft: GroupDraft) -> None:
    texts = [(getattr(draft, name), most) for name, most in LONGEST.items()]
    texts += [(getattr(draft.place, name), most) for name, most in LONGEST_OF_PLACE.items()]
    for text, most in texts:
        if len(text) > most:
            raise TextTooLong(
                _("„%(text)s …“ ist zu lang: höchstens %(most)d Zeichen.")
                % {"text": text[:30], "most": most}
            )
