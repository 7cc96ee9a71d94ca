"""A whole table, read and compared: what an import would do, row by row, before it does it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.exchange.columns import Columns
from stuhlkreis.exchange.errors import NoNameColumn
from stuhlkreis.exchange.queries.knowing import Change, Key, Known, change_of, key_of
from stuhlkreis.exchange.queries.placing import Placing
from stuhlkreis.exchange.queries.saying import Reader, Saying
from stuhlkreis.exchange.table import Row, Table
from stuhlkreis.exchange.words import Field
from stuhlkreis.groups.draft import GroupDraft
from stuhlkreis.groups.lifecycle import BEGINNINGS
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.regions.places import Point
from stuhlkreis.topics import queries as topics

Watched = Callable[[tuple[Row, ...]], Iterable[Row]]
"""Goes through the rows and shows somebody how far it is."""


class Outcome(TextChoices):
    """What becomes of a row."""

    NEW = "new", gettext_lazy("neu")
    CHANGED = "changed", gettext_lazy("geändert")
    SAME = "same", gettext_lazy("unverändert")
    REFUSED = "refused", gettext_lazy("geht nicht")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and what its columns mean; `watched` is told about every row read."""

    table: Table
    columns: Columns
    watched: Watched = iter


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: what it says, what would become of it, and every problem as a sentence."""

    saying: Saying
    outcome: Outcome
    problems: tuple[str, ...]
    group: Group | None = None
    change: Change | None = None

    @property
    def line(self) -> int:
        """The line in the file, counted from 1."""
        return self.saying.line

    @property
    def draft(self) -> GroupDraft:
        """The group as it would be written."""
        return self.change.draft if self.change else self.saying.draft

    def as_json(self) -> dict[str, object]:
        """The object of the contract (`import groups --json`)."""
        draft = self.saying.draft
        return {
            "line": self.line,
            "name": draft.name,
            "topics": list(draft.topic_slugs),
            "unknown_words": list(self.saying.unknown_words),
            "place": draft.place.place,
            "postcode": draft.place.postcode,
            "lat": draft.place.lat,
            "lon": draft.place.lon,
            "rules": list(self.saying.reading.rules),
            "start": self.saying.reading.start,
            "outcome": self.outcome.value,
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of a table with its outcome, in the order of the file."""

    rows: tuple[ReadRow, ...]

    @property
    def refused(self) -> list[ReadRow]:
        """The rows that cannot be imported."""
        return [row for row in self.rows if row.outcome == Outcome.REFUSED]

    @property
    def odd(self) -> list[ReadRow]:
        """The rows with at least one problem."""
        return [row for row in self.rows if row.problems]


def counts_of(rows: Iterable[ReadRow]) -> Mapping[str, int]:
    """How many rows have each outcome; every outcome is named."""
    counted = Counter(row.outcome for row in rows)
    return {outcome.value: counted[outcome] for outcome in Outcome}


def preview(contact_point: ContactPoint, sheet: Sheet, *, on: date) -> Preview:
    """What an import of the table would do at this contact point today. Raises `NoNameColumn`."""
    if Field.NAME not in sheet.columns:
        raise NoNameColumn(sheet.table.header)
    near = Point(contact_point.lat, contact_point.lon)
    reader = Reader(sheet.columns, topics.catalogue(), Placing(near), on)
    sayings = (reader.read(row) for row in sheet.watched(sheet.table.rows))
    return Preview(tuple(_compared(sayings, Known(contact_point))))


@dataclass(slots=True)
class _Seen:
    """The lines that named a group, by record, by id of the table, by name and place."""

    groups: dict[int, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    keys: dict[Key, int] = field(default_factory=dict)
    keys_without_id: dict[Key, int] = field(default_factory=dict)

    def line_of(self, saying: Saying, group: Group | None) -> int | None:
        """The earlier line that means the same group."""
        if group is not None:
            return self.groups.get(group.pk)
        stated, key = saying.draft.external_id, key_of(saying.draft)
        if not stated:
            return self.keys.get(key)
        return self.ids.get(stated) or self.keys_without_id.get(key)

    def note(self, saying: Saying, group: Group | None) -> None:
        """Remember the line."""
        stated, key = saying.draft.external_id, key_of(saying.draft)
        self.keys.setdefault(key, saying.line)
        if stated:
            self.ids[stated] = saying.line
        else:
            self.keys_without_id[key] = saying.line
        if group is not None:
            self.groups[group.pk] = saying.line


def _compared(sayings: Iterator[Saying], known: Known) -> Iterator[ReadRow]:
    """Each row with its outcome; of two rows that mean one group the second does nothing."""
    seen = _Seen()
    for saying in sayings:
        if saying.is_refused:
            yield ReadRow(saying, Outcome.REFUSED, saying.problems)
            continue
        group = known.group_of(saying)
        first = seen.line_of(saying, group)
        if first is not None:
            twice = _("Zeile %(this)s nennt dieselbe Gruppe wie Zeile %(first)s.")
            problem = twice % {"this": saying.line, "first": first}
            yield ReadRow(saying, Outcome.SAME, (problem, *saying.problems))
            continue
        seen.note(saying, group)
        yield _judged(saying, group)


def _judged(saying: Saying, group: Group | None) -> ReadRow:
    if group is None:
        problems = (*saying.problems, *_odd_beginning(saying), *_topic_missing(saying.draft))
        return ReadRow(saying, Outcome.NEW, problems)
    change = change_of(group, saying)
    outcome = Outcome.CHANGED if change.is_any else Outcome.SAME
    problems = (*saying.problems, *change.problems, *_topic_missing(change.draft))
    return ReadRow(saying, outcome, problems, group, change)


def _odd_beginning(saying: Saying) -> tuple[str, ...]:
    if saying.state is None or saying.state in BEGINNINGS:
        return ()
    sentence = _("Stand: „%(state)s“ trägt der Arbeitsplatz ein. Vorerst macht sie Pause.")
    return (sentence % {"state": saying.state.label},)


def _topic_missing(draft: GroupDraft) -> tuple[str, ...]:
    if draft.topic_slugs:
        return ()
    return (_("Kein Thema erkannt. Eine Fachkraft kann es nachtragen."),)
