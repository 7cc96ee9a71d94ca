"""Bind days, months, weeks and times together: who says what about which meeting."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .clock import NO_TIME
from .grammar import Item
from .rule import ALL_MONTHS

Span = tuple[int, int]
EVERYWHERE = -1
NO_SPAN: Span = (NO_TIME, NO_TIME)
NO_SEASON = -1
_NEAR = 3
DAY_KINDS = frozenset({"nth", "post", "weekly", "daily", "monthday", "yearday", "advent"})
BARE, CERTAIN, ONCE = "bare", "certain", "once"


@dataclass(frozen=True, slots=True)
class Clause:
    """The days of one meeting series, with what restricts them and when it begins.

    `season` is the one (0 summer, 1 winter) that its time is stated for, `half` says that
    its days are stated for that season only, `seasons` are the times of the other one.
    """

    item: Item
    segment: int
    months: frozenset[int] = frozenset()
    weeks: str = ""
    interval: int = 0
    span: Span = NO_SPAN
    season: int = NO_SEASON
    half: bool = False
    seasons: tuple[tuple[int, Span], ...] = ()

    @property
    def habit(self) -> str:
        """Whether the words themselves say that it recurs ("jeden", "dienstags")."""
        if set(self.item.before) & set("jh") or set(self.item.codes) & set("SYj"):
            return CERTAIN
        return ONCE if "a" in self.item.before else BARE


@dataclass(slots=True)
class Phrase:
    """All that a phrase says: its series, and what holds for its parts.

    `flags` counts per segment (what stands between two hard breaks) the kinds of words
    without an own place; `left_out` are the months (of a segment, or `EVERYWHERE`) and
    `banned` the days on which nothing is.
    """

    clauses: list[Clause] = field(default_factory=list)
    flags: dict[int, Counter[str]] = field(default_factory=dict)
    left_out: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    banned: list[Item] = field(default_factory=list)
    exceptions: list[tuple[str, str]] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)


def phrase_of(items: list[Item]) -> Phrase:
    """Bind the items of a whole phrase."""
    phrase = Phrase()
    for number, segment in enumerate(_segments(items)):
        _Binder(phrase, segment, number).bind()
    if phrase.loose:
        phrase.clauses = [
            replace(c, span=phrase.loose[0]) if c.span == NO_SPAN else c for c in phrase.clauses
        ]
    return phrase


def _segments(items: list[Item]) -> list[list[Item]]:
    """Cut at the hard breaks; leave out the days on which only an office's phone answers."""
    segments: list[list[Item]] = [[]]
    for item in items:
        if item.kind == "break":
            segments.append([])
        else:
            segments[-1].append(item)
    segments = [_with_yeardays(segment) for segment in segments]
    without = [_without_telephone(segment) for segment in segments]
    return without if any(i.kind in DAY_KINDS for s in without for i in s) else segments


def _with_yeardays(segment: list[Item]) -> list[Item]:
    """Tell "jährlich am 8. März" and "am 8. März jeden Jahres" from a single date."""
    found = list(segment)
    for at, (first, second) in enumerate(pairwise(segment)):
        if set(second.gap) <= set(",a"):
            if _is_yearly(first) and _is_plain_date(second):
                found[at + 1] = replace(second, kind="yearday")
            elif _is_plain_date(first) and _is_yearly(second):
                found[at] = replace(first, kind="yearday")
    return found


def _is_yearly(item: Item) -> bool:
    return item.kind == "count" and item.codes[-1] == "y"


def _is_plain_date(item: Item) -> bool:
    return item.kind == "single" and set(item.codes) <= set("ad&,uvBT")


def _without_telephone(segment: list[Item]) -> list[Item]:
    """Leave out "Anmeldung dienstags 9–11 Uhr": the days after the word, with their times."""
    kept = segment[:1]
    skipping = False
    for before, item in pairwise(segment):
        if item.kind in DAY_KINDS:
            near = len(item.gap) <= _NEAR and "x" not in item.gap
            skipping = near and before.codes == "L"
        kept += [] if skipping else [item]
    return kept


class _Binder:
    """Binds the items of one segment, from left to right."""

    def __init__(self, phrase: Phrase, items: list[Item], number: int) -> None:
        self.phrase = phrase
        self.items = items
        self.number = number
        self.flags = phrase.flags.setdefault(number, Counter())
        self.waiting: dict[str, Item] = {}
        self.of_next: Item | None = None
        self.seasons_ahead: dict[int, Span] = {}
        self.is_season_used = False
        self.first = {item.kind: at for at, item in reversed(list(enumerate(items)))}
        days = [at for at, item in enumerate(items) if item.kind in DAY_KINDS]
        self.first_day, self.last_day = (days[0], days[-1]) if days else (0, -1)
        self.steps = {
            "time": self._time,
            "months": self._months,
            "season": self._season,
            "parity": self._parity,
            "every": self._every,
            "without": self._without,
            "free": self._without,
            "instead": self._without,
            "notday": self._notday,
        }

    def bind(self) -> None:
        """Bind all items to the phrase."""
        for at, item in enumerate(self.items):
            if item.kind in DAY_KINDS:
                self._days(item)
            elif item.kind in self.steps:
                self.steps[item.kind](item, at)
            else:
                self.flags[_flag(item)] += 1

    def _days(self, item: Item) -> None:
        clause = Clause(item, self.number)
        if item.tokens[-1].code == "T":
            clause = replace(clause, span=_span(item))
        for waiting in self.waiting.values():
            clause = _with(clause, waiting)
        if self.of_next:
            clause = _with(clause, self.of_next)
            self.of_next = None
        self.phrase.clauses.append(self._in_season(clause))

    def _in_season(self, clause: Clause) -> Clause:
        """The clause with the seasons that were named ahead of its days."""
        self.is_season_used = True
        named = list(self.seasons_ahead.items())
        if len(named) == 1:
            return replace(clause, season=named[0][0], half=True)
        if named and named[0][1] != NO_SPAN:
            return replace(clause, span=named[0][1], seasons=tuple(named[1:]))
        return clause

    def _season(self, item: Item, at: int) -> None:
        """Note a season: of days to come, of the days just named, or of a time beside it."""
        season = item.numbers("Z")[0]
        if self._goes_ahead(at):
            if self.is_season_used:
                self.seasons_ahead, self.is_season_used = {}, False
            self.seasons_ahead[season] = self._time_behind(at)
        elif self.last_day >= 0 and not self._is_of_next_time(at):
            last = self.phrase.clauses[-1]
            if last.season == NO_SEASON:
                half = last.span == NO_SPAN and set(item.gap) <= set("ia")
                self.phrase.clauses[-1] = replace(last, season=season, half=half)

    def _time_behind(self, at: int) -> Span:
        following = self.items[at + 1]
        return _span(following) if following.kind == "time" else NO_SPAN

    def _is_of_next_time(self, at: int) -> bool:
        """Whether the season speaks of the time behind it: "19 Uhr (im Winter 18 Uhr)"."""
        kinds = [item.kind for item in self.items[at + 1 : at + 3]]
        has_time = self.phrase.clauses[-1].span != NO_SPAN
        return has_time and kinds[:1] == ["time"] and kinds[1:] != ["season"]

    def _place(self) -> int:
        """Where an exception counts: a segment without own days speaks of all."""
        return self.number if self.last_day >= 0 else EVERYWHERE

    def _goes_ahead(self, at: int) -> bool:
        """Whether items of this kind stand before the days they speak of."""
        return self.first[self.items[at].kind] < self.first_day and at < self.last_day

    def _chain(self) -> Iterable[int]:
        """The places of the last clauses that share what follows, the last one first."""
        clauses = self.phrase.clauses
        for place in range(len(clauses) - 1, -1, -1):
            if clauses[place].segment != clauses[-1].segment:
                return
            if place != len(clauses) - 1 and clauses[place].span != NO_SPAN:
                return
            yield place

    def _apply(self, item: Item) -> None:
        for place in list(self._chain()):
            clause = self.phrase.clauses[place]
            if not _has(clause, item):
                self.phrase.clauses[place] = _with(clause, item)

    def _time(self, item: Item, at: int) -> None:
        if self._goes_ahead(at):
            self.waiting["time"] = item
        elif not self.phrase.clauses:
            self.phrase.loose.append(_span(item))
        elif self.phrase.clauses[-1].span == NO_SPAN:
            self._apply(item)
        else:
            self._second_time(item, at)

    def _second_time(self, item: Item, at: int) -> None:
        last = self.phrase.clauses[-1]
        before = self.items[at - 1] if at else None
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        beside = [i.numbers("Z")[0] for i in (before, after) if i and i.kind == "season"]
        if "=" in item.gap and last.season != NO_SEASON:
            beside.append(1 - last.season)  # "im Sommer 19 Uhr, sonst 18 Uhr"
        other = [season for season in beside if season != last.season]
        if other:
            seasons = (*last.seasons, (other[0], _span(item)))
            self.phrase.clauses[-1] = replace(last, seasons=seasons)
        elif before and before.kind == "time" and _is_in_row(item, after):
            self.phrase.clauses.append(replace(last, span=_span(item)))

    def _months(self, item: Item, at: int) -> None:
        clauses = self.phrase.clauses
        follows = self.items[at + 1].kind if at + 1 < len(self.items) else ""
        if self._goes_ahead(at):
            self.waiting["months"] = item
        elif clauses and self._are_of_the_next(at):
            self.of_next = item
            self._leave_out(item)
        elif clauses and follows == "time" and (clauses[-1].months or clauses[-1].span != NO_SPAN):
            months = frozenset(item.numbers("M"))
            self._leave_out(item)
            clauses.append(replace(clauses[-1], months=months, span=NO_SPAN))
        elif clauses and clauses[-1].months:
            clauses[-1] = replace(clauses[-1], months=clauses[-1].months | set(item.numbers("M")))
        else:
            self._apply(item)

    def _leave_out(self, item: Item) -> None:
        """Take months with days or a time of their own from the days before."""
        last = self.phrase.clauses[-1]
        if not last.months:
            months = frozenset(ALL_MONTHS).difference(item.numbers("M"))
            self.phrase.clauses[-1] = replace(last, months=months)

    def _are_of_the_next(self, at: int) -> bool:
        """Whether the months speak of the days behind: ", im Dezember am 2. Montag"."""
        item, following = self.items[at], self.items[at + 1 : at + 2]
        apart = bool(set(item.gap) & set(",&("))
        return apart and any(i.kind in DAY_KINDS and "," not in i.gap for i in following)

    def _parity(self, item: Item, at: int) -> None:
        if not _parity_of(item):
            return
        if self._goes_ahead(at):
            self.waiting["parity"] = item
        else:
            self._apply(item)
            self.flags["parity"] += 1
            self._weeks_of_both_kinds(item)

    def _weeks_of_both_kinds(self, item: Item) -> None:
        """Take "in geraden Wochen online, in ungeraden vor Ort" for every week."""
        last = self.phrase.clauses[-1:]
        if last and last[0].weeks and last[0].weeks not in _parity_of(item):
            self.phrase.clauses[-1] = replace(last[0], weeks="", interval=1)

    def _every(self, item: Item, at: int) -> None:
        if item.codes[-1] in "mQ":
            self.flags["sparse"] += 1
        elif item.codes[0] == "z" or set(item.codes) & set("-b|") or not _interval(item):
            self.flags["vague"] += 1
        elif self._goes_ahead(at):
            self.waiting["every"] = item
        else:
            self._apply(item)
            self.flags["every"] += _interval(item) > 1

    def _without(self, item: Item, _at: int) -> None:
        months = item.numbers("M")
        self.phrase.left_out[self._place()].update(months)
        for code, name in (("H", "public_holidays"), ("F", "school_holidays")):
            words = [token.text for token in item.tokens if token.code == code]
            self.phrase.exceptions += [(name, word) for word in words]

    def _notday(self, item: Item, at: int) -> None:
        self.phrase.banned.append(item)
        self._without(item, at)


def _flag(item: Item) -> str:
    """The name under which a word without an own place is counted."""
    if item.kind == "flag":
        return item.codes
    if item.kind == "count":
        return {"w": "weekly", "y": "yearly"}.get(item.codes[-1], "count")
    return item.kind


def _span(item: Item) -> Span:
    start, end = item.tokens[-1].n
    return start, end


def _is_in_row(item: Item, after: Item | None) -> bool:
    """Whether a time goes on with the one before: "um 9.15, 10.15 und 11.15 Uhr"."""
    comma = bool(after and after.kind == "time" and "&" in after.gap)
    return ("&" in item.gap or comma) and set(item.gap) <= set("&,uvP")


def _interval(item: Item) -> int:
    """How many weeks lie between two meetings; whole weeks only."""
    number = item.numbers("f") or item.numbers("N") or item.numbers("O") or [1]
    days = item.codes[-1] == "e"
    return number[0] // 7 if days and number[0] % 7 == 0 else 0 if days else number[0]


def _parity_of(item: Item) -> str:
    """Even or odd ("G", "U") and weeks or months ("w", "m"): "Gw"; empty if both are named."""
    kinds = "".join(code for code in item.codes if code in "GU")
    noun = next((code for code in item.codes + item.after if code in "wm"), "")
    return kinds + noun if len(kinds) == 1 and noun else ""


def _has(clause: Clause, item: Item) -> bool:
    """Whether the clause already has what an item of this kind says."""
    return {
        "time": clause.span != NO_SPAN,
        "months": bool(clause.months),
        "parity": bool(clause.weeks or clause.months),
        "every": bool(clause.interval),
    }[item.kind]


def _with(clause: Clause, item: Item) -> Clause:
    """The clause and what the item says about it."""
    if item.kind == "time":
        return replace(clause, span=_span(item))
    if item.kind == "months":
        return replace(clause, months=frozenset(item.numbers("M")))
    if item.kind == "every":
        return replace(clause, interval=_interval(item))
    parity = _parity_of(item)
    if parity[1] == "w":
        return replace(clause, weeks=parity[0])
    odd = parity[0] == "U"
    return replace(clause, months=frozenset(month for month in ALL_MONTHS if month % 2 == odd))
