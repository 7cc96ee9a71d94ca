"""`stuhlkreis search`: the public search on the terminal."""

import argparse
from typing import TYPE_CHECKING

from stuhlkreis.cli.output import CommandFailed, json_line, line
from stuhlkreis.cli.setup import django_ready

if TYPE_CHECKING:
    from stuhlkreis.search.queries import Results

# Rule 20: where words sound like danger to life, help comes before everything else.
HELP = (
    "Hilfe sofort: Notruf 112. TelefonSeelsorge 0800 111 0 111, 0800 111 0 222 oder 116 123. "
    "Hilfetelefon Gewalt gegen Frauen 116 016. Tag und Nacht, kostenlos, ohne Namen."
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("search", help="sucht Gruppen wie die öffentliche Seite")
    parser.add_argument("query", metavar="QUERY", help="zum Beispiel „Panikattacken“")
    parser.add_argument("--near", default="", metavar="ORT", help="Postleitzahl oder Ort")
    parser.add_argument("--radius-km", type=int, default=60, metavar="N", help="Umkreis, 5 bis 200")
    parser.add_argument("--page", type=int, default=1, metavar="N", help="Seite, ab 1")
    parser.add_argument("--json", action="store_true", help="JSON statt Zeilen")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Groups by nearness. Exit code 1 for a place nobody can find, or a radius out of bounds."""
    django_ready()
    from django.conf import settings
    from django.utils import timezone

    from stuhlkreis.regions.answers import Ambiguous, Unknown
    from stuhlkreis.search import queries
    from stuhlkreis.search.answers import as_json

    if not queries.LEAST_RADIUS_KM <= args.radius_km <= queries.MOST_RADIUS_KM:
        raise CommandFailed("Der Umkreis liegt zwischen 5 und 200 km.")
    if args.page < 1:
        raise CommandFailed("Seiten zählen ab 1.")
    wish = queries.Wish(text=args.query, near=args.near, radius_km=args.radius_km, page=args.page)
    results = queries.search(wish, on=timezone.localdate(), now=timezone.now())
    if isinstance(results.place, Unknown):
        raise CommandFailed(results.place.sentence)
    if isinstance(results.place, Ambiguous):
        choices = "; ".join(choice.label for choice in results.place.choices)
        raise CommandFailed(f"{results.place.sentence} {choices}")
    if args.json:
        json_line(as_json(results, base_url=settings.BASE_URL))
    else:
        _say(results)
    return 0


def _say(results: "Results") -> None:
    from stuhlkreis.search.crisis import sounds_like_danger

    if sounds_like_danger(results.wish.text):
        line(HELP)
    line("1 Gruppe" if results.total == 1 else f"{results.total} Gruppen")
    for card in results.cards:
        distance = f", {card.km} km" if card.km is not None else ""
        line(f"{card.group.name} – {card.group.place_label}{distance}")
