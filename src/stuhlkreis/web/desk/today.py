"""What waits at the desk today: what, since when, one next step each.

Composed from the modules' own questions; the number of queries is the same however much waits.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from stuhlkreis.groups.queries import narrowed
from stuhlkreis.inquiries import queries as inquiries
from stuhlkreis.inquiries.lifecycle import FirstMeetingFact, FoundingState, missing_for_start
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import settings_of, with_settings
from stuhlkreis.starters import queries as starters
from stuhlkreis.starters.lifecycle import TAKEN, State
from stuhlkreis.starters.models import Accompaniment, FollowUp, StartRequest
from stuhlkreis.topics.queries import unknown_words_of
from stuhlkreis.web.http import DeskRequest, desk_view

MOST: Final = 6  # of each kind; the rest stands behind "Alle ansehen"
LATE_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits; `seats` are meetings held and planned."""

    title: str
    meta: str
    due: str
    url: str
    does: str
    is_late: bool = False
    seats: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind; `rows` are the first few of `total`."""

    key: str
    title: str
    url: str
    rows: tuple[Row, ...]
    total: int


@desk_view("GET")
def show(request: DeskRequest) -> HttpResponse:
    today, office = timezone.localdate(), with_settings(request.contact_point)
    asked = (section(office, today) for section in SECTIONS)
    possible = inquiries.possible_foundings(office)
    sections = [section for section in asked if section.total]
    context = {
        "sections": sections,
        "is_empty": not (sections or possible),
        "possible": possible[:MOST],
        "possible_more": max(len(possible) - MOST, 0),
        "stale": narrowed(office, not_confirmed_on=today).count(),
        "words": unknown_words_of(office).count(),
    }
    return render(request, "desk/today/show.html", context)


def _section(key: str, title: str, name: str, rows: Iterable[Row]) -> Section:
    found = tuple(rows)
    return Section(key, title, reverse(name), found[:MOST], len(found))


def _days(since: datetime, today: date) -> int:
    return (today - timezone.localdate(since)).days


def _since(days: int) -> str:
    if days <= 0:
        return _("seit heute")
    return ngettext("seit gestern", "seit %(days)s Tagen", days) % {"days": days}


def _until(day: date, today: date) -> str:
    days = (day - today).days
    if days <= 0:
        return _("heute")
    return ngettext("noch ein Tag", "noch %(days)s Tage", days) % {"days": days}


def _calls(office: ContactPoint, today: date) -> Section:
    """Who left a phone number only: to confirm, and to be asked whether they still look."""
    rows = [_to_call(each, today) for each in inquiries.to_call(office)]
    rows += [_to_ask_again(each, today) for each in inquiries.to_ask_again(office)]
    return _section("calls", _("Anrufe"), "desk:interests", rows)


def _wish(interest: Interest) -> str:
    return f"{interest.topic.name}, {inquiries.district_label(interest.district_ags)}"


def _to_call(interest: Interest, today: date) -> Row:
    days = _days(interest.created_at, today)
    return Row(
        title=_wish(interest),
        meta=_("nur Telefon: Das Interesse zählt erst nach Ihrem Anruf"),
        due=_since(days),
        url=reverse("desk:interest", kwargs={"pk": interest.pk}),
        does=_("Anrufen"),
        is_late=days > LATE_DAYS,
    )


def _to_ask_again(interest: Interest, today: date) -> Row:
    return Row(
        title=_wish(interest),
        meta=_("nur Telefon: Sucht die Person noch? Ohne Antwort wird gelöscht"),
        due=_until(interest.expires_on, today),
        url=reverse("desk:interest", kwargs={"pk": interest.pk}),
        does=_("Anrufen"),
        is_late=(interest.expires_on - today).days <= LATE_DAYS,
    )


def _foundings(office: ContactPoint, today: date) -> Section:
    """Foundings in preparation that lack something, or whose first meeting has come (rule 43)."""
    preparing = inquiries.foundings_of(office).filter(state=FoundingState.PREPARING)
    rows = (row for each in preparing if (row := _founding(each, today)))
    return _section("foundings", _("Gründungen"), "desk:foundings", rows)


def _founding(founding: Founding, today: date) -> Row | None:
    missing = missing_for_start({fact: getattr(founding, fact) for fact in FirstMeetingFact})
    day = founding.meets_on
    if missing:
        facts = ", ".join(str(fact.label) for fact in missing)
        meta, does = _("Es fehlt noch: %(facts)s") % {"facts": facts}, _("Ergänzen")
    elif day is not None and day <= today:
        meta = _("Erstes Treffen am %(day)s: Hat die Gruppe begonnen?") % {
            "day": date_format(day, "j. F")
        }
        does = _("Eintragen")
    else:
        return None
    return Row(
        title=founding.group.name,
        meta=meta,
        due=_until(day, today) if day else _since((today - founding.opened_on).days),
        url=reverse("desk:founding", kwargs={"pk": founding.pk}),
        does=does,
        is_late=day is not None and day < today,
    )


def _requests(office: ContactPoint, today: date) -> Section:
    waiting = starters.open_requests_of(office).prefetch_related(None)
    rows = (_request(each, today) for each in waiting)
    return _section("requests", _("Anforderungen"), "desk:start_requests", rows)


def _request(asked: StartRequest, today: date) -> Row:
    days = _days(asked.created_at, today)
    first = asked.first_meeting_on
    return Row(
        title=_("%(group)s sucht Begleitung") % {"group": asked.group.name},
        meta=_("erstes Treffen am %(day)s") % {"day": date_format(first, "j. F")}
        if first
        else str(asked.get_kind_display()),
        due=_since(days),
        url=reverse("desk:match", kwargs={"pk": asked.pk}),
        does=_("Zuordnen"),
        is_late=days > LATE_DAYS,
    )


def _accompaniments(office: ContactPoint, today: date) -> Section:
    """Who has not answered, who wishes to talk, and where many meetings are planned (rule 50)."""
    return _section(
        "accompaniments",
        _("Begleitung"),
        "desk:accompaniments",
        [*_talks(office, today), *_taken(office, today)],
    )


def _talks(office: ContactPoint, today: date) -> Iterator[Row]:
    for meeting in starters.talks_wanted(office):
        accompaniment = meeting.accompaniment
        yield Row(
            title=accompaniment.group.name,
            meta=_("%(name)s wünscht ein Gespräch") % {"name": accompaniment.starter.short_name},
            due=_since((today - meeting.held_on).days),
            url=_case(accompaniment),
            does=_("Ansehen"),
            is_late=(today - meeting.held_on).days > LATE_DAYS,
        )


def _taken(office: ContactPoint, today: date) -> Iterator[Row]:
    chosen = settings_of(office)
    taken = starters.accompaniments_of(office).filter(state__in=TAKEN)
    for each in taken.prefetch_related(None).prefetch_related("meetings"):
        progress = starters.progress_by(each, chosen)
        if each.state == State.PROPOSED:
            yield _unanswered(each, today)
        elif progress.is_many or progress.is_over_plan:
            yield _running_out(each, progress)


def _unanswered(accompaniment: Accompaniment, today: date) -> Row:
    days = _days(accompaniment.asked_at, today)
    return Row(
        title=accompaniment.group.name,
        meta=_("%(name)s ist gefragt und hat noch nicht geantwortet")
        % {"name": accompaniment.starter.short_name},
        due=_since(days),
        url=_case(accompaniment),
        does=_("Ansehen"),
        is_late=days > LATE_DAYS,
    )


def _running_out(accompaniment: Accompaniment, progress: starters.Progress) -> Row:
    meta = (
        _("%(name)s begleitet; alle geplanten Treffen waren")
        if progress.is_over_plan
        else _("%(name)s begleitet; mehr Treffen geplant als üblich")
    )
    return Row(
        title=accompaniment.group.name,
        meta=meta % {"name": accompaniment.starter.short_name},
        due=_("läuft aus") if progress.is_over_plan else _("viele Treffen"),
        url=_case(accompaniment),
        does=_("Ansehen"),
        seats=(progress.held, progress.planned),
    )


def _case(accompaniment: Accompaniment) -> str:
    return reverse("desk:accompaniment", kwargs={"pk": accompaniment.pk})


def _follow_ups(office: ContactPoint, today: date) -> Section:
    rows = (_follow_up(each, today) for each in starters.follow_ups_due(office, on=today))
    return _section("follow_ups", _("Nachbefragung fällig"), "desk:follow_ups", rows)


def _follow_up(asked: FollowUp, today: date) -> Row:
    days = (today - asked.due_on).days
    return Row(
        title=asked.accompaniment.group.name,
        meta=_("Die Begleitung ist zu Ende. Trifft sich die Gruppe noch?"),
        due=_since(days),
        url=reverse("desk:follow_ups"),
        does=_("Eintragen"),
        is_late=days > LATE_DAYS,
    )


SECTIONS: Final[tuple[Callable[[ContactPoint, date], Section], ...]] = (
    _calls,
    _foundings,
    _requests,
    _accompaniments,
    _follow_ups,
)
