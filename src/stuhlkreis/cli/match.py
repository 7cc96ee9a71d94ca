"""`stuhlkreis match`: proposals of starters for the open start requests."""

import argparse
from typing import TYPE_CHECKING

from stuhlkreis.cli.output import CommandFailed, json_line, line
from stuhlkreis.cli.setup import django_ready

if TYPE_CHECKING:
    from stuhlkreis.network.models import ContactPoint
    from stuhlkreis.starters.queries import Fit


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("match", help="schlägt Begleitende für offene Anforderungen vor")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--contact-point", metavar="SLUG", help="nur diese Kontaktstelle")
    where.add_argument("--all", action="store_true", help="alle Kontaktstellen (auch ohne Angabe)")
    parser.add_argument("--json", action="store_true", help="ein JSON-Objekt je Anforderung")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One object, or a few lines, for each open start request; each office assigned jointly."""
    django_ready()
    from django.utils import timezone

    from stuhlkreis.starters.queries import match_all

    chosen = _contact_point(args.contact_point) if args.contact_point else None
    fits = match_all(chosen, on=timezone.localdate())
    for fit in fits:
        if args.json:
            json_line(as_json(fit))
        else:
            _say(fit)
    if not fits and not args.json:
        line("Gerade wartet keine Gruppe auf eine Begleitung.")
    return 0


def _contact_point(slug: str) -> "ContactPoint":
    from stuhlkreis.network.queries import contact_points

    found = contact_points().filter(slug=slug).first()
    if found is None:
        raise CommandFailed(f"Die Kontaktstelle „{slug}“ gibt es nicht.")
    return found


def as_json(fit: "Fit") -> dict[str, object]:
    """A request with its proposals as programs read it."""
    return {
        "request": fit.request.pk,
        "group": fit.request.group.slug,
        "proposals": [
            {
                "starter": each.starter.pk,
                "rank": each.rank,
                "score": each.proposal.score,
                "km": each.proposal.km,
                "reasons": [words for words, _ in each.reasons],
            }
            for each in fit.candidates
        ],
        "assigned": fit.assigned,
        "excluded": dict(fit.excluded),
    }


def _say(fit: "Fit") -> None:
    line(f"{fit.request.group.name} (Anforderung {fit.request.pk})")
    for each in fit.candidates:
        chosen = " *" if each.starter.pk == fit.assigned else ""
        reasons = ", ".join(words for words, _ in each.reasons)
        fit_of_100 = round(each.proposal.score)
        line(f"  {each.rank}. {each.starter.short_name}, {fit_of_100}{chosen}: {reasons}")
    if not fit.candidates:
        line("  Zurzeit passt niemand.")
