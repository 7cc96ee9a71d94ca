"""Groups like another one, and what is told of a group that is not listed any more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from stuhlkreis.groups.lifecycle import OVER
from stuhlkreis.groups.models import Group
from stuhlkreis.groups.queries import PublicGroup, public_cards, public_groups
from stuhlkreis.topics.models import Topic

MOST_SIMILAR: Final = 3


@dataclass(frozen=True, slots=True)
class Gone:
    """A group that was listed once; `since` is the day it ended, if it did."""

    name: str
    since: date | None
    main_topic: Topic | None


def listed_group(slug: str, *, on: date) -> Group | None:
    """The group at this address, if it stands in public lists on the day."""
    return public_groups(on=on).filter(slug=slug).first()


def gone_group(slug: str) -> Gone | None:
    """What may be told of a group at this address that is in the records but not listed."""
    group = Group.objects.filter(slug=slug).first()
    if group is None:
        return None
    change = group.state_changes.order_by("on", "pk").last()
    link = group.group_topics.select_related("topic").order_by("position").first()
    return Gone(
        name=group.name,
        since=change.on if change and group.state in OVER else None,
        main_topic=link.topic if link else None,
    )


def similar_groups(
    topic: Topic | None, *, besides: str, on: date, now: datetime
) -> list[PublicGroup]:
    """A few other listed groups with this topic, by name."""
    if topic is None:
        return []
    groups = public_groups(on=on).filter(group_topics__topic=topic).exclude(slug=besides)
    return public_cards(groups[:MOST_SIMILAR], on=on, now=now)
