"""Two people ask, choose, answer, note and end at once."""

from typing import Final

from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.lifecycle import Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.starters import actions as starters, lifecycle
from stuhlkreis.starters.models import Accompaniment, FollowUp
from tests import make
from tests.faults.races.running import Deed, Race, an_office, audited, copies

AT, ON = make.AT, make.TODAY


def two_choose_a_starter_for_one_group() -> Race:
    here, by = an_office()
    asked = make.start_request(at=here)
    one, other = copies(asked)
    hanne, ingrid = make.starter(at=here), make.starter(at=here)
    return Race(
        lambda: starters.propose_starter(request=one, starter=hanne, at=AT, by=by),
        lambda: starters.propose_starter(request=other, starter=ingrid, at=AT, by=by),
        lambda: {"accompaniments": asked.accompaniments.count()},
    )


def two_choose_the_same_starter_who_takes_one_group() -> Race:
    here, by = an_office()
    hanne = make.starter(at=here, most_accompaniments=1)
    one, other = copies(hanne)
    asked, too = make.start_request(at=here), make.start_request(at=here)
    return Race(
        lambda: starters.propose_starter(request=asked, starter=one, at=AT, by=by),
        lambda: starters.propose_starter(request=too, starter=other, at=AT, by=by),
        lambda: {"accompaniments": hanne.accompaniments.count()},
    )


def two_ask_for_a_starter_for_one_group() -> Race:
    here, by = an_office()
    group = make.group(at=here, state=State.STARTING)

    def ask(mine: Group) -> Deed:
        return lambda: starters.request_starter(
            group=mine, kind=lifecycle.RequestKind.NEW, planned_meetings=None, slots=(),
            languages=(), reason="", whole_group_wishes_on=ON, first_meeting_on=None, at=AT, by=by,
        )  # fmt: skip

    one, other = copies(group)
    return Race(ask(one), ask(other), lambda: {"requests": group.start_requests.count()})


def _answers(first: bool, second: bool) -> Race:
    here, by = an_office()
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
    here, by = an_office()
    proposed = make.accompaniment(at=here, state=lifecycle.State.PROPOSED)
    one, other = copies(proposed)
    return Race(
        lambda: starters.answer_proposal(accompaniment=one, accepts=True, on=ON, at=AT, by=by),
        lambda: starters.withdraw_proposal(accompaniment=other, at=AT, by=by),
        lambda: {"agree": _agrees(proposed)},
    )


def two_note_the_same_meeting() -> Race:
    here, by = an_office()
    running = make.accompaniment(at=here)

    def note(mine: Accompaniment) -> Deed:
        return lambda: starters.note_meeting(
            accompaniment=mine, held_on=ON, present=7, phase=next(iter(lifecycle.Phase)),
            process_topics=(), needs_talk=False, on=ON, at=AT, by=by,
        )  # fmt: skip

    one, other = copies(running)
    return Race(note(one), note(other), lambda: {"meetings": running.meetings.count()})


def two_end_one_accompaniment() -> Race:
    here, by = an_office()
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
    here, by = an_office()
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
    here, by = an_office()
    asked = make.follow_up(of=make.accompaniment(at=here, state=lifecycle.State.ENDED))

    def answer(mine: FollowUp) -> Deed:
        return lambda: starters.answer_follow_up(
            follow_up=mine, result=next(iter(lifecycle.FollowUpResult)), on=ON, at=AT, by=by
        )

    one, other = copies(asked)
    return Race(answer(one), answer(other), lambda: {"answers": audited("answer_follow_up", asked)})


RACES: Final = (
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
)
