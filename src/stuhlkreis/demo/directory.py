"""The groups of the demo region, from "Allergien" to "Zwillinge"."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import cast

from stuhlkreis.accounts.models import User
from stuhlkreis.demo import words
from stuhlkreis.demo.clock import Clock
from stuhlkreis.demo.people import People
from stuhlkreis.groups import actions
from stuhlkreis.groups.draft import GroupDraft, PlaceDraft
from stuhlkreis.groups.lifecycle import (
    Audience,
    Channel,
    ConsentWay,
    Format,
    Medium,
    Openness,
    Source,
    State,
    Visibility,
)
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.regions.answers import Located
from stuhlkreis.regions.locating import locate
from stuhlkreis.topics.models import Topic

# Days ago on which the offices entered the groups they knew.
_ENTERED = 755


@dataclass
class Directory:
    """Writes groups as an office would, one by one."""

    random: Random
    clock: Clock
    people: People
    own_names: list[str]

    def group(self, at: ContactPoint, topic: Topic, *, by: User) -> Group:
        """A group that has met for a while, with its contact person, last confirmed some day."""
        founded = self.clock.day(self.random.randint(800, 5000))
        group = actions.create_group(
            contact_point=at,
            draft=self._draft(at, topic),
            state=State.ACTIVE,
            source=Source.GROUP_VIA_OFFICE,
            on=founded,
            at=self.clock.at(self.clock.day(_ENTERED)),
            by=by,
        )
        confirmed = self.clock.day(self._days_since_confirmed())
        actions.confirm_group(group=group, on=confirmed, at=self.clock.at(confirmed), by=by)
        self._contact(group, confirmed, by=by)
        self._life(group, by=by)
        return group

    def _days_since_confirmed(self) -> int:
        kind = self.random.random()
        if kind < 0.86:
            return self.random.randint(5, 350)
        return self.random.randint(370, 530) if kind < 0.97 else self.random.randint(560, 700)

    def _draft(self, at: ContactPoint, topic: Topic) -> GroupDraft:
        place = self.place(at, topic)
        day = self.random.choice(words.DAYS)
        audience = self.random.choices(
            list(Audience), weights=(62, 18, 6 if "Kind" in topic.name else 1, 18)
        )[0]
        phrase = self.random.choice(words.PHRASES).format(day=day)
        return GroupDraft(
            name=self._name(topic, place, day, audience),
            topic_slugs=(topic.slug,),
            audience=audience,
            openness=self.random.choices(list(Openness), weights=(46, 44, 8, 2))[0],
            format=self.random.choices(list(Format), weights=(88, 5, 7))[0],
            is_young=self.random.random() < 0.06,
            is_step_free=self.random.choice((True, True, False, None)),
            description=self.random.choice(words.DESCRIPTIONS),
            size=self.random.randint(5, 16),
            meeting_phrase=phrase.replace(f"{day}s", f"{day.lower()}s"),
            first_meeting_on=self._first(day) if "14-tägig" in phrase else None,
            place=place,
        )

    def _first(self, day: str) -> date:
        last = self.clock.day(self.random.choice((7, 14)))
        return date.fromordinal(last.toordinal() - last.weekday() + words.DAYS.index(day))

    def _name(self, topic: Topic, place: PlaceDraft, day: str, audience: Audience) -> str:
        if self.own_names and self.random.random() < 0.06:
            return self.own_names.pop()
        names = words.RELATIVES_NAMES if audience == Audience.RELATIVES else words.GROUP_NAMES
        return self.random.choice(names).format(topic=topic.name, place=place.place, day=day)

    def place(self, at: ContactPoint, topic: Topic) -> PlaceDraft:
        """A venue in the office's town or near it; the topic may hide it (rule 8)."""
        known = words.NEARBY[at.slug]
        written = self.random.choices(known, weights=[6, *[1] * (len(known) - 1)])[0]
        found = cast("Located", locate(written))
        name, street = self.random.choice(words.VENUES)
        return PlaceDraft(
            name=name,
            street=street,
            postcode=written[:5],
            place=written[6:],
            lat=found.point.lat,
            lon=found.point.lon,
            district_ags=found.district.ags,
            visibility=(
                Visibility.EXACT if self.random.random() < 0.3 and not topic.is_sensitive else None
            ),
        )

    def _contact(self, group: Group, on: date, *, by: User) -> None:
        if self.random.random() < 0.12:
            return
        number = self.random.randint(200, 999)
        person = actions.add_contact_person(
            group=group,
            name=self.people.random.choice(words.FIRST_NAMES),
            phone=f"030 23125 {number}",
            email=f"gruppe-{group.pk}@example.org",
            on=on,
            at=self.clock.at(on),
            by=by,
        )
        channels = self.random.choice(
            ((), (Channel.PHONE,), (Channel.EMAIL,), (Channel.PHONE, Channel.EMAIL), tuple(Channel))
        )
        if channels:
            actions.record_consents(
                contact_person=person,
                channels=channels,
                media=(Medium.WEB, Medium.PHONE_INFORMATION),
                way=ConsentWay.PAPER,
                text_version="2024-1",
                purpose="Damit Menschen die Gruppe finden",
                given_on=on,
                at=self.clock.at(on),
                by=by,
            )

    def _life(self, group: Group, *, by: User) -> None:
        kind = self.random.random()
        day = self.clock.day(self.random.randint(20, 640))
        if kind < 0.05:
            self._move(group, State.PAUSED, day, "Die Gruppe sucht einen neuen Raum.", by=by)
        elif kind < 0.07:
            self._move(group, State.IN_TRANSITION, day, "Die Ansprechperson hört auf.", by=by)
        elif kind < 0.11:
            self._move(group, State.DISSOLVED, day, "Das Ziel ist erreicht.", by=by)

    def _move(self, group: Group, to: State, on: date, because: str, *, by: User) -> None:
        actions.move_group(
            group=group,
            to=to,
            source=Source.GROUP_VIA_OFFICE,
            on=on,
            at=self.clock.at(on),
            by=by,
            because=because,
        )
