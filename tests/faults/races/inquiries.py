"""Two people invite, found and wait at once."""

from typing import Final

from stuhlkreis.inquiries import actions as inquiries
from stuhlkreis.inquiries.letters import CONSENT_VERSION
from stuhlkreis.inquiries.models import Founding, Interest
from tests import make
from tests.faults.races.running import Deed, Race, an_office, audited, copies

AT, ON = make.AT, make.TODAY


def two_invite_the_same_person() -> Race:
    here, by = an_office()
    founding = make.founding(at=here)
    interest = make.interest(at=here, on=founding.topic)

    def invite(mine: Interest) -> Deed:
        return lambda: inquiries.invite(founding=founding, interest=mine, at=AT, by=by)

    one, other = copies(interest)
    return Race(invite(one), invite(other), lambda: {"invited": audited("invite", interest)})


def one_invites_while_the_person_deletes_everything() -> Race:
    here, by = an_office()
    founding = make.founding(at=here)
    interest = make.interest(at=here, on=founding.topic)
    one, other = copies(interest)
    return Race(
        lambda: inquiries.withdraw_interest_by_call(interest=one, at=AT, by=by),
        lambda: inquiries.invite(founding=founding, interest=other, at=AT, by=by),
        lambda: {"left": Interest.objects.filter(pk=interest.pk).count()},
    )


def two_open_the_same_founding() -> Race:
    here, by = an_office()
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
    here, by = an_office()
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


RACES: Final = (
    two_invite_the_same_person,
    one_invites_while_the_person_deletes_everything,
    two_open_the_same_founding,
    one_begins_a_founding_that_the_other_gives_up,
    two_leave_the_same_interest,
)
