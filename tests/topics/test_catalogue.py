import json
from dataclasses import replace
from typing import Any

import pytest

from stuhlkreis.core.text import fold, slugify
from stuhlkreis.topics.catalogue import Catalogue, Entry, SynonymClash, parsed, shipped

SAD = Entry("depression", "Depression", "Psyche", ("Schwermut",), related=("angst",))
AFRAID = Entry("angst", "Angst", "Psyche", ("Furcht",))


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue("1", entries)


def test_the_shipped_catalogue_has_its_areas_topics_and_words() -> None:
    assert len(shipped().areas) == 17
    assert len(shipped().entries) >= 361
    assert sum(len(entry.synonyms) for entry in shipped().entries) > 3_000


def test_slugs_are_made_from_the_names() -> None:
    assert all(entry.slug == slugify(entry.name) for entry in shipped().entries)


def test_no_name_says_for_whom_except_the_few_topics_made_for_relatives() -> None:
    assert all(
        entry.audience == "relatives"
        for entry in shipped().entries
        if "Angehörige" in entry.name and entry.slug != "angehoerige-in-partnerschaftskrise"
    )


def test_topics_of_violence_and_suicide_are_sensitive() -> None:
    sensitive = {entry.slug for entry in shipped().entries if entry.is_sensitive}
    assert sensitive > {
        "haeusliche-gewalt",
        "sexueller-missbrauch",
        "stalking",
        "ausstieg-aus-sekten-und-gruppen",
        "suizidgedanken-und-suizidversuch",
    }


def test_entries_are_found_by_slug_word_and_audience() -> None:
    made_for = Entry("kinder", "Kinder", "Familie", audience="parents", related=("angst",))
    both = replace(made_for, slug="eltern", name="Eltern")
    book = catalogue(SAD, AFRAID, made_for, both)

    assert book.by_slug["angst"] is AFRAID
    assert book.by_word[fold("FURCHT")] is AFRAID
    assert book.areas == ("Psyche", "Familie")
    assert book.serving("angst", "parents") == (made_for, both)
    assert book.serving("angst", "relatives") == ()


@pytest.mark.parametrize(
    "entry",
    [
        Entry("furcht", "Furcht", "Psyche"),
        Entry("panik", "Panik", "Psyche", ("fürcht",)),
        Entry("panik", "Panik", "Psyche", english=("Furcht",)),
        Entry("panik", "Panik", "Psyche", sayings=("Angst",)),
        Entry("angst", "Panik", "Psyche"),
        Entry("panik", "Panik", "Psyche", related=("niemand",)),
        Entry("panik", "Panik", "Psyche", related=("panik",)),
        Entry("panik", "Panik", "Psyche", audience="everybody"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(entry: Entry) -> None:
    with pytest.raises(SynonymClash):
        catalogue(SAD, AFRAID, entry)


def test_a_catalogue_is_read_from_its_file() -> None:
    topic: dict[str, Any] = {"slug": "a", "name": "A", "area": "B", "synonyms": ["C"]}
    full = topic | {
        "slug": "d", "name": "D", "synonyms": [], "english": ["e"], "sayings": ["f"],
        "sensitive": True, "general": True, "related": ["a"], "audience": "young",
    }  # fmt: skip
    book = parsed(json.dumps({"version": "7", "topics": [topic, full]}))

    assert book.version == "7"
    assert book.entries == (
        Entry("a", "A", "B", ("C",)),
        Entry("d", "D", "B", (), ("e",), ("f",), True, True, ("a",), "young"),
    )
