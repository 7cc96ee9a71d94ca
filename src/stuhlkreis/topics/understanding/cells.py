"""The topic cell of an imported table: "Sucht, Alkohol, Angehörige" to topics and audience."""

import re
from dataclasses import dataclass
from typing import Final

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.topics.catalogue import Catalogue
from stuhlkreis.topics.understanding.lexicon import is_plain
from stuhlkreis.topics.understanding.reading import understand
from stuhlkreis.topics.understanding.senses import SHOWN_FROM, Understanding

# Rule 27: a group has one to three topics.
MOST_TOPICS: Final = 3
_SEPARATORS: Final = re.compile(r"[,;/|&\n()\[\]]|\bund\b|\s[-–—]\s")
_LONGEST_CELL: Final = 1_000


@dataclass(frozen=True, slots=True)
class FromWords:
    """What a table cell says: up to three topics best first, unknown words, for whom."""

    slugs: tuple[str, ...]
    unknown: tuple[str, ...]
    audience: str | None


def topics_in(text: str, catalogue: Catalogue) -> FromWords:
    """Topics and audience of a cell of topic words; what nobody knows comes back as written.

    The cell is read whole first ("Trennung und Scheidung" is one topic), then word by word.
    """
    text = without_controls(text[:_LONGEST_CELL])
    whole = understand(text, catalogue)
    pieces = [piece for part in _SEPARATORS.split(text) if (piece := part.strip(' .-–:"„“'))]
    read = [(piece, understand(piece, catalogue)) for piece in pieces]
    telling = [reading for piece, reading in read if not _says_for_whom(piece)]
    asides = {
        meant.slug for piece, reading in read if _says_for_whom(piece) for meant in reading.topics
    }
    slugs = _best_first([whole, *(telling or [reading for _, reading in read])], catalogue)
    if telling:
        named = {meant.slug for reading in telling for meant in reading.topics}
        slugs = tuple(slug for slug in slugs if slug in named or slug not in asides)
    unknown = [piece for piece, reading in read if reading.words and not reading.topics]
    return FromWords(slugs[:MOST_TOPICS], tuple(dict.fromkeys(unknown)), whole.audience)


def _says_for_whom(piece: str) -> bool:
    """Whether a piece names only people or a form ("Frauen", "junge Erwachsene", "Treff")."""
    return all(is_plain(word) for word in fold(piece).split())


def _best_first(readings: list[Understanding], catalogue: Catalogue) -> tuple[str, ...]:
    """Topics named before topics inferred for relatives, general ones last, else by score."""
    best: dict[str, tuple[bool, bool, float]] = {}
    for meant in (meant for reading in readings for meant in reading.topics):
        if meant.score >= SHOWN_FROM:
            is_inferred = meant.why == "relatives"
            rank = (is_inferred, catalogue.by_slug[meant.slug].is_general, -meant.score)
            best[meant.slug] = min(rank, best.get(meant.slug, rank))
    return tuple(sorted(best, key=lambda slug: best[slug]))
