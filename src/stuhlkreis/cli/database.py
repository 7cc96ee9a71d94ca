"""`stuhlkreis migrate` and `createadmin`: the database and the first account."""

import argparse
import getpass
import os
import sys

from stuhlkreis.cli.output import CommandFailed, json_line, line
from stuhlkreis.cli.setup import django_ready


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of both commands."""
    parser = commands.add_parser("migrate", help="bringt die Datenbank auf den neuesten Stand")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=migrate)
    parser = commands.add_parser("createadmin", help="legt ein Konto für die Verwaltung an")
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument(
        "--no-password",
        action="store_true",
        help="ohne Kennwort; anmelden geht dann mit einem Code per E-Mail",
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=create_admin)


def migrate(args: argparse.Namespace) -> int:
    """Create or renew all tables, load the topic catalogue, lay out the static files."""
    from stuhlkreis.cli.home import collect_static, prepare_database

    django_ready()
    prepare_database()
    collect_static()
    if args.json:
        json_line({"migrated": True})
    else:
        line("Die Datenbank ist auf dem neuesten Stand.")
    return 0


def create_admin(args: argparse.Namespace) -> int:
    """An account that runs the installation; the password comes from the terminal or a variable."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.accounts.actions import create_administrator

    password = None if args.no_password else _asked_password()
    create_administrator(email=args.email, name=args.name, password=password, at=timezone.now())
    if args.json:
        json_line({"email": args.email, "name": args.name})
    else:
        line(f"Das Konto für {args.email} ist angelegt.")
    return 0


def _asked_password() -> str:
    given = os.environ.get("STUHLKREIS_ADMIN_PASSWORD", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise CommandFailed(
            "Es fehlt ein Kennwort: STUHLKREIS_ADMIN_PASSWORD setzen oder --no-password angeben."
        )
    return getpass.getpass("Kennwort: ")
