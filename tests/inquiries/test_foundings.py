"""A founding from its opening to a group that meets by itself, or to the end of the attempt."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.models import User
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.lifecycle import Source, State
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.errors import (
    DistrictUnknown,
    FirstMeetingTooEarly,
    FoundingAlreadyRunning,
    FoundingNotReady,
    FoundingOver,
    NotThisWay,
    ReasonMissing,
)
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.models import Topic
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
FACTS: dict[str, Any] = {
    "meets_on": date(2026, 12, 8),
    "meets_at": time(18, 0),
    "minutes": 90,
    "room": "Raum 2",
    "opener": "Silke W.",
}


@pytest.fixture
def office() -> ContactPoint:
    return make.contact_point(districts=("13072",))


@pytest.fixture
def staff(office: ContactPoint) -> User:
    return make.member(at=office)


@pytest.fixture
def ready(office: ContactPoint) -> Founding:
    return make.founding(at=office, ready=True)


def opened(office: ContactPoint, by: User, at: datetime, **said: Any) -> Founding:
    answers: dict[str, Any] = {
        "topic": make.topic(name="Narkolepsie"),
        "district_ags": "13072",
        "name": "Narkolepsie Güstrow",
    } | said
    return actions.open_founding(contact_point=office, on=TODAY, at=at, by=by, **answers)


def invited(founding: Founding, **said: Any) -> Interest:
    return make.interest(
        at=founding.contact_point,
        on=founding.topic,
        state=InterestState.INVITED,
        invited_to=founding,
        **said,
    )


def test_rule_22_open_founding_puts_the_group_into_the_records_as_founding(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    founding = opened(office, staff, at)
    group = founding.group
    assert (group.state, group.name) == (State.FOUNDING, "Narkolepsie Güstrow")
    assert [topic.name for topic in group.topics.all()] == ["Narkolepsie"]
    assert group.venue.place == "Landkreis Rostock"
    assert group.venue.lat is not None
    assert founding.state == FoundingState.PREPARING


def test_open_founding_shows_no_point_where_the_district_has_no_clear_middle(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    venue = opened(office, staff, at, district_ags="06532").group.venue
    assert (venue.place, venue.lat, venue.lon) == ("Lahn-Dill-Kreis", None, None)


def test_open_founding_refuses_a_district_nobody_knows(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    with pytest.raises(DistrictUnknown):
        opened(office, staff, at, district_ags="99999")


def test_open_founding_refuses_a_second_one_for_topic_and_district_by_its_name(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    topic = make.topic(name="Narkolepsie")
    opened(office, staff, at, topic=topic)
    with pytest.raises(FoundingAlreadyRunning, match="„Narkolepsie Güstrow“"):
        opened(office, staff, at, topic=topic, name="Zweite")
    assert opened(office, staff, at, topic=topic, district_ags="13003").pk


def test_open_founding_may_try_again_once_the_first_attempt_is_over(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    first = opened(office, staff, at)
    actions.end_founding(founding=first, because="Zu wenige", on=TODAY, at=at, by=staff)
    assert opened(office, staff, at, topic=first.topic).pk != first.pk


def test_the_database_refuses_a_second_founding_in_preparation(office: ContactPoint) -> None:
    topic: Topic = make.topic()
    make.founding(at=office, on=topic)
    with pytest.raises(IntegrityError):
        make.founding(at=office, on=topic)


def test_nobody_from_elsewhere_opens_plans_begins_or_ends(ready: Founding, at: datetime) -> None:
    other = make.member()
    with pytest.raises(Forbidden):
        opened(ready.contact_point, other, at)
    with pytest.raises(Forbidden):
        actions.plan_first_meeting(founding=ready, **FACTS, at=at, by=other)
    with pytest.raises(Forbidden):
        actions.start_founding(founding=ready, on=TODAY, at=at, by=other)
    with pytest.raises(Forbidden):
        actions.end_founding(founding=ready, because="x", on=TODAY, at=at, by=other)


def test_plan_first_meeting_keeps_what_is_known_so_far(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    founding = make.founding(at=office)
    known = FACTS | {"minutes": 0, "room": " Raum\t2 ", "opener": ""}
    actions.plan_first_meeting(founding=founding, **known, at=at, by=staff)
    founding.refresh_from_db()
    assert (founding.meets_on, founding.minutes) == (date(2026, 12, 8), None)
    assert (founding.room, founding.opener) == ("Raum 2", "")


def test_plan_first_meeting_tells_each_invited_person_alone_and_counts_the_calls(
    ready: Founding,
    staff: User,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for email in ("toni@example.org", "kim@example.org"):
        invited(ready, email=email)
    invited(ready, phone="0381 0000 300")
    later = FACTS | {"meets_on": date(2026, 12, 15)}
    with django_capture_on_commit_callbacks(execute=True):
        to_call = actions.plan_first_meeting(founding=ready, **later, at=at, by=staff)
    assert to_call == 1
    assert [message.to for message in mail.outbox] == [["toni@example.org"], ["kim@example.org"]]
    assert "15. Dezember 2026" in mail.outbox[0].body


@pytest.mark.parametrize(
    "change",
    [
        {"opener": "Jens K."},
        {"meets_on": None},
        {"meets_at": None},
        {"meets_on": TODAY - timedelta(days=1)},
    ],
    ids=["only who opens", "no day", "no time", "in the past"],
)
def test_plan_first_meeting_writes_to_nobody_without_news_about_a_coming_meeting(
    ready: Founding,
    staff: User,
    at: datetime,
    change: dict[str, Any],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    Founding.objects.update(opened_on=date(2026, 11, 1))
    invited(ready)
    with django_capture_on_commit_callbacks(execute=True):
        actions.plan_first_meeting(founding=ready, **FACTS | change, at=at, by=staff)
    assert mail.outbox == []


def test_plan_first_meeting_refuses_a_day_before_the_opening(
    ready: Founding, staff: User, at: datetime
) -> None:
    early = FACTS | {"meets_on": TODAY - timedelta(days=1)}
    with pytest.raises(FirstMeetingTooEarly):
        actions.plan_first_meeting(founding=ready, **early, at=at, by=staff)


def test_plan_first_meeting_refuses_to_take_a_fact_from_a_group_that_begins(
    ready: Founding, staff: User, at: datetime
) -> None:
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    with pytest.raises(FoundingNotReady, match="Raum"):
        actions.plan_first_meeting(founding=ready, **FACTS | {"room": ""}, at=at, by=staff)
    actions.plan_first_meeting(founding=ready, **FACTS | {"room": "Raum 5"}, at=at, by=staff)
    ready.refresh_from_db()
    assert ready.room == "Raum 5"


def test_rule_43_start_founding_names_everything_that_is_missing(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    founding = make.founding(at=office)
    with pytest.raises(FoundingNotReady, match="Tag, Uhrzeit, Dauer, Raum, wer den Raum öffnet"):
        actions.start_founding(founding=founding, on=TODAY, at=at, by=staff)
    founding.group.refresh_from_db()
    assert founding.group.state == State.FOUNDING


def test_rule_43_start_founding_lets_the_group_begin(
    ready: Founding, staff: User, at: datetime
) -> None:
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    ready.refresh_from_db()
    assert (ready.state, ready.group.state) == (FoundingState.STARTED, State.STARTING)
    change = ready.group.state_changes.latest("pk")
    assert (change.state, change.by, change.source) == (State.STARTING, staff, Source.OFFICE)


def test_start_founding_twice_is_refused(ready: Founding, staff: User, at: datetime) -> None:
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    with pytest.raises(NotThisWay):
        actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)


def test_rule_43_holds_on_the_groups_own_page_too(
    office: ContactPoint, staff: User, at: datetime
) -> None:
    founding = make.founding(at=office)
    with pytest.raises(FoundingNotReady):
        moved(founding, State.STARTING, at, staff)
    founding.group.refresh_from_db()
    assert founding.group.state == State.FOUNDING


def test_a_group_moved_on_its_own_page_takes_its_founding_along(
    ready: Founding, staff: User, at: datetime
) -> None:
    moved(ready, State.STARTING, at, staff)
    ready.refresh_from_db()
    assert ready.state == FoundingState.STARTED
    person = invited(ready)
    moved(ready, State.ATTEMPT_ENDED, at, staff, because="Niemand kam")
    ready.refresh_from_db()
    person.refresh_from_db()
    assert (ready.state, ready.ended_because) == (FoundingState.ENDED, "Niemand kam")
    assert person.state == InterestState.OPEN


def test_an_attempt_ends_with_a_reason_on_the_groups_own_page_too(
    ready: Founding, staff: User, at: datetime
) -> None:
    with pytest.raises(ReasonMissing):
        moved(ready, State.ATTEMPT_ENDED, at, staff)
    ready.group.refresh_from_db()
    assert ready.group.state == State.FOUNDING


def test_a_group_without_a_founding_moves_freely(
    staff: User, office: ContactPoint, at: datetime
) -> None:
    group = make.group(at=office, state=State.STARTING)
    groups.move_group(group=group, to=State.ACTIVE, source=Source.OFFICE, on=TODAY, at=at, by=staff)
    assert not Founding.objects.exists()


def test_end_founding_keeps_the_reason_and_gives_the_people_back(
    ready: Founding, staff: User, at: datetime
) -> None:
    person = invited(ready)
    actions.end_founding(founding=ready, because=" Zu wenige ", on=TODAY, at=at, by=staff)
    ready.refresh_from_db()
    person.refresh_from_db()
    assert (ready.state, ready.ended_on, ready.ended_because) == (
        FoundingState.ENDED,
        TODAY,
        "Zu wenige",
    )
    assert ready.group.state == State.ATTEMPT_ENDED
    assert (person.state, person.founding) == (InterestState.OPEN, None)


def test_end_founding_wants_a_reason(ready: Founding, staff: User, at: datetime) -> None:
    with pytest.raises(ReasonMissing):
        actions.end_founding(founding=ready, because="  ", on=TODAY, at=at, by=staff)


def test_end_founding_refuses_a_group_that_meets_by_itself_and_keeps_all(
    ready: Founding, staff: User, at: datetime
) -> None:
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    moved(ready, State.ACTIVE, at, staff)
    with pytest.raises(Exception, match="führt kein Weg"):
        actions.end_founding(founding=ready, because="x", on=TODAY, at=at, by=staff)
    ready.refresh_from_db()
    assert ready.state == FoundingState.STARTED


def test_plan_first_meeting_refuses_after_the_end(
    ready: Founding, staff: User, at: datetime
) -> None:
    actions.end_founding(founding=ready, because="x", on=TODAY, at=at, by=staff)
    with pytest.raises(FoundingOver):
        actions.plan_first_meeting(founding=ready, **FACTS, at=at, by=staff)


def test_rule_44_a_group_that_becomes_active_closes_its_interests_but_no_others(
    ready: Founding, staff: User, at: datetime
) -> None:
    person = invited(ready, email="toni@example.org")
    other = make.interest(at=ready.contact_point, on=ready.topic)
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    moved(ready, State.ACTIVE, at, staff)
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.state, person.closed_at) == (InterestState.CLOSED, at)
    assert person.email == "toni@example.org"
    assert other.state == InterestState.OPEN


def test_rule_44_an_office_may_erase_at_once(ready: Founding, staff: User, at: datetime) -> None:
    ready.contact_point.settings.create(name="erase_days", value=0)
    person = invited(ready, email="toni@example.org", phone="0381 0000 300")
    actions.start_founding(founding=ready, on=TODAY, at=at, by=staff)
    moved(ready, State.ACTIVE, at, staff)
    person = Interest.objects.get(pk=person.pk)
    assert (person.email, person.phone, person.name, person.postcode) == ("", "", "", "")
    assert (person.mail_hash, person.phone_hash, person.slots) == ("", "", [])
    assert (person.topic, person.district_ags) == (ready.topic, "13072")


@pytest.fixture
def alone(office: ContactPoint) -> Group:
    return make.group(at=office, state=State.FOUNDING)


def test_rule_43_holds_for_a_group_that_came_without_a_founding(
    alone: Group, staff: User, at: datetime
) -> None:
    with pytest.raises(FoundingNotReady, match="unter „Gründungen“"):
        groups.move_group(
            group=alone, to=State.STARTING, source=Source.OFFICE, on=TODAY, at=at, by=staff
        )
    alone.refresh_from_db()
    assert alone.state == State.FOUNDING


def test_prepare_founding_takes_over_a_group_with_its_topic_and_district(
    alone: Group, staff: User, at: datetime
) -> None:
    assert list(queries.groups_without_founding(alone.contact_point)) == [alone]
    founding = actions.prepare_founding(group=alone, on=TODAY, at=at, by=staff)
    assert (founding.group, founding.topic) == (alone, alone.topics.get())
    assert founding.district_ags == "13072"
    assert not queries.groups_without_founding(alone.contact_point).exists()


def test_prepare_founding_refuses_what_has_one_meets_already_or_has_no_place(
    alone: Group, office: ContactPoint, staff: User, at: datetime
) -> None:
    actions.prepare_founding(group=alone, on=TODAY, at=at, by=staff)
    with pytest.raises(FoundingAlreadyRunning, match="Für diese Gruppe"):
        actions.prepare_founding(group=alone, on=TODAY, at=at, by=staff)
    with pytest.raises(FoundingOver):
        actions.prepare_founding(group=make.group(at=office), on=TODAY, at=at, by=staff)
    nowhere = make.group(at=office, state=State.FOUNDING)
    nowhere.venue.district_ags = ""
    nowhere.venue.save()
    with pytest.raises(DistrictUnknown, match="zuerst Thema und Ort"):
        actions.prepare_founding(group=nowhere, on=TODAY, at=at, by=staff)
    nowhere.group_topics.all().delete()
    with pytest.raises(DistrictUnknown):
        actions.prepare_founding(group=nowhere, on=TODAY, at=at, by=staff)


def test_prepare_founding_refuses_a_second_one_for_topic_and_district(
    alone: Group, office: ContactPoint, staff: User, at: datetime
) -> None:
    make.founding(at=office, on=alone.topics.get())
    with pytest.raises(FoundingAlreadyRunning, match="Dazu läuft"):
        actions.prepare_founding(group=alone, on=TODAY, at=at, by=staff)
    with pytest.raises(Forbidden):
        actions.prepare_founding(group=alone, on=TODAY, at=at, by=make.member())


def moved(founding: Founding, to: State, at: datetime, by: User, because: str = "") -> None:
    groups.move_group(
        group=founding.group,
        to=to,
        source=Source.OFFICE,
        on=TODAY,
        at=at,
        by=by,
        because=because,
    )
