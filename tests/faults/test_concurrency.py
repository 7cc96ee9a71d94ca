"""Two people do the same at once: one is told, nothing is doubled, nothing breaks."""

import json
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.support.databases import environment, own_database

pytestmark = pytest.mark.xdist_group("processes")
LONGEST = 120
DONE = "done"
# Who comes second is told by this refusal; and what then stands in the records.
TOLD: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "two_choose_a_starter_for_one_group": ("GroupAlreadyAccompanied", {"accompaniments": 1}),
    "two_choose_the_same_starter_who_takes_one_group": ("StarterAtCapacity", {"accompaniments": 1}),
    "two_ask_for_a_starter_for_one_group": ("RequestAlreadyOpen", {"requests": 1}),
    "two_accept_one_proposal": ("NotThisWay", {"answers": 1, "agree": True}),
    "one_accepts_and_one_declines": ("NotThisWay", {"answers": 1, "agree": True}),
    "one_accepts_while_the_desk_takes_it_back": ("NotThisWay", {"agree": True}),
    "two_note_the_same_meeting": ("MeetingAlreadyNoted", {"meetings": 1}),
    "two_end_one_accompaniment": ("NotThisWay", {"follow-ups": 1}),
    "two_answer_one_follow_up": ("FollowUpAnswered", {"answers": 1}),
    "two_invite_the_same_person": ("InterestAlreadyInvited", {"invited": 1}),
    "two_open_the_same_founding": ("FoundingAlreadyRunning", {"foundings": 1, "groups": 1}),
    "two_lock_each_other": ("Forbidden", {"coordinators": 1}),
    "two_coordinators_step_back": ("LastCoordinator", {"coordinators": 1}),
    "two_invite_the_same_new_colleague": ("AlreadyMember", {"accounts": 1, "members": 2}),
    "two_invite_the_same_known_colleague": ("AlreadyMember", {"accounts": 1, "members": 2}),
    "two_found_the_same_federation": ("AddressTaken", {"federations": 1}),
    "two_make_the_same_contact_point": ("AddressTaken", {"offices": 1}),
    "two_import_the_same_upload": ("DraftGone", {"groups": 3, "drafts": 0}),
    "two_dissolve_one_group": ("NotThisWay", {"changes": 1}),
    "two_withdraw_one_consent": ("ConsentNotStanding", {"withdrawals": 1}),
}
# Both get through, one after the other.
BOTH: Mapping[str, Mapping[str, object]] = {
    "two_leave_the_same_interest": {"entries": 1},
    "two_change_the_same_setting": {"chained": True},
    "two_import_the_same_table": {"groups": 3},
    "two_offices_enter_a_group_of_the_same_name": {"groups": 2},
    "two_record_one_consent": {"consents": 1},
}
# Who is first decides whether the other has anything left to do.
EITHER: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "one_ends_an_accompaniment_while_its_group_dissolves": (
        "NotThisWay",
        {"follow-ups": 1, "state": "dissolved"},
    ),
    "one_maps_an_upload_that_the_other_drops": ("DraftGone", {"drafts": 0}),
    "one_invites_while_the_person_deletes_everything": ("InterestGone", {"left": 0}),
    "one_begins_a_founding_that_the_other_gives_up": ("NotThisWay", {"agree": True}),
}
ALL = {
    **{name: ({frozenset({DONE, told})}, facts) for name, (told, facts) in TOLD.items()},
    **{name: ({frozenset({DONE})}, facts) for name, facts in BOTH.items()},
    **{
        name: ({frozenset({DONE}), frozenset({DONE, told})}, facts)
        for name, (told, facts) in EITHER.items()
    },
}


@pytest.fixture(scope="module")
def races(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What came of every race, each run several times on a database of its own."""
    folder = tmp_path_factory.mktemp("races")
    with own_database(folder) as url:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.races"],
            env=environment(url, folder),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_race_was_run(races: list[dict[str, object]]) -> None:
    assert {race["race"] for race in races} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_second_is_told_and_nothing_is_doubled(
    name: str, races: list[dict[str, object]]
) -> None:
    expected, facts = ALL[name]
    runs = [race for race in races if race["race"] == name]

    assert len(runs) > 1
    for run in runs:
        came = run["came"]
        assert isinstance(came, list)
        assert frozenset(came) in expected, came
        assert run["facts"] == facts
