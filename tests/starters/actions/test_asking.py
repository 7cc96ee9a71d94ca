from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.core.errors import Forbidden, Refusal
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.network.models import ContactPoint, Setting
from stuhlkreis.network.roles import Role
from stuhlkreis.starters import actions, errors, queries
from stuhlkreis.starters.lifecycle import RequestKind, RequestState, StarterState, State
from stuhlkreis.starters.models import Accompaniment, Starter, StartRequest
from tests import make
from tests.make import AT, TODAY

pytestmark = pytest.mark.django_db


def ask(
    group_state: GroupState = GroupState.STARTING,
    kind: RequestKind = RequestKind.NEW,
    *,
    planned_meetings: int | None = None,
    wished_on: date = TODAY,
    slots: tuple[str, ...] = ("tue_evening",),
) -> StartRequest:
    group = make.group(state=group_state)
    return actions.request_starter(
        group=group,
        kind=kind,
        planned_meetings=planned_meetings,
        slots=slots,
        languages=("de",),
        reason="Ruhige\x00 Moderation",
        whole_group_wishes_on=wished_on,
        first_meeting_on=date(2026, 12, 8),
        at=AT,
        by=make.member(at=group.contact_point, role=Role.STAFF),
    )


def test_request_starter_plans_the_usual_number_of_meetings() -> None:
    new, existing = ask(), ask(GroupState.ACTIVE, RequestKind.EXISTING)

    assert (new.planned_meetings, existing.planned_meetings) == (4, 2)
    assert new.state == RequestState.OPEN
    assert new.reason == "Ruhige Moderation"
    assert ask(planned_meetings=10).planned_meetings == 10
    assert AuditEntry.objects.filter(action="request_starter").count() == 3


@pytest.mark.parametrize("number", [0, 11])
def test_request_starter_refuses_a_number_beyond_the_stop(number: int) -> None:
    with pytest.raises(errors.NumberNotPlausible, match="1 bis 10"):
        ask(planned_meetings=number)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (GroupState.ACTIVE, RequestKind.NEW),
        (GroupState.FOUNDING, RequestKind.EXISTING),
        (GroupState.DISSOLVED, RequestKind.EXISTING),
    ],
)
def test_request_starter_refuses_a_group_of_another_kind(
    state: GroupState, kind: RequestKind
) -> None:
    with pytest.raises(errors.GroupNotFitting, match="passt diese Anforderung nicht"):
        ask(state, kind)


def test_request_starter_refuses_a_wish_of_tomorrow() -> None:
    with pytest.raises(errors.DayNotPlausible):
        ask(wished_on=TODAY + timedelta(days=1))


def test_request_starter_refuses_a_time_that_is_none() -> None:
    with pytest.raises(errors.StarterDataWrong):
        ask(slots=("noon",))


def again(request: StartRequest) -> StartRequest:
    return actions.request_starter(
        group=request.group,
        kind=RequestKind(request.kind),
        planned_meetings=3,
        slots=(),
        languages=(),
        reason="",
        whole_group_wishes_on=TODAY,
        first_meeting_on=None,
        at=AT,
        by=make.member(at=request.group.contact_point),
    )


def test_request_starter_refuses_a_second_open_request() -> None:
    with pytest.raises(errors.RequestAlreadyOpen):
        again(make.start_request())


def test_request_starter_refuses_a_group_that_is_accompanied() -> None:
    hanne = make.starter(name="Hanne Trost")
    running = make.accompaniment(
        of=make.start_request(at=hanne.contact_point, state=RequestState.SERVED), by=hanne
    )

    with pytest.raises(
        errors.GroupAlreadyAccompanied,
        match=r"Die Gruppe wird schon begleitet, von Hanne T\. seit 21\. November 2026\.",
    ):
        again(running.request)


def test_request_starter_is_for_the_staff_of_the_office() -> None:
    group = make.group(state=GroupState.STARTING)

    with pytest.raises(Forbidden):
        actions.request_starter(
            group=group,
            kind=RequestKind.NEW,
            planned_meetings=None,
            slots=(),
            languages=(),
            reason="",
            whole_group_wishes_on=TODAY,
            first_meeting_on=None,
            at=AT,
            by=make.member(),
        )


def propose(request: StartRequest, starter: Starter, because: str = "") -> Accompaniment:
    return actions.propose_starter(
        request=request,
        starter=starter,
        at=AT,
        by=make.member(at=request.group.contact_point, role=Role.STAFF),
        because=because,
    )


def test_propose_starter_asks_and_leaves_the_request_open() -> None:
    request = make.start_request()

    made = propose(request, make.starter(at=request.group.contact_point), "kennt das Haus")

    request.refresh_from_db()
    assert (made.state, made.planned_meetings) == (State.PROPOSED, 4)
    assert made.chosen_because == "kennt das Haus"
    assert request.state == RequestState.OPEN
    assert not queries.open_requests_of(request.group.contact_point).exists()


def not_active(request: StartRequest) -> Starter:
    starter = make.starter(at=request.group.contact_point)
    starter.state = StarterState.PAUSED
    starter.save()
    return starter


def contact_person(request: StartRequest) -> Starter:
    account = make.user()
    make.contact_person(of=request.group, user=account)
    return make.starter(at=request.group.contact_point, user=account)


def at_capacity(request: StartRequest) -> Starter:
    starter = make.starter(at=request.group.contact_point, most_accompaniments=1)
    make.accompaniment(at=request.group.contact_point, by=starter, state=State.PROPOSED)
    return starter


def excluded(request: StartRequest) -> Starter:
    slug = request.group.topics.get().slug
    return make.starter(at=request.group.contact_point, excluded=(slug,))


REFUSALS: list[tuple[Callable[[StartRequest], Starter], type[Refusal], str]] = [
    (
        not_active,
        errors.StarterNotActive,
        "Diese Person kann zurzeit keine Gruppe begleiten.",
    ),
    (
        lambda request: make.starter(at=request.group.contact_point, is_qualified=False),
        errors.StarterNotQualified,
        "Diese Person hat die Schulung noch nicht abgeschlossen.",
    ),
    (
        lambda request: make.starter(at=request.group.contact_point, has_agreement=False),
        errors.StarterWithoutAgreement,
        "Mit dieser Person gibt es keine gültige Vereinbarung.",
    ),
    (
        at_capacity,
        errors.StarterAtCapacity,
        "Diese Person begleitet schon so viele Gruppen, wie sie möchte.",
    ),
    (
        contact_person,
        errors.StarterIsContactPerson,
        "Diese Person ist oder war selbst Ansprechperson dieser Gruppe.",
    ),
    (
        excluded,
        errors.StarterNotSuitable,
        "Diese Person ist für diese Gruppe nicht geeignet.",
    ),
    (
        lambda _: make.starter(),
        errors.StarterElsewhere,
        "Diese Person gehört zu einer anderen Kontaktstelle.",
    ),
]


@pytest.mark.parametrize(("who", "refusal", "sentence"), REFUSALS)
def test_propose_starter_holds_the_hard_rules_again(
    who: Callable[[StartRequest], Starter], refusal: type[Refusal], sentence: str
) -> None:
    request = make.start_request()

    with pytest.raises(refusal) as caught:
        propose(request, who(request))

    assert str(caught.value) == sentence


def test_propose_starter_needs_the_additional_module_for_an_existing_group() -> None:
    request = make.start_request(of=make.group(state=GroupState.ACTIVE), kind=RequestKind.EXISTING)
    home = request.group.contact_point

    with pytest.raises(errors.StarterNotQualifiedForExisting, match="Zusatzschulung"):
        propose(request, make.starter(at=home))

    assert propose(request, make.starter(at=home, for_existing_groups=True)).pk


def test_propose_starter_counts_the_hours_the_office_asks_for() -> None:
    request = make.start_request()
    home = request.group.contact_point
    Setting.objects.create(contact_point=home, name="training_hours", value=34)

    with pytest.raises(errors.StarterNotQualified):
        propose(request, make.starter(at=home))


def test_propose_starter_lets_people_agree_on_a_long_way_and_after_a_no() -> None:
    request = make.start_request()
    starter = make.starter(at=request.group.contact_point)
    starter.lat, starter.radius_km = 48.1, 10
    starter.save()
    make.accompaniment(of=request, by=starter, state=State.DECLINED)

    assert propose(request, starter).state == State.PROPOSED


def test_propose_starter_is_only_for_the_staff_of_the_office() -> None:
    request = make.start_request()
    starter = make.starter(at=request.group.contact_point, user=make.user())
    assert starter.user is not None

    with pytest.raises(Forbidden):
        actions.propose_starter(request=request, starter=starter, at=AT, by=starter.user)


def test_the_second_desk_is_told_who_was_asked() -> None:
    request = make.start_request()
    home = request.group.contact_point
    propose(request, make.starter(at=home, name="Hanne Trost"))

    with pytest.raises(errors.GroupAlreadyAccompanied) as caught:
        propose(request, make.starter(at=home))

    assert str(caught.value) == (
        "Gerade hat eine andere Person gespeichert. Das ist der neue Stand: "
        "Hanne T. ist seit 21. November 2026 angefragt."
    )
    assert Accompaniment.objects.count() == 1


def test_the_second_desk_is_told_that_the_request_was_withdrawn() -> None:
    stale = make.start_request()
    actions.withdraw_request(request=stale, at=AT, by=make.member(at=stale.group.contact_point))

    with pytest.raises(errors.RequestNotOpen, match="neue Stand: zurückgezogen"):
        propose(stale, make.starter(at=stale.group.contact_point))


def test_the_database_takes_one_asked_or_running_per_group() -> None:
    first = make.accompaniment(state=State.PROPOSED)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.accompaniment(of=first.request)

    make.accompaniment(of=first.request, state=State.DECLINED)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="a database in memory has one writer")
@pytest.mark.django_db(transaction=True)
def test_two_desks_at_the_same_moment_ask_one_person() -> None:
    request = make.start_request()
    home = request.group.contact_point
    starters = [make.starter(at=home), make.starter(at=home)]
    desks = [make.member(at=home), make.member(at=home)]

    def choose(number: int) -> str:
        try:
            actions.propose_starter(
                request=request, starter=starters[number], at=AT, by=desks[number]
            )
        except errors.GroupAlreadyAccompanied:
            return "told"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(choose, range(2)))

    assert outcomes == ["asked", "told"]
    assert Accompaniment.objects.count() == 1


@pytest.mark.parametrize(
    ("account", "way"),
    [(True, "http://127.0.0.1:8000/begleitung/"), (False, "0381 0000 100")],
)
def test_the_person_asked_gets_a_mail_that_names_no_group(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    account: bool,
    way: str,
) -> None:
    request = make.start_request()
    home = request.group.contact_point
    starter = make.starter(at=home, user=make.user() if account else None)

    with django_capture_on_commit_callbacks(execute=True):
        propose(request, starter)

    [letter] = mail.outbox
    assert letter.to == [starter.email]
    assert letter.reply_to == [home.email]
    assert way in letter.body
    assert not account or way in letter.body.splitlines(), "a link stands on a line of its own"
    assert letter.body.endswith(f"Freundliche Grüße\n{home.name}\n")
    assert request.group.name not in f"{letter.body} {letter.subject}"


def test_nobody_without_an_address_gets_a_mail(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    request = make.start_request()
    starter = make.starter(at=request.group.contact_point)
    starter.email = ""
    starter.save()

    with django_capture_on_commit_callbacks(execute=True):
        propose(request, starter)

    assert mail.outbox == []


def asked(*, with_account: bool = True, at: ContactPoint | None = None) -> Accompaniment:
    request = make.start_request(at=at)
    starter = make.starter(
        at=request.group.contact_point, user=make.user() if with_account else None
    )
    return make.accompaniment(of=request, by=starter, state=State.PROPOSED)


def test_a_starter_accepts_and_the_request_is_served(at: datetime) -> None:
    proposal = asked()
    assert proposal.starter.user is not None

    actions.answer_proposal(
        accompaniment=proposal, accepts=True, on=TODAY, at=at, by=proposal.starter.user
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.started_on) == (State.RUNNING, TODAY)
    assert proposal.answered_at == at
    assert proposal.answer_entered_by is None
    assert proposal.request.state == RequestState.SERVED


def test_a_starter_declines_without_a_reason_and_the_request_waits_again(at: datetime) -> None:
    proposal = asked()
    assert proposal.starter.user is not None

    actions.answer_proposal(
        accompaniment=proposal, accepts=False, on=TODAY, at=at, by=proposal.starter.user
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.started_on) == (State.DECLINED, None)
    assert list(queries.open_requests_of(proposal.group.contact_point)) == [proposal.request]
    with pytest.raises(errors.NotThisWay):
        actions.answer_proposal(
            accompaniment=proposal, accepts=True, on=TODAY, at=at, by=proposal.starter.user
        )


def test_the_desk_answers_for_who_has_no_account(at: datetime) -> None:
    proposal = asked(with_account=False)
    staff = make.member(at=proposal.group.contact_point, role=Role.STAFF)

    actions.answer_proposal(accompaniment=proposal, accepts=True, on=TODAY, at=at, by=staff)

    proposal.refresh_from_db()
    assert proposal.answer_entered_by == staff


def test_the_desk_answers_for_who_has_a_locked_account(at: datetime) -> None:
    proposal = asked()
    assert proposal.starter.user is not None
    proposal.starter.user.is_active = False
    proposal.starter.user.save()
    staff = make.member(at=proposal.group.contact_point)

    actions.answer_proposal(accompaniment=proposal, accepts=True, on=TODAY, at=at, by=staff)

    proposal.refresh_from_db()
    assert proposal.answer_entered_by == staff


def test_nobody_answers_for_who_has_an_account(at: datetime) -> None:
    proposal = asked()

    with pytest.raises(errors.NotYourAnswer, match="antwortet selbst"):
        actions.answer_proposal(
            accompaniment=proposal,
            accepts=True,
            on=TODAY,
            at=at,
            by=make.member(at=proposal.group.contact_point),
        )
    with pytest.raises(Forbidden):
        actions.answer_proposal(
            accompaniment=proposal, accepts=True, on=TODAY, at=at, by=make.user()
        )


def test_rule_47_a_yes_after_the_agreement_ran_out_is_refused(at: datetime) -> None:
    proposal = asked()
    volunteer = proposal.starter.user
    assert volunteer is not None
    proposal.starter.agreements.update(valid_until=TODAY - timedelta(days=1))

    with pytest.raises(errors.StarterWithoutAgreement, match="mit Ihrer Kontaktstelle"):
        actions.answer_proposal(accompaniment=proposal, accepts=True, on=TODAY, at=at, by=volunteer)

    proposal.refresh_from_db()
    assert proposal.state == State.PROPOSED
    actions.answer_proposal(accompaniment=proposal, accepts=False, on=TODAY, at=at, by=volunteer)


def test_the_desk_is_told_which_rule_forbids_a_yes(at: datetime) -> None:
    proposal = asked(with_account=False)
    proposal.starter.agreements.all().delete()
    staff = make.member(at=proposal.group.contact_point)

    with pytest.raises(errors.StarterWithoutAgreement, match="keine gültige Vereinbarung"):
        actions.answer_proposal(accompaniment=proposal, accepts=True, on=TODAY, at=at, by=staff)


def test_who_was_asked_for_the_last_place_may_say_yes_even_in_a_pause(at: datetime) -> None:
    proposal = asked()
    Starter.objects.update(state=StarterState.PAUSED, most_accompaniments=1)
    assert proposal.starter.user is not None

    actions.answer_proposal(
        accompaniment=proposal, accepts=True, on=TODAY, at=at, by=proposal.starter.user
    )

    proposal.refresh_from_db()
    assert proposal.state == State.RUNNING


def test_a_proposal_is_withdrawn_before_the_answer(at: datetime) -> None:
    proposal = asked()
    staff = make.member(at=proposal.group.contact_point)

    actions.withdraw_proposal(accompaniment=proposal, at=at, by=staff)

    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN
    assert queries.open_requests_of(proposal.group.contact_point).count() == 1
    with pytest.raises(errors.NotThisWay):
        actions.withdraw_proposal(accompaniment=proposal, at=at, by=staff)


def test_a_request_is_withdrawn_with_its_proposal(at: datetime) -> None:
    proposal = asked()

    actions.withdraw_request(
        request=proposal.request, at=at, by=make.member(at=proposal.group.contact_point)
    )

    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN
    assert proposal.request.state == RequestState.WITHDRAWN
