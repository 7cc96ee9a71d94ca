"""Counts the figures from the records themselves; nothing is tallied by hand."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from django.db.models import Count, Min, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stuhlkreis.groups.lifecycle import OVER, State as GroupState
from stuhlkreis.groups.models import StateChange
from stuhlkreis.inquiries.lifecycle import FoundingState
from stuhlkreis.inquiries.models import Founding
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import EndReason, FollowUpResult, RequestKind, State
from stuhlkreis.starters.models import Accompaniment, FollowUp
from stuhlkreis.statistics.figures import FIGURES, Answer, Figure

# So long after New Year nobody expects a mean or a share.
_BEGINNING: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures (these contact points), from which day to which; both days count.

    The key date of a period that is not over yet is `today`.
    """

    contact_points: tuple[ContactPoint, ...]
    first: date
    last: date
    today: date

    @property
    def key_date(self) -> date:
        """The day for figures that hold on a day."""
        return min(self.last, self.today)


def year_of(contact_points: Iterable[ContactPoint], year: int, *, today: date) -> Scope:
    """A calendar year of these contact points."""
    return Scope(tuple(contact_points), date(year, 1, 1), date(year, 12, 31), today)


def years(contact_points: Iterable[ContactPoint], *, today: date) -> list[int]:
    """The years there are figures for, newest first: since something was recorded, and this one.

    Groups may be much older than their records; of the years before nobody knows enough to count.
    """
    first = StateChange.objects.filter(group__contact_point__in=contact_points).aggregate(
        first=Min("recorded_at")
    )["first"]
    since = localtime(first).year if first else today.year
    return list(range(today.year, min(since, today.year) - 1, -1))


def answers(scope: Scope) -> list[Answer]:
    """Every figure of the registry in its order; a constant number of queries."""
    return [
        _answer(scope, FIGURES[figure_id], *count(scope)) for figure_id, count in _COUNTS.items()
    ]


def _answer(
    scope: Scope, figure: Figure, value: float | None, parts: tuple[tuple[str, int], ...]
) -> Answer:
    return Answer(figure, value, parts, "" if value is not None else _why(scope, figure))


def _why(scope: Scope, figure: Figure) -> str:
    is_new = scope.today <= scope.last and scope.today - scope.first < _BEGINNING
    return _("Das Jahr beginnt gerade.") if is_new else figure.unknown


Counted = tuple[float | None, tuple[tuple[str, int], ...]]


def _parts(counts: Mapping[str, int], labels: Iterable[tuple[str, str]]) -> Counted:
    parts = tuple((str(label), counts.get(value, 0)) for value, label in labels)
    return sum(count for _label, count in parts), parts


def _last_states(scope: Scope) -> Counter[str]:
    changes = (
        StateChange.objects.filter(
            group__contact_point__in=scope.contact_points, on__lte=scope.key_date
        )
        .order_by("group_id", "on", "pk")
        .values_list("group_id", "state")
    )
    return Counter(
        list(of_group)[-1][1] for _group, of_group in groupby(changes, key=lambda row: row[0])
    )


def _groups_by_state(scope: Scope) -> Counted:
    labels = [(state.value, str(state.label)) for state in GroupState if state not in OVER]
    return _parts(_last_states(scope), labels)


def _foundings_opened(scope: Scope) -> Counted:
    states = Founding.objects.filter(
        contact_point__in=scope.contact_points, opened_on__range=(scope.first, scope.last)
    ).values_list("state", flat=True)
    return _parts(Counter(states), [(s.value, str(s.label)) for s in FoundingState])


def _groups_started(scope: Scope) -> Counted:
    changes = (
        StateChange.objects.filter(
            group__contact_point__in=scope.contact_points,
            group__founding__isnull=False,
            state__in=[GroupState.STARTING, GroupState.ACTIVE],
        )
        .order_by("group_id", "on", "pk")
        .values_list("group_id", "on")
    )
    firsts = [next(of_group)[1] for _g, of_group in groupby(changes, key=lambda row: row[0])]
    return float(sum(scope.first <= on <= scope.last for on in firsts)), ()


def _accompaniments(scope: Scope) -> QuerySet[Accompaniment]:
    return Accompaniment.objects.filter(
        group__contact_point__in=scope.contact_points, started_on__isnull=False
    )


def _running(scope: Scope) -> Counted:
    begun = _accompaniments(scope).filter(started_on__lte=scope.key_date)
    kinds = begun.exclude(state=State.ENDED, ended_on__lte=scope.key_date)
    counts = Counter(kinds.values_list("request__kind", flat=True))
    return _parts(counts, [(kind.value, str(kind.label)) for kind in RequestKind])


def _ended(scope: Scope) -> Counted:
    reasons = _ended_in(scope).values_list("end_reason", flat=True)
    return _parts(Counter(reasons), [(r.value, str(r.label)) for r in EndReason])


def _ended_in(scope: Scope) -> QuerySet[Accompaniment]:
    return _accompaniments(scope).filter(ended_on__range=(scope.first, scope.last))


def _mean_meetings(scope: Scope) -> Counted:
    counts = list(_ended_in(scope).annotate(held=Count("meetings")).values_list("held", flat=True))
    if not counts:
        return None, ()
    parts = tuple(
        (_("%(n)s Treffen") % {"n": held}, many) for held, many in sorted(Counter(counts).items())
    )
    return round(sum(counts) / len(counts), 2), parts


def _still_meeting(scope: Scope) -> Counted:
    due = FollowUp.objects.filter(
        accompaniment__group__contact_point__in=scope.contact_points,
        due_on__range=(scope.first, scope.key_date),
    ).values_list("result", flat=True)
    results = Counter(result or FollowUpResult.UNKNOWN for result in due)
    total, parts = _parts(results, [(r.value, str(r.label)) for r in FollowUpResult])
    known = (total or 0) - results[FollowUpResult.UNKNOWN]
    if known <= 0:
        return None, parts
    return round(100 * results[FollowUpResult.STILL_MEETING] / known, 1), parts


_COUNTS: Final[Mapping[str, Callable[[Scope], Counted]]] = {
    "groups.by_state": _groups_by_state,
    "foundings.opened": _foundings_opened,
    "groups.started": _groups_started,
    "accompaniments.running": _running,
    "accompaniments.ended": _ended,
    "accompaniments.mean_meetings": _mean_meetings,
    "follow_up.still_meeting": _still_meeting,
}
