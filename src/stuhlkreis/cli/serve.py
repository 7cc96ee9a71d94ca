"""`stuhlkreis serve`: the web server and the job worker, one command."""

import argparse
import subprocess
import sys

from stuhlkreis.cli.output import json_line, line
from stuhlkreis.cli.setup import django_ready

# The path and the status, never the query string: it may hold a search or a link's token.
ACCESS_LOG = '%(time)s "%(method)s %(path)s" %(status)d'


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("serve", help="startet Webserver und Hintergrundaufgaben")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="nennt die Adresse als JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until somebody stops it."""
    django_ready()
    return serve(host=args.host, port=args.port, workers=args.workers, as_json=args.json)


def serve(*, host: str, port: int, workers: int, as_json: bool) -> int:
    """Web workers in front, the job worker beside them; both end together."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    worker = subprocess.Popen([sys.executable, "-m", "stuhlkreis.cli.main", "jobs"])
    address = f"http://{host}:{port}/"
    if as_json:
        json_line({"address": address})
    else:
        line(f"Stuhlkreis läuft: {address} (beenden mit Strg+C)")
    sys.stdout.flush()
    try:
        Granian(
            "stuhlkreis.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            websockets=False,
            log_level=LogLevels.warning,
            workers=workers,
            blocking_threads=4,
            log_access=True,
            log_access_format=ACCESS_LOG,
        ).serve()
    finally:
        worker.terminate()
        worker.wait(timeout=10)
    return 0
