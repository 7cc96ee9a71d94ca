from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.core.text import fold
from stuhlkreis.topics import queries
from stuhlkreis.topics.actions import (
    answer_unknown_word,
    keep_unknown_words,
    load_catalogue,
)
from stuhlkreis.topics.catalogue import Catalogue, Entry, shipped
from stuhlkreis.topics.errors import SynonymTaken
from stuhlkreis.topics.models import Synonym, Topic, TopicArea, UnknownWord
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
SAD = Entry("depression", "Depression", "Psyche", ("Schwermut", "Melancholie"))
AFRAID = Entry("angst", "Angst", "Psyche", ("Furcht",), is_sensitive=True)


def book(*entries: Entry) -> Catalogue:
    return Catalogue("1", entries)


def words(topic: str) -> set[str]:
    return set(Synonym.objects.filter(topic__slug=topic).values_list("text", flat=True))


def test_the_shipped_catalogue_is_loaded_once() -> None:
    assert load_catalogue(catalogue=shipped()) > 4_000
    assert load_catalogue(catalogue=shipped()) == 0
    assert Topic.objects.count() == len(shipped().entries)
    assert TopicArea.objects.count() == 17


def test_loading_again_needs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    load_catalogue(catalogue=shipped())
    with django_assert_max_num_queries(12):
        load_catalogue(catalogue=shipped())


def test_loading_brings_rows_to_the_state_of_the_catalogue() -> None:
    load_catalogue(catalogue=book(SAD, AFRAID))
    moved = replace(AFRAID, area="Seele", is_sensitive=False, synonyms=("Furcht", "Panik"))

    assert load_catalogue(catalogue=book(moved, SAD)) == 4

    topic = Topic.objects.select_related("area").get(slug="angst")
    assert (topic.area.name, topic.is_sensitive) == ("Seele", False)
    assert list(TopicArea.objects.values_list("name", "position")) == [("Seele", 1), ("Psyche", 2)]
    assert words("angst") == {"Furcht", "Panik"}


def test_a_renamed_topic_keeps_its_old_name_as_a_synonym() -> None:
    load_catalogue(catalogue=book(SAD))
    renamed = replace(SAD, name="Schwermut", synonyms=("Melancholie",))

    load_catalogue(catalogue=book(renamed))

    assert Topic.objects.get(slug="depression").name == "Schwermut"
    assert words("depression") == {"Depression", "Melancholie"}


def test_loading_leaves_what_editors_added() -> None:
    load_catalogue(catalogue=book(SAD, AFRAID))
    angst = Topic.objects.get(slug="angst")
    Synonym.objects.create(topic=angst, text="Trübsinn", folded=fold("Trübsinn"))

    load_catalogue(catalogue=book(replace(SAD, synonyms=("Trübsinn",)), AFRAID))

    assert words("angst") == {"Furcht", "Trübsinn"}


def test_unknown_words_are_kept_once_and_counted() -> None:
    home = make.contact_point()
    keep_unknown_words(contact_point=home, words=["Xylophonie", "xylophonie", " !"], on=TODAY)
    keep_unknown_words(contact_point=home, words=("Xylophonie", "Blubb"), on=date(2026, 12, 1))
    keep_unknown_words(contact_point=make.contact_point(), words=["Blubb"], on=TODAY)

    first, second = queries.unknown_words_of(home)
    assert (first.folded, first.seen_count) == ("xylophoni" + "e", 3)
    assert (first.first_seen_on, first.last_seen_on) == (TODAY, date(2026, 12, 1))
    assert (second.word, second.seen_count) == ("Blubb", 1)


def test_an_unknown_word_is_shortened_to_what_a_column_holds() -> None:
    home = make.contact_point()
    keep_unknown_words(contact_point=home, words=["x" * 500], on=TODAY)
    assert len(queries.unknown_words_of(home)[0].word) == 120


def test_an_answer_makes_the_word_a_synonym(at: datetime) -> None:
    load_catalogue(catalogue=book(SAD, AFRAID))
    home = make.contact_point()
    staff = make.member(at=home)
    keep_unknown_words(contact_point=home, words=["Bammel"], on=TODAY)
    word = UnknownWord.objects.get()

    made = answer_unknown_word(word=word, topic=Topic.objects.get(slug="angst"), at=at, by=staff)

    assert made is not None
    assert made.text == "Bammel"
    assert list(queries.unknown_words_of(home)) == []
    assert queries.topic_meaning("bammel") == Topic.objects.get(slug="angst")
    assert AuditEntry.objects.get().detail == {"topic": "angst"}


@pytest.mark.parametrize(("text", "is_made"), [("Furcht", True), ("Ängst", False)])
def test_an_answer_may_confirm_what_the_catalogue_knows(
    text: str, is_made: bool, at: datetime
) -> None:
    load_catalogue(catalogue=book(SAD, AFRAID))
    home = make.contact_point()
    keep_unknown_words(contact_point=home, words=[text], on=TODAY)
    word = UnknownWord.objects.get()

    made = answer_unknown_word(
        word=word, topic=Topic.objects.get(slug="angst"), at=at, by=make.member(at=home)
    )

    assert (made is not None) == is_made
    assert Synonym.objects.count() == 3


def test_an_answer_that_would_give_a_word_two_topics_is_refused(at: datetime) -> None:
    load_catalogue(catalogue=book(SAD, AFRAID))
    home = make.contact_point()
    keep_unknown_words(contact_point=home, words=["Schwermut"], on=TODAY)

    with pytest.raises(SynonymTaken, match="„Schwermut“ gehört schon zum Thema „Depression“"):
        answer_unknown_word(
            word=UnknownWord.objects.get(),
            topic=Topic.objects.get(slug="angst"),
            at=at,
            by=make.member(at=home),
        )

    assert UnknownWord.objects.get().topic is None


def test_a_word_that_means_no_topic_is_struck_off(at: datetime) -> None:
    home = make.contact_point()
    keep_unknown_words(contact_point=home, words=["Blubb"], on=TODAY)

    made = answer_unknown_word(
        word=UnknownWord.objects.get(), topic=None, at=at, by=make.member(at=home)
    )

    assert made is None
    assert not UnknownWord.objects.exists()


def test_staff_of_another_contact_point_may_not_answer(at: datetime) -> None:
    keep_unknown_words(contact_point=make.contact_point(), words=["Blubb"], on=TODAY)
    with pytest.raises(Forbidden):
        answer_unknown_word(word=UnknownWord.objects.get(), topic=None, at=at, by=make.member())


def test_the_database_refuses_a_synonym_of_two_topics() -> None:
    one, other = make.topic(), make.topic()
    Synonym.objects.create(topic=one, text="Bammel", folded="bammel")
    with pytest.raises(IntegrityError), transaction.atomic():
        Synonym.objects.create(topic=other, text="bammel", folded="bammel")


def test_rows_say_what_they_are() -> None:
    topic = make.topic(name="Angst", area="Psyche")
    synonym = Synonym(topic=topic, text="Furcht", folded="furcht")
    assert [str(row) for row in (topic.area, topic, synonym, UnknownWord(word="Blubb"))] == [
        "Psyche",
        "Angst",
        "Furcht",
        "Blubb",
    ]
