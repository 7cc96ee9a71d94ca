"""The command `stuhlkreis`: reads the words, calls one module, answers with an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, cast

from django.db.utils import DatabaseError

from stuhlkreis.cli.output import (
    CommandFailed,
    fail,
    spell_out_what_a_terminal_cannot_show,
    why,
)
from stuhlkreis.core.errors import Refusal

COMMANDS: Final = (
    "demo", "serve", "database", "check", "jobs", "import_groups", "export_groups", "rhythm",
    "topics", "search", "match", "report",
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    root = argparse.ArgumentParser(
        prog="stuhlkreis", description="Stuhlkreis: Plattform für Selbsthilfekontaktstellen."
    )
    commands = root.add_subparsers(title="Befehle", metavar="BEFEHL", required=True)
    for name in COMMANDS:
        import_module(f"stuhlkreis.cli.{name}").add_to(commands)
    return root


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0 done, 1 refused or failed, 2 wrong usage (argparse)."""
    spell_out_what_a_terminal_cannot_show()
    arguments = parser().parse_args(words)
    run = cast("Callable[[argparse.Namespace], int]", arguments.run)
    try:
        return run(arguments)
    except (CommandFailed, Refusal) as answer:
        return fail(str(answer))
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DatabaseError as error:
        said = str(error).splitlines()[0]
        return fail(
            f"Die Datenbank antwortet nicht ({said}). Vielleicht hilft: stuhlkreis migrate."
        )
    except OSError as error:
        return fail(f"{error.filename or 'Ein- oder Ausgabe'}: {why(error)}.")
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
