"""`stuhlkreis export groups`: everything a contact point has entered about its groups."""

import argparse
import os
from pathlib import Path

from stuhlkreis.cli.import_groups import contact_point_called
from stuhlkreis.cli.output import CommandFailed, json_line, line, why
from stuhlkreis.cli.setup import django_ready

OWNER_ONLY = 0o600


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("export", help="schreibt Tabellen")
    kinds = parser.add_subparsers(title="Was", metavar="WAS", required=True)
    groups = kinds.add_parser("groups", help="alle Gruppen mit Ansprechpersonen")
    groups.add_argument("--contact-point", required=True, metavar="SLUG")
    groups.add_argument("--to", required=True, type=Path, metavar="FILE.{csv,xlsx,json}")
    groups.add_argument("--json", action="store_true")
    groups.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One file, readable by its owner only: it holds contact data."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.exchange.actions import export_groups
    from stuhlkreis.exchange.table import as_csv, as_json, as_xlsx

    writers = {".csv": as_csv, ".xlsx": as_xlsx, ".json": as_json}
    write = writers.get(args.to.suffix.lower())
    if write is None:
        raise CommandFailed(f"„{args.to.name}“ endet nicht auf .csv, .xlsx oder .json.")
    office = contact_point_called(args.contact_point)
    header, rows = export_groups(contact_point=office, at=timezone.now(), by=None)
    try:
        target = os.open(args.to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(target, "wb") as file:
            file.write(write(header, rows))
    except OSError as error:
        raise CommandFailed(f"{args.to} lässt sich nicht schreiben: {why(error)}.") from error
    if args.json:
        json_line({"file": str(args.to), "groups": len(rows)})
    else:
        line(f"{args.to}: {len(rows)} Gruppen geschrieben.")
    return 0
