"""Reading a query: topics best first, for whom it asks, and the words nothing explains."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from stuhlkreis.topics.catalogue import Catalogue, shipped
from stuhlkreis.topics.understanding.board import Board, Hit
from stuhlkreis.topics.understanding.lexicon import is_plain, lexicon_of
from stuhlkreis.topics.understanding.matching import read
from stuhlkreis.topics.understanding.senses import Meant, Understanding
from stuhlkreis.topics.understanding.tokens import relation_at, tokens_of
from stuhlkreis.topics.words import AFFIXES, AUDIENCES

# Below this a guess is worth nothing to anybody.
_KEPT_FROM: Final = 0.4
_GENERAL_BESIDE_NARROW: Final = 0.7
_GENERAL_ELSEWHERE: Final = 0.9
_BASE_OF_RELATIVES: Final = 0.95
_SURE: Final = 0.98
# A topic made for the young or for women is a second answer, one for relatives the first.
_AUDIENCE_FIRST: Final = frozenset({"relatives", "parents"})
_AUDIENCE_SECOND: Final = 0.85
_PRECEDENCE: Final = ("relatives", "parents", "young", "women", "men", "seniors")


def understand(query: str, catalogue: Catalogue) -> Understanding:
    """Which topics of `catalogue` a German query means (rule 30). Never raises.

    Scores are 0–1, from 0.5 on a topic is shown as meant. Only the first 1,000 characters and
    60 words are read.
    """
    board = Board(lexicon_of(catalogue), tokens_of(query))
    read(board)
    audience = _audience(board)
    hits = _with_audience(_weighed(board.hits, catalogue), audience, catalogue)
    return Understanding(
        query=query,
        topics=_ranked(hits, catalogue),
        words=_unexplained(board),
        audience=audience,
    )


def as_json(query: str, catalogue: Catalogue | None = None) -> dict[str, Any]:
    """The answer of `stuhlkreis topics` for one query, as `contract.md` has it."""
    meant = understand(query, catalogue or shipped()).topics
    return {
        "query": query,
        "topics": [
            {"slug": one.slug, "name": one.name, "score": one.score, "why": one.why}
            for one in meant
        ],
    }


def _weighed(hits: list[Hit], catalogue: Catalogue) -> list[Hit]:
    """Soft hits only where there is no other, general topics behind narrower ones."""
    firm = [hit for hit in hits if not hit.is_soft] or hits
    narrow_areas = {
        catalogue.by_slug[hit.slug].area
        for hit in firm
        if not catalogue.by_slug[hit.slug].is_general
    }
    return [_stepped_back(hit, narrow_areas, catalogue) for hit in firm]


def _stepped_back(hit: Hit, narrow_areas: set[str], catalogue: Catalogue) -> Hit:
    entry = catalogue.by_slug[hit.slug]
    if not entry.is_general or not narrow_areas:
        return hit
    if entry.area in narrow_areas:
        return replace(hit, score=min(hit.score, _GENERAL_BESIDE_NARROW))
    return replace(hit, score=hit.score * _GENERAL_ELSEWHERE)


def _audience(board: Board) -> str | None:
    """For whom the query asks, by its words and by the topics made for somebody."""
    hinted = {
        catalogue_audience
        for hit in board.hits
        if (catalogue_audience := board.lexicon.catalogue.by_slug[hit.slug].audience)
        and not hit.is_soft
    }
    words = [token.word for token in board.tokens]
    for place in sorted(board.free | board.shared):
        if relation := relation_at(board.tokens, place):
            return relation
    hinted |= {
        AUDIENCES[word]
        for place, word in enumerate(words)
        if word in AUDIENCES
        and (place in board.free or _is_alone(board, place))
        # "als Kind" tells of oneself.
        and words[max(0, place - 1)] != "als"
    }
    return next((audience for audience in _PRECEDENCE if audience in hinted), None)


def _is_alone(board: Board, place: int) -> bool:
    return any(hit.is_soft and hit.position == place for hit in board.hits)


def _with_audience(hits: list[Hit], audience: str | None, catalogue: Catalogue) -> list[Hit]:
    """Beside each topic the one made for this audience: relatives of people with it."""
    if audience is None:
        return hits
    found: list[Hit] = []
    for hit in hits:
        made_for = catalogue.serving(hit.slug, audience)
        if hit.is_soft or not made_for or catalogue.by_slug[hit.slug].audience:
            found.append(hit)
        elif audience in _AUDIENCE_FIRST:
            found.append(replace(hit, score=hit.score * _BASE_OF_RELATIVES))
            score = min(_SURE, hit.score)
            found += [replace(hit, slug=one.slug, score=score, why="relatives") for one in made_for]
        else:
            score = hit.score * _AUDIENCE_SECOND
            found += [hit, *(replace(hit, slug=one.slug, score=score) for one in made_for)]
    return found


def _ranked(hits: Iterable[Hit], catalogue: Catalogue) -> tuple[Meant, ...]:
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.score, hit.position, hit.slug)):
        if hit.score >= _KEPT_FROM:
            best.setdefault(hit.slug, hit)
    return tuple(
        Meant(hit.slug, catalogue.by_slug[hit.slug].name, round(hit.score, 3), hit.why, hit.word)
        for hit in best.values()
    )


def _unexplained(board: Board) -> tuple[str, ...]:
    tokens = (board.tokens[place] for place in sorted(board.free))
    telling = (
        token.typed for token in tokens if not is_plain(token.word) and token.word not in AFFIXES
    )
    return tuple(dict.fromkeys(telling))
