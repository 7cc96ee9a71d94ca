"""A program: looks through a database for half actions, and tells what it finds as JSON."""

import json
import sys
from collections.abc import Iterator

import django

django.setup()

from stuhlkreis.core.models import AuditEntry  # noqa: E402 -- after the settings
from stuhlkreis.groups.models import Group  # noqa: E402 -- after the settings
from stuhlkreis.inquiries.models import Founding, Interest  # noqa: E402 -- after the settings
from stuhlkreis.starters.models import Accompaniment, StartRequest  # noqa: E402 -- after the settings

TOLD = {"preparing": {"founding"}, "started": {"starting", "active"}, "ended": {"attempt_ended"}}


def audited(subject: str, pk: int) -> list[str]:
    """The actions noted for a record, in their order."""
    entries = AuditEntry.objects.filter(subject=subject, subject_id=str(pk)).order_by("pk")
    return [entry.action for entry in entries]


def groups() -> Iterator[str]:
    """State, the last change of state, and the audit agree; a group has its venue and topic."""
    for group in Group.objects.all():
        changes = list(group.state_changes.order_by("pk").values_list("state", flat=True))
        if changes[-1:] != [group.state]:
            yield f"{group}: is {group.state}, was moved to {changes}"
        moved = [action for action in audited("groups.Group", group.pk) if action == "move_group"]
        if len(moved) != len(changes) - 1:
            yield f"{group}: {len(changes)} changes, {len(moved)} audited moves"
        if not hasattr(group, "venue") or not group.group_topics.exists():
            yield f"{group}: no venue or no topic"
        if not Founding.objects.filter(group=group).exists():
            yield f"{group}: a group without the founding it was opened with"


def foundings() -> Iterator[str]:
    """A founding and its group tell one story, and the audit the same."""
    for founding in Founding.objects.select_related("group"):
        if founding.group.state not in TOLD[founding.state]:
            yield f"{founding}: {founding.state}, its group {founding.group.state}"
        began = "start_founding" in audited("inquiries.Founding", founding.pk)
        if began != (founding.state == "started"):
            yield f"{founding}: {founding.state}, begun according to the audit: {began}"
    for interest in Interest.objects.all():
        invited = "invite" in audited("inquiries.Interest", interest.pk)
        if invited != (interest.state in {"invited", "closed"}):
            yield f"{interest}: {interest.state}, invited according to the audit: {invited}"


def requests() -> Iterator[str]:
    """A request is served if somebody accompanies, and audited."""
    for request in StartRequest.objects.all():
        begun = request.accompaniments.filter(state__in=["running", "ended"]).exists()
        if begun != (request.state == "served"):
            yield f"{request}: {request.state}, begun: {begun}"
        if audited("starters.StartRequest", request.pk) != ["request_starter"]:
            yield f"{request}: not audited"


def accompaniments() -> Iterator[str]:
    """Accompaniment, notes, follow-up and audit agree."""
    steps = ["propose_starter", "answer_proposal", "end_accompaniment"]
    order = {"proposed": 1, "running": 2, "ended": 3}
    for each in Accompaniment.objects.all():
        if audited("starters.Accompaniment", each.pk) != steps[: order[each.state]]:
            yield f"{each}: {each.state}, audited {audited('starters.Accompaniment', each.pk)}"
        if hasattr(each, "follow_up") != (each.state == "ended"):
            yield f"{each}: {each.state} and a follow-up do not agree"
        for meeting in each.meetings.all():
            if audited("starters.AccompaniedMeeting", meeting.pk) != ["note_meeting"]:
                yield f"{meeting}: not audited"


def main() -> None:
    """Tell the halves, and how much there was to look at."""
    halves = [*groups(), *foundings(), *requests(), *accompaniments()]
    stood = dict.fromkeys([*order_of_states()], 0)
    for state in Group.objects.values_list("state", flat=True):
        stood[state] += 1
    sys.stdout.write(json.dumps({"halves": halves, "stood": stood}))


def order_of_states() -> tuple[str, ...]:
    """The states the chain leads through."""
    return ("founding", "starting", "active")


if __name__ == "__main__":
    main()
