"""What is told of a group that is gone, and which groups are like it."""

from datetime import date, datetime

import pytest

from stuhlkreis.groups.lifecycle import State
from stuhlkreis.search.similar import gone_group, listed_group, similar_groups
from tests import make

pytestmark = pytest.mark.django_db


def test_a_dissolved_group_says_since_when() -> None:
    group = make.group(name="Krokus", state=State.DISSOLVED, topics=(make.topic(name="Trauer"),))
    gone = gone_group(group.slug)
    assert gone is not None
    assert (gone.name, gone.since) == ("Krokus", make.TODAY)
    assert gone.main_topic is not None
    assert gone.main_topic.name == "Trauer"


def test_a_group_that_only_left_the_lists_tells_no_day() -> None:
    group = make.group(confirmed_on=date(2024, 1, 1))
    group.group_topics.all().delete()
    gone = gone_group(group.slug)
    assert gone is not None
    assert gone.since is None
    assert gone.main_topic is None
    assert listed_group(group.slug, on=make.TODAY) is None


def test_an_address_nobody_had_is_not_gone() -> None:
    assert gone_group("nie-da-gewesen") is None


def test_similar_groups_share_the_topic(at: datetime) -> None:
    topic = make.topic(name="Trauer")
    gone, other = make.group(topics=(topic,), name="A"), make.group(topics=(topic,), name="B")
    make.group(name="C")
    found = similar_groups(topic, besides=gone.slug, on=make.TODAY, now=at)
    assert [group.slug for group in found] == [other.slug]
    assert similar_groups(None, besides=gone.slug, on=make.TODAY, now=at) == []


def test_a_listed_group_is_found_by_its_address() -> None:
    group = make.group()
    assert listed_group(group.slug, on=make.TODAY) == group
