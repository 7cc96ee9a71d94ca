"""From words to topics: longest sequences first, then sayings, single words, compounds, slips."""

from collections.abc import Iterator
from typing import Final

from stuhlkreis.core.text import fold
from stuhlkreis.topics.understanding.board import Board, Hit
from stuhlkreis.topics.understanding.compounds import parts_of
from stuhlkreis.topics.understanding.lexicon import LONGEST_PHRASE, Lexicon, Saying, Sense, is_plain
from stuhlkreis.topics.understanding.spelling import corrected
from stuhlkreis.topics.understanding.stems import stem
from stuhlkreis.topics.understanding.tokens import Token, relation_at
from stuhlkreis.topics.words import EVERYDAY, SHOUTED_ONLY

_AS_WRITTEN: Final = {"name": 1.0, "synonym": 0.97, "abbreviation": 0.96, "english": 0.95}
_INFLECTED: Final = {"name": 0.94, "synonym": 0.92, "abbreviation": 0.9, "english": 0.88}
_SAYING: Final = 0.9
# A sentence may have this many words between those of a saying.
_SAYING_GAP: Final = 5
_SOFT: Final = 0.65
_BEHIND_RELATIVES: Final = 0.75
_NOUN: Final = {"name": 0.76, "synonym": 0.6, "abbreviation": 0.6}
_NOUN_OF_TWO: Final = 0.5
_NOUN_OF_AT_MOST: Final = 2
_JOINED_FROM: Final = 5
_MOST_PIECES: Final = 3
_LONGEST_ENDING: Final = 3


def read(board: Board) -> None:
    """Find every topic the words of the sheet mean."""
    _mend(board)
    for length in range(LONGEST_PHRASE, 1, -1):
        _sequences(board, length)
        _sayings(board, length)
    for place, token in enumerate(board.tokens):
        if place in board.free:
            _single(board, place, token)
        elif place in board.shared:
            _behind(board, place, token)


def _mend(board: Board) -> None:
    """Replace words nobody knows by what was meant, or take them apart."""
    for place, token in enumerate(board.tokens):
        if _is_known(board.lexicon, token):
            continue
        meant = corrected(token.word, board.lexicon)
        parts = parts_of(token.word, board.lexicon)
        if meant and parts:
            # One slip in a long word is likelier than a compound nobody knows.
            meant, parts = (meant, ()) if meant.certainty > parts[0].certainty else (None, parts)
        if meant:
            board.tokens[place] = Token(
                meant.word, stem(meant.word), token.typed, certainty=meant.certainty
            )
        for part in parts:
            sense = Sense(part.sense.slug, "compound", part.sense.word)
            board.found(sense, part.certainty, (place,))


def _is_known(lexicon: Lexicon, token: Token) -> bool:
    if token.word in lexicon.known or token.word in lexicon.joined:
        return True
    # A stem far shorter than the word is an accident: "schühtern" is no form of "Schuh".
    is_a_form = len(token.word) - len(token.stem) <= _LONGEST_ENDING
    return is_a_form and token.stem in lexicon.known


def _sequences(board: Board, length: int) -> None:
    """Names and synonyms of several words, as written, joined, or inflected and loosely glued."""
    places = sorted(board.free)
    for window in _windows(places, length):
        words = tuple(board.tokens[place].word for place in window)
        if window[-1] - window[0] == length - 1 and board.free.issuperset(window):
            sense = board.lexicon.phrases.get(words) or _joined(board, words)
            if sense:
                is_soft = all(map(is_plain, words))
                board.found(sense, _AS_WRITTEN[sense.why], window, is_soft=is_soft)
    telling = [place for place in sorted(board.free) if not board.tokens[place].is_glue]
    for window in _windows(telling, length):
        stems = tuple(board.tokens[place].stem for place in window)
        if (sense := board.lexicon.stemmed.get(stems)) and board.free.issuperset(window):
            board.found(sense, _INFLECTED[sense.why], window)


def _windows(places: list[int], length: int) -> Iterator[tuple[int, ...]]:
    return (tuple(places[at : at + length]) for at in range(len(places) - length + 1))


def _joined(board: Board, words: tuple[str, ...]) -> Sense | None:
    """A word typed in pieces: "burn out", "Selbst-Verletzung"."""
    whole = "".join(words)
    if len(words) > _MOST_PIECES or len(whole) < _JOINED_FROM or all(map(is_plain, words)):
        return None
    return board.lexicon.joined.get(whole)


def _sayings(board: Board, length: int) -> None:
    """Sayings of `length` words that stand near each other, in any order."""
    stems = [token.stem for token in board.tokens]
    for at in sorted(board.free):
        for saying in board.lexicon.sayings.get(stems[at], ()):
            places = _nearest(board, stems, saying, at) if len(saying.stems) == length else []
            telling = [place for place in places if not board.tokens[place].is_glue]
            if places and board.free.issuperset(telling):
                board.found(saying.sense, _SAYING, places)


def _nearest(board: Board, stems: list[str], saying: Saying, at: int) -> list[int]:
    """Where the words of a saying stand around `at`; empty if not all of them are near."""
    reach = len(saying.stems) + _SAYING_GAP
    places = [at]
    for wanted in saying.stems - {stems[at]}:
        spots = [
            spot
            for spot in range(max(0, at - reach), min(len(stems), at + reach + 1))
            if stems[spot] == wanted and (spot in board.free or board.tokens[spot].is_glue)
        ]
        if not spots:
            return []
        places.append(min(spots, key=lambda spot: abs(spot - at)))
    return places if max(places) - min(places) <= reach else []


def _single(board: Board, place: int, token: Token) -> None:
    if relation_at(board.tokens, place):
        return
    sense = _sense_of(board, token)
    if sense:
        is_soft = is_plain(token.word)
        score = _score(token, sense)
        board.found(sense, _SOFT if is_soft else score, (place,), is_soft=is_soft)
    elif token.word not in EVERYDAY and not is_plain(token.word):
        _telling_noun(board, place, token)


def _sense_of(board: Board, token: Token) -> Sense | None:
    """What one word means by itself."""
    if token.word in SHOUTED_ONLY and not token.is_shouted and len(board.tokens) > 1:
        return None
    written = board.lexicon.phrases.get((token.word,)) or board.lexicon.joined.get(token.word)
    if written or token.is_glue or token.word in EVERYDAY:
        return written
    # Snowball takes the s of "Krebs" for an ending: "Krebse" has the word itself as its stem.
    return board.lexicon.stemmed.get((token.stem,)) or board.lexicon.phrases.get((token.stem,))


def _score(token: Token, sense: Sense) -> float:
    written = token.word == fold(sense.word).replace(" ", "")
    return (_AS_WRITTEN if written else _INFLECTED)[sense.why]


def _telling_noun(board: Board, place: int, token: Token) -> None:
    """A noun that stands in phrases of one topic, or of two; of more it proves nothing."""
    senses = list(board.lexicon.nouns.get(token.stem, {}).values())
    if len(senses) > _NOUN_OF_AT_MOST:
        return
    for sense in senses:
        score = _NOUN[sense.why] if len(senses) == 1 else _NOUN_OF_TWO
        board.found(sense, score, (place,))


def _behind(board: Board, place: int, token: Token) -> None:
    """The topic behind a topic for relatives: in "Mutter hat Demenz" also dementia itself."""
    sense = _sense_of(board, token)
    if sense and not is_plain(token.word):
        score = min(_BEHIND_RELATIVES, _score(token, sense))
        board.hits.append(Hit(sense.slug, score, sense.why, sense.word, place))
