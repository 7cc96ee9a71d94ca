"""Two years of interests, foundings, accompaniments and follow-ups in the demo region."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Final

from stuhlkreis.accounts.models import User
from stuhlkreis.core.slots import Slot
from stuhlkreis.demo.clock import Clock
from stuhlkreis.demo.words import NEARBY
from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.lifecycle import Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries import actions as inquiries
from stuhlkreis.inquiries.letters import CONSENT_VERSION
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters import actions as starters
from stuhlkreis.starters.lifecycle import (
    EndReason,
    FollowUpResult,
    Phase,
    ProcessTopic,
    RequestKind,
)
from stuhlkreis.starters.models import Accompaniment, FollowUp, StartRequest
from stuhlkreis.starters.queries import ranking_for
from stuhlkreis.topics.models import Topic

_GATHERING: Final = 40
_UNTIL_FIRST_MEETING: Final = 28
_BETWEEN_MEETINGS: Final = 14
_LOOKING: Final = 90
# A year later, one group after the other: well over seventy in a hundred still meet.
RESULTS: Final = (
    *[FollowUpResult.STILL_MEETING] * 4,
    FollowUpResult.DISSOLVED,
    *[FollowUpResult.STILL_MEETING] * 3,
    FollowUpResult.UNKNOWN,
    FollowUpResult.PAUSED,
    *[FollowUpResult.STILL_MEETING] * 3,
    FollowUpResult.MERGED,
)
_PHASES: Final = (Phase.ARRIVING, Phase.RULES, Phase.WORKING, Phase.WORKING, Phase.FAREWELL)


@dataclass
class Story:
    """One office's work over two years, told through its actions, oldest first."""

    random: Random
    clock: Clock
    office: ContactPoint
    by: User
    results: Iterator[FollowUpResult]
    number: int = 0

    def interest(self, topic: Topic, ago: int, *, confirmed: bool = True) -> Interest:
        """Somebody leaves an interest; the desk's call confirms it."""
        self.number += 1
        day = self.clock.day(ago)
        slots = [slot for slot in Slot.values if slot.endswith("evening")]
        interest = inquiries.leave_interest(
            topic=topic,
            postcode=NEARBY[self.office.slug][0][:5],
            email=f"interesse-{self.office.slug}-{self.number}@example.org",
            phone="",
            name="",
            slots=self.random.sample(slots, k=3),
            text_version=CONSENT_VERSION,
            at=self.clock.at(day),
        )
        if confirmed:
            inquiries.confirm_interest_by_call(interest=interest, at=self.clock.at(day), by=self.by)
        return interest

    def founding(self, topic: Topic, ago: int) -> Founding:
        """A founding that began so many days ago and has come as far as the days allow."""
        waiting = [
            self.interest(topic, ago + self.random.randint(1, _GATHERING))
            for _ in range(self.random.randint(3, 5))
        ]
        opened = self.clock.day(ago)
        founding = inquiries.open_founding(
            contact_point=self.office,
            topic=topic,
            district_ags=waiting[0].district_ags,
            name=f"{topic.name} {self.office.place} (neu)",
            on=opened,
            at=self.clock.at(opened),
            by=self.by,
        )
        invited = opened + timedelta(days=5)
        if invited > self.clock.today:
            return founding
        for interest in waiting[:-1] if ago < _UNTIL_FIRST_MEETING else waiting:
            inquiries.invite(
                founding=founding, interest=interest, at=self.clock.at(invited), by=self.by
            )
        self._first_meeting(founding, opened)
        return founding

    def _first_meeting(self, founding: Founding, opened: date) -> None:
        planned = opened + timedelta(days=10)
        first = _tuesday(opened + timedelta(days=_UNTIL_FIRST_MEETING))
        if planned > self.clock.today:
            return
        inquiries.plan_first_meeting(
            founding=founding,
            meets_on=first,
            meets_at=self.random.choice((time(17), time(18), time(18, 30))),
            minutes=90,
            room=self.random.choice(("Raum 1", "Raum 2", "Gemeindesaal")),
            opener=self.by.short_name,
            at=self.clock.at(planned),
            by=self.by,
        )
        if first > self.clock.today:
            return
        founding.refresh_from_db()
        if self.random.random() < 0.12:
            inquiries.end_founding(
                founding=founding,
                because="Es kamen zu wenige zum ersten Treffen.",
                on=first,
                at=self.clock.at(first),
                by=self.by,
            )
            return
        inquiries.start_founding(founding=founding, on=first, at=self.clock.at(first), by=self.by)
        founding.group.refresh_from_db()
        self.accompany(founding.group, RequestKind.NEW, first)

    def request(self, group: Group, kind: RequestKind, on: date) -> StartRequest:
        """The office asks for a starter."""
        return starters.request_starter(
            group=group,
            kind=kind,
            planned_meetings=None,
            slots=(Slot.TUE_EVENING, Slot.WED_EVENING),
            languages=("de",),
            reason="Die Gruppe wünscht sich Hilfe beim Ankommen.",
            whole_group_wishes_on=on,
            first_meeting_on=None,
            at=self.clock.at(on),
            by=self.by,
        )

    def accompany(self, group: Group, kind: RequestKind, on: date) -> None:
        """From the request to the follow-up, as far as the days allow."""
        request = self.request(group, kind, on)
        accompaniment = self._found(request, on + timedelta(days=4))
        if accompaniment is None:
            self._give_up(request, on)
            return
        planned = accompaniment.planned_meetings
        meetings = max(1, planned + self.random.choice((-1, 0, 0, 0, 1)))
        last = self._meet(accompaniment, meetings)
        ends = last + timedelta(days=7)
        if ends > self.clock.today:
            return
        reason = self.random.choice((EndReason.PLANNED, EndReason.PLANNED, EndReason.STANDS_ALONE))
        follow_up = starters.end_accompaniment(
            accompaniment=accompaniment,
            reason=reason,
            on=ends,
            at=self.clock.at(ends),
            by=self.by,
        )
        if kind == RequestKind.NEW:
            self._move(group, State.ACTIVE, ends)
        self._ask_a_year_later(follow_up)

    def _give_up(self, request: StartRequest, asked: date) -> None:
        """After a quarter of a year without anybody who fits, the office stops looking."""
        stopped = asked + timedelta(days=_LOOKING)
        if stopped > self.clock.today:
            return
        starters.withdraw_request(request=request, at=self.clock.at(stopped), by=self.by)

    def _found(self, request: StartRequest, asked: date) -> Accompaniment | None:
        """The first of the list is asked; some say no, and the second is asked."""
        for ago in (asked, asked + timedelta(days=3)):
            if ago > self.clock.today:
                return None
            candidates = ranking_for(request, on=ago).candidates
            if not candidates:
                return None
            proposed = starters.propose_starter(
                request=request,
                starter=candidates[0].starter,
                at=self.clock.at(ago),
                by=self.by,
            )
            answered = ago + timedelta(days=1)
            if answered > self.clock.today:
                return None
            accepts = self.random.random() < 0.85
            starters.answer_proposal(
                accompaniment=proposed,
                accepts=accepts,
                on=answered,
                at=self.clock.at(answered),
                by=self.by,
            )
            proposed.refresh_from_db()
            request.refresh_from_db()
            if accepts:
                return proposed
        return None

    def _meet(self, accompaniment: Accompaniment, meetings: int) -> date:
        """Notes every fortnight up to today; the day the last one is (or would be) held."""
        begun = accompaniment.started_on or self.clock.today
        day = begun
        present = self.random.randint(5, 11)
        if meetings > accompaniment.planned_meetings:
            starters.plan_more(
                accompaniment=accompaniment,
                planned_meetings=meetings,
                because="Die Gruppe braucht noch ein Treffen.",
                at=self.clock.at(begun),
                by=self.by,
            )
        for index in range(meetings):
            day = _tuesday(begun) + timedelta(days=index * _BETWEEN_MEETINGS)
            if day > self.clock.today:
                continue
            starters.note_meeting(
                accompaniment=accompaniment,
                held_on=day,
                present=max(3, present + self.random.randint(-2, 2)),
                phase=_PHASES[min(index, len(_PHASES) - 1)],
                process_topics=tuple(self.random.sample(list(ProcessTopic), k=1)),
                needs_talk=self.random.random() < 0.1 and day > self.clock.day(30),
                on=day,
                at=self.clock.at(day),
                by=self.by,
            )
        return day

    def _ask_a_year_later(self, follow_up: FollowUp) -> None:
        due = follow_up.due_on
        if due > self.clock.today or self.random.random() < 0.1:
            return
        answered = min(due + timedelta(days=9), self.clock.today)
        result = next(self.results)
        starters.answer_follow_up(
            follow_up=follow_up,
            result=result,
            on=answered,
            at=self.clock.at(answered),
            by=self.by,
        )
        if result == FollowUpResult.DISSOLVED:
            group = follow_up.accompaniment.group
            group.refresh_from_db()
            self._move(group, State.DISSOLVED, min(due, answered))

    def _move(self, group: Group, to: State, on: date) -> None:
        group.refresh_from_db()
        groups.move_group(
            group=group,
            to=to,
            source=Source.GROUP_VIA_OFFICE,
            on=on,
            at=self.clock.at(on),
            by=self.by,
        )


def _tuesday(day: date) -> date:
    """The next Tuesday, or the day itself."""
    return day + timedelta(days=(1 - day.weekday()) % 7)
