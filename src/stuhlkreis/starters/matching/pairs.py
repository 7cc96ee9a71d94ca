"""What matching is about: a need, an offer, and what may be said about the pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stuhlkreis.regions.places import Point

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS_OF_DAY: Final = ("morning", "afternoon", "evening")


def slot(day: str, part: str) -> str:
    """The code of one of the 21 times of a week: `slot("tue", "evening") == "tue_evening"`."""
    return f"{day}_{part}"


SLOTS: Final = tuple(slot(day, part) for day in DAYS for part in PARTS_OF_DAY)
"""All 21 times in the order of the week."""


class ExclusionCode(StrEnum):
    """Why a starter may not be asked; in the order in which `judge` looks.

    `NOT_SUITABLE` (excluded topics, rule 48) comes last, so that it is said of nobody whom an
    open reason keeps away already.
    """

    NOT_ACTIVE = "not_active"
    NOT_QUALIFIED = "not_qualified"  # rule 46
    NOT_QUALIFIED_EXISTING = "not_qualified_existing"  # rule 53
    NO_AGREEMENT = "no_agreement"  # rule 47
    NO_CAPACITY = "no_capacity"
    TOO_FAR = "too_far"
    DECLINED = "declined"  # this request; rule 51: a no is not asked again by a list
    CONTACT_PERSON = "contact_person"  # rule 49
    NOT_SUITABLE = "not_suitable"  # rule 48


class ReasonCode(StrEnum):
    """What speaks for a proposal or is to be thought about."""

    SHARED_TIME = "shared_time"
    NO_SHARED_TIME = "no_shared_time"
    TIMES_UNKNOWN = "times_unknown"
    NEAR = "near"
    FAR = "far"
    WAY_UNKNOWN = "way_unknown"
    FREE = "free"
    BUSY = "busy"
    SHARED_LANGUAGE = "shared_language"
    NO_SHARED_LANGUAGE = "no_shared_language"
    EXPERIENCED = "experienced"
    FIRST_TIME = "first_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A start request as matching sees it.

    `topics` and `related_topics` are slugs of the catalogue, `slots` codes of `SLOTS` (empty: not
    known), `languages` ISO 639 codes (empty: no wish), `group_contact_hashes` the keyed hashes of
    the accounts, mail addresses and phones of the group's contact persons, `declined_by` the
    starters who said no to this very request.
    """

    request_id: int
    topics: frozenset[str] = frozenset()
    related_topics: frozenset[str] = frozenset()
    point: Point | None = None
    is_existing_group: bool = False
    slots: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    group_contact_hashes: frozenset[str] = frozenset()
    declined_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A starter as matching sees them; `running` of `most` accompaniments at once are taken."""

    starter_id: int
    is_active: bool = True
    is_qualified: bool = False
    is_qualified_for_existing: bool = False
    has_valid_agreement: bool = False
    excluded_topics: frozenset[str] = frozenset()
    point: Point | None = None
    radius_km: float
    slots: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    running: int = 0
    most: int
    accompanied_before: int = 0
    contact_hashes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Excluded:
    """The starter may not be asked for this request; one reason, the first that holds."""

    starter_id: int
    code: ExclusionCode


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason as a code and its values; `wording.in_words` makes the sentence."""

    code: ReasonCode
    is_doubt: bool = False
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A starter who may be asked, and how well they fit.

    `score` is the sum of `parts` (points by part, one decimal, 100 at most). `km` is the way one
    way as the crow flies, one decimal, None where a place is not known.
    """

    starter_id: int
    score: float
    km: float | None
    shared_slots: tuple[str, ...]
    shared_languages: tuple[str, ...]
    running: int
    most: int
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
