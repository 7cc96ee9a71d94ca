"""Search results as JSON, in the shape of `contract.md`; only released fields."""

from typing import Any

from stuhlkreis.groups.rhythm import Meeting
from stuhlkreis.search.queries import Card, Results


def as_json(results: Results, *, base_url: str) -> dict[str, Any]:
    """One page of results; `base_url` without a slash at its end begins every address."""
    understood = results.understood
    located = results.located
    return {
        "total": results.total,
        "page": results.wish.page,
        "page_size": results.wish.page_size,
        "results": [_group(card, base_url) for card in results.cards],
        "understood": {
            "topics": [
                {"slug": one.slug, "name": one.name, "score": one.score, "why": one.why}
                for one in understood.topics
            ],
            "place": located.label if located else None,
            "words": list(understood.words),
        },
        "radius_km": results.radius_km,
        "widened_from": results.widened_from,
    }


def _group(card: Card, base_url: str) -> dict[str, Any]:
    group = card.group
    shown: dict[str, Any] = {
        "id": group.pk,
        "slug": group.slug,
        "name": group.name,
        "url": f"{base_url}/gruppen/{group.slug}/",
        "topics": [topic.slug for topic in group.topics],
        "audience": group.audience,
        "openness": group.openness,
        "status": group.state,
        "format": group.format,
        "contact_point": group.contact_point.slug,
        "confirmed_on": group.confirmed_on.isoformat() if group.confirmed_on else None,
        "meetings": _meetings(card),
    }
    released: dict[str, Any] = {"place": group.place, "postcode": group.postcode}
    if group.is_point_own:
        released |= {"lat": group.point.lat, "lon": group.point.lon, "distance_km": card.km}
    return shown | {name: value for name, value in released.items() if value not in ("", None)}


def _meetings(card: Card) -> list[dict[str, Any]]:
    """One object a series; a phrase without a rule stands as it is, and without a date."""
    group = card.group
    told = [
        {
            "reading": one.reading,
            "rule": one.rule,
            "start": one.start,
            "next": _moment(one.meetings[0]) if one.meetings else None,
        }
        for one in group.series
    ]
    if told or not group.meeting_phrase:
        return told
    return [{"reading": group.meeting_phrase, "rule": None, "start": None, "next": None}]


def _moment(meeting: Meeting) -> str:
    return (meeting.at or meeting.on).isoformat()
