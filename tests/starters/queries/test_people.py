import pytest

from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.starters import queries
from stuhlkreis.starters.lifecycle import Phase, RequestKind, StarterState, kind_for
from tests import make

pytestmark = pytest.mark.django_db


def test_starters_come_by_name_and_who_left_at_the_end() -> None:
    home = make.contact_point()
    gone = make.starter(at=home, name="Anna Alt")
    gone.state, gone.left_on = StarterState.LEFT, make.TODAY
    gone.save()
    make.starter(at=home, name="Zoe Zander")
    make.starter(at=home, name="Bert Brink")
    make.starter()

    assert [starter.short_name for starter in queries.starters_of(home)] == [
        "Bert B.",
        "Zoe Z.",
        "Anna A.",
    ]


@pytest.mark.parametrize("state", GroupState)
def test_each_state_of_a_group_fits_one_kind_of_request_or_none(state: GroupState) -> None:
    over = state in {GroupState.DISSOLVED, GroupState.ATTEMPT_ENDED}
    new = state in {GroupState.FOUNDING, GroupState.STARTING}

    assert kind_for(state) == (None if over else RequestKind.NEW if new else RequestKind.EXISTING)


def test_models_name_themselves_without_names_of_people() -> None:
    starter = make.starter(name="Hanne Trost", excluded=("trauer",))
    accompaniment = make.accompaniment(by=starter, at=starter.contact_point)
    rows = [
        starter,
        starter.qualifications.get(),
        starter.agreements.get(),
        starter.excluded_topics.get(),
        accompaniment,
        accompaniment.request,
        make.follow_up(),
        accompaniment.meetings.create(
            held_on=make.TODAY,
            present=7,
            phase=Phase.RULES,
            entered_at=make.AT,
            entered_by=make.user(),
        ),
    ]

    assert not any("Hanne" in str(row) or "trauer" in str(row) for row in rows)
