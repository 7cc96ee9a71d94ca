"""What understanding hands out: topics with a score and a reason, and what stayed unexplained."""

from dataclasses import dataclass
from typing import Final, Literal

Why = Literal[
    "name", "synonym", "compound", "spelling", "abbreviation", "relatives", "english"
]  # fmt: skip

# From this score on a topic is shown as meant; below it is a guess that only helps ranking.
SHOWN_FROM: Final = 0.5


@dataclass(frozen=True, slots=True)
class Meant:
    """One topic a query means; `word` is the lay word that led to it, as the catalogue has it."""

    slug: str
    name: str
    score: float
    why: Why
    word: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """A query, read: topics best first, folded words nothing explained, and for whom it asks."""

    query: str
    topics: tuple[Meant, ...]
    words: tuple[str, ...]
    audience: str | None
