"""Everything that changes the catalogue and the list of unknown words."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core import audit
from stuhlkreis.core.text import fold, slugify, without_controls
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.policies import check_may
from stuhlkreis.topics import queries
from stuhlkreis.topics.catalogue import Catalogue
from stuhlkreis.topics.errors import SynonymTaken
from stuhlkreis.topics.models import Synonym, Topic, TopicArea, UnknownWord

_LONGEST_WORD = 120


@transaction.atomic
def load_catalogue(*, catalogue: Catalogue) -> int:
    """Bring the tables to the state of `catalogue`; returns how many rows that changed.

    Run it as often as you like. A renamed topic keeps its slug and its old name as a synonym
    (rule 32). What editors added stays; only a word that became a topic's own name gives way.
    """
    areas, changed = _load_areas(catalogue)
    topics, changed_topics, old_names = _load_topics(catalogue, areas)
    changed += changed_topics
    names = {fold(topic.name) for topic in topics.values()}
    changed += Synonym.objects.filter(folded__in=names).delete()[0]
    wanted = [
        (topics[entry.slug], word) for entry in catalogue.entries for word in entry.synonyms
    ] + old_names
    known = names | set(Synonym.objects.values_list("folded", flat=True))
    missing: dict[str, Synonym] = {}
    for topic, word in wanted:
        if (folded := fold(word)) not in known:
            missing.setdefault(folded, Synonym(topic=topic, text=word, folded=folded))
    Synonym.objects.bulk_create(missing.values())
    return changed + len(missing)


def _load_areas(catalogue: Catalogue) -> tuple[dict[str, TopicArea], int]:
    known = {area.slug: area for area in TopicArea.objects.all()}
    wanted = [
        TopicArea(slug=slugify(name), name=name, position=position)
        for position, name in enumerate(catalogue.areas, start=1)
    ]
    changed = [
        area
        for area in wanted
        if area.slug not in known
        or (known[area.slug].name, known[area.slug].position) != (area.name, area.position)
    ]
    TopicArea.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["slug"], update_fields=["name", "position"]
    )
    areas = {area.slug: area for area in TopicArea.objects.all()}
    return {name: areas[slugify(name)] for name in catalogue.areas}, len(changed)


def _load_topics(
    catalogue: Catalogue, areas: dict[str, TopicArea]
) -> tuple[dict[str, Topic], int, list[tuple[Topic, str]]]:
    """The topics by slug, how many changed, and the old names of renamed ones."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    new, changed, old_names = [], [], []
    for entry in catalogue.entries:
        area = areas[entry.area]
        topic = topics.get(entry.slug)
        if topic is None:
            topic = Topic(slug=entry.slug, area=area, name=entry.name)
            topic.is_sensitive = entry.is_sensitive
            new.append(topic)
            topics[entry.slug] = topic
            continue
        if topic.name != entry.name:
            old_names.append((topic, topic.name))
        wanted = (entry.name, area.pk, entry.is_sensitive)
        if (topic.name, topic.area_id, topic.is_sensitive) != wanted:
            topic.name, topic.area, topic.is_sensitive = entry.name, area, entry.is_sensitive
            changed.append(topic)
    Topic.objects.bulk_update(changed, ["name", "area", "is_sensitive"])
    Topic.objects.bulk_create(new)
    return topics, len(new) + len(changed), old_names


@transaction.atomic
def keep_unknown_words(*, contact_point: ContactPoint, words: Collection[str], on: date) -> None:
    """Put words the catalogue does not know on the contact point's list, or count them again."""
    written = {fold(word)[:_LONGEST_WORD]: word for word in words}
    seen = Counter(fold(word)[:_LONGEST_WORD] for word in words)
    written.pop("", None)
    known = {
        row.folded: row
        for row in UnknownWord.objects.select_for_update().filter(
            contact_point=contact_point, folded__in=written
        )
    }
    for folded, row in known.items():
        row.seen_count += seen[folded]
        row.last_seen_on = max(row.last_seen_on, on)
    UnknownWord.objects.bulk_update(known.values(), ["seen_count", "last_seen_on"])
    UnknownWord.objects.bulk_create(
        UnknownWord(
            contact_point=contact_point,
            word=without_controls(word)[:_LONGEST_WORD],
            folded=folded,
            seen_count=seen[folded],
            first_seen_on=on,
            last_seen_on=on,
        )
        for folded, word in written.items()
        if folded not in known
    )


@transaction.atomic
def answer_unknown_word(
    *, word: UnknownWord, topic: Topic | None, at: datetime, by: User
) -> Synonym | None:
    """Say what an unknown word means: a topic gets it as a synonym, None strikes it off the list.

    Raises `Forbidden` or, if the word already means another topic (rule 31), `SynonymTaken`.
    """
    check_may(by, Permission.EDIT_GROUPS, word.contact_point)
    word = UnknownWord.objects.select_for_update().get(pk=word.pk)
    detail = {"topic": topic.slug if topic else None}
    audit.record("topics.answer_unknown_word", word, at=at, by=by, detail=detail)
    if topic is None:
        word.delete()
        return None
    synonym = _synonym(topic, word.word)
    word.topic = topic
    word.save(update_fields=["topic"])
    return synonym


def _synonym(topic: Topic, text: str) -> Synonym | None:
    """The word as a synonym of the topic; None if it is already the topic's name."""
    owner = queries.topic_meaning(text)
    if owner is None:
        return Synonym.objects.create(topic=topic, text=text, folded=fold(text))
    if owner != topic:
        raise SynonymTaken(
            _("„%(word)s“ gehört schon zum Thema „%(topic)s“.")
            % {"word": text, "topic": owner.name}
        )
    return Synonym.objects.filter(topic=topic, folded=fold(text)).first()
