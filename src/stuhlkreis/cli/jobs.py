"""`stuhlkreis jobs`: does what is due."""

import argparse
import signal
import threading
from datetime import datetime

from stuhlkreis.cli.output import CommandFailed, json_line, line
from stuhlkreis.cli.setup import django_ready

EVERY_SECONDS = 600


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("jobs", help="erledigt, was fällig ist")
    parser.add_argument("--once", action="store_true", help="einmal, dann Schluss")
    parser.add_argument("--at", metavar="ISO", help="als wäre es dieser Zeitpunkt (nur Vorführung)")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Once, or every ten minutes until the process is told to stop."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.jobs.due import run_due

    if args.once or args.at:
        done = run_due(at=_moment(args.at) if args.at else timezone.now())
        if args.json:
            json_line(done)
        else:
            line(", ".join(f"{name}: {count}" for name, count in done.items()))
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        run_due(at=timezone.now())
        stop.wait(EVERY_SECONDS)
    return 0


def _moment(text: str) -> datetime:
    from django.conf import settings
    from django.utils import timezone

    if not settings.IS_DEMO:
        raise CommandFailed("--at verstellt die Uhr und geht nur in einer Vorführung.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandFailed(
            f"„{text}“ ist kein Zeitpunkt, zum Beispiel 2027-05-01T06:00."
        ) from error
    return moment if moment.tzinfo else timezone.make_aware(moment)
