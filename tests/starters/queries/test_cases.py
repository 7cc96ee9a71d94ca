import pytest

from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.starters import queries
from stuhlkreis.starters.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db


def test_fitting_groups_are_free_and_not_over() -> None:
    home = make.contact_point()
    free = make.group(at=home, state=GroupState.STARTING)
    active = make.group(at=home)
    make.group(at=home, state=GroupState.DISSOLVED)
    make.group()
    make.start_request(at=home)
    make.accompaniment(at=home)

    assert set(queries.fitting_groups(home)) == {free, active}


def test_a_starter_sees_only_own_accompaniments_that_were_not_withdrawn() -> None:
    starter = make.starter()
    home = starter.contact_point
    own = [
        make.accompaniment(at=home, by=starter, state=state)
        for state in (State.PROPOSED, State.RUNNING, State.ENDED)
    ]
    make.accompaniment(at=home, by=starter, state=State.DECLINED)
    make.accompaniment(at=home, by=starter, state=State.WITHDRAWN)
    make.accompaniment(at=home)

    assert set(queries.accompaniments_for(starter)) == set(own)


def test_what_runs_is_counted_for_each_office() -> None:
    home = make.accompaniment().group.contact_point
    make.accompaniment(at=home)
    make.accompaniment(at=home, state=State.ENDED)

    assert queries.running_counts() == {home.pk: 2}


def test_the_desk_sees_who_has_not_answered() -> None:
    asked = make.accompaniment(state=State.PROPOSED)
    make.accompaniment(at=asked.group.contact_point)

    assert list(queries.accompaniments_to_answer(asked.group.contact_point)) == [asked]


def test_progress_says_when_the_plan_is_fulfilled() -> None:
    progress = queries.progress_of(make.accompaniment())

    assert (progress.held, progress.planned, progress.most) == (0, 4, 10)
    assert not any([progress.is_over_plan, progress.is_used_up, progress.is_many])
