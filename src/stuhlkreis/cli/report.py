"""`stuhlkreis report YEAR`: the yearly report of one contact point, or of all together."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from stuhlkreis.cli.output import CommandFailed, json_line, line, why
from stuhlkreis.cli.setup import django_ready

if TYPE_CHECKING:
    from stuhlkreis.statistics.figures import Answer


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("report", help="schreibt den Jahresbericht")
    parser.add_argument("year", type=int, metavar="YEAR")
    parser.add_argument("--contact-point", metavar="SLUG")
    parser.add_argument("--to", type=Path, metavar="FILE.{pdf,xlsx,json}")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """A table on the terminal, JSON, or a file."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.network.queries import contact_points
    from stuhlkreis.statistics import report as reports
    from stuhlkreis.statistics.queries import answers, year_of

    if not 1 <= args.year <= 9999:  # noqa: PLR2004 -- the years a date can have
        raise CommandFailed(f"{args.year} ist kein Jahr.")
    places = list(contact_points())
    if args.contact_point:
        places = [place for place in places if place.slug == args.contact_point]
        if not places:
            raise CommandFailed(f"Die Kontaktstelle „{args.contact_point}“ gibt es nicht.")
    today = timezone.localdate()
    found = answers(year_of(places, args.year, today=today))
    of = places[0].name if args.contact_point else "Alle Kontaktstellen"
    report = reports.as_json(year=args.year, of=of, answers=found, on=today)
    if args.to:
        _write(args.to, report, found)
    elif args.json:
        json_line(report)
    else:
        line(f"{report['title']}: {of}")
        for answer in found:
            line(f"{answer.figure.name:<40} {reports.value_text(answer)} {answer.why}".rstrip())
    return 0


def _write(path: Path, report: dict[str, object], found: "list[Answer]") -> None:
    from stuhlkreis.statistics import report as reports

    kind = path.suffix.lower().removeprefix(".")
    if kind not in reports.CONTENT_TYPES:
        raise CommandFailed(f"„{path.name}“ endet nicht auf .pdf, .xlsx oder .json.")
    content = reports.as_file(kind, report, found)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandFailed(f"{path} lässt sich nicht schreiben: {why(error)}.") from error
    line(f"{path} ist geschrieben.")
