"""An editor gives unknown words their topic."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.actions import keep_unknown_words
from stuhlkreis.topics.models import Synonym, UnknownWord
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> ContactPoint:
    office = make.contact_point()
    keep_unknown_words(contact_point=office, words=["Hören", "Sonstiges"], on=make.TODAY)
    return office


def test_the_list_shows_the_words_of_this_office_only(desk: Client, client: Client) -> None:
    shown = desk.get(reverse("desk:unknown_words")).content.decode()
    assert "Hören" in shown
    assert "21. November 2026" in shown
    client.force_login(make.member())
    other = client.get(reverse("desk:unknown_words")).content.decode()
    assert "Hören" not in other
    assert "Jedes Wort hat sein Thema" in other


def test_a_word_can_be_chosen_by_its_link(desk: Client) -> None:
    word = UnknownWord.objects.get(word="Hören")
    shown = desk.get(reverse("desk:unknown_words"), {"word": word.pk}).content.decode()
    assert f'<option value="{word.pk}" selected>Hören</option>' in shown


def test_a_word_becomes_a_synonym_of_its_topic(desk: Client) -> None:
    topic, word = make.topic(name="Schwerhörigkeit"), UnknownWord.objects.get(word="Hören")
    answer = desk.post(
        reverse("desk:unknown_words"), {"word": word.pk, "topic": topic.slug}, follow=True
    )
    assert "„Hören“ ist erledigt." in answer.content.decode()
    assert Synonym.objects.get(text="Hören").topic == topic


def test_a_word_that_is_no_topic_leaves_the_list(desk: Client) -> None:
    word = UnknownWord.objects.get(word="Sonstiges")
    answer = desk.post(reverse("desk:unknown_words"), {"word": word.pk, "topic": "-"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert not UnknownWord.objects.filter(word="Sonstiges").exists()


def test_a_word_of_another_topic_is_refused_with_its_owner(desk: Client) -> None:
    owner, topic = make.topic(name="Ohren"), make.topic(name="Schwerhörigkeit")
    Synonym.objects.create(topic=owner, text="Hören", folded="horen")
    word = UnknownWord.objects.get(word="Hören")
    answer = desk.post(reverse("desk:unknown_words"), {"word": word.pk, "topic": topic.slug})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "gehört schon zum Thema „Ohren“" in answer.content.decode()


def test_another_offices_word_cannot_be_answered(desk: Client) -> None:
    other = make.contact_point()
    keep_unknown_words(contact_point=other, words=["Fremdes"], on=make.TODAY)
    word = UnknownWord.objects.get(word="Fremdes")
    answer = desk.post(reverse("desk:unknown_words"), {"word": word.pk, "topic": "-"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert UnknownWord.objects.filter(pk=word.pk).exists()
