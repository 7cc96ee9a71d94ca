"""How well a group answers a search: topic, words, for whom, and how near. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from typing import Final

from stuhlkreis.core.text import fold
from stuhlkreis.regions.places import Point, distance_km

SECOND_TOPIC: Final = 0.97
NAME_HIT: Final = 0.96
TEXT_HIT: Final = 0.8
EXTRA_TOPIC: Final = 0.05
EXTRA_WORD: Final = 0.1
OTHER_AUDIENCE: Final = 0.8
FAR: Final = 0.4
INSIDE_FROM: Final = 4  # letters from which a word may stand inside another
# Whom a group of each kind serves, in the words of `topics.understanding`.
SERVES: Final[Mapping[str, frozenset[str]]] = {
    "affected": frozenset({"affected"}),
    "relatives": frozenset({"relatives", "parents"}),
    "parents": frozenset({"relatives", "parents"}),
    "mixed": frozenset({"affected", "relatives", "parents"}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public group as ranking sees it; `topics` are slugs, the main one first.

    `point` is the contact point's own position where the group's place is not public; then
    `is_point_own` is False and no distance may be told.
    """

    pk: int
    name: str
    description: str
    topics: tuple[str, ...]
    audience: str
    is_online: bool
    is_on_site: bool
    point: Point
    is_point_own: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for: topics by slug with weight 0–1, folded words, and for whom."""

    topics: Mapping[str, float] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    query_words: tuple[str, ...] = ()
    audience: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the search."""
        return not (self.topics or self.words or self.query_words)


@dataclass(frozen=True, slots=True)
class Hit:
    """A group that answers: its score (greater is better) and its distance, if there is one."""

    candidate: Candidate
    score: float
    km: float | None


def relevance(candidate: Candidate, wanted: Wanted) -> float:
    """How well the group fits what was asked, place apart: 0 not at all, about 1 fully."""
    if wanted.is_everything:
        return 1.0
    weights = [
        wanted.topics.get(slug, 0) * (SECOND_TOPIC if position else 1)
        for position, slug in enumerate(candidate.topics)
    ]
    by_topic = max(weights, default=0.0)
    score = max(by_topic, _by_words(candidate, wanted.query_words))
    if not score:
        return 0.0
    score += EXTRA_TOPIC * max(0, sum(weight > 0 for weight in weights) - 1)
    score += EXTRA_WORD * any(_stands_in(candidate, word) for word in wanted.words)
    return score * _for_whom(candidate, wanted.audience)


def nearness(km: float | None, radius_km: float) -> float:
    """1 at the place itself, falling towards 0.4; without a distance 0.4 (online)."""
    return FAR if km is None else FAR + (1 - FAR) * exp(-2 * km / radius_km)


def hits(
    candidates: list[Candidate], wanted: Wanted, here: Point | None, radius_km: int
) -> list[Hit]:
    """The groups that answer at all, best first; nearer ones before farther ones."""
    found = []
    for candidate in candidates:
        fit = relevance(candidate, wanted)
        if fit:
            km = distance_km(here, candidate.point) if here and candidate.is_on_site else None
            near = nearness(km, radius_km) if here else 1.0
            found.append(Hit(candidate, fit * near, km))
    return sorted(found, key=_best_first)


def by_nearness(found: list[Hit]) -> list[Hit]:
    """The same hits, the nearest first; those without a distance at the end."""
    return sorted(found, key=lambda hit: (hit.km is None, hit.km or 0, *_best_first(hit)))


def _best_first(hit: Hit) -> tuple[float, str, int]:
    return -round(hit.score, 6), hit.candidate.name.casefold(), hit.candidate.pk


def _by_words(candidate: Candidate, words: tuple[str, ...]) -> float:
    if not words or not all(_stands_in(candidate, word) for word in words):
        return 0.0
    in_name = all(_holds(_folded(candidate.name), word) for word in words)
    return NAME_HIT if in_name else TEXT_HIT


def _stands_in(candidate: Candidate, word: str) -> bool:
    return _holds(_folded(candidate.name), word) or _holds(_folded(candidate.description), word)


def stands_anywhere(candidates: list[Candidate], word: str) -> bool:
    """Whether any of the groups has the folded word in its name or description."""
    return any(_stands_in(candidate, word) for candidate in candidates)


def _holds(text: str, word: str) -> bool:
    return word in text if len(word) >= INSIDE_FROM else word in text.split()


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def _for_whom(candidate: Candidate, audience: str | None) -> float:
    asked = audience if audience in {"relatives", "parents"} else None
    return 1.0 if asked is None or asked in SERVES[candidate.audience] else OTHER_AUDIENCE
