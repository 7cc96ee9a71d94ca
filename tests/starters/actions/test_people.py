from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.accounts.models import User
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network.models import Setting
from stuhlkreis.network.roles import Role
from stuhlkreis.starters import actions, errors, queries
from stuhlkreis.starters.draft import LONGEST, StarterDraft
from stuhlkreis.starters.lifecycle import (
    AgreementWay,
    EndReason,
    Phase,
    StarterState,
    State,
)
from stuhlkreis.starters.models import ExcludedTopic, Starter
from tests import make
from tests.make import AT, TODAY

pytestmark = pytest.mark.django_db

DRAFT = StarterDraft(
    name="Hanne  Trost",
    postcode="18273",
    email="hanne@example.org",
    slots=("tue_evening", "tue_evening"),
)


def test_a_starter_is_entered_with_the_middle_of_the_postcode() -> None:
    home = make.contact_point()
    Setting.objects.create(contact_point=home, name="match_radius_km", value=45)

    starter = actions.add_starter(
        contact_point=home, draft=DRAFT, since=TODAY, at=AT, by=make.member(at=home)
    )

    assert (starter.name, starter.radius_km) == ("Hanne Trost", 45)
    assert starter.slots == ["tue_evening"]
    assert 53 < starter.lat < 54.5


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (replace(DRAFT, name=" \x00"), "Name fehlt"),
        (replace(DRAFT, postcode="1827"), "Postleitzahl kennen wir nicht"),
        (replace(DRAFT, most_accompaniments=0), "eine bis neun"),
        (replace(DRAFT, radius_km=0), "zwischen 1 und 300"),
        (replace(DRAFT, slots=("midnight",)), "Zeit kennen wir nicht"),
        (replace(DRAFT, name="A" * 121), "höchstens 120 Zeichen"),
        (replace(DRAFT, email=f"{'a' * 243}@example.org"), "höchstens 254 Zeichen"),
    ],
)
def test_wrong_data_are_refused_in_a_sentence(draft: StarterDraft, sentence: str) -> None:
    home = make.contact_point()

    with pytest.raises(errors.StarterDataWrong, match=sentence):
        actions.add_starter(
            contact_point=home, draft=draft, since=TODAY, at=AT, by=make.member(at=home)
        )


def test_the_lengths_are_those_of_the_columns() -> None:
    columns = {field.name: field.max_length for field in Starter._meta.concrete_fields}
    assert LONGEST.items() <= columns.items()


def test_a_change_names_its_columns_in_the_audit() -> None:
    starter = make.starter(name="Hanne Trost")
    draft = replace(
        DRAFT,
        email=starter.email,
        phone=starter.phone,
        radius_km=20,
        slots=("tue_evening", "wed_evening"),
    )

    actions.change_starter(starter=starter, draft=draft, at=AT, by=coordinator(starter))

    starter.refresh_from_db()
    assert starter.radius_km == 20
    assert "radius_km" in AuditEntry.objects.get(action="change_starter").detail["columns"]
    assert "name" not in AuditEntry.objects.get(action="change_starter").detail["columns"]


def coordinator(starter: Starter) -> User:
    return make.member(at=starter.contact_point)


def test_staff_without_the_right_do_not_edit_starters() -> None:
    starter = make.starter()

    with pytest.raises(Forbidden):
        actions.pause(
            starter=starter, at=AT, by=make.member(at=starter.contact_point, role=Role.STAFF)
        )


def test_an_account_belongs_to_one_starter() -> None:
    starter, account = make.starter(), make.user()

    actions.link_account(starter=starter, user=account, at=AT, by=coordinator(starter))

    assert queries.starter_for(account) == starter
    other = make.starter()
    with pytest.raises(errors.StarterDataWrong, match="anderen Person"):
        actions.link_account(starter=other, user=account, at=AT, by=coordinator(other))


def test_rule_49_holds_when_data_or_account_of_a_starter_change() -> None:
    accompaniment = make.accompaniment()
    starter, account = accompaniment.starter, make.user()
    spokesperson = make.contact_person(of=accompaniment.group, user=account)
    draft = StarterDraft(name=starter.name, postcode="18273", email=spokesperson.email)

    with pytest.raises(errors.StarterIsContactPerson, match="selbst Ansprechperson"):
        actions.change_starter(starter=starter, draft=draft, at=AT, by=coordinator(starter))
    with pytest.raises(errors.StarterIsContactPerson):
        actions.link_account(starter=starter, user=account, at=AT, by=coordinator(starter))

    starter.refresh_from_db()
    assert starter.user is None
    assert starter.email != spokesperson.email


def test_an_account_is_opened_under_the_persons_own_address(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    starter = make.starter()
    by = coordinator(starter)

    with django_capture_on_commit_callbacks(execute=True):
        account = actions.give_account(starter=starter, at=AT, by=by)

    [letter] = mail.outbox
    assert (letter.to, account.email) == ([starter.email], starter.email)
    assert "http://127.0.0.1:8000/begleitung/" in letter.body.splitlines()
    assert "!" not in letter.body
    with pytest.raises(errors.StarterDataWrong, match="es gibt noch keines"):
        actions.give_account(starter=starter, at=AT, by=by)


def test_who_has_an_account_already_keeps_it() -> None:
    starter = make.starter()
    colleague = make.user(email=starter.email)

    given = actions.give_account(starter=starter, at=AT, by=coordinator(starter))

    assert given == colleague


def test_a_training_counts_once_its_certificate_was_seen() -> None:
    starter = make.starter(is_qualified=False)

    def record(completed_on: date = TODAY, issuer: str = "Projekt", hours: int = 33) -> None:
        actions.record_qualification(
            starter=starter,
            completed_on=completed_on,
            issuer=issuer,
            hours=hours,
            for_existing_groups=False,
            at=AT,
            by=coordinator(starter),
        )

    with pytest.raises(errors.DayNotPlausible):
        record(completed_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.StarterDataWrong):
        record(issuer=" ")
    with pytest.raises(errors.StarterDataWrong):
        record(hours=0)
    record()

    assert queries.is_qualified(starter.qualifications.all(), hours=33, on=TODAY)
    assert not queries.is_qualified(
        starter.qualifications.all(), hours=33, on=TODAY - timedelta(days=1)
    )


def test_an_agreement_is_valid_in_its_period() -> None:
    starter = make.starter(has_agreement=False)

    def sign(signed_on: date = TODAY, valid_until: date = date(2028, 1, 1)) -> None:
        actions.sign_agreement(
            starter=starter,
            text_version="2026-1",
            signed_on=signed_on,
            way=AgreementWay.PAPER,
            valid_from=TODAY,
            valid_until=valid_until,
            at=AT,
            by=coordinator(starter),
        )

    with pytest.raises(errors.DayNotPlausible):
        sign(signed_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.StarterDataWrong, match="Ende liegt vor dem Beginn"):
        sign(valid_until=TODAY - timedelta(days=1))
    sign()

    assert queries.has_agreement(starter.agreements.all(), on=TODAY)
    assert not queries.has_agreement(starter.agreements.all(), on=TODAY - timedelta(days=1))


def test_excluded_topics_are_kept_sealed_and_their_reading_is_noted() -> None:
    starter, grief = make.starter(), make.topic(name="Trauer")
    by = coordinator(starter)

    for _ in range(2):
        actions.exclude_topic(starter=starter, topic=grief, at=AT, by=by)
    actions.exclude_topic(starter=starter, topic=make.topic(name="Sucht"), at=AT, by=by)

    assert ExcludedTopic.objects.count() == 2
    read = actions.read_excluded_topics(starter=starter, at=AT, by=by)
    assert [topic.name for topic in read] == ["Sucht", "Trauer"]
    assert "trauer" not in str(list(AuditEntry.objects.values())).casefold()
    assert AuditEntry.objects.filter(action="read_excluded_topics").count() == 1

    actions.include_topic(starter=starter, topic=grief, at=AT, by=by)

    assert ExcludedTopic.objects.count() == 1


def test_a_pause_lasts_until_it_is_over() -> None:
    starter = make.starter()

    actions.pause(starter=starter, at=AT, by=coordinator(starter))
    starter.refresh_from_db()
    assert starter.state == StarterState.PAUSED

    actions.resume(starter=starter, at=AT, by=coordinator(starter))
    starter.refresh_from_db()
    assert starter.state == StarterState.ACTIVE


def test_leaving_deletes_topics_ends_what_runs_and_keeps_the_notes() -> None:
    starter = make.starter(excluded=("trauer",), user=make.user())
    home = starter.contact_point
    running = make.accompaniment(at=home, by=starter)
    running.meetings.create(
        held_on=TODAY, present=7, phase=Phase.RULES, entered_at=AT, entered_by=make.user()
    )
    proposal = make.accompaniment(at=home, by=starter, state=State.PROPOSED)

    actions.leave(starter=starter, on=TODAY, at=AT, by=coordinator(starter))

    starter.refresh_from_db()
    running.refresh_from_db()
    proposal.refresh_from_db()
    assert (starter.state, starter.left_on) == (StarterState.LEFT, TODAY)
    assert not ExcludedTopic.objects.exists()
    assert (running.state, running.end_reason) == (State.ENDED, EndReason.STARTER_WITHDREW)
    assert running.meetings.count() == 1
    assert proposal.state == State.WITHDRAWN
    waiting = queries.open_requests_of(home)
    assert {request.group for request in waiting} == {running.group, proposal.group}
    assert starter.user is not None
    with pytest.raises(Starter.DoesNotExist):
        queries.starter_for(starter.user)
    with pytest.raises(errors.StarterNotActive, match="ausgeschieden"):
        actions.resume(starter=starter, at=AT, by=coordinator(starter))


def test_nobody_leaves_tomorrow() -> None:
    starter = make.starter()

    with pytest.raises(errors.DayNotPlausible):
        actions.leave(starter=starter, on=TODAY + timedelta(days=1), at=AT, by=coordinator(starter))
