"""Texts from the command line or from standard input, line by line."""

import argparse
import sys
from collections.abc import Iterator


def add_words(parser: argparse.ArgumentParser, name: str, example: str) -> None:
    """`[NAME …] [--stdin] [--json]`."""
    parser.add_argument("texts", nargs="*", metavar=name, help=example)
    parser.add_argument("--stdin", action="store_true", help="liest je Zeile einen Text")
    parser.add_argument("--json", action="store_true", help="gibt JSON aus (immer so)")


def given_words(args: argparse.Namespace) -> Iterator[str]:
    """The texts in their order; bytes of standard input that are no UTF-8 are replaced."""
    yield from args.texts
    if args.stdin or not args.texts:
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8", errors="replace").rstrip("\r\n")
