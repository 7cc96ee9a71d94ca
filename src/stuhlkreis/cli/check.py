"""`stuhlkreis check`: looks at a deployment and says what is wrong."""

import argparse
from pathlib import Path

from stuhlkreis.cli.output import json_line, line
from stuhlkreis.cli.setup import django_ready


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("check", help="prüft eine Installation")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Every finding on a line; exit code 1 if there is one."""
    django_ready()
    found = [*_settings(), *_database()]
    if args.json:
        json_line({"findings": found})
    else:
        for finding in found:
            line(f"- {finding}")
        line({0: "Alles in Ordnung.", 1: "Ein Befund."}.get(len(found), f"{len(found)} Befunde."))
    return 1 if found else 0


def _settings() -> list[str]:
    from django.conf import settings

    from stuhlkreis.core.crypto import FieldKeysWrong, keys_from

    found = []
    try:
        keys_from(settings.FIELD_KEYS)
    except FieldKeysWrong:
        found.append("STUHLKREIS_FIELD_KEYS ist keine Liste aus Name:Base64 von 32 Bytes.")
    if not any(Path(settings.STATIC_ROOT).glob("css/*")):
        found.append("Stile und Bilder der Seiten fehlen: stuhlkreis migrate.")
    if not settings.IS_HTTPS and not settings.IS_DEMO:
        found.append("STUHLKREIS_BASE_URL beginnt nicht mit https://.")
    return found


def _database() -> list[str]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"Die Datenbank antwortet nicht: {error}"]
    if waiting:
        return [f"{len(waiting)} Änderungen der Datenbank stehen aus: stuhlkreis migrate."]
    return []
