"""Each measurement of `make bench`. Needs a prepared home; everything it writes is thrown away."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction
from rapidfuzz import fuzz, process
from synthetic import QUERIES, add_starters, as_csv_bytes, phrases, plain_import

from stuhlkreis.demo.region import load
from stuhlkreis.exchange.actions import import_groups
from stuhlkreis.exchange.columns import recognised
from stuhlkreis.exchange.queries import Sheet
from stuhlkreis.exchange.table import read_table
from stuhlkreis.groups.models import Group
from stuhlkreis.groups.rhythm import read
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.search.queries import Wish, search
from stuhlkreis.starters.queries import open_requests_of, ranking_for
from stuhlkreis.statistics.queries import answers, year_of
from stuhlkreis.statistics.report import as_json, as_pdf
from stuhlkreis.topics.queries import catalogue
from stuhlkreis.topics.understanding import understand
from stuhlkreis.topics.understanding.compounds import parts_of
from stuhlkreis.topics.understanding.spelling import corrected
from stuhlkreis.topics.understanding.stems import sound, stem

ROWS: Final = 1000
FAST: Final = 0.01


@dataclass(frozen=True)
class Took:
    """Medians of several passes, in seconds: on the clock, and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        """Both, as people read them."""
        return f"{said(self.clock)} ({said(self.processor)} of the processor)"


def timed(work: Callable[[], object], *, passes: int, before: Callable[[], object] = int) -> Took:
    """Time the work; `before` runs ahead of each pass and is not timed."""
    clock, processor = [], []
    for _ in range(passes):
        before()
        begin, busy = time.perf_counter(), time.process_time()
        work()
        processor.append(time.process_time() - busy)
        clock.append(time.perf_counter() - begin)
    return Took(statistics.median(clock), statistics.median(processor))


def seconds(
    work: Callable[[], object], *, passes: int, before: Callable[[], object] = int
) -> float:
    """Processor seconds of the work: the same on a busy machine."""
    return timed(work, passes=passes, before=before).processor


def forget() -> None:
    """Empty what the program remembers of single words, as if nobody had asked for them."""
    for remembered in (parts_of, corrected, stem, sound):
        remembered.cache_clear()


def said(seconds: float) -> str:
    """A time as people read it."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= FAST else f"{seconds * 1000:.2f} ms"


@dataclass
class Table:
    """The lines of the report, printed as they come."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, ours: str, peer: str = "–") -> None:
        """One line: what was measured, our number, the peer's number beside it."""
        self.rows.append((what, ours, peer))
        print(f"{what:<62} {ours:>22}   {peer}", flush=True)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let a pass write, then take it back, so that every pass meets the same database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Bench:
    """One run over one database."""

    home: Path
    table: Table
    today: date
    now: datetime

    def demo(self) -> None:
        """The demo region, written through the real actions."""

        def taken_back() -> None:
            with rolled_back():
                load(now=self.now, home=self.home)

        took = timed(taken_back, passes=2)
        load(now=self.now, home=self.home)
        self.table.add("Load the demo region (8 offices, about 400 groups, 2 years)", str(took))

    def importing(self) -> None:
        """A thousand rows of a table, next to the loop somebody would write by hand."""
        content, office = as_csv_bytes(ROWS), ContactPoint.objects.get(slug="rostock")

        def ours() -> None:
            with rolled_back():
                table = read_table(content, "gruppen.csv", most_bytes=10**7)
                result = import_groups(
                    contact_point=office,
                    sheet=Sheet(table, recognised(table.header)),
                    skip_bad_rows=False,
                    at=self.now,
                    by=None,
                )
                assert result.counts["new"] == ROWS, result.counts  # noqa: S101 -- guards the measurement

        def plain() -> None:
            with rolled_back():
                plain_import(content, office, self.today)

        mine, theirs = timed(ours, passes=3), timed(plain, passes=3)
        self.table.add(
            "Import 1,000 rows (topics, places, meetings, contacts, audit)",
            str(mine),
            f"csv + bulk_create, nothing understood: {theirs}, "
            f"{mine.processor / theirs.processor:.0f} times less",
        )

    def rhythm(self) -> None:
        """Meeting phrases into rules."""
        said_by_groups = phrases(ROWS)
        took = seconds(lambda: [read(each) for each in said_by_groups], passes=5)
        self.table.add("Read meeting phrases", f"{len(said_by_groups) / took:,.0f} a second")

    def topics(self) -> None:
        """Lay words into topics, next to plain fuzzy matching over every synonym."""
        known = catalogue()
        words = [w for e in known.entries for w in (e.name, *e.synonyms)]

        def ours() -> None:
            for query in QUERIES:
                understand(query, known)

        def fuzzy() -> None:
            for query in QUERIES:
                process.extract(query, words, scorer=fuzz.WRatio, limit=5)

        ours()
        again, theirs = seconds(ours, passes=5), seconds(fuzzy, passes=5)
        mine = seconds(ours, passes=5, before=forget)
        self.table.add(
            "Understand what a query means, words new / met before",
            f"{len(QUERIES) / mine:,.0f} / {len(QUERIES) / again:,.0f} a second",
            f"rapidfuzz WRatio over all synonyms: {len(QUERIES) / theirs:,.0f} a second",
        )

    def searching(self) -> None:
        """The public search, next to `name contains` in SQL."""
        wishes = [Wish(text=q, near=p) for q in QUERIES for p in ("", "18273", "Rostock")]

        def each(work: Callable[[Wish], object]) -> list[float]:
            return sorted(
                seconds(lambda w=wish: work(w), passes=3, before=forget) for wish in wishes
            )

        ours = each(lambda wish: search(wish, on=self.today, now=self.now))
        plain = each(lambda wish: list(Group.objects.filter(name__icontains=wish.text)[:20]))
        p95 = int(len(ours) * 0.95)
        self.table.add(
            f"Search the demo region, {len(wishes)} queries, p50 / p95",
            f"{said(statistics.median(ours))} / {said(ours[p95])}",
            f"SQL 'name contains', no topics, no distance: {said(statistics.median(plain))}",
        )

    def ranking(self) -> None:
        """Who fits one start request, with a usual and a very large pool of volunteers."""
        office = ContactPoint.objects.get(slug="guestrow")
        for size in (24, 300):
            add_starters(office, up_to=size, on=self.today - timedelta(days=30), at=self.now)
            wanted = open_requests_of(office).order_by("pk")[0]
            found = ranking_for(wanted, on=self.today)
            took = seconds(lambda w=wanted: ranking_for(w, on=self.today), passes=5)
            self.table.add(
                f"Rank {size} starters for one request ({len(found.candidates)} fit)", said(took)
            )

    def figures(self) -> None:
        """A year of one office, counted and printed."""
        office = ContactPoint.objects.get(slug="guestrow")
        scope = year_of([office], self.today.year, today=self.today)
        found = answers(scope)
        report = as_json(year=self.today.year, of=office.name, answers=found, on=self.today)
        self.table.add("All figures of a year", said(seconds(lambda: answers(scope), passes=9)))
        self.table.add(
            "The yearly report as tagged PDF",
            said(seconds(lambda: as_pdf(report), passes=5)),
        )

    def run(self) -> None:
        """Everything, in an order in which each finds what it needs."""
        self.demo()
        self.importing()
        self.rhythm()
        self.topics()
        self.searching()
        self.ranking()
        self.figures()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.table.add("Most memory of the whole run", f"{peak:,.0f} MiB")
