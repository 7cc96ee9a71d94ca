import pytest
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.topics import queries
from stuhlkreis.topics.actions import load_catalogue
from stuhlkreis.topics.catalogue import shipped
from stuhlkreis.topics.models import Synonym, Topic
from stuhlkreis.topics.understanding import understand
from tests import make

pytestmark = pytest.mark.django_db


def test_topics_are_found_by_slug(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one, other = make.topic(), make.topic()
    with django_assert_num_queries(1):
        found = queries.topics_by_slug([one.slug, other.slug, "niemand", one.slug])
        assert [topic.area.name for topic in found.values()] == ["Seele", "Seele"]
    assert found == {one.slug: one, other.slug: other}


def test_choices_are_active_topics_by_area(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    second = make.topic(name="Bulimie", area="Seele")
    first = make.topic(name="Angst", area="Seele")
    Topic.objects.filter(pk=make.topic(name="Altes", area="Seele").pk).update(is_active=False)
    third = make.topic(name="Gicht", area="Gelenke")
    with django_assert_num_queries(1):
        choices = queries.topic_choices()
    assert choices == [
        ("Seele", [(first.slug, "Angst"), (second.slug, "Bulimie")]),
        ("Gelenke", [(third.slug, "Gicht")]),
    ]
    assert [[topic.name for topic in topics] for _, topics in queries.topics_by_area()] == [
        ["Angst", "Bulimie"],
        ["Gicht"],
    ]


def test_a_word_means_the_topic_of_its_name_or_synonym() -> None:
    topic = make.topic(name="Müdigkeit")
    Synonym.objects.create(topic=topic, text="Schlappheit", folded="schlappheit")
    assert queries.topic_meaning("SCHLAPPHEIT") == topic
    assert queries.topic_meaning("muedigkeit") == topic
    assert queries.topic_meaning("Blubb") is None


def test_without_rows_the_shipped_catalogue_is_used() -> None:
    assert queries.catalogue() is shipped()


def test_the_catalogue_of_the_rows_is_the_shipped_one_until_an_editor_adds_a_word(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_catalogue(catalogue=shipped())
    before = queries.catalogue()
    assert [entry.slug for entry in before.entries] == [entry.slug for entry in shipped().entries]
    assert before.by_slug["depression"].english == shipped().by_slug["depression"].english
    with django_assert_num_queries(2):
        assert queries.catalogue() is before

    topic = Topic.objects.get(slug="depression")
    Synonym.objects.create(topic=topic, text="Trübsal", folded="trubsal")

    after = queries.catalogue()
    assert after is not before
    assert understand("Trübsal", after).topics[0].slug == "depression"


def test_a_switched_off_topic_is_no_longer_meant() -> None:
    load_catalogue(catalogue=shipped())
    queries.catalogue()
    Topic.objects.filter(slug="alkohol").update(is_active=False)
    book = queries.catalogue()
    assert "alkohol" not in book.by_slug
    assert all("alkohol" not in entry.related for entry in book.entries)


def test_an_editor_may_give_a_shipped_saying_or_english_word_to_another_topic() -> None:
    load_catalogue(catalogue=shipped())
    topic = make.topic(name="Weltschmerz", area="Seele")
    Synonym.objects.create(topic=topic, text="depressed", folded="depressed")
    book = queries.catalogue()
    assert "depressed" not in book.by_slug["depression"].english
    assert understand("depressed", book).topics[0].slug == topic.slug
