"""How the name of a German place is taken apart, so that its spellings meet.

"Frankfurt/Main", "Frankfurt a. M." and "Frankfurt am Main" all are the head "frankfurt" with the
addition "main" or the beginning of it.
"""

import re
from dataclasses import dataclass
from typing import Final

from stuhlkreis.core.text import fold, slugify

_SEPARATORS: Final = re.compile(r"\s[-–]\s|[()\[\]/,;|]")
_LINKS: Final = frozenset(
    "a am an auf b bei d dem den der i im in o ob u unter v vor zu zur".split()
)
_SAY_NOTHING: Final = frozenset("kreis landkreis kr lk lkr ot ortsteil stadtteil region".split())
_SHORT: Final = {"st": "sankt", "skt": "sankt", "hannoversch": "hann"}
_LONG: Final = {"opf": "oberpfalz", "ofr": "oberfranken", "ufr": "unterfranken", "mfr": "mittelfranken"}
_BEFORE: Final = frozenset(
    """amt am bei das der die ein eine flecken freie gemeinde grossraum hanse hansestadt im in klingenstadt
    kreisstadt kurort landeshauptstadt lutherstadt markt marktgemeinde nah nahe naehe nahe nordseebad
    ort ostseebad ot plz raum region rund samtgemeinde seebad stadt um umgebung umkreis und
    universitats universitatsstadt von""".split()
)
_AFTER: Final = frozenset("city innenstadt mitte stadt u umgebung umkreis umland und zentrum".split())


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name in its parts: folded head, folded words of the additions, raw parts behind separators.

    `spelling` is the head with its umlauts written out, because "Neuenkirchen" and "Neunkirchen"
    fold alike. `is_joined` says that a hyphen stands in the head.
    """

    head: str
    spelling: str
    additions: tuple[str, ...]
    further: tuple[str, ...]
    is_joined: bool

    @property
    def is_split(self) -> bool:
        """Whether a bracket, slash or comma separates the additions from the head."""
        return bool(self.further)

    @property
    def whole(self) -> str:
        """Head and additions in one row: "frankfurt main"."""
        return " ".join((self.head, *self.additions))


def take_apart(text: str) -> PlaceName:
    """The parts of a place name; an empty head where `text` holds no word."""
    first, *further = [part for part in _SEPARATORS.split(text) if fold(part)] or [""]
    words = _words(first)
    length = next(
        (index for index, word in enumerate(words) if 0 < index < len(words) - 1 and word in _LINKS),
        len(words),
    )
    additions = _without_links(words[length:])
    for part in further:
        additions += _without_links(_words(part))
    return PlaceName(
        head=" ".join(words[:length]),
        spelling="-".join(slugify(first).split("-")[:length]),
        additions=tuple(_LONG.get(word, word) for word in additions),
        further=tuple(further),
        is_joined="-" in first,
    )


def stripped(text: str) -> str:
    """`text` without words that belong to no name: "Hansestadt Rostock und Umgebung" → "Rostock"."""
    words = text.split()
    while len(words) > 1 and fold(words[0]) in _BEFORE:
        del words[0]
    while len(words) > 1 and fold(words[-1]) in _AFTER:
        del words[-1]
    return " ".join(words)


def fits(addition: str, known: frozenset[str]) -> bool:
    """Whether the word, or one it abbreviates or is abbreviated by, is among the `known` words."""
    return any(
        word.startswith(addition) or (len(word) > 2 and addition.startswith(word))  # noqa: PLR2004 -- "by", "nw"
        for word in known
    )


def _words(part: str) -> list[str]:
    return [_SHORT.get(word, word) for word in fold(part).split()]


def _without_links(words: list[str]) -> list[str]:
    # The last word is the name, however short: "Frankfurt/O.", "Freiburg i. B."
    return [
        word
        for index, word in enumerate(words, 1)
        if (word not in _LINKS or index == len(words)) and word not in _SAY_NOTHING
    ]
