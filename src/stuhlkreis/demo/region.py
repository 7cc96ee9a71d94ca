"""Loads the demo region: Mecklenburg-Vorpommern with eight offices, 24 starters, 400 groups.

Seeded, so that everybody sees the same; written through the real actions in one transaction, so
that a demonstration is whole or not there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Final

from django.db import transaction
from django.test.utils import override_settings

from stuhlkreis.accounts.actions import create_administrator
from stuhlkreis.accounts.models import User
from stuhlkreis.demo import logins, words
from stuhlkreis.demo.clock import Clock
from stuhlkreis.demo.directory import Directory
from stuhlkreis.demo.logins import PASSWORD, Login
from stuhlkreis.demo.offices import OFFICES, DemoOffice
from stuhlkreis.demo.people import STARTERS_AT_EACH, People
from stuhlkreis.demo.programme import RESULTS, Story
from stuhlkreis.groups.actions import add_contact_person
from stuhlkreis.groups.models import Group
from stuhlkreis.network.actions import (
    Newcomer,
    create_contact_point,
    create_federation,
    invite_to_federation,
)
from stuhlkreis.network.models import ContactPoint, Federation
from stuhlkreis.network.queries import contact_points
from stuhlkreis.network.roles import Role
from stuhlkreis.starters.actions import link_account
from stuhlkreis.starters.lifecycle import FollowUpResult, RequestKind, State as CaseState
from stuhlkreis.starters.models import Accompaniment
from stuhlkreis.topics.models import Topic
from stuhlkreis.topics.queries import topics_by_area

Watched = Callable[[tuple[DemoOffice, ...]], Iterator[DemoOffice]]

SEED: Final = 2015
STATE_AGS: Final = "13"
# Days ago on which an office's foundings began; the newest are still being prepared.
_FOUNDINGS: Final = (650, 420, 120, 52, 30, 3, 8)
_SHOWN: Final = "guestrow"


def is_loaded() -> bool:
    """Whether there is a region already."""
    return contact_points().exists()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
def load(*, now: datetime, home: Path, watched: Watched = iter) -> None:
    """Make the region as it stands at `now`, and write the demo log-ins into `home`.

    `watched` goes through the offices and may show how far it is. Nobody gets a mail for what
    happened in the past.
    """
    with transaction.atomic():
        made = _Region(Random(SEED), Clock(now), watched).make()
        logins.write(home, made)


@dataclass
class _Region:
    random: Random
    clock: Clock
    watched: Watched
    results: Iterator[FollowUpResult] = field(default_factory=lambda: cycle(RESULTS))

    def make(self) -> list[Login]:
        people = People(self.random, self.clock)
        topics = {topic.name: topic for _area, some in topics_by_area() for topic in some}
        federation = self._federation()
        by_office = {demo.office.slug: self._office(demo, federation, people) for demo in OFFICES}
        spread = _spread(self.random, topics)
        own_names = list(words.OWN_NAMES)
        directory = Directory(self.random, self.clock, people, own_names)
        for demo in self.watched(OFFICES):
            place, coordinator = by_office[demo.office.slug]
            for _ in range(STARTERS_AT_EACH):
                people.starter(place, list(topics.values()), by=coordinator)
            for topic in islice(spread, demo.groups):
                directory.group(place, topic, by=coordinator)
            self._story(place, coordinator, topics)
        shown, coordinator = by_office[_SHOWN]
        return self._logins(people, federation, shown, coordinator)

    def _federation(self) -> Federation:
        return create_federation(
            slug="mv",
            name="Verbund der Selbsthilfe in Mecklenburg-Vorpommern",
            state_ags=STATE_AGS,
            at=self.clock.at(self.clock.day(760)),
            by=None,
        )

    def _office(
        self, demo: DemoOffice, federation: Federation, people: People
    ) -> tuple[ContactPoint, User]:
        place = create_contact_point(
            office=demo.office,
            federation=federation,
            districts=demo.districts,
            at=self.clock.at(self.clock.day(760)),
            by=None,
        )
        is_shown = place.slug == _SHOWN
        coordinator = people.colleague(place, Role.COORDINATOR, is_shown=is_shown)
        people.colleague(place, Role.STAFF, is_shown=is_shown)
        return place, coordinator

    def _story(self, place: ContactPoint, by: User, topics: dict[str, Topic]) -> None:
        story = Story(self.random, self.clock, place, by, self.results)
        subjects = cycle(self.random.sample(sorted(words.COMMON_TOPICS), k=14))
        for ago in _FOUNDINGS:
            days = ago + self.random.randint(-ago // 10, ago // 10)
            founding = story.founding(topics[next(subjects)], days)
            if ago == _FOUNDINGS[-1]:
                story.request(founding.group, RequestKind.NEW, self.clock.day(days // 2))
        self._waiting(story, topics, subjects)
        existing = place.groups.filter(state="active", founding=None).order_by("pk")
        for group in existing[:2]:
            story.accompany(
                group, RequestKind.EXISTING, self.clock.day(self.random.randint(60, 500))
            )
        # Asked today and not yet answered; and waiting for somebody to be asked.
        story.accompany(existing[2], RequestKind.EXISTING, self.clock.day(4))
        story.accompany(existing[3], RequestKind.EXISTING, self.clock.day(2))

    def _waiting(self, story: Story, topics: dict[str, Topic], subjects: Iterator[str]) -> None:
        """Interests of the last weeks: one topic is ripe for a founding, others are not yet."""
        ripe = topics[next(subjects)]
        for ago in (3, 9, 21, 40):
            story.interest(ripe, ago)
        for ago in (5, 60, 100):
            story.interest(topics[next(subjects)], ago)
        story.interest(topics[next(subjects)], 1, confirmed=False)

    def _logins(
        self, people: People, federation: Federation, shown: ContactPoint, by: User
    ) -> list[Login]:
        day = self.clock.day(760)
        moment = self.clock.at(day)
        create_administrator(
            email="verwaltung@example.org", name="Vera Walter", password=PASSWORD, at=moment
        )
        sprecher = people.account(people.name(), email="verbund@example.org")
        invite_to_federation(
            federation=federation,
            who=Newcomer(email=sprecher.email, name=sprecher.name),
            on=day,
            at=moment,
            by=None,
        )
        starter = self._starter_login(people, shown, by)
        contact = self._contact_login(people, shown, by)
        return [
            Login("Koordination, Kontaktstelle Güstrow", f"koordination.{_SHOWN}@example.org"),
            Login("Fachkraft, Kontaktstelle Güstrow", f"fachkraft.{_SHOWN}@example.org"),
            Login("Begleitperson (In-Gang-Setzer®)", starter.email),
            Login("Ansprechperson einer Gruppe", contact.email),
            Login("Verbund Mecklenburg-Vorpommern", sprecher.email),
            Login("Verwaltung der Plattform", "verwaltung@example.org"),
        ]

    def _starter_login(self, people: People, shown: ContactPoint, by: User) -> User:
        cases = Accompaniment.objects.filter(group__contact_point=shown).select_related("starter")
        # Whoever has most to show: somebody who accompanies right now, whatever day it is.
        case = max(cases, key=lambda one: (one.state == CaseState.RUNNING, one.pk))
        user = people.account(case.starter.name, email="begleitung@example.org")
        link_account(starter=case.starter, user=user, at=self.clock.now, by=by)
        return user

    def _contact_login(self, people: People, shown: ContactPoint, by: User) -> User:
        name = people.name()
        user = people.account(name, email="gruppe@example.org")
        group = Group.objects.filter(contact_point=shown, state="active").order_by("pk")[0]
        add_contact_person(
            group=group,
            name=name,
            email=user.email,
            user=user,
            on=self.clock.today,
            at=self.clock.now,
            by=by,
        )
        return user


def _spread(random: Random, topics: dict[str, Topic]) -> Iterator[Topic]:
    """Topics for one group after the other: common ones often, every other one sooner or later."""
    common = [topics[name] for name in words.COMMON_TOPICS]
    first = [topics[name] for name in words.FIRST_AND_LAST]
    rest = [topic for name, topic in sorted(topics.items()) if name not in words.COMMON_TOPICS]
    random.shuffle(rest)
    others = cycle([*first, *rest])
    while True:
        yield random.choice(common) if random.random() < 0.5 else next(others)
