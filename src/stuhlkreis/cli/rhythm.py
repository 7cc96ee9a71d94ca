"""`stuhlkreis rhythm`: reads German meeting phrases, one JSON object a line."""

import argparse

from stuhlkreis.cli.output import json_line
from stuhlkreis.cli.words import add_words, given_words


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("rhythm", help="liest, wann eine Gruppe sich trifft")
    add_words(parser, "TEXT", "zum Beispiel „jeden 1. Dienstag im Monat, 18 Uhr“")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One object for each phrase; needs no database and no settings."""
    from stuhlkreis.groups.rhythm import read

    for text in given_words(args):
        json_line(read(text).as_json())
    return 0
