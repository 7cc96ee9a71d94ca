"""The subject catalogue as values: 17 areas, their topics, and every word people use for them.

Pure: the shipped catalogue is a file beside this module, versioned with the code. What editors
add at a contact point lives in the database and is joined to it in `queries.catalogue`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Final

from stuhlkreis.core.text import fold

AUDIENCES: Final = frozenset({"", "relatives", "parents", "young", "women", "men"})


class SynonymClash(ValueError):  # noqa: N818 -- states the fact, like the refusals of the house
    """One word would belong to two topics (rule 31), or a catalogue refers to what it has not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic: its name, the words for it, and whom a topic of its own serves.

    `english` and `sayings` ("kann nicht schlafen") are understood in queries but never shown as
    synonyms. `is_general` topics step back behind a narrower one of the same area. `audience` is
    set for the few topics that serve relatives, parents or the young by themselves; their
    `related` then lists the topics they belong to.
    """

    slug: str
    name: str
    area: str
    synonyms: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()
    is_sensitive: bool = False
    is_general: bool = False
    related: tuple[str, ...] = ()
    audience: str = ""

    @property
    def words(self) -> Iterator[str]:
        """The name, then every synonym."""
        yield self.name
        yield from self.synonyms


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All entries in their order; compared by identity, so that what is derived can be kept.

    Raises `SynonymClash` when a word belongs to two topics after folding (rule 31).
    """

    version: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        """Refuse a catalogue that contradicts itself."""
        if len(self.by_slug) != len(self.entries):
            raise SynonymClash("two topics share a slug")
        owners: dict[str, str] = {}
        for entry in self.entries:
            for word in (*entry.words, *entry.english, *entry.sayings):
                owner = owners.setdefault(fold(word), entry.slug)
                if owner != entry.slug:
                    raise SynonymClash(f"{word!r} belongs to {owner} and {entry.slug}")
            self._check_references(entry)

    def _check_references(self, entry: Entry) -> None:
        if entry.audience not in AUDIENCES:
            raise SynonymClash(f"{entry.slug}: unknown audience {entry.audience!r}")
        unknown = set(entry.related) - self.by_slug.keys()
        if unknown or entry.slug in entry.related:
            raise SynonymClash(f"{entry.slug}: related to {sorted(unknown) or 'itself'}")

    @cached_property
    def by_slug(self) -> dict[str, Entry]:
        """Every entry by its slug."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def by_word(self) -> dict[str, Entry]:
        """Every entry by each of its folded names and synonyms."""
        return {fold(word): entry for entry in self.entries for word in entry.words}

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas in the order in which they first appear."""
        return tuple(dict.fromkeys(entry.area for entry in self.entries))

    def serving(self, slug: str, audience: str) -> tuple[Entry, ...]:
        """The topics made for `audience` that belong to the topic `slug`, e.g. for relatives."""
        return self._serving.get((slug, audience), ())

    @cached_property
    def _serving(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], tuple[Entry, ...]] = {}
        for entry in self.entries:
            for slug in entry.related if entry.audience else ():
                key = (slug, entry.audience)
                found[key] = (*found.get(key, ()), entry)
        return found


def parsed(text: str) -> Catalogue:
    """A catalogue from the JSON text of `data/catalogue.json`'s shape.

    Raises `SynonymClash`; `KeyError` or `json.JSONDecodeError` for another shape.
    """
    document = json.loads(text)
    return Catalogue(
        version=document["version"],
        entries=tuple(
            Entry(
                slug=topic["slug"],
                name=topic["name"],
                area=topic["area"],
                synonyms=tuple(topic["synonyms"]),
                english=tuple(topic.get("english", ())),
                sayings=tuple(topic.get("sayings", ())),
                is_sensitive=topic.get("sensitive", False),
                is_general=topic.get("general", False),
                related=tuple(topic.get("related", ())),
                audience=topic.get("audience", ""),
            )
            for topic in document["topics"]
        ),
    )


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The catalogue that came with this version of the program."""
    file = resources.files("stuhlkreis.topics") / "data" / "catalogue.json"
    return parsed(file.read_text(encoding="utf-8"))
