"""One request, one starter: whether they may, and how well they fit."""

from types import MappingProxyType
from typing import Final

from stuhlkreis.regions.places import distance_km
from stuhlkreis.starters.matching.pairs import (
    SLOTS,
    Excluded,
    ExclusionCode,
    Need,
    Offer,
    Proposal,
    Reason,
    ReasonCode,
)

WAY: Final = 35
TIMES: Final = 30
ROOM: Final = 20
LANGUAGES: Final = 10
TURN: Final = 5
"""Points of each part; together 100."""

NO_POINTS_FROM_KM: Final = 80
FAR_FROM_KM: Final = 30
ANY_SHARED_TIME: Final = 0.8  # one shared time is worth this much, all shared times are worth 1
UNKNOWN: Final = 0.5  # a part nobody stated is neither held against a starter nor for them


def judge(need: Need, offer: Offer) -> Proposal | Excluded:
    """Whether the starter may be asked (rules 46 to 49, 51, 53), and how well they fit."""
    km = _way(need, offer)
    code = _exclusion(need, offer, km)
    if code is not None:
        return Excluded(offer.starter_id, code)
    shared_slots = tuple(each for each in SLOTS if each in need.slots & offer.slots)
    shared_languages = tuple(sorted(need.languages & offer.languages))
    parts = {
        "way": _way_points(km),
        "times": _time_points(need, offer, len(shared_slots)),
        "room": room_points(offer.running, offer.most),
        "languages": float(LANGUAGES) if shared_languages or not need.languages else 0.0,
        "turn": round(TURN / (1 + offer.accompanied_before / 2), 1),
    }
    return Proposal(
        starter_id=offer.starter_id,
        score=round(sum(parts.values()), 1),
        km=None if km is None else round(km, 1),
        shared_slots=shared_slots,
        shared_languages=shared_languages,
        running=offer.running,
        most=offer.most,
        parts=MappingProxyType(parts),
        reasons=(
            _about_times(need, offer, shared_slots),
            _about_way(km),
            _about_room(offer),
            *_about_languages(need, shared_languages),
            _about_experience(offer),
        ),
    )


def room_points(running: int, most: int) -> float:
    """Points for free capacity: all of them with nothing running, none when full."""
    return round(ROOM * (1 - running / most), 1)


def _way(need: Need, offer: Offer) -> float | None:
    if need.point is None or offer.point is None:
        return None
    return distance_km(need.point, offer.point)


def _exclusion(need: Need, offer: Offer, km: float | None) -> ExclusionCode | None:
    # In the order of `ExclusionCode`; the first that holds is the reason.
    checks = (
        (ExclusionCode.NOT_ACTIVE, not offer.is_active),
        (ExclusionCode.NOT_QUALIFIED, not offer.is_qualified),
        (
            ExclusionCode.NOT_QUALIFIED_EXISTING,
            need.is_existing_group and not offer.is_qualified_for_existing,
        ),
        (ExclusionCode.NO_AGREEMENT, not offer.has_valid_agreement),
        (ExclusionCode.NO_CAPACITY, offer.running >= offer.most),
        (ExclusionCode.TOO_FAR, km is not None and km > offer.radius_km),
        (ExclusionCode.DECLINED, offer.starter_id in need.declined_by),
        (ExclusionCode.CONTACT_PERSON, bool(need.group_contact_hashes & offer.contact_hashes)),
        (
            ExclusionCode.NOT_SUITABLE,
            bool((need.topics | need.related_topics) & offer.excluded_topics),
        ),
    )
    return next((code for code, holds in checks if holds), None)


def _way_points(km: float | None) -> float:
    nearness = UNKNOWN if km is None else max(0.0, 1 - km / NO_POINTS_FROM_KM)
    return round(WAY * nearness, 1)


def _time_points(need: Need, offer: Offer, shared: int) -> float:
    if not need.slots or not offer.slots:
        return TIMES * UNKNOWN
    if not shared:
        return 0.0
    return round(TIMES * (ANY_SHARED_TIME + (1 - ANY_SHARED_TIME) * shared / len(need.slots)), 1)


def _about_times(need: Need, offer: Offer, shared: tuple[str, ...]) -> Reason:
    if shared:
        return Reason(ReasonCode.SHARED_TIME, values=shared)
    if need.slots and offer.slots:
        return Reason(ReasonCode.NO_SHARED_TIME, is_doubt=True)
    return Reason(ReasonCode.TIMES_UNKNOWN, is_doubt=True)


def _about_way(km: float | None) -> Reason:
    if km is None:
        return Reason(ReasonCode.WAY_UNKNOWN, is_doubt=True)
    is_far = km >= FAR_FROM_KM
    code = ReasonCode.FAR if is_far else ReasonCode.NEAR
    return Reason(code, is_doubt=is_far, values=(round(km),))


def _about_room(offer: Offer) -> Reason:
    if offer.running:
        return Reason(ReasonCode.BUSY, is_doubt=True, values=(offer.running,))
    return Reason(ReasonCode.FREE, values=(offer.running, offer.most))


def _about_languages(need: Need, shared: tuple[str, ...]) -> tuple[Reason, ...]:
    if not need.languages:
        return ()
    if shared:
        return (Reason(ReasonCode.SHARED_LANGUAGE, values=shared),)
    return (
        Reason(ReasonCode.NO_SHARED_LANGUAGE, is_doubt=True, values=tuple(sorted(need.languages))),
    )


def _about_experience(offer: Offer) -> Reason:
    if offer.accompanied_before:
        return Reason(ReasonCode.EXPERIENCED, values=(offer.accompanied_before,))
    return Reason(ReasonCode.FIRST_TIME)
