"""The catalogue turned into tables for looking words up; built once per catalogue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from stuhlkreis.core.text import fold
from stuhlkreis.topics.catalogue import Catalogue, Entry
from stuhlkreis.topics.understanding.senses import Why
from stuhlkreis.topics.understanding.stems import sound, stem
from stuhlkreis.topics.words import (
    AFFIXES,
    AUDIENCES,
    EVERYDAY,
    GENERIC,
    NEVER_A_PART,
    NOT_DISTINCTIVE,
    PEOPLE,
    RELATIONS,
    STOP,
)

LONGEST_PHRASE: Final = 8
_PART_FROM: Final = 4
_SPELLED_FROM: Final = 5
# "Menschen", "Angehörige": mended too, so that the phrase around them is found.
_PLAIN_SPELLED_FROM: Final = 7
# Capitalised inside a phrase, or at its beginning if no adjective of the next word.
_NOUN: Final = re.compile(r"(?!^\w+(?:e|er|es|en)\s[A-ZÄÖÜ])\b[A-ZÄÖÜ]\w{4,}")
_ABBREVIATION_UP_TO: Final = 6


class Sense(NamedTuple):
    """A topic a form stands for, why, and the word of the catalogue it came from."""

    slug: str
    why: Why
    word: str


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that mean a topic when they stand near each other, in any order."""

    stems: frozenset[str]
    sense: Sense


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every way to look a word up; all keys are folded."""

    catalogue: Catalogue
    # Word sequences as written, and by stems without the glue between them.
    phrases: dict[tuple[str, ...], Sense] = field(default_factory=dict)
    stemmed: dict[tuple[str, ...], Sense] = field(default_factory=dict)
    joined: dict[str, Sense] = field(default_factory=dict)
    # Sayings by one of their stems.
    sayings: dict[str, list[Saying]] = field(default_factory=dict)
    # Telling nouns of longer phrases, with the topics they occur in.
    nouns: dict[str, dict[str, Sense]] = field(default_factory=dict)
    # What compounds are made of, as written and by stem.
    parts: dict[str, Sense] = field(default_factory=dict)
    part_stems: dict[str, Sense] = field(default_factory=dict)
    # Words a slip of the keyboard may have been meant for, by their sound.
    spellings: dict[str, list[str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word a slip may have been meant for."""
        return [word for words in self.spellings.values() for word in words]


def is_abbreviation(word: str) -> bool:
    """Whether a word of the catalogue is written in capitals, such as COPD or pAVK."""
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 and len(word) <= _ABBREVIATION_UP_TO and word.isalnum()


def is_plain(word: str) -> bool:
    """Whether a folded word is glue, form, person or everyday: never a topic's own word."""
    return word in STOP or word in GENERIC or word in PEOPLE or word in AUDIENCES


@lru_cache(maxsize=1)
def _vague_stems() -> frozenset[str]:
    return frozenset(map(stem, NOT_DISTINCTIVE | AFFIXES))


def is_vague(word: str) -> bool:
    """Whether a folded noun says nothing about the topic of the phrase it stands in."""
    return stem(word) in _vague_stems()


def content(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of the words that carry meaning."""
    return tuple(stem(word) for word in words if word not in STOP)


@lru_cache(maxsize=4)
def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """The tables for a catalogue; the last few catalogues keep theirs."""
    lexicon = Lexicon(catalogue)
    for entry in catalogue.entries:
        _add_phrase(lexicon, entry.name, Sense(entry.slug, "name", entry.name))
        for word in entry.synonyms:
            why: Why = "abbreviation" if is_abbreviation(word) else "synonym"
            _add_phrase(lexicon, word, Sense(entry.slug, why, word))
        for word in entry.english:
            _add_phrase(lexicon, word, Sense(entry.slug, "english", word))
        _add_sayings(lexicon, entry)
    # Glue and form fill the rest of a compound but are corrected to only inside known phrases.
    lexicon.known.update(STOP, GENERIC, PEOPLE, AUDIENCES, RELATIONS, EVERYDAY, AFFIXES)
    return lexicon


def _add_phrase(lexicon: Lexicon, text: str, sense: Sense) -> None:
    words = tuple(fold(text).split())
    closed = tuple(fold(text.replace("-", "")).split())
    lexicon.phrases.setdefault(words, sense)
    lexicon.phrases.setdefault(closed, sense)
    lexicon.known.update(closed)
    lexicon.joined.setdefault("".join(words), sense)
    lexicon.known.update(words)
    if sense.why == "abbreviation":
        if len(words[0]) >= _PART_FROM:
            lexicon.parts.setdefault(words[0], sense)
        return
    stems = content(words)
    lexicon.known.update(stems)
    # "neu hier" without its glue would be "neu".
    if len(stems) > 1 or len(stems) == len(words):
        lexicon.stemmed.setdefault(stems, sense)
    _add_part(lexicon, words, sense)
    _add_nouns(lexicon, text, sense)
    for word in words:
        _add_spelling(lexicon, word)


def _add_part(lexicon: Lexicon, words: tuple[str, ...], sense: Sense) -> None:
    whole = "".join(words)
    if whole in NEVER_A_PART or any(map(is_plain, words)) or sense.why == "english":
        return
    if len(whole) >= _PART_FROM:
        lexicon.parts.setdefault(whole, sense)
        if len(words) == 1:
            lexicon.part_stems.setdefault(stem(whole), sense)


def _add_nouns(lexicon: Lexicon, text: str, sense: Sense) -> None:
    """German nouns begin with a capital: what is capitalised in a longer phrase tells its topic."""
    if sense.why == "english" or len(fold(text).split()) == 1:
        return
    for noun in _NOUN.findall(text):
        word = fold(noun)
        if not is_plain(word) and not is_vague(word):
            lexicon.nouns.setdefault(stem(word), {}).setdefault(sense.slug, sense)


def _add_spelling(lexicon: Lexicon, word: str) -> None:
    if len(word) >= (_PLAIN_SPELLED_FROM if is_plain(word) else _SPELLED_FROM):
        alike = lexicon.spellings.setdefault(sound(word), [])
        if word not in alike:
            alike.append(word)


def _add_sayings(lexicon: Lexicon, entry: Entry) -> None:
    for text in entry.sayings:
        words = fold(text).split()
        saying = Saying(frozenset(map(stem, words)), Sense(entry.slug, "synonym", text))
        # Filed under its longest word, which is the rarest one as a rule.
        lexicon.sayings.setdefault(stem(max(words, key=len)), []).append(saying)
        lexicon.known.update(words)
