"""Find a group, read about it, and be told when it is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.groups.lifecycle import Audience, Format, Openness
from stuhlkreis.groups.queries import public_group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import responsible_for
from stuhlkreis.search.crisis import sounds_like_danger
from stuhlkreis.search.queries import (
    LEAST_RADIUS_KM,
    MOST_RADIUS_KM,
    RADIUS_KM,
    Results,
    Sort,
    Wish,
    search,
)
from stuhlkreis.search.similar import gone_group, listed_group, similar_groups
from stuhlkreis.web.http import PublicRequest, public_view

LONGEST_QUERY: Final = 200
RADII: Final = (10, 20, 40, 60, 100, 200)
MOST_PAGES: Final = 10_000

C = TypeVar("C", bound=TextChoices)


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from; `chosen` is "" where nothing is chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, object]]
    chosen: str


@public_view("GET")
def results(request: PublicRequest) -> HttpResponse:
    wish = _wish(request.GET)
    found = search(wish, on=timezone.localdate(), now=timezone.now())
    context = {
        "wish": wish,
        "found": found,
        "heading": _heading(found),
        "sentences": _sentences(found),
        "page": Paginator(range(found.total), wish.page_size).get_page(wish.page),
        "is_danger": sounds_like_danger(wish.text),
        "office": _office_for(found),
        "radii": sorted({*RADII, wish.radius_km}),
        "filters": list(_filters(wish)),
        "today": timezone.localdate(),
    }
    return render(request, "public/groups/results.html", context)


@public_view("GET")
def show(request: PublicRequest, slug: str) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    group = listed_group(slug, on=today)
    if group is None:
        return _gone(request, slug)
    shown = public_group(group, on=today, now=now)
    context = {"group": shown, "today": today}
    return render(request, "public/groups/show.html", context)


def _gone(request: PublicRequest, slug: str) -> HttpResponse:
    gone = gone_group(slug)
    if gone is None:
        raise Http404
    now, today = timezone.now(), timezone.localdate()
    similar = similar_groups(gone.main_topic, besides=slug, on=today, now=now)
    context = {"gone": gone, "similar": similar, "today": today}
    return render(request, "public/groups/gone.html", context, status=410)


def _wish(asked: QueryDict) -> Wish:
    """What the address asks for; what it does not say, or says wrongly, is the usual."""
    return Wish(
        text=without_controls(asked.get("q", ""))[:LONGEST_QUERY],
        near=without_controls(asked.get("near", ""))[:LONGEST_QUERY],
        radius_km=_number(asked.get("radius_km", ""), RADIUS_KM, LEAST_RADIUS_KM, MOST_RADIUS_KM),
        audience=_choice(Audience, asked.get("audience", "")),
        openness=_choice(Openness, asked.get("openness", "")),
        format=_choice(Format, asked.get("format", "")),
        sort=Sort.NEXT if asked.get("sort") == Sort.NEXT else Sort.RELEVANCE,
        page=_number(asked.get("page", ""), 1, 1, MOST_PAGES),
    )


def _choice(kind: type[C], value: str) -> C | None:
    return kind(value) if value in kind.values else None


def _number(text: str, usual: int, least: int, most: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(MOST_PAGES)) + 1
    return min(max(int(text), least), most) if is_number else usual


def _filters(wish: Wish) -> Iterator[Filter]:
    yield Filter("audience", _("Für wen"), Audience.choices, wish.audience or "")
    yield Filter("openness", _("Neue willkommen"), Openness.choices, wish.openness or "")
    yield Filter("format", _("Vor Ort oder online"), Format.choices, wish.format or "")


def _heading(found: Results) -> str:
    place = found.located
    if not found.total:
        return _("Hier gibt es dazu noch keine Gruppe")
    if place and found.widened_from:
        return _("Im Umkreis von %(km)d km um %(place)s gibt es dazu keine Gruppe") % {
            "km": found.widened_from,
            "place": place.label,
        }
    count = ngettext("%d Gruppe", "%d Gruppen", found.total) % found.total
    if place:
        return _("%(count)s im Umkreis von %(km)d km um %(place)s") % {
            "count": count,
            "km": found.radius_km,
            "place": place.label,
        }
    return count


def _sentences(found: Results) -> Iterator[str]:
    """How the question was understood, and what was done about it."""
    meant, text = found.understood, found.wish.text
    names = list(dict.fromkeys(topic.name for topic in meant.topics))
    topics = _topics(names)
    if names and not found.total:
        yield _("%(topics)s ist noch nichts eingetragen.") % {"topics": topics}
    elif names and fold(text) not in map(fold, names):
        yield _("%(topics)s gehören diese Gruppen.") % {"topics": topics}
    if meant.dropped:
        words = ", ".join(f"„{word}“" for word in meant.dropped)
        yield _("%(words)s haben wir nicht verstanden.") % {"words": words}
    if found.total and found.widened_from:
        yield _wider(found)
    if found.online:
        yield ngettext(
            "Eine davon erreichen Sie online, auch von weiter weg.",
            "%d davon erreichen Sie online, auch von weiter weg.",
            found.online,
        ).replace("%d", str(found.online))


def _topics(names: list[str]) -> str:
    listed = ", ".join(f"„{name}“" for name in names)
    return ngettext("Zum Thema %(names)s", "Zu den Themen %(names)s", len(names)) % {
        "names": listed
    }


def _wider(found: Results) -> str:
    count = ngettext("%d Gruppe", "%d Gruppen", found.total) % found.total
    if found.radius_km is None:
        return _("Weiter weg haben wir %(count)s gefunden.") % {"count": count}
    return _("Bis %(km)d km weit haben wir %(count)s gefunden.") % {
        "km": found.radius_km,
        "count": count,
    }


def _office_for(found: Results) -> ContactPoint | None:
    return (
        responsible_for(found.located.district.ags, point=found.located.point)
        if found.located
        else None
    )
