"""The table of states says exactly what rule 22 says."""

from itertools import product

import pytest

from stuhlkreis.groups.errors import NotThisWay
from stuhlkreis.groups.lifecycle import BEGINNINGS, OVER, PUBLIC, WAYS, State, check_way

RULE_22 = {
    ("founding", "starting"),
    ("founding", "attempt_ended"),
    ("starting", "active"),
    ("starting", "paused"),
    ("starting", "attempt_ended"),
    ("active", "paused"),
    ("active", "in_transition"),
    ("active", "dissolved"),
    ("paused", "active"),
    ("paused", "dissolved"),
    ("in_transition", "active"),
    ("in_transition", "dissolved"),
}


@pytest.mark.parametrize(("here", "there"), list(product(State, State)))
def test_a_way_is_open_if_rule_22_names_it(here: State, there: State) -> None:
    if (here.value, there.value) in RULE_22:
        check_way(here, there)
    else:
        with pytest.raises(NotThisWay, match=str(there.label)):
            check_way(here, there)


def test_every_state_has_its_ways() -> None:
    assert set(WAYS) == set(State)


def test_a_group_is_over_exactly_where_no_way_leads_on() -> None:
    assert {state for state in State if not WAYS[state]} == OVER
    assert set(State) == PUBLIC | OVER
    assert not PUBLIC & OVER
    assert not BEGINNINGS & OVER
