"""German compounds taken apart: "Alkoholikertreffen", "Gewitterangst", "Parkinsonkranke".

Dynamic programming over known words with the linking forms s, es, n, en, er, e. The last part of
a compound says what it is, so a known ending counts for more than a known beginning.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from stuhlkreis.topics.understanding.lexicon import Lexicon, Sense
from stuhlkreis.topics.understanding.stems import stem
from stuhlkreis.topics.words import (
    AFFIXES,
    AUDIENCES,
    EVERYDAY,
    GENERIC,
    NO_HEAD,
    RELATIONS,
    SHORT_HEADS,
)

LINKS: Final = ("", "s", "es", "n", "en", "er", "e")
_COMPOUND_FROM: Final = 7
_LONGEST: Final = 60
_FILLER_FROM: Final = 4
_HEAD_FROM: Final = 5
_BEGINNING_FROM: Final = 7
_REST_FROM: Final = 3
_NO_HEAD_STEMS: Final = frozenset(map(stem, NO_HEAD))
_ADJECTIVES: Final = (
    ("suchtig", ("sucht",)),
    ("abhangig", ("abhangigkeit", "sucht")),
    ("gefahrdet", ("",)),
)


_Cover = tuple[int, tuple[Sense, ...]]
_ONLY: Final = 0.88
_HEAD: Final = 0.8
_MODIFIER: Final = 0.62


class Part(NamedTuple):
    """A topic found inside a compound, and how sure it is (0–1)."""

    sense: Sense
    certainty: float


@lru_cache(maxsize=4096)
def parts_of(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """The topics inside a folded word, surest first; empty if it is no compound of known words."""
    if not _COMPOUND_FROM <= len(word) <= _LONGEST or word in EVERYDAY:
        return ()
    return _derived(word, lexicon) or _covered(word, lexicon) or _bordered(word, lexicon)


def _derived(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """The noun behind an adjective: "nikotinabhängige" is "Nikotinsucht"."""
    for adjective, nouns in _ADJECTIVES:
        start, found, _ = word.partition(adjective)
        for noun in nouns if found and start else ():
            if sense := lexicon.parts.get(start + noun):
                return (Part(sense, _ONLY),)
    return ()


def _covered(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """The parts of a compound that known words cover completely."""
    # covers[i]: the best cover of word[:i], as the number of its parts and its senses.
    covers: dict[int, _Cover] = {0: (0, ())}
    for end in range(2, len(word) + 1):
        found = [
            (count + 1, senses + piece)
            for start, (count, senses) in covers.items()
            if (piece := _piece(word[start:end], lexicon, is_last=end == len(word))) is not None
        ]
        if found:
            covers[end] = min(found, key=_cost)
    _, senses = covers.get(len(word), (0, ()))
    # The last topic is the head of the compound.
    return tuple(
        Part(sense, _ONLY if len(senses) == 1 else _HEAD if place == 0 else _MODIFIER)
        for place, sense in enumerate(reversed(senses))
    )


def _cost(cover: _Cover) -> tuple[int, int]:
    """Few parts, and of them few topics: "Prostatakrebs-kranke", not "Prostata-krebskranke"."""
    return cover[0], len(cover[1])


def _piece(piece: str, lexicon: Lexicon, *, is_last: bool) -> tuple[Sense, ...] | None:
    """The senses of one part with its linking form; () for a filler, None if it is no part."""
    for link in ("",) if is_last else LINKS:
        bare = piece.removesuffix(link)
        if bare == piece and link:
            continue
        if sense := lexicon.parts.get(bare):
            return (sense,)
        if _is_filler(bare):
            return ()
    sense = lexicon.part_stems.get(stem(piece)) if is_last else None
    return (sense,) if sense else None


def _is_filler(piece: str) -> bool:
    return len(piece) >= _FILLER_FROM and (
        piece in GENERIC or piece in AFFIXES or piece in AUDIENCES or piece in RELATIONS
    )


def _bordered(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """A known ending ("Hundeallergie"), else a long known beginning ("Fibromyalgiewoche")."""
    for start in range(_REST_FROM, len(word) - _HEAD_FROM + 1):
        ending = word[start:]
        sense = lexicon.parts.get(ending) or lexicon.part_stems.get(stem(ending))
        if sense and _is_head(ending):
            return (Part(sense, round(min(0.75, 0.5 + 0.02 * len(ending)), 3)),)
    for end in range(len(word) - _REST_FROM, _BEGINNING_FROM - 1, -1):
        if sense := lexicon.parts.get(word[:end]):
            return (Part(sense, round(min(0.7, 0.4 + 0.02 * end), 3)),)
    return ()


def _is_head(ending: str) -> bool:
    """Whether words that end like this are a kind of it: "Gewitterangst", not "Blasmusik"."""
    if ending in NO_HEAD or stem(ending) in _NO_HEAD_STEMS:
        return False
    return len(ending) > _HEAD_FROM or ending in SHORT_HEADS
