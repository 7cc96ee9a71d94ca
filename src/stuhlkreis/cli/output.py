"""What commands print: lines for people, JSON for programs, one clear line when something fails."""

import json
import sys
from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class CommandFailed(Exception):  # noqa: N818 -- an answer, like a refusal
    """The command cannot do what was asked; its text is the one line on stderr."""


class SizedIterable(Sized, Iterable[T_co], Protocol[T_co]):
    """Something to go through whose length is known."""


def line(text: str = "") -> None:
    """One line for people."""
    sys.stdout.write(f"{text}\n")


def json_line(value: object) -> None:
    """One JSON value on one line, German letters as they are."""
    line(json.dumps(value, ensure_ascii=False))


def fail(text: str) -> int:
    """One line on stderr, and the exit code of a refusal."""
    sys.stderr.write(f"stuhlkreis: {text}\n")
    return 1


def progress(items: "SizedIterable[T]", what: str) -> Iterator[T]:
    """Go through `items`, with a bar on a terminal once it takes longer than two seconds."""
    from tqdm import tqdm

    yield from tqdm(
        items, desc=what, delay=2, disable=not sys.stderr.isatty(), leave=False, file=sys.stderr
    )
