"""Who works and helps in the demo region."""

from dataclasses import dataclass, field
from random import Random

from stuhlkreis.accounts.actions import open_account
from stuhlkreis.accounts.models import User
from stuhlkreis.core.slots import Slot
from stuhlkreis.core.text import slugify
from stuhlkreis.demo.clock import Clock
from stuhlkreis.demo.logins import PASSWORD
from stuhlkreis.demo.words import FIRST_NAMES, LAST_NAMES, NEARBY
from stuhlkreis.network.actions import Newcomer, invite_colleague
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.roles import Role
from stuhlkreis.starters import actions as starters
from stuhlkreis.starters.draft import StarterDraft
from stuhlkreis.starters.lifecycle import AgreementWay
from stuhlkreis.starters.models import Starter
from stuhlkreis.topics.models import Topic

STARTERS_AT_EACH = 3
_TWO_YEARS = 760


@dataclass
class People:
    """Makes invented people, each name once."""

    random: Random
    clock: Clock
    taken: set[str] = field(default_factory=set)

    def name(self) -> str:
        """A name nobody in the region has yet."""
        while True:
            name = f"{self.random.choice(FIRST_NAMES)} {self.random.choice(LAST_NAMES)}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def account(self, name: str, *, email: str, is_shown: bool = True) -> User:
        """An account; one that is shown everybody may open, the others ask for a code by mail."""
        return open_account(
            email=email,
            name=name,
            at=self.clock.at(self.clock.day(_TWO_YEARS)),
            by=None,
            password=PASSWORD if is_shown else None,
        )

    def colleague(self, at: ContactPoint, role: Role, *, is_shown: bool) -> User:
        """Somebody who works at a contact point."""
        title = "koordination" if role == Role.COORDINATOR else "fachkraft"
        email = f"{title}.{at.slug}@example.org"
        person = self.account(self.name(), email=email, is_shown=is_shown)
        day = self.clock.day(_TWO_YEARS)
        invite_colleague(
            contact_point=at,
            who=Newcomer(email=person.email, name=person.name),
            role=role,
            on=day,
            at=self.clock.at(day),
            by=None,
        )
        return person

    def starter(self, at: ContactPoint, topics: list[Topic], *, by: User) -> Starter:
        """A trained volunteer with a valid agreement."""
        day = self.clock.day(_TWO_YEARS)
        name = self.name()
        evenings = [slot for slot in Slot.values if slot.endswith(("evening", "afternoon"))]
        made = starters.add_starter(
            contact_point=at,
            draft=StarterDraft(
                name=name,
                postcode=self.random.choice(NEARBY[at.slug])[:5],
                email=f"{slugify(name)}@example.org",
                phone=f"030 23125 {self.random.randint(200, 999)}",
                slots=tuple(sorted(self.random.sample(evenings, k=8))),
                languages=("de", "en") if self.random.random() < 0.3 else ("de",),
                most_accompaniments=self.random.choice((1, 2, 2, 3)),
            ),
            since=day,
            at=self.clock.at(day),
            by=by,
        )
        self._may_begin(made, topics, by=by)
        return made

    def _may_begin(self, starter: Starter, topics: list[Topic], *, by: User) -> None:
        day = self.clock.day(_TWO_YEARS - 10)
        starters.record_qualification(
            starter=starter,
            completed_on=day,
            issuer="In-Gang-Setzer-Projekt",
            hours=33,
            for_existing_groups=self.random.random() < 0.5,
            at=self.clock.at(day),
            by=by,
        )
        starters.sign_agreement(
            starter=starter,
            text_version="2024-1",
            signed_on=day,
            way=AgreementWay.PAPER,
            valid_from=day,
            valid_until=self.clock.day(-365),
            at=self.clock.at(day),
            by=by,
        )
        for topic in self.random.sample(topics, k=self.random.choice((0, 0, 1, 2))):
            starters.exclude_topic(starter=starter, topic=topic, at=self.clock.at(day), by=by)
