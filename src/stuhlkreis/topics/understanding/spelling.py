"""Slips of the keyboard and of the ear: which catalogue word an unknown word was meant for.

Rule 30: one error from five letters on, two from seven. Short words differ by one letter from
too many others, so their first letter must be right or they must sound the same.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from stuhlkreis.topics.understanding.lexicon import Lexicon, is_plain
from stuhlkreis.topics.understanding.stems import sound

_SAME_SOUND: Final = 0.9
# Two errors in a word of seven or eight letters that also sounds otherwise: not shown as meant.
_GUESS: Final = 0.48
ONE_ERROR_FROM: Final = 5
TWO_ERRORS_FROM: Final = 7
_LONG: Final = 9
# Somebody who stops typing has written at least this share of the word.
_TYPED_SHARE: Final = 0.65
_LONGEST_WORD: Final = 60


class Correction(NamedTuple):
    """The word that was meant, and how sure that is (0–1)."""

    word: str
    certainty: float


@lru_cache(maxsize=4096)
def corrected(word: str, lexicon: Lexicon) -> Correction | None:
    """The catalogue word behind an unknown folded word, or None."""
    if not ONE_ERROR_FROM <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return None
    return _by_sound(word, lexicon) or _by_letters(word, lexicon) or _by_beginning(word, lexicon)


def _by_sound(word: str, lexicon: Lexicon) -> Correction | None:
    alike = lexicon.spellings.get(sound(word), ())
    if not alike:
        return None
    best = min(
        alike,
        key=lambda known: ((known,) not in lexicon.phrases, OSA.distance(word, known), known),
    )
    return Correction(best, _SAME_SOUND)


def _by_letters(word: str, lexicon: Lexicon) -> Correction | None:
    allowed = 2 if len(word) >= TWO_ERRORS_FROM else 1
    near = process.extract(
        word, lexicon.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=8
    )
    candidates = [
        (errors, (known,) not in lexicon.phrases, known[0] != word[0], known)
        for known, errors, _ in near
        if _is_plausible(word, known, int(errors))
    ]
    if not candidates:
        return None
    errors, *_, known = min(candidates)
    if errors > 1 and len(word) < _LONG and OSA.distance(sound(word), sound(known)) > 1:
        return Correction(known, _GUESS)
    return Correction(known, round(0.95 - 1.4 * errors / len(word), 3))


def _is_plausible(word: str, known: str, errors: int) -> bool:
    if is_plain(known) and errors > 1:
        return False
    shorter = min(len(word), len(known))
    same_start = word[0] == known[0] or sorted(word[:2]) == sorted(known[:2])
    if shorter < TWO_ERRORS_FROM:
        return errors == 1 and same_start
    return errors == 1 or same_start or shorter >= _LONG


def _by_beginning(word: str, lexicon: Lexicon) -> Correction | None:
    """Typing that stopped early: the only catalogue words that begin like it."""
    longer = [
        known
        for known in lexicon.vocabulary
        if known.startswith(word) and len(word) >= _TYPED_SHARE * len(known)
    ]
    if not longer:
        return None
    known = min(longer, key=lambda known: (len(known), known))
    return Correction(known, round(0.3 + 0.6 * len(word) / len(known), 3))
