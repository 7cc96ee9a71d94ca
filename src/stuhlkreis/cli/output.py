"""What commands print: lines for people, JSON for programs, one clear line when something fails."""

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sized
from typing import Final, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


_WHY: Final = {
    FileNotFoundError: "Die Datei oder das Verzeichnis gibt es nicht",
    IsADirectoryError: "Das ist ein Verzeichnis",
    NotADirectoryError: "Ein Teil des Weges ist kein Verzeichnis",
    PermissionError: "Das Recht dazu fehlt",
}


class CommandFailed(Exception):  # noqa: N818 -- an answer, like a refusal
    """The command cannot do what was asked; its text is the one line on stderr."""


class SizedIterable(Sized, Iterable[T_co], Protocol[T_co]):
    """Something to go through whose length is known."""


def line(text: str = "") -> None:
    """One line for people."""
    sys.stdout.write(f"{text}\n")


def json_line(value: object) -> None:
    """One JSON value on one line, German letters as they are where the output can hold them."""
    holds_all = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    line(json.dumps(value, ensure_ascii=not holds_all))


def fail(text: str) -> int:
    """One line on stderr, and the exit code of a refusal."""
    sys.stderr.write(f"stuhlkreis: {text}\n")
    return 1


def spell_out_what_a_terminal_cannot_show() -> None:
    """Let what the terminal's encoding lacks be spelt as an escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def why(error: OSError) -> str:
    """Why a file cannot be read or written, in German."""
    for kind, words in _WHY.items():
        if isinstance(error, kind):
            return words
    return error.strerror or str(error)


def progress(items: "SizedIterable[T]", what: str) -> Iterator[T]:
    """Go through `items`, with a bar on a terminal once it takes longer than two seconds."""
    from tqdm import tqdm

    yield from tqdm(
        items, desc=what, delay=2, disable=not sys.stderr.isatty(), leave=False, file=sys.stderr
    )
