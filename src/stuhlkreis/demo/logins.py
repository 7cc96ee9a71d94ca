"""The demo log-ins: written beside the database, shown on the start page of a demonstration."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

FILE: Final = "demo-logins.json"
# Everybody may know it: it opens invented data on one's own machine.
PASSWORD: Final = "Stuhlkreis-Vorführung"  # noqa: S105 -- see above


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demonstration and what it shows."""

    role: str
    email: str
    password: str = PASSWORD


def write(home: Path, logins: Iterable[Login]) -> None:
    """Keep the log-ins in the home."""
    rows = [asdict(login) for login in logins]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    (home / FILE).write_text(text, encoding="utf-8")


def read(home: Path) -> list[Login]:
    """The log-ins of the home; none where there is no demonstration."""
    path = home / FILE
    if not path.exists():
        return []
    return [Login(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
