"""Questions the catalogue in the database can answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet, Sum

from stuhlkreis.core.text import fold
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.catalogue import Catalogue, Entry, shipped
from stuhlkreis.topics.models import Synonym, Topic, TopicArea, UnknownWord


def topics_by_slug(slugs: Iterable[str]) -> dict[str, Topic]:
    """The topics with these slugs; slugs nobody knows are left out."""
    found = Topic.objects.filter(slug__in=set(slugs)).select_related("area")
    return {topic.slug: topic for topic in found}


def topics_by_area() -> list[tuple[TopicArea, list[Topic]]]:
    """Every area in its order with its active topics by name."""
    topics = (
        Topic.objects.filter(is_active=True)
        .select_related("area")
        .order_by("area__position", "area_id", "name", "pk")
    )
    return [(area, list(group)) for area, group in groupby(topics, key=lambda topic: topic.area)]


def topic_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The active topics as grouped choices of a form: area, then slug and name."""
    return [
        (area.name, [(topic.slug, topic.name) for topic in topics])
        for area, topics in topics_by_area()
    ]


def unknown_words_of(contact_point: ContactPoint) -> QuerySet[UnknownWord]:
    """The words of a contact point nobody has placed yet, the most frequent first."""
    return UnknownWord.objects.filter(contact_point=contact_point, topic=None).order_by(
        "-seen_count", "folded", "pk"
    )


def topic_meaning(word: str) -> Topic | None:
    """The topic a word is the name or a synonym of, spelled in any way (rules 30, 31)."""
    folded = fold(word)
    synonym = Synonym.objects.filter(folded=folded).select_related("topic").first()
    if synonym:
        return synonym.topic
    return next(
        (topic for topic in Topic.objects.order_by("pk") if fold(topic.name) == folded), None
    )


def catalogue() -> Catalogue:
    """The shipped catalogue with what editors added and switched off.

    The same object until a row changes, so that everything derived from it is kept.
    """
    state = Synonym.objects.aggregate(
        count=Count("pk", filter=Q(topic__is_active=True)), newest=Max("pk"), owners=Sum("topic_id")
    )
    if not state["count"]:
        return shipped()
    newest = Synonym.objects.order_by("-pk").values_list("folded", flat=True)[0]
    return _from_rows((state["count"], state["newest"], state["owners"], newest))


@lru_cache(maxsize=2)
def _from_rows(state: tuple[object, ...]) -> Catalogue:
    """The catalogue the rows hold; `state` tells one content of the tables from the next."""
    words: dict[str, list[str]] = defaultdict(list)
    for slug, text in Synonym.objects.order_by("pk").values_list("topic__slug", "text"):
        words[slug].append(text)
    topics = (
        Topic.objects.filter(is_active=True)
        .select_related("area")
        .order_by("area__position", "area_id", "pk")
    )
    entries = [_entry(topic, words[topic.slug]) for topic in topics]
    taken = {fold(word): entry.slug for entry in entries for word in entry.words}
    slugs = {entry.slug for entry in entries}
    return Catalogue(
        version=f"{shipped().version}+{abs(hash(state)):x}",
        entries=tuple(_consistent(entry, taken, slugs) for entry in entries),
    )


def _entry(topic: Topic, synonyms: list[str]) -> Entry:
    known = shipped().by_slug.get(topic.slug) or Entry(topic.slug, topic.name, topic.area.name)
    return replace(
        known,
        name=topic.name,
        area=topic.area.name,
        synonyms=tuple(synonyms),
        is_sensitive=topic.is_sensitive,
    )


def _consistent(entry: Entry, taken: dict[str, str], slugs: set[str]) -> Entry:
    """Without shipped words an editor gave to another topic, and relations to switched-off ones."""

    def own(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if taken.get(fold(word), entry.slug) == entry.slug)

    return replace(
        entry,
        english=own(entry.english),
        sayings=own(entry.sayings),
        related=tuple(slug for slug in entry.related if slug in slugs),
    )
