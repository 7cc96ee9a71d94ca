"""How the name of a German place is taken apart, so that its spellings meet.

"Frankfurt/Main", "Frankfurt a. M." and "Frankfurt am Main" all are the head "frankfurt" with the
addition "main" or the beginning of it.
"""

import re
from dataclasses import dataclass
from typing import Final

from stuhlkreis.core.text import fold

_SEPARATORS: Final = re.compile(r"\s[-–]\s|[()\[\]/,;|]")
_LINKS: Final = frozenset(
    "a am an auf b bei d dem den der i im in o ob u unter v vor zu zur".split()
)
_SHORT: Final = {"st": "sankt", "skt": "sankt", "hann": "hannoversch", "kgl": "koniglich"}
_LONG_ADDITIONS: Final = {
    "opf": "oberpfalz",
    "ofr": "oberfranken",
    "ufr": "unterfranken",
    "mfr": "mittelfranken",
}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name in its parts: folded head, folded additions (words), the parts behind separators.

    `is_split` says that a sign (bracket, slash, comma) separated the additions, not only a word.
    """

    head: str
    additions: tuple[str, ...]
    further: tuple[str, ...]
    is_split: bool

    @property
    def whole(self) -> str:
        """Head and additions in one row: "frankfurt main"."""
        return " ".join((self.head, *self.additions))


def take_apart(text: str) -> PlaceName:
    """The parts of a place name; an empty head where `text` holds no word."""
    parts = [part for part in _SEPARATORS.split(text) if fold(part)]
    if not parts:
        return PlaceName("", (), (), is_split=False)
    head, additions = _head_and_additions(parts[0])
    for part in parts[1:]:
        additions += _words(part)
    additions = [_LONG_ADDITIONS.get(word, word) for word in additions if word not in _LINKS]
    return PlaceName(head, tuple(additions), tuple(parts[1:]), is_split=len(parts) > 1)


def fits(addition: str, known: frozenset[str]) -> bool:
    """Whether the word, or one it abbreviates or is abbreviated by, is among the `known` words."""
    return any(word.startswith(addition) or addition.startswith(word) for word in known)


def _words(part: str) -> list[str]:
    return [_SHORT.get(word, word) for word in fold(part).split()]


def _head_and_additions(part: str) -> tuple[str, list[str]]:
    words = _words(part)
    for index, word in enumerate(words):
        if index and word in _LINKS and index + 1 < len(words):
            return " ".join(words[:index]), words[index:]
    return " ".join(words), []
