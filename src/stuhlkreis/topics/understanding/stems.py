"""Word forms brought together: inflection by Snowball German, sounds by a few spelling rules."""

import re
from functools import lru_cache
from threading import Lock
from typing import Final

import Stemmer

_SNOWBALL: Final = Stemmer.Stemmer("german", 0)
# One stemmer object has one buffer; two threads of a web process must not share it at once.
_ONE_AT_A_TIME: Final = Lock()

_THIRD_PERSON_FROM: Final = 6
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch", "S"),
        ("ch(?=[rl])|ck|qu|c(?=[^h]|$)|kh|gh", "k"),
        ("ph|v|pf", "f"),
        ("th|dt|d", "t"),
        ("rh", "r"),
        ("tz|ts|ds|z", "s"),
        ("x", "ks"),
        ("y|ie|ih|j", "i"),
        ("ei|ai|ay|ey", "ai"),
        ("eu|oi|aeu", "oi"),
        ("b(?=$|[^aeiou])", "p"),
        ("g(?=$|[^aeiou])", "k"),
        ("(?<=[aeiou])h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word; "trinke", "trinkst" and "trinkt" come out alike."""
    with _ONE_AT_A_TIME:
        stemmed: str = _SNOWBALL.stemWord(word)
    # Snowball keeps the ending of the third person.
    if len(stemmed) >= _THIRD_PERSON_FROM and stemmed.endswith("t") and stemmed[-2] not in "aeioun":
        return stemmed[:-1]
    return stemmed


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Roughly how a folded word sounds; "reuma" sounds like "rheuma"."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word
