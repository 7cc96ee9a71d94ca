"""Which clauses stand for a series of their own, and which only say more about another."""

from collections.abc import Sequence
from dataclasses import replace

from .clauses import NO_SEASON, NO_SPAN, Clause

_ASIDE = frozenset(",(aj")


def meant(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses without those that another one says more narrowly, seasons put together."""
    return _with_seasons(_counted(_without_daily(clauses)))


def _without_daily(clauses: Sequence[Clause]) -> list[Clause]:
    """Leave out "täglich" where "von Montag bis Freitag" says it more narrowly."""
    narrow = {clause.segment for clause in clauses if clause.item.kind == "weekly"}
    return [c for c in clauses if c.item.kind != "daily" or c.segment not in narrow]


def _counted(clauses: list[Clause]) -> list[Clause]:
    """Put "samstags (1. und 3. Samstag im Monat)" together: the second says which ones."""
    kept: list[Clause] = []
    for clause in clauses:
        explains = bool(kept) and _explains(clause, kept[-1])
        kept.append(replace(clause, span=kept.pop().span) if explains else clause)
    return kept


def _explains(clause: Clause, weekly: Clause) -> bool:
    item, before = clause.item, weekly.item
    if (before.kind, item.kind) != ("weekly", "nth") or clause.segment != weekly.segment:
        return False
    aside = bool(item.gap) and set(item.gap + item.before) <= _ASIDE
    same = set(item.numbers("DSW")) == set(before.numbers("DSW")) and "j" not in before.before
    one_time = clause.span == weekly.span or (clause.span == NO_SPAN and "(" in item.gap)
    return aside and same and one_time


def _with_seasons(clauses: list[Clause]) -> list[Clause]:
    """Put "im Sommer mittwochs 19 Uhr, im Winter mittwochs 18 Uhr" together: one series."""
    kept: list[Clause] = []
    for clause in clauses:
        other = next((at for at, known in enumerate(kept) if _other_half(known, clause)), None)
        if other is None:
            kept.append(clause)
        else:
            seasons = (*kept[other].seasons, (clause.season, clause.span))
            kept[other] = replace(kept[other], seasons=seasons)
    return kept


def _other_half(known: Clause, clause: Clause) -> bool:
    """Whether both name the same days, one for summer and one for winter."""
    if NO_SEASON in {known.season, clause.season} or known.season == clause.season:
        return False
    return not known.seasons and _days(known) == _days(clause)


def _days(clause: Clause) -> tuple[object, ...]:
    item = clause.item
    ordinals, weekdays = item.numbers("O"), item.numbers("DSW")
    return (item.kind, ordinals, weekdays, clause.months, clause.weeks, clause.interval)
