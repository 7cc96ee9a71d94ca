"""A program: two people do the same thing at once, on a database of their own.

Each race is run several times. Once the first person's transaction is held open until the second
has begun; the other times both simply start together. What came of it is printed as JSON lines.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Barrier, Event, Thread
from typing import Final, TypeVar

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- after the settings
from django.db import connections, transaction  # noqa: E402 -- after the settings
from django.db.models import Model  # noqa: E402 -- after the settings

from stuhlkreis.accounts.models import User  # noqa: E402 -- after the settings
from stuhlkreis.core.errors import Refusal  # noqa: E402 -- after the settings
from stuhlkreis.core.models import AuditEntry  # noqa: E402 -- after the settings
from stuhlkreis.exchange import actions as exchange  # noqa: E402 -- after the settings
from stuhlkreis.groups import actions as groups  # noqa: E402 -- after the settings
from stuhlkreis.groups.draft import GroupDraft  # noqa: E402 -- after the settings
from stuhlkreis.groups.lifecycle import (  # noqa: E402 -- after the settings
    Channel,
    ConsentWay,
    Medium,
    Source,
    State,
)
from stuhlkreis.groups.models import Consent, Group  # noqa: E402 -- after the settings
from stuhlkreis.inquiries import actions as inquiries  # noqa: E402 -- after the settings
from stuhlkreis.inquiries.letters import CONSENT_VERSION  # noqa: E402 -- after the settings
from stuhlkreis.inquiries.models import Founding, Interest  # noqa: E402 -- after the settings
from stuhlkreis.network import actions as network  # noqa: E402 -- after the settings
from stuhlkreis.network.models import (  # noqa: E402 -- after the settings
    ContactPoint,
    Federation,
    Membership,
    Setting,
)
from stuhlkreis.network.roles import Role  # noqa: E402 -- after the settings
from stuhlkreis.starters import actions as starters, lifecycle  # noqa: E402 -- after the settings
from stuhlkreis.starters.models import Accompaniment, FollowUp  # noqa: E402 -- after the settings
from tests import make  # noqa: E402 -- after the settings
from tests.exchange.tables import content, sheet  # noqa: E402 -- after the settings

AT, ON = make.AT, make.TODAY
FREE_RUNS: Final = 3
HELD_SECONDS: Final = 0.1

M = TypeVar("M", bound=Model)
Facts = Mapping[str, object]
Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Race:
    """What two people do at once, and how the records stand afterwards."""

    first: Deed
    second: Deed
    facts: Callable[[], Facts]


def copies(record: M) -> tuple[M, M]:
    """The record as each of two browsers has it."""
    model = type(record)._default_manager
    return model.get(pk=record.pk), model.get(pk=record.pk)


def audited(action: str, record: Model) -> int:
    return AuditEntry.objects.filter(
        action=action, subject=record._meta.label, subject_id=str(record.pk)
    ).count()


def two_choose_a_starter_for_one_group() -> Race:
    here, by = _office()
    asked = make.start_request(at=here)
    one, other = copies(asked)
    hanne, ingrid = make.starter(at=here), make.starter(at=here)
    return Race(
        lambda: starters.propose_starter(request=one, starter=hanne, at=AT, by=by),
        lambda: starters.propose_starter(request=other, starter=ingrid, at=AT, by=by),
        lambda: {"accompaniments": asked.accompaniments.count()},
    )


def two_choose_the_same_starter_who_takes_one_group() -> Race:
    here, by = _office()
    hanne = make.starter(at=here, most_accompaniments=1)
    one, other = copies(hanne)
    asked, too = make.start_request(at=here), make.start_request(at=here)
    return Race(
        lambda: starters.propose_starter(request=asked, starter=one, at=AT, by=by),
        lambda: starters.propose_starter(request=too, starter=other, at=AT, by=by),
        lambda: {"accompaniments": hanne.accompaniments.count()},
    )


def two_ask_for_a_starter_for_one_group() -> Race:
    here, by = _office()
    group = make.group(at=here, state=State.STARTING)

    def ask(mine: Group) -> Deed:
        return lambda: starters.request_starter(
            group=mine, kind=lifecycle.RequestKind.NEW, planned_meetings=None, slots=(),
            languages=(), reason="", whole_group_wishes_on=ON, first_meeting_on=None, at=AT, by=by,
        )  # fmt: skip

    one, other = copies(group)
    return Race(ask(one), ask(other), lambda: {"requests": group.start_requests.count()})


def _answers(first: bool, second: bool) -> Race:
    here, by = _office()
    proposed = make.accompaniment(at=here, state=lifecycle.State.PROPOSED)

    def answer(mine: Accompaniment, accepts: bool) -> Deed:
        return lambda: starters.answer_proposal(
            accompaniment=mine, accepts=accepts, on=ON, at=AT, by=by
        )

    one, other = copies(proposed)
    return Race(
        answer(one, first),
        answer(other, second),
        lambda: {"answers": audited("answer_proposal", proposed), "agree": _agrees(proposed)},
    )


def _agrees(proposed: Accompaniment) -> bool:
    """Whether request and accompaniment tell the same story."""
    now = Accompaniment.objects.select_related("request").get(pk=proposed.pk)
    running = now.state == lifecycle.State.RUNNING
    served = now.request.state == lifecycle.RequestState.SERVED
    return running == served == (now.started_on is not None)


def two_accept_one_proposal() -> Race:
    return _answers(first=True, second=True)


def one_accepts_and_one_declines() -> Race:
    return _answers(first=True, second=False)


def one_accepts_while_the_desk_takes_it_back() -> Race:
    here, by = _office()
    proposed = make.accompaniment(at=here, state=lifecycle.State.PROPOSED)
    one, other = copies(proposed)
    return Race(
        lambda: starters.answer_proposal(accompaniment=one, accepts=True, on=ON, at=AT, by=by),
        lambda: starters.withdraw_proposal(accompaniment=other, at=AT, by=by),
        lambda: {"agree": _agrees(proposed)},
    )


def two_note_the_same_meeting() -> Race:
    here, by = _office()
    running = make.accompaniment(at=here)

    def note(mine: Accompaniment) -> Deed:
        return lambda: starters.note_meeting(
            accompaniment=mine, held_on=ON, present=7, phase=next(iter(lifecycle.Phase)),
            process_topics=(), needs_talk=False, on=ON, at=AT, by=by,
        )  # fmt: skip

    one, other = copies(running)
    return Race(note(one), note(other), lambda: {"meetings": running.meetings.count()})


def two_end_one_accompaniment() -> Race:
    here, by = _office()
    running = make.accompaniment(at=here)

    def end(mine: Accompaniment) -> Deed:
        return lambda: starters.end_accompaniment(
            accompaniment=mine, reason=lifecycle.EndReason.PLANNED, on=ON, at=AT, by=by
        )

    one, other = copies(running)
    return Race(
        end(one),
        end(other),
        lambda: {"follow-ups": FollowUp.objects.filter(accompaniment=running).count()},
    )


def one_ends_an_accompaniment_while_its_group_dissolves() -> Race:
    here, by = _office()
    running = make.accompaniment(at=here)
    Group.objects.filter(pk=running.group_id).update(state=State.ACTIVE)
    group = Group.objects.get(pk=running.group_id)
    one, _other = copies(running)
    return Race(
        lambda: starters.end_accompaniment(
            accompaniment=one, reason=lifecycle.EndReason.PLANNED, on=ON, at=AT, by=by
        ),
        lambda: groups.move_group(
            group=group, to=State.DISSOLVED, source=Source.GROUP_VIA_OFFICE, on=ON, at=AT, by=by
        ),
        lambda: {
            "follow-ups": FollowUp.objects.filter(accompaniment=running).count(),
            "state": Group.objects.get(pk=group.pk).state,
        },
    )


def two_answer_one_follow_up() -> Race:
    here, by = _office()
    asked = make.follow_up(of=make.accompaniment(at=here, state=lifecycle.State.ENDED))

    def answer(mine: FollowUp) -> Deed:
        return lambda: starters.answer_follow_up(
            follow_up=mine, result=next(iter(lifecycle.FollowUpResult)), on=ON, at=AT, by=by
        )

    one, other = copies(asked)
    return Race(answer(one), answer(other), lambda: {"answers": audited("answer_follow_up", asked)})


def two_invite_the_same_person() -> Race:
    here, by = _office()
    founding = make.founding(at=here)
    interest = make.interest(at=here, on=founding.topic)

    def invite(mine: Interest) -> Deed:
        return lambda: inquiries.invite(founding=founding, interest=mine, at=AT, by=by)

    one, other = copies(interest)
    return Race(invite(one), invite(other), lambda: {"invited": audited("invite", interest)})


def one_invites_while_the_person_deletes_everything() -> Race:
    here, by = _office()
    founding = make.founding(at=here)
    interest = make.interest(at=here, on=founding.topic)
    one, other = copies(interest)
    return Race(
        lambda: inquiries.withdraw_interest_by_call(interest=one, at=AT, by=by),
        lambda: inquiries.invite(founding=founding, interest=other, at=AT, by=by),
        lambda: {"left": Interest.objects.filter(pk=interest.pk).count()},
    )


def two_open_the_same_founding() -> Race:
    here, by = _office()
    topic = make.topic()

    def open_it(name: str) -> Deed:
        return lambda: inquiries.open_founding(
            contact_point=here, topic=topic, district_ags="13072", name=name, on=ON, at=AT, by=by
        )

    return Race(
        open_it("Eine"),
        open_it("Andere"),
        lambda: {
            "foundings": Founding.objects.filter(contact_point=here).count(),
            "groups": here.groups.count(),
        },
    )


def one_begins_a_founding_that_the_other_gives_up() -> Race:
    here, by = _office()
    founding = make.founding(at=here, ready=True)
    one, other = copies(founding)
    return Race(
        lambda: inquiries.start_founding(founding=one, on=ON, at=AT, by=by),
        lambda: inquiries.end_founding(founding=other, because="Nein", on=ON, at=AT, by=by),
        lambda: {"agree": _is_one_story(founding)},
    )


def _is_one_story(founding: Founding) -> bool:
    now = Founding.objects.select_related("group").get(pk=founding.pk)
    told = {"preparing": "founding", "started": "starting", "ended": "attempt_ended"}
    last = now.group.state_changes.order_by("pk").last()
    return told[now.state] == now.group.state == (last.state if last else "")


def two_leave_the_same_interest() -> Race:
    make.contact_point(districts=("13072",))
    topic = make.topic()
    email = f"toni-{topic.pk}@example.org"

    def leave() -> object:
        return inquiries.leave_interest(
            topic=topic, postcode="18273", email=email, phone="", name="", slots=(),
            text_version=CONSENT_VERSION, at=AT,
        )  # fmt: skip

    return Race(leave, leave, lambda: {"entries": topic.interests.count()})


def two_change_the_same_setting() -> Race:
    here, by = _office()

    def change(value: int) -> Deed:
        return lambda: network.change_settings(
            contact_point=here, values={"founding_threshold": value}, at=AT, by=by
        )

    def facts() -> Facts:
        row = Setting.objects.get(contact_point=here, name="founding_threshold")
        steps = AuditEntry.objects.filter(action="change_setting", subject_id=str(row.pk))
        chain = [(step.detail["from"], step.detail["to"]) for step in steps.order_by("pk")]
        return {"chained": chain[0][1] == chain[1][0] and chain[1][1] == row.value}

    return Race(change(4), change(5), facts)


def two_lock_each_other() -> Race:
    here, by = _office()
    too = make.member(at=here)
    mine, theirs = Membership.objects.get(user=by), Membership.objects.get(user=too)
    return Race(
        lambda: network.lock_colleague(membership=theirs, at=AT, by=by),
        lambda: network.lock_colleague(membership=mine, at=AT, by=too),
        lambda: {"coordinators": _coordinators(here)},
    )


def two_coordinators_step_back() -> Race:
    here, by = _office()
    too = make.member(at=here)
    mine, theirs = Membership.objects.get(user=by), Membership.objects.get(user=too)
    return Race(
        lambda: network.change_role(membership=mine, role=Role.STAFF, at=AT, by=by),
        lambda: network.change_role(membership=theirs, role=Role.STAFF, at=AT, by=too),
        lambda: {"coordinators": _coordinators(here)},
    )


def _coordinators(here: ContactPoint) -> int:
    return here.memberships.filter(role=Role.COORDINATOR, locked_at=None).count()


def _invites(email: str) -> Race:
    here, by = _office()

    def invite() -> object:
        return network.invite_colleague(
            contact_point=here, who=network.Newcomer(email=email, name="Neu"), role=Role.STAFF,
            on=ON, at=AT, by=by,
        )  # fmt: skip

    return Race(
        invite,
        invite,
        lambda: {
            "accounts": User.objects.filter(email=email).count(),
            "members": here.memberships.count(),
        },
    )


def two_invite_the_same_new_colleague() -> Race:
    return _invites(f"neu-{make.topic().pk}@example.org")


def two_invite_the_same_known_colleague() -> Race:
    return _invites(make.user().email)


def two_found_the_same_federation() -> Race:
    by, slug = make.user(is_administrator=True), f"verbund-neu-{make.topic().pk}"

    def create() -> object:
        return network.create_federation(slug=slug, name="V", state_ags="13", at=AT, by=by)

    return Race(
        create, create, lambda: {"federations": Federation.objects.filter(slug=slug).count()}
    )


def two_make_the_same_contact_point() -> Race:
    by, slug = make.user(is_administrator=True), f"stelle-neu-{make.topic().pk}"
    office = network.Office(
        slug=slug, name="S", place="Güstrow", postcode="18273", lat=53.8, lon=12.2
    )

    def create() -> object:
        return network.create_contact_point(
            office=office, federation=None, districts=("13072",), at=AT, by=by
        )

    return Race(create, create, lambda: {"offices": ContactPoint.objects.filter(slug=slug).count()})


def two_import_the_same_table() -> Race:
    here, by = _office()
    table = sheet(*_rows(here))

    def load() -> object:
        return exchange.import_groups(
            contact_point=here, sheet=table, skip_bad_rows=False, at=AT, by=by
        )

    return Race(load, load, lambda: {"groups": here.groups.count()})


def two_import_the_same_upload() -> Race:
    here, by = _office()
    draft = exchange.draft_import(
        contact_point=here, file_name="g.csv", content=content(*_rows(here)), at=AT, by=by
    )
    one, other = copies(draft)
    return Race(
        lambda: exchange.import_draft(draft=one, skip_bad_rows=False, at=AT, by=by),
        lambda: exchange.import_draft(draft=other, skip_bad_rows=False, at=AT, by=by),
        lambda: {"groups": here.groups.count(), "drafts": here.import_drafts.count()},
    )


def one_maps_an_upload_that_the_other_drops() -> Race:
    here, by = _office()
    draft = exchange.draft_import(
        contact_point=here, file_name="g.csv", content=content(*_rows(here)), at=AT, by=by
    )
    one, other = copies(draft)
    return Race(
        lambda: exchange.drop_draft(draft=one, at=AT, by=by),
        lambda: exchange.map_draft(draft=other, columns={}, at=AT, by=by),
        lambda: {"drafts": here.import_drafts.count()},
    )


def _rows(here: ContactPoint) -> list[str]:
    topic = make.topic(name="Narkolepsie").name
    return [
        f"Tabelle {here.pk} {n};{topic};18273;Güstrow;dienstags 18 Uhr;Erika;0381 0000 {n};;"
        for n in range(3)
    ]


def two_offices_enter_a_group_of_the_same_name() -> Race:
    (here, by), (there, too) = _office(), _office()
    topic = make.topic()
    draft = GroupDraft(name=f"Gleich {topic.pk}", topic_slugs=(topic.slug,))

    def enter(office: ContactPoint, who: User) -> Deed:
        return lambda: groups.create_group(
            contact_point=office, draft=draft, state=State.FOUNDING, source=Source.OFFICE,
            on=ON, at=AT, by=who,
        )  # fmt: skip

    return Race(
        enter(here, by),
        enter(there, too),
        lambda: {"groups": Group.objects.filter(name=draft.name).count()},
    )


def two_dissolve_one_group() -> Race:
    here, by = _office()
    group = make.group(at=here)

    def dissolve(mine: Group) -> Deed:
        return lambda: groups.move_group(
            group=mine, to=State.DISSOLVED, source=Source.GROUP_VIA_OFFICE, on=ON, at=AT, by=by
        )

    one, other = copies(group)
    return Race(
        dissolve(one),
        dissolve(other),
        lambda: {"changes": group.state_changes.filter(state=State.DISSOLVED).count()},
    )


def two_record_one_consent() -> Race:
    here, by = _office()
    person = make.contact_person(of=make.group(at=here))

    def record() -> object:
        return groups.record_consents(
            contact_person=person, channels=[Channel.PHONE], media=[Medium.WEB],
            way=ConsentWay.PAPER, text_version="2026-1", purpose="Auffindbarkeit",
            given_on=ON, at=AT, by=by,
        )  # fmt: skip

    return Race(record, record, lambda: {"consents": person.consents.count()})


def two_withdraw_one_consent() -> Race:
    here, by = _office()
    consent = make.consent(by=make.contact_person(of=make.group(at=here)))

    def withdraw(mine: Consent) -> Deed:
        return lambda: groups.withdraw_consent(consent=mine, on=ON, at=AT, by=by)

    one, other = copies(consent)
    return Race(
        withdraw(one),
        withdraw(other),
        lambda: {"withdrawals": audited("withdraw_consent", consent)},
    )


def _office() -> tuple[ContactPoint, User]:
    here = make.contact_point(districts=("13072",))
    return here, make.member(at=here)


RACES: Final[tuple[Callable[[], Race], ...]] = (
    two_choose_a_starter_for_one_group,
    two_choose_the_same_starter_who_takes_one_group,
    two_ask_for_a_starter_for_one_group,
    two_accept_one_proposal,
    one_accepts_and_one_declines,
    one_accepts_while_the_desk_takes_it_back,
    two_note_the_same_meeting,
    two_end_one_accompaniment,
    one_ends_an_accompaniment_while_its_group_dissolves,
    two_answer_one_follow_up,
    two_invite_the_same_person,
    one_invites_while_the_person_deletes_everything,
    two_open_the_same_founding,
    one_begins_a_founding_that_the_other_gives_up,
    two_leave_the_same_interest,
    two_change_the_same_setting,
    two_lock_each_other,
    two_coordinators_step_back,
    two_invite_the_same_new_colleague,
    two_invite_the_same_known_colleague,
    two_found_the_same_federation,
    two_make_the_same_contact_point,
    two_import_the_same_table,
    two_import_the_same_upload,
    one_maps_an_upload_that_the_other_drops,
    two_offices_enter_a_group_of_the_same_name,
    two_dissolve_one_group,
    two_record_one_consent,
    two_withdraw_one_consent,
)


def outcome(deed: Deed) -> str:
    """`done`, the name of the refusal, or what broke."""
    try:
        deed()
    except Refusal as refusal:
        return type(refusal).__name__
    except Exception as error:  # noqa: BLE001 -- whatever breaks is told to the test
        return f"{type(error).__name__}: {error}"
    return "done"


def overlapping(race: Race) -> list[str]:
    """The second begins while the first has written and not yet committed."""
    written, begun = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            try:
                race.first()
            finally:
                written.set()
            begun.wait(5)
            time.sleep(HELD_SECONDS)

    def follow() -> None:
        written.wait(5)
        begun.set()
        race.second()

    return _both(hold, follow)


def together(race: Race) -> list[str]:
    """Both begin at the same moment; nobody knows who is first."""
    start = Barrier(2)

    def at_the_start(deed: Deed) -> Deed:
        def run() -> None:
            start.wait(5)
            deed()

        return run

    return _both(at_the_start(race.first), at_the_start(race.second))


def _both(first: Deed, second: Deed) -> list[str]:
    came: dict[int, str] = {}

    def run(number: int, deed: Deed) -> None:
        came[number] = outcome(deed)
        connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [came.get(number, "hangs") for number in range(2)]


def main() -> None:
    """Run every race and tell what came of it."""
    call_command("migrate", verbosity=0)
    for prepare in RACES:
        for run in (overlapping, *[together] * FREE_RUNS):
            race = prepare()
            came = run(race)
            told = {"race": prepare.__name__, "came": came, "facts": race.facts()}
            sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
