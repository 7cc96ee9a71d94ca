"""A query cut into words: folded, stemmed, without the endings that name both genders."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.topics.understanding.stems import stem
from stuhlkreis.topics.words import POSSESSIVES, RELATIONS, STOP

# Nobody means anything by the 61st word; 10,000 pasted characters must not hold up a server.
LONGEST_QUERY: Final = 1_000
MOST_WORDS: Final = 60
_BOTH_GENDERS: Final = re.compile(r"(?<=[a-zäöüß])(?:[*:_/·]-?(?:innen|in|r|n)\b|Innen\b)")
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word; where a slip was mended, `typed` is what stood there."""

    word: str
    stem: str
    typed: str
    is_shouted: bool = False
    certainty: float = 1.0

    @property
    def is_glue(self) -> bool:
        """Whether it only holds the sentence together."""
        return self.word in STOP


def tokens_of(text: str) -> list[Token]:
    """The first words of `text`, at most 60 from at most 1,000 characters."""
    clean = unicodedata.normalize("NFC", without_controls(text[: 10 * LONGEST_QUERY]))
    if len(clean) > LONGEST_QUERY:
        # The last word is probably torn.
        clean = clean[:LONGEST_QUERY].rpartition(" ")[0]
    clean = _BOTH_GENDERS.sub("", clean)
    tokens = [
        Token(word, stem(word), word, sum(map(str.isupper, raw)) > 1)
        for raw in _WORD.findall(clean)
        for word in fold(raw).split()
    ]
    return tokens[:MOST_WORDS]


def relation_at(tokens: list[Token], place: int) -> str | None:
    """The audience a relation somebody calls theirs stands for: "mein Mann" asks for relatives."""
    before = {token.word for token in tokens[max(0, place - 2) : place]}
    return RELATIONS.get(tokens[place].word) if before & POSSESSIVES else None
