"""What `make bench` runs: the program's slow work, timed side by side with what else one could use.

Everything happens in a home of its own that is thrown away. Each line is the median of several
passes of one run on one machine; the result is printed and written into docs/performance.md.
"""

import os
import platform
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from stuhlkreis.cli import home as homes
from stuhlkreis.cli.setup import django_ready

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "performance.md"


def machine() -> str:
    """Cores, memory, system and Python of this machine."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{os.cpu_count()} cores, {pages / 2**30:.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, SQLite"
    )


def markdown(rows: Iterable[tuple[str, str, str]], *, on: date, seconds: float, busy: float) -> str:
    """The whole of docs/performance.md."""
    lines = "\n".join(f"| {what} | {ours} | {peer} |" for what, ours, peer in rows)
    return f"""# Performance

Written by `make bench` ({seconds:.0f} s on {on.isoformat()}): {machine()}.
Medians of two (demo region) to nine passes in one process. Times and rates are of the processor, so
that a busy machine (load before the run: {busy:.1f}) says nearly the same; the clock stands beside
where people wait.

| what | Stuhlkreis | another way, same run |
|---|---|---|
{lines}

The peers do less, so their numbers are a floor and not a rival. The plain import stores names,
places and sealed contacts and understands nothing: no topics, no coordinates, no meeting rules, no
audit, and the same file a second time breaks it. `rapidfuzz` finds similar spellings and knows
no sense of a word. SQL finds only words that stand in a name. For German meeting phrases and for
the ranking there is no peer we know of that does the same; `dateutil.parser` reads dates, not
"jeden 2. und 4. Dienstag".

What is promised: the demo region loads in under 20 s on an idle machine, a page answers at once. No
test in the suite measures time; this file is how a slower release is noticed.
"""


def main() -> None:
    """Prepare a home, measure, write."""
    begin, busy = time.perf_counter(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["STUHLKREIS_HOME"] = str(home)
        for name in ("STUHLKREIS_DATABASE_URL", "STUHLKREIS_EMAIL_URL"):
            os.environ.pop(name, None)

        homes.make_demo_keys(home)
        django_ready()
        homes.prepare_database()

        from django.db import connection  # noqa: PLC0415 -- Django needs its home first
        from django.utils import timezone  # noqa: PLC0415 -- the same
        from measures import Bench, Table  # noqa: PLC0415 -- the same

        table = Table()
        Bench(home, table, timezone.localdate(), timezone.now()).run()
        connection.close()
        took = time.perf_counter() - begin
        REPORT.write_text(
            markdown(table.rows, on=timezone.localdate(), seconds=took, busy=busy), encoding="utf-8"
        )
    print(f"{took:.0f} s; written: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
