"""`stuhlkreis import groups FILE`: a table of groups into a contact point's records."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stuhlkreis.cli.output import CommandFailed, fail, json_line, line, progress, why
from stuhlkreis.cli.setup import django_ready

if TYPE_CHECKING:
    from stuhlkreis.exchange.columns import Columns
    from stuhlkreis.exchange.queries import Sheet
    from stuhlkreis.network.models import ContactPoint


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("import", help="liest Tabellen ein")
    kinds = parser.add_subparsers(title="Was", metavar="WAS", required=True)
    groups = kinds.add_parser("groups", help="Gruppen aus Excel oder CSV")
    groups.add_argument("file", type=Path, metavar="FILE")
    groups.add_argument("--contact-point", required=True, metavar="SLUG")
    groups.add_argument(
        "--mapping", metavar="FILE", help="JSON oder Zeilen wie „name=Gruppe“: Feld und Spalte"
    )
    groups.add_argument(
        "--skip-bad-rows", action="store_true", help="lässt Zeilen weg, die nicht gehen"
    )
    groups.add_argument("--dry-run", action="store_true", help="zeigt alles, schreibt nichts")
    groups.add_argument("--json", action="store_true")
    groups.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, show, write. Exit code 1 while a row is refused, but not for a dry run."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.exchange.actions import import_groups
    from stuhlkreis.exchange.errors import RowsRefused
    from stuhlkreis.exchange.queries import counts_of, preview

    office = contact_point_called(args.contact_point)
    sheet = _sheet(args)
    if args.dry_run:
        read = preview(office, sheet, on=timezone.localdate())
        rows = [row.as_json() for row in read.rows]
        _show({"rows": rows, **counts_of(read.rows)}, sheet, args)
        return 0
    try:
        result = import_groups(
            contact_point=office,
            sheet=sheet,
            skip_bad_rows=args.skip_bad_rows,
            at=timezone.now(),
            by=None,
        )
    except RowsRefused as refusal:
        _show(refusal.told, sheet, args)
        return fail(str(refusal))
    _show(result.as_json(), sheet, args)
    return 0


def contact_point_called(slug: str) -> "ContactPoint":
    """The contact point with this slug. Raises `CommandFailed`."""
    from stuhlkreis.network.queries import contact_points

    found = contact_points().filter(slug=slug).first()
    if found is None:
        raise CommandFailed(f"Die Kontaktstelle „{slug}“ gibt es nicht.")
    return found


def _sheet(args: argparse.Namespace) -> "Sheet":
    from django.conf import settings

    from stuhlkreis.exchange.queries import Sheet
    from stuhlkreis.exchange.table import read_table

    content = _content(args.file, most_bytes=settings.UPLOAD_MAX_BYTES)
    table = read_table(content, args.file.name, most_bytes=settings.UPLOAD_MAX_BYTES)
    columns = _columns(args.mapping, table.header)
    return Sheet(table, columns, watched=lambda rows: progress(rows, "Zeilen"))


def _content(path: Path, *, most_bytes: int) -> bytes:
    """The file, no further than what is refused anyway."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except OSError as error:
        raise CommandFailed(f"{path} lässt sich nicht lesen: {why(error)}.") from error


def _columns(mapping: str | None, header: tuple[str, ...]) -> "Columns":
    from stuhlkreis.exchange.columns import recognised, said_mapping

    if mapping is None:
        return recognised(header)
    if "=" in mapping and not Path(mapping).exists():
        return said_mapping(mapping, header)
    try:
        return said_mapping(Path(mapping).read_text(encoding="utf-8-sig"), header)
    except (OSError, UnicodeError) as error:
        raise CommandFailed(f"{mapping} lässt sich nicht lesen.") from error


def _show(told: Mapping[str, Any], sheet: "Sheet", args: argparse.Namespace) -> None:
    if args.json:
        json_line(told)
        return
    for field, index in sheet.columns.items():
        line(f"{field.label} ← Spalte „{sheet.table.header[index]}“")
    for row in told["rows"]:
        for problem in row["problems"]:
            line(f"Zeile {row['line']} ({row['name']}): {problem}")
    line(
        f"{told['new']} neu, {told['changed']} geändert, {told['same']} unverändert, "
        f"{told['refused']} nicht möglich."
    )
    if args.dry_run:
        line("Nur geprüft: Es wurde nichts gespeichert.")
