"""Questions about who waits for which group where, and about foundings.

Contact data are sealed: nothing here opens them. A person is reached by mail where `mail_hash`
is set, else by phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext as _

from stuhlkreis.core import links
from stuhlkreis.groups.lifecycle import State
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries.errors import InterestGone
from stuhlkreis.inquiries.letters import VALID_FOR, Link
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import setting
from stuhlkreis.regions.gazetteer import district
from stuhlkreis.topics.catalogue import shipped
from stuhlkreis.topics.models import Topic
from stuhlkreis.topics.understanding import SHOWN_FROM, understand

# Groups a founding still works for; later the group passes people on like any other.
BEING_FOUNDED: Final = frozenset({State.FOUNDING, State.STARTING})


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people wait for one topic in one district; only `open` ones count (rule 41)."""

    topic: Topic
    district_ags: str
    open: int
    invited: int
    unconfirmed: int

    @property
    def district(self) -> str:
        """The district as people call it."""
        return district_label(self.district_ags)


def district_label(ags: str) -> str:
    """The name of a district; its key where the gazetteer does not know it."""
    found = district(ags)
    return found.label if found else ags


def interests_of(contact_point: ContactPoint) -> QuerySet[Interest]:
    """Everybody on the lists of a contact point who is not done with, the longest waiting first."""
    return (
        Interest.objects.filter(contact_point=contact_point)
        .exclude(state=InterestState.CLOSED)
        .select_related("topic", "contact_point", "founding__group")
        .order_by("created_at", "pk")
    )


def waiting_lists(contact_point: ContactPoint) -> list[Waiting]:
    """One line per topic and district, by topic; in one query for the numbers and one for names."""
    rows = list(
        Interest.objects.filter(contact_point=contact_point)
        .exclude(state=InterestState.CLOSED)
        .values("topic", "district_ags")
        .annotate(
            open=Count("pk", filter=Q(state=InterestState.OPEN)),
            invited=Count("pk", filter=Q(state=InterestState.INVITED)),
            unconfirmed=Count("pk", filter=Q(state=InterestState.UNCONFIRMED)),
        )
        .order_by("topic__name", "topic", "district_ags")
    )
    topics = Topic.objects.in_bulk({row["topic"] for row in rows})
    return [
        Waiting(
            topic=topics[row["topic"]],
            district_ags=row["district_ags"],
            open=row["open"],
            invited=row["invited"],
            unconfirmed=row["unconfirmed"],
        )
        for row in rows
    ]


def waiting_for(
    contact_point: ContactPoint, *, topic_slug: str, district_ags: str
) -> QuerySet[Interest]:
    """The people behind one line of the waiting lists."""
    return interests_of(contact_point).filter(topic__slug=topic_slug, district_ags=district_ags)


def possible_foundings(contact_point: ContactPoint) -> list[Waiting]:
    """Topic and district with enough open interests, most first, and no founding yet (rule 41)."""
    least = setting(contact_point, "founding_threshold")
    running = set(
        Founding.objects.filter(
            contact_point=contact_point, state=FoundingState.PREPARING
        ).values_list("topic", "district_ags")
    )
    possible = (
        line
        for line in waiting_lists(contact_point)
        if line.open >= least and (line.topic.pk, line.district_ags) not in running
    )
    return sorted(possible, key=lambda line: -line.open)


def to_call(contact_point: ContactPoint) -> QuerySet[Interest]:
    """Who gave a phone number only and waits for our call to confirm."""
    return interests_of(contact_point).filter(state=InterestState.UNCONFIRMED, mail_hash="")


def to_ask_again(contact_point: ContactPoint) -> QuerySet[Interest]:
    """Who gave a phone number only and is to be asked whether they still look (rule 13)."""
    return (
        interests_of(contact_point)
        .filter(state=InterestState.OPEN, mail_hash="", reminded_at__isnull=False)
        .order_by("expires_on", "pk")
    )


def interest_of(contact_point: ContactPoint, pk: int) -> Interest:
    """One interest of the office that is not done with. Raises `Interest.DoesNotExist`."""
    return interests_of(contact_point).get(pk=pk)


def interest_behind(link: Link, token: str) -> Interest:
    """Whose link this is. Raises `core.links.LinkNotValid`; if it was deleted, `InterestGone`."""
    uid = links.read(link, token, valid_for=VALID_FOR[link])
    found = (
        Interest.objects.exclude(state=InterestState.CLOSED)
        .select_related("contact_point")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise InterestGone(_("Diese Angaben sind inzwischen gelöscht."))
    return found


def token_of(interest: Interest, link: Link) -> str:
    """What a link in a mail to this person carries; it names nothing but the record."""
    return links.signed(link, str(interest.uid))


def topics_meant(text: str) -> list[Topic]:
    """The topics somebody may mean, best first: one by its very name, else as we understand it."""
    named = Topic.objects.filter(name__iexact=text.strip(), is_active=True).first()
    if named is not None:
        return [named]
    slugs = [
        meant.slug for meant in understand(text, shipped()).topics if meant.score >= SHOWN_FROM
    ]
    known = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs, is_active=True)}
    return [known[slug] for slug in slugs if slug in known]


def topic_of(slug: str) -> Topic | None:
    """The topic with this slug, if it is in use."""
    return Topic.objects.filter(slug=slug, is_active=True).first()


def topics_by_area() -> list[Topic]:
    """Every topic in use, by area and name."""
    return list(
        Topic.objects.filter(is_active=True)
        .select_related("area")
        .order_by("area__position", "area__pk", "name", "pk")
    )


def foundings_of(contact_point: ContactPoint) -> QuerySet[Founding]:
    """All foundings of a contact point: in preparation first, then the newest."""
    return (
        Founding.objects.filter(contact_point=contact_point)
        .select_related("group", "topic", "contact_point")
        .annotate(
            invited=Count("interests", filter=Q(interests__state=InterestState.INVITED)),
            rank=Case(When(state=FoundingState.PREPARING, then=0), default=1),
        )
        .order_by("rank", "-opened_on", "-pk")
    )


def founding_counts() -> dict[int, int]:
    """How many foundings each contact point prepares: its id → a number (rule 75)."""
    counted = (
        Founding.objects.filter(state=FoundingState.PREPARING)
        .order_by()
        .values("contact_point")
        .annotate(count=Count("pk"))
    )
    return {row["contact_point"]: row["count"] for row in counted}


def founding_of(contact_point: ContactPoint, pk: int) -> Founding:
    """One founding of the office. Raises `Founding.DoesNotExist`."""
    return (
        Founding.objects.filter(contact_point=contact_point)
        .select_related("group", "topic", "contact_point")
        .get(pk=pk)
    )


def groups_without_founding(contact_point: ContactPoint) -> QuerySet[Group]:
    """Groups being founded that were entered or began again without a founding of ours."""
    return Group.objects.filter(
        contact_point=contact_point, state=State.FOUNDING, founding=None
    ).order_by("name", "pk")


def main_topic_of(group: Group) -> Topic | None:
    """The first topic of a group (rule 27); None where an editor has not found one yet."""
    return Topic.objects.filter(group_topics__group=group, group_topics__position=1).first()


def founding_in_preparation(
    contact_point: ContactPoint, topic: Topic, district_ags: str
) -> Founding | None:
    """The founding that is already being prepared for this topic and district."""
    return (
        Founding.objects.filter(
            contact_point=contact_point,
            topic=topic,
            district_ags=district_ags,
            state=FoundingState.PREPARING,
        )
        .select_related("group")
        .first()
    )


def candidates_for(founding: Founding) -> list[Interest]:
    """Who could be invited: open interests in the topic, those of the district first."""
    found = interests_of(founding.contact_point).filter(
        topic=founding.topic, state=InterestState.OPEN
    )
    return sorted(found, key=lambda each: each.district_ags != founding.district_ags)


def invited_to(founding: Founding) -> QuerySet[Interest]:
    """Who was invited to this founding, in the order of the invitations."""
    return (
        Interest.objects.filter(founding=founding, state=InterestState.INVITED)
        .select_related("topic")
        .order_by("invited_at", "pk")
    )


def districts_of(contact_point: ContactPoint) -> list[tuple[str, str]]:
    """Key and name of every district in which the office may found: its area and its lists."""
    keys: Iterable[str] = {
        *contact_point.catchment_areas.values_list("district_ags", flat=True),
        *interests_of(contact_point).values_list("district_ags", flat=True),
    }
    return sorted(((ags, district_label(ags)) for ags in keys), key=lambda pair: pair[1])
