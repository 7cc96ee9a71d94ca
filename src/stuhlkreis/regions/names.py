"""How the name of a German place is taken apart, so that its spellings meet.

"Frankfurt/Main", "Frankfurt a. M." and "Frankfurt am Main" all are the head "frankfurt" with the
addition "main" or the beginning of it.
"""

import re
from dataclasses import dataclass
from typing import Final

from stuhlkreis.core.text import fold, slugify

_SEPARATORS: Final = re.compile(r"\s[-–]\s|[()\[\]/,;|]")
_LINKS: Final = re.compile(r"am?|an|auf|b|bei|d|de[mnr]|im?|in|o|ob|u|unter|v|vor|zur?")
_SAY_NOTHING: Final = re.compile(r"(?:land)?kreis|kr|lkr?|ot|ortsteil|stadtteil|region")
_SHORT: Final = {"st": "sankt", "skt": "sankt", "hannoversch": "hann"}
_LONG: Final = {
    "opf": "oberpfalz",
    "ofr": "oberfranken",
    "ufr": "unterfranken",
    "mfr": "mittelfranken",
}
_BEFORE: Final = re.compile(
    r"am|bei|das|de[nr]|die|eine?|im|in|um|und|von|nahe?|rund|raum|grossraum|region"
    r"|umgebung|umkreis|plz|ort|ot|amt|flecken|markt|kurort|(?:ost|nord)?seebad|freie"
    r"|(?:samt|markt)?gemeinde|(?:klingen|kreis|landeshaupt|luther|hanse|universitats)?stadt"
    r"|hanse|universitats"
)
_AFTER: Final = re.compile(r"und|u|umgebung|umkreis|umland|mitte|zentrum|(?:innen)?stadt|city")


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
        (
            index
            for index, word in enumerate(words)
            if 0 < index < len(words) - 1 and _LINKS.fullmatch(word)
        ),
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
    """`text` without words that belong to no name: "Stadt Rostock und Umgebung" → "Rostock"."""
    words = text.split()
    while len(words) > 1 and _BEFORE.fullmatch(fold(words[0])):
        del words[0]
    while len(words) > 1 and _AFTER.fullmatch(fold(words[-1])):
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
        if (index == len(words) or not _LINKS.fullmatch(word)) and not _SAY_NOTHING.fullmatch(word)
    ]
