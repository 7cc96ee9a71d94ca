"""Words that never name a topic by themselves, and what they are instead.

They are listed in `data/words.txt` and kept as `core.text.fold` spells them ("Frauen" is "fraun").
"""

import re
from importlib import resources
from typing import Final

from stuhlkreis.core.text import fold

_SECTION: Final = re.compile(r"^\[([a-z ]+)\]$([^\[]*)", re.MULTILINE)


def _sections() -> dict[str, frozenset[str]]:
    file = resources.files("stuhlkreis.topics") / "data" / "words.txt"
    found = _SECTION.findall(file.read_text(encoding="utf-8"))
    return {name: frozenset(map(fold, words.split())) for name, words in found}


_LISTS: Final = _sections()


def _by_word(kind: str) -> dict[str, str]:
    """Each word of the sections "kind value" with its value."""
    return {
        word: name.removeprefix(kind)
        for name, words in _LISTS.items()
        if name.startswith(kind)
        for word in words
    }


# Glue of a sentence: never searched for, never explained.
STOP: Final = _LISTS["stop"]

# What kind of thing is looked for and what surrounds a meeting: never a topic by itself.
GENERIC: Final = _LISTS["generic"]

# Parts of compounds that leave the topic as it is ("Krebspatientin", "MS-Kranke").
AFFIXES: Final = _LISTS["affix"]

# For whom: "Angehörige", "Eltern", "junge", "Frauen"; the value is the audience.
AUDIENCES: Final = _by_word("audience ")

# After "mein", "unser" … the person somebody worries about; the value is the audience.
RELATIONS: Final = _by_word("relation ")
POSSESSIVES: Final = _LISTS["possessive"]

# Said of people in general: part of phrases ("Mann gestorben"), never a topic by itself.
PEOPLE: Final = _LISTS["people"] | RELATIONS.keys()

# Abbreviations that are also ordinary words or syllables: inside a sentence only in capitals.
SHOUTED_ONLY: Final = _LISTS["shouted only"]

# Nouns of longer phrases that say nothing about the topic when they stand alone.
NOT_DISTINCTIVE: Final = _LISTS["not distinctive"]

# Endings of many words whose topic they are not: "Blasmusik", "Bahnhofstraße", "Fußballspieler".
NO_HEAD: Final = _LISTS["no head"]
# Of five letters or fewer, and heads all the same: "Gewitterangst", "Fettleber".
SHORT_HEADS: Final = _LISTS["short head"]
# Syllables of so many other words that a compound of them proves nothing.
NEVER_A_PART: Final = _LISTS["never a part"]

# Everyday words and towns that look like a slip or a form of a catalogue word and are none.
EVERYDAY: Final = _LISTS["everyday"]
