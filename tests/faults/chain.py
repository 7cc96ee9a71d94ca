"""A program: staff at work, one founding after the other, until somebody kills it.

For each line it reads it forks one such process and says its id; the line after that lets it wait
for the end of it.
"""

import os
import sys
from datetime import time, timedelta
from itertools import count
from math import inf

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- after the settings
from django.db import connections  # noqa: E402 -- after the settings

from stuhlkreis.accounts.models import User  # noqa: E402 -- after the settings
from stuhlkreis.groups import actions as groups  # noqa: E402 -- after the settings
from stuhlkreis.groups.lifecycle import Source, State  # noqa: E402 -- after the settings
from stuhlkreis.inquiries import actions as inquiries  # noqa: E402 -- after the settings
from stuhlkreis.network.models import ContactPoint  # noqa: E402 -- after the settings
from stuhlkreis.starters import actions as starters  # noqa: E402 -- after the settings
from stuhlkreis.starters.lifecycle import EndReason, Phase, RequestKind  # noqa: E402 -- after the settings
from stuhlkreis.starters.models import Starter  # noqa: E402 -- after the settings
from tests import make  # noqa: E402 -- after the settings

AT, ON = make.AT, make.TODAY


def one_case(here: ContactPoint, by: User, starter: Starter) -> None:
    """From the opened founding to the group that meets by itself."""
    topic = make.topic()
    interest = make.interest(at=here, on=topic)
    founding = inquiries.open_founding(
        contact_point=here, topic=topic, district_ags="13072", name=f"Gruppe {topic.pk}",
        on=ON, at=AT, by=by,
    )  # fmt: skip
    inquiries.invite(founding=founding, interest=interest, at=AT, by=by)
    inquiries.plan_first_meeting(
        founding=founding, meets_on=ON + timedelta(days=9), meets_at=time(18), minutes=90,
        room="Raum 2", opener="Silke W.", at=AT, by=by,
    )  # fmt: skip
    inquiries.start_founding(founding=founding, on=ON, at=AT, by=by)
    asked = starters.request_starter(
        group=founding.group, kind=RequestKind.NEW, planned_meetings=None, slots=(), languages=(),
        reason="", whole_group_wishes_on=ON, first_meeting_on=None, at=AT, by=by,
    )  # fmt: skip
    running = starters.propose_starter(request=asked, starter=starter, at=AT, by=by)
    starters.answer_proposal(accompaniment=running, accepts=True, on=ON, at=AT, by=by)
    starters.note_meeting(
        accompaniment=running, held_on=ON, present=7, phase=next(iter(Phase)), process_topics=(),
        needs_talk=False, on=ON, at=AT, by=by,
    )  # fmt: skip
    starters.end_accompaniment(accompaniment=running, reason=EndReason.PLANNED, on=ON, at=AT, by=by)
    groups.move_group(
        group=founding.group, to=State.ACTIVE, source=Source.GROUP_VIA_OFFICE, on=ON, at=AT, by=by
    )


def work(*, cases: float) -> None:
    """One case after the other, in an office of one's own."""
    here = make.contact_point(districts=("13072",))
    by, starter = make.member(at=here), make.starter(at=here, most_accompaniments=9)
    done = 0
    while done < cases:
        one_case(here, by, starter)
        done += 1


def main() -> None:
    """Fork a worker for each line."""
    call_command("migrate", verbosity=0)
    work(cases=1)  # whatever is read once is read before the first fork
    connections.close_all()
    sys.stdout.write("prepared\n")
    sys.stdout.flush()
    for number in count(1):
        if not sys.stdin.readline():
            return
        worker = os.fork()
        if worker == 0:
            # Each makes people of its own: names and addresses begin at another number.
            make._number = count(number * 1_000_000)
            sys.stdout.write(f"{os.getpid()}\n")
            sys.stdout.flush()
            work(cases=inf)
        sys.stdin.readline()  # until then even a dead worker keeps its id
        os.waitpid(worker, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
