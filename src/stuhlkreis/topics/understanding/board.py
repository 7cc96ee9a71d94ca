"""The work sheet of one reading: the words, which of them are explained, and what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from stuhlkreis.topics.understanding.lexicon import Lexicon, Sense
from stuhlkreis.topics.understanding.senses import Why
from stuhlkreis.topics.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class Hit:
    """One topic found at one place of the query."""

    slug: str
    score: float
    why: Why
    word: str
    position: int
    # Found by a word that rather says for whom or in which form ("Frauen", "Stammtisch").
    is_soft: bool = False


@dataclass(slots=True)
class Board:
    """What is known so far about a query."""

    lexicon: Lexicon
    tokens: list[Token]
    free: set[int] = field(default_factory=set)
    # Explained by a topic for relatives and the like: they may still name the topic behind it.
    shared: set[int] = field(default_factory=set)
    hits: list[Hit] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing is explained yet."""
        self.free = set(range(len(self.tokens)))

    def found(
        self, sense: Sense, score: float, places: Iterable[int], *, is_soft: bool = False
    ) -> None:
        """Note a topic and take its words off the sheet."""
        places = sorted(places)
        certainty = min(self.tokens[place].certainty for place in places)
        why: Why = "spelling" if certainty < 1 else sense.why
        hit = Hit(sense.slug, score * certainty, why, sense.word, places[0], is_soft)
        self.hits.append(hit)
        taken = self.free.intersection(places)
        if self.lexicon.catalogue.by_slug[sense.slug].audience and len(places) > 1:
            self.shared |= taken
        self.free -= taken
