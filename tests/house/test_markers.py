"""What was not released is in no byte that leaves the office: pages, search, mails, logs, audit."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from stuhlkreis.cli.main import main
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups import actions
from stuhlkreis.groups.draft import GroupDraft, PlaceDraft
from stuhlkreis.groups.lifecycle import (
    Channel,
    ConsentWay,
    Medium,
    Openness,
    Source,
    State,
    Visibility,
)
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.inquiries import actions as inquiries
from stuhlkreis.inquiries.letters import CONSENT_VERSION, Link
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.inquiries.queries import token_of
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters import actions as starters
from stuhlkreis.starters.lifecycle import RequestKind
from stuhlkreis.topics.models import Topic
from tests import make
from tests.support.routes import everything, routes

pytestmark = pytest.mark.django_db
# No town, street or person is called like this, and no number begins so.
PLACE = PlaceDraft(
    name="Zackenhaus", street="Zackenstraße 7", postcode="18999", place="Zackenstadt",
    lat=53.98765, lon=12.34567, district_ags="13072",
)  # fmt: skip
PERSON: Any = {"name": "Zackenfrau", "phone": "0381 4711 0815", "email": "zacken@example.org"}
HIDDEN_PLACE = re.compile(rb"zacken(haus|stra|stadt)|18999|53[.,]98|12[.,]34", re.IGNORECASE)
HIDDEN_PERSON = re.compile(rb"zacken(frau|@)|4711[ /-]?0815", re.IGNORECASE)
QUERIES = (
    "", "?q=Narkolepsie", "?q=Gruppe", "?near=18273", "?q=Narkolepsie&near=18273",
    "?near=53.9,12.3", "?sort=next", "?sort=distance&near=Rostock", "?page=2",
    "?radius_km=5&near=18273", "?audience=affected", "?format=on_site",
)  # fmt: skip


@pytest.fixture
def office() -> ContactPoint:
    return make.contact_point(of=make.federation(), districts=("13072",))


@pytest.fixture
def topic() -> Topic:
    return make.topic(name="Narkolepsie")


def group(
    office: ContactPoint, topic: Topic, visibility: Visibility | None, **changes: Any
) -> Group:
    draft = GroupDraft(
        name="Gruppe", topic_slugs=(topic.slug,), place=replace(PLACE, visibility=visibility)
    )
    return actions.create_group(
        contact_point=office,
        draft=replace(draft, **changes),
        state=State.ACTIVE,
        source=Source.GROUP,
        on=timezone.localdate(),
        at=timezone.now(),
        by=None,
    )


def speaker(of: Group) -> ContactPerson:
    return actions.add_contact_person(
        group=of, **PERSON, on=timezone.localdate(), at=timezone.now(), by=None
    )


def consent(person: ContactPerson, medium: Medium, given_on: date | None = None) -> None:
    actions.record_consents(
        contact_person=person,
        channels=list(Channel),
        media=[medium],
        way=ConsentWay.PAPER,
        text_version="2026-1",
        purpose="Auffindbarkeit",
        given_on=given_on or timezone.localdate(),
        at=timezone.now(),
        by=None,
    )


def public_addresses() -> Iterator[str]:
    for route in routes():
        if route.is_public and route.name.startswith("public:") and not route.gaps:
            yield route.url({})
    yield from (reverse("public:groups") + query for query in QUERIES)
    yield from (reverse("public:contact_point", args=[o.slug]) for o in ContactPoint.objects.all())
    yield from (reverse("public:group", args=[one.slug]) for one in Group.objects.all())


def outside(client: Client, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, bytes]]:
    """Everything anybody, or the federation, can read: each answer with its headers."""
    for url in public_addresses():
        for answer in (client.get(url), client.get(url, headers={"hx-request": "true"})):
            yield url, everything(answer)
    for query in ("Narkolepsie", "Gruppe", ""):
        for words in ([], ["--near", "18273"], ["--json"], ["--near", "Rostock", "--json"]):
            main(["search", query, *words])
            captured = capsys.readouterr()
            yield f"search {query} {words}", f"{captured.out}{captured.err}".encode()
    federation = Client()
    federation.force_login(make.federation_member(of=ContactPoint.objects.all()[0].federation))
    yield "federation", everything(federation.get(reverse("federation:home")))


@pytest.mark.parametrize(
    ("visibility", "is_sensitive"),
    [(Visibility.ON_REQUEST, False), (Visibility.HIDDEN, False), (None, True)],
)
def test_rules_7_and_8_a_place_on_request_or_hidden_is_in_no_byte(
    visibility: Visibility | None,
    is_sensitive: bool,
    office: ContactPoint,
    client: Client,
    capsys: pytest.CaptureFixture[str],
) -> None:
    topic = make.topic(name="Narkolepsie", is_sensitive=is_sensitive)
    hidden = group(office, topic, visibility)
    group(office, topic, visibility, openness=Openness.CLOSED_FOR_NOW)
    gone = group(office, topic, visibility)
    actions.move_group(
        group=gone, to=State.DISSOLVED, source=Source.GROUP_VIA_OFFICE,
        on=timezone.localdate(), at=timezone.now(), by=None,
    )  # fmt: skip

    seen = dict(outside(client, capsys))

    assert [where for where, found in seen.items() if HIDDEN_PLACE.search(found)] == []
    assert b"Ort auf Anfrage" in seen[reverse("public:group", args=[hidden.slug])]


def test_a_place_shown_by_district_tells_no_street_house_or_postcode(
    office: ContactPoint, topic: Topic, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    group(office, topic, Visibility.DISTRICT)
    exact = re.compile(rb"zacken(haus|stra)|18999", re.IGNORECASE)

    assert [where for where, found in outside(client, capsys) if exact.search(found)] == []


def test_a_hidden_place_cannot_be_asked_for_by_its_words(
    office: ContactPoint, topic: Topic, client: Client
) -> None:
    group(office, topic, Visibility.HIDDEN)

    for words in ("Zackenstraße", "Zackenstadt", "Zackenhaus", "18999"):
        found = client.get(reverse("public:groups"), {"q": words}).context["found"]
        assert found.total == 0, words


def test_a_place_that_becomes_hidden_leaves_the_address_too(
    office: ContactPoint, topic: Topic, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = group(office, topic, Visibility.EXACT)
    assert b"Zackenhaus" in client.get(reverse("public:group", args=[shown.slug])).content

    draft = GroupDraft(
        name="Gruppe",
        topic_slugs=(topic.slug,),
        place=replace(PLACE, visibility=Visibility.HIDDEN),
    )
    actions.change_group(group=shown, draft=draft, at=timezone.now(), by=None)

    assert [where for where, found in outside(client, capsys) if HIDDEN_PLACE.search(found)] == []


def test_rule_3_contact_data_without_a_consent_for_the_web_are_in_no_byte(
    office: ContactPoint, topic: Topic, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    speaker(group(office, topic, Visibility.EXACT))
    for medium in Medium:
        if medium != Medium.WEB:
            consent(speaker(group(office, topic, Visibility.EXACT)), medium)
    old = timezone.localdate() - timedelta(days=800)  # rule 6
    person = speaker(group(office, topic, Visibility.EXACT))
    consent(person, Medium.WEB, given_on=old)

    assert [where for where, found in outside(client, capsys) if HIDDEN_PERSON.search(found)] == []


def test_rule_5_a_withdrawal_takes_effect_at_the_next_request(
    office: ContactPoint, topic: Topic, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = group(office, topic, Visibility.EXACT)
    person = speaker(shown)
    consent(person, Medium.WEB)
    page = reverse("public:group", args=[shown.slug])
    assert len(HIDDEN_PERSON.findall(client.get(page).content)) >= 3

    desk = Client()
    desk.force_login(make.member(at=office))
    for one in person.consents.all():
        assert HIDDEN_PERSON.search(client.get(page).content)
        desk.post(reverse("desk:consent_withdraw", args=[shown.slug, one.pk]))

    assert [where for where, found in outside(client, capsys) if HIDDEN_PERSON.search(found)] == []


def test_rule_33_a_full_group_tells_no_phone_of_its_own(
    office: ContactPoint, topic: Topic, client: Client
) -> None:
    full = group(office, topic, Visibility.EXACT, openness=Openness.CLOSED_FOR_NOW)
    consent(speaker(full), Medium.WEB)

    assert not re.search(
        rb"4711[ /-]?0815", client.get(reverse("public:group", args=[full.slug])).content
    )


def left(client: Client, number: int) -> Interest:
    """Somebody on the list, by the public form, confirmed by the link."""
    said = {
        "topic": "Narkolepsie", "place": "18273", "email": f"toni{number}@zacken.example.org",
        "phone": "0381 4711 0815", "name": "Zackenfrau", "slots": ["tue_evening"],
        "consent": "on", "text_version": CONSENT_VERSION, "betreff": "",
    }  # fmt: skip
    assert client.post(reverse("public:interest"), said).status_code == 303
    interest = Interest.objects.order_by("-pk")[0]
    link = f"{reverse('public:interest_confirm')}?t={token_of(interest, Link.CONFIRM)}"
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 303
    return interest


def story(client: Client, office: ContactPoint, topic: Topic) -> None:
    """From the interest list to a starter's answer, with every mail in between."""
    by, at, on = make.member(at=office), timezone.now(), timezone.localdate()
    people = [left(client, number) for number in range(4)]
    late = on + timedelta(days=170)
    inquiries.run_interest_expiry(on=late, at=at + timedelta(days=170))
    inquiries.keep_interest(token=token_of(people[0], Link.KEEP), on=on, at=at)
    founding = inquiries.open_founding(
        contact_point=office, topic=topic, district_ags="13072", name="Narkolepsie Güstrow",
        on=on, at=at, by=by,
    )  # fmt: skip
    for person in people[:3]:
        inquiries.invite(founding=founding, interest=person, at=at, by=by)
    inquiries.plan_first_meeting(
        founding=founding, meets_on=on + timedelta(days=9), meets_at=time(18), minutes=90,
        room="Raum 2", opener="Silke W.", at=at, by=by,
    )  # fmt: skip
    inquiries.withdraw_interest(token=token_of(people[2], Link.WITHDRAW), at=at)
    inquiries.start_founding(founding=founding, on=on, at=at, by=by)
    asked = starters.request_starter(
        group=founding.group, kind=RequestKind.NEW, planned_meetings=None, slots=(),
        languages=(), reason="kennt Zackenfrau", whole_group_wishes_on=on,
        first_meeting_on=None, at=at, by=by,
    )  # fmt: skip
    starter = make.starter(at=office, name="Ingrid Zackenfrau")
    starters.propose_starter(request=asked, starter=starter, at=at, by=by)
    speaker(founding.group)
    given = founding.group.contact_persons.get()
    actions.give_account(contact_person=given, at=at, by=by)


def test_mails_logs_and_audit_tell_no_topic_and_no_person(
    office: ContactPoint,
    topic: Topic,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        django_capture_on_commit_callbacks(execute=True),
    ):
        story(client, office, topic)

    assert len(mail.outbox) >= 4 + 3 + 1
    for sent in mail.outbox:
        assert len(sent.recipients()) == 1
        message = f"{sent.subject}\n{sent.body}"
        assert not re.search("narkolep", message, re.IGNORECASE), sent.subject
        assert not HIDDEN_PERSON.search(message.replace("Zackenfrau,", "").encode()), message
    assert not re.search("narkolep|zacken|4711", caplog.text, re.IGNORECASE)
    assert_audit_holds_no_content()


def assert_audit_holds_no_content() -> None:
    """Details are numbers, states and names of columns: no capital letter, blank or @ in them."""
    for entry in AuditEntry.objects.all():
        for text in words_of(entry.detail):
            assert re.fullmatch(r"[a-z0-9_]*", text), f"{entry.action}: {text}"


def words_of(detail: object) -> Iterator[str]:
    match detail:
        case dict():
            for key, value in detail.items():
                yield from words_of(key)
                yield from words_of(value)
        case list():
            for value in detail:
                yield from words_of(value)
        case str():
            yield detail
        case _:
            assert detail is None or isinstance(detail, int | bool)
