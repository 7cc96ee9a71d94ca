"""`stuhlkreis topics`: which topics a query means, one JSON object a line."""

import argparse

from stuhlkreis.cli.output import json_line
from stuhlkreis.cli.words import add_words, given_words


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    parser = commands.add_parser("topics", help="sagt, welche Themen gemeint sind")
    add_words(parser, "QUERY", "zum Beispiel „meine Mutter hat Demenz“")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One object for each query; needs no database and no settings."""
    from stuhlkreis.topics.understanding import as_json

    for text in given_words(args):
        json_line(as_json(text))
    return 0
