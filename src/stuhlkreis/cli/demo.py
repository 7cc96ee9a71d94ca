"""`stuhlkreis demo`: the demo region in a home of its own, and the server in front of it."""

import argparse
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stuhlkreis.cli import home as homes
from stuhlkreis.cli.output import CommandFailed, json_line, line, progress
from stuhlkreis.cli.setup import django_ready

if TYPE_CHECKING:
    from stuhlkreis.demo.logins import Login


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("demo", help="zeigt die Vorführregion")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument("--home", type=Path, default=None, metavar="DIR")
    parser.add_argument("--reset", action="store_true", help="fängt von vorn an")
    parser.add_argument("--no-serve", action="store_true", help="lädt nur die Daten")
    parser.add_argument("--json", action="store_true", help="nennt die Anmeldungen als JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keys, database, demo region; then the server until somebody stops it."""
    home = (args.home or Path(os.environ.get("STUHLKREIS_HOME", "demo-home"))).resolve()
    if not args.no_serve:
        _check_port(args.host, args.port)
    _check_home(home)
    if args.reset:
        _empty(home)
    homes.make_demo_keys(home)
    os.environ["STUHLKREIS_HOME"] = str(home)
    os.environ.setdefault("STUHLKREIS_BASE_URL", f"http://{args.host}:{args.port}")
    os.environ.setdefault("STUHLKREIS_ALLOWED_HOSTS", f"{args.host},localhost,127.0.0.1")
    django_ready()
    _load(home, reset=args.reset, as_json=args.json)
    if args.no_serve:
        return 0
    from stuhlkreis.cli.serve import serve

    return serve(host=args.host, port=args.port, workers=1, as_json=args.json)


def _check_home(home: Path) -> None:
    """Never touch a home that holds real data."""
    if home.exists() and not home.is_dir():
        raise CommandFailed(f"{home} ist kein Verzeichnis.")
    if home.exists() and any(home.iterdir()) and not homes.is_demo(home):
        raise CommandFailed(f"{home} ist keine Vorführung und bleibt unberührt.")


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(
                f"Der Anschluss {port} ist belegt. Nehmen Sie einen anderen: PORT=8001."
            ) from error


def _empty(home: Path) -> None:
    for entry in home.iterdir() if home.exists() else ():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _load(home: Path, *, reset: bool, as_json: bool) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from stuhlkreis import network
    from stuhlkreis.demo import logins
    from stuhlkreis.demo.region import is_loaded, load

    homes.prepare(home, Path(network.__file__).parents[1])
    if reset:  # a database server outlives its home
        call_command("flush", verbosity=0, interactive=False)
        homes.prepare_database()
    if not is_loaded():
        sys.stderr.write("Die Vorführregion wird geladen …\n")
        load(now=timezone.now(), home=home, watched=lambda offices: progress(offices, "Orte"))
    _say(logins.read(home), as_json=as_json)
    sys.stdout.flush()


def _say(read: "list[Login]", *, as_json: bool) -> None:
    if as_json:
        json_line(
            {"logins": [{"role": r.role, "email": r.email, "password": r.password} for r in read]}
        )
        return
    line("Anmeldungen für die Vorführung:")
    for login in read:
        line(f"  {login.role:<32} {login.email:<44} {login.password}")
