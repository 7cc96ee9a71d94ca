"""One contact point with everything in it: each kind of record once, each text column marked.

The tests that walk every address fill the gaps of an address from here; the marker is a word no
page holds unless it shows this office's data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import Any, Final

from django.utils import timezone

from stuhlkreis.accounts.models import User
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.exchange.actions import draft_import
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.exchange.queries import counts_of
from stuhlkreis.groups.lifecycle import State, Visibility
from stuhlkreis.groups.models import Consent, ContactPerson, Group
from stuhlkreis.inquiries.letters import Link
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.inquiries.queries import token_of
from stuhlkreis.network.models import ContactPoint, Federation, Membership
from stuhlkreis.network.roles import Role
from stuhlkreis.starters import lifecycle
from stuhlkreis.starters.models import Accompaniment, FollowUp, Starter, StartRequest
from stuhlkreis.topics.models import Topic, UnknownWord
from tests import make
from tests.exchange.tables import content
from tests.support.routes import Route

MARK: Final = "Zackenbarsch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A contact point, its people, and one record of each kind."""

    mark: str
    topic: Topic
    federation: Federation
    contact_point: ContactPoint
    coordinator: User
    staff: User
    colleague: Membership
    federation_member: User
    companion: User
    speaker: User
    group: Group
    person: ContactPerson
    consent: Consent
    new_group: Group
    over: Group
    founding: Founding
    interest: Interest
    invited: Interest
    unconfirmed: Interest
    starter: Starter
    waiting: StartRequest
    proposed: Accompaniment
    running: Accompaniment
    follow_up: FollowUp
    draft: ImportDraft
    entry: AuditEntry
    word: UnknownWord


def office(mark: str = MARK) -> Office:
    """Build it; a second one with another mark is another office."""
    federation = make.federation(name=f"Verbund {mark}")
    here = make.contact_point(name=f"Kontaktstelle {mark}", of=federation, districts=("13072",))
    topic = make.topic(name="Narkolepsie")
    coordinator = make.member(at=here, name=f"Karla {mark}")
    staff = make.member(at=here, role=Role.STAFF, name=f"Stefan {mark}")
    starters = _starters(mark, here, topic)
    return Office(
        mark=mark,
        topic=topic,
        federation=federation,
        contact_point=here,
        coordinator=coordinator,
        staff=staff,
        colleague=Membership.objects.get(user=staff),
        federation_member=make.federation_member(of=federation),
        **_groups(mark, here, topic),
        **_interests(mark, here, topic),
        **starters,
        draft=_draft(mark, here, coordinator),
        entry=AuditEntry.objects.create(
            at=make.AT,
            by=coordinator,
            action="import_groups",
            subject=ContactPoint._meta.label,
            subject_id=str(here.pk),
            detail=dict(counts_of(())),
        ),
        word=UnknownWord.objects.create(
            contact_point=here,
            word=f"{mark}ei",
            folded=f"{mark}ei".lower(),
            first_seen_on=make.TODAY,
            last_seen_on=make.TODAY,
        ),
    )


def _marked(group: Group, mark: str, visibility: Visibility = Visibility.HIDDEN) -> Group:
    group.description = f"Beschreibung {mark}"
    group.meeting_phrase = f"jeden 2. Dienstag im Monat, 18 Uhr, {mark}"
    group.website = f"https://{mark.lower()}.example.org"
    group.external_id = f"{mark}-{group.pk}"
    group.save()
    venue = group.venue
    venue.name, venue.street = f"Haus {mark}", f"{mark}straße 7"
    venue.visibility = visibility
    venue.save()
    group.state_changes.update(because=f"Grund {mark}")
    return group


def _groups(mark: str, here: ContactPoint, topic: Topic) -> dict[str, Any]:
    speaker = make.user(name=f"Sabine {mark}")

    def named(name: str, state: State = State.ACTIVE) -> Group:
        return _marked(
            make.group(at=here, name=f"{name} {mark}", topics=(topic,), state=state), mark
        )

    group = named("Gruppe")
    person = marked_person(group, mark, user=speaker)
    return {
        "speaker": speaker,
        "group": group,
        "person": person,
        "consent": make.consent(by=person),
        "new_group": named("Neu", State.FOUNDING),
        "over": named("Vorbei", State.DISSOLVED),
    }


def marked_person(group: Group, mark: str, user: User | None = None) -> ContactPerson:
    """Somebody who answers for the group, told by the mark in every column."""
    person = make.contact_person(of=group, user=user)
    person.name, person.phone = f"Erika {mark}", f"0381 4711 {mark}"
    person.email = f"erika@{mark.lower()}.example.org"
    person.save()
    return person


def _interests(mark: str, here: ContactPoint, topic: Topic) -> dict[str, Any]:
    founding = make.founding(at=here, on=topic, ready=True)
    founding.room, founding.opener = f"Raum {mark}", f"Silke {mark}"
    founding.meets_on = timezone.localdate() + timedelta(days=20)
    founding.save()
    founding.group.name = f"Gründung {mark}"
    founding.group.save()

    def person(
        n: int, state: InterestState = InterestState.OPEN, to: Founding | None = None
    ) -> Interest:
        made = make.interest(at=here, on=topic, state=state, invited_to=to)
        made.name, made.phone = f"Toni {mark}", f"0381 99{n} {mark}"
        made.email = f"toni{n}@{mark.lower()}.example.org"
        made.expires_on = timezone.localdate() + timedelta(days=100)
        made.save()
        return made

    return {
        "founding": founding,
        "interest": person(1),
        "invited": person(2, InterestState.INVITED, founding),
        "unconfirmed": person(3, InterestState.UNCONFIRMED),
    }


def _starters(mark: str, here: ContactPoint, topic: Topic) -> dict[str, Any]:
    companion = make.user(name=f"Ingrid {mark}")
    starter = make.starter(
        at=here,
        name=f"Ingrid {mark}",
        user=companion,
        most_accompaniments=3,
        excluded=("migraene",),
    )

    def case(name: str, state: lifecycle.State) -> Accompaniment:
        begun = state != lifecycle.State.PROPOSED
        group = make.group(at=here, name=f"{name} {mark}", topics=(topic,), state=State.STARTING)
        asked = make.start_request(
            of=_marked(group, mark),
            state=lifecycle.RequestState.SERVED if begun else lifecycle.RequestState.OPEN,
        )
        asked.reason = f"Wunsch {mark}"
        asked.save()
        return make.accompaniment(of=asked, by=starter, state=state)

    running = case("Läuft", lifecycle.State.RUNNING)
    running.meetings.create(
        held_on=make.TODAY, present=7, phase=lifecycle.Phase.values[0], needs_talk=True,
        entered_at=make.AT, entered_by=companion,
    )  # fmt: skip
    waiting = make.start_request(
        of=_marked(
            make.group(at=here, name=f"Wartet {mark}", topics=(topic,), state=State.STARTING), mark
        )
    )
    return {
        "companion": companion,
        "starter": starter,
        "waiting": waiting,
        "proposed": case("Gefragt", lifecycle.State.PROPOSED),
        "running": running,
        "follow_up": make.follow_up(of=case("Beendet", lifecycle.State.ENDED)),
    }


def _draft(mark: str, here: ContactPoint, by: User) -> ImportDraft:
    row = f"Tabelle {mark};Narkolepsie;18273;Güstrow;dienstags 18 Uhr;Erika {mark};0381 5;;"
    return draft_import(
        contact_point=here, file_name=f"{mark}.csv", content=content(row), at=timezone.now(), by=by
    )


_GROUP: Final = {"slug": "group.slug"}
_PERSON: Final = {"slug": "group.slug", "pk": "person.pk"}
_CONSENT: Final = {"slug": "group.slug", "pk": "consent.pk"}
_COLLEAGUE: Final = {"pk": "colleague.pk"}
_DRAFT: Final = {"uid": "draft.uid"}
_INTEREST: Final = {"pk": "interest.pk"}
_FOUNDING: Final = {"pk": "founding.pk"}

# Which of the office's records fills which gap of an address. A new address needs its line here.
FILLED: Final[Mapping[str, Mapping[str, str]]] = {
    "desk:colleague_role": _COLLEAGUE,
    "desk:colleague_lock": _COLLEAGUE,
    "desk:colleague_unlock": _COLLEAGUE,
    "desk:group": _GROUP,
    "desk:group_edit": _GROUP,
    "desk:group_move": _GROUP,
    "desk:group_confirm": _GROUP,
    "desk:group_restart": {"slug": "over.slug"},
    "desk:contact_person_new": _GROUP,
    "desk:consents": _PERSON,
    "desk:contact_person_end": _PERSON,
    "desk:contact_person_account": _PERSON,
    "desk:consent_withdraw": _CONSENT,
    "desk:import_result": {"pk": "entry.pk"},
    "desk:import_preview": _DRAFT,
    "desk:import_columns": _DRAFT,
    "desk:import_run": _DRAFT,
    "desk:import_cancel": _DRAFT,
    "desk:accompaniment": {"pk": "running.pk"},
    "desk:match": {"pk": "waiting.pk"},
    "desk:starter": {"pk": "starter.pk"},
    "desk:interest": _INTEREST,
    "desk:interest_confirm": {"pk": "unconfirmed.pk"},
    "desk:interest_keep": _INTEREST,
    "desk:interest_withdraw": _INTEREST,
    "desk:interest_back": {"pk": "invited.pk"},
    "desk:founding": _FOUNDING,
    "desk:founding_plan": _FOUNDING,
    "desk:founding_start": _FOUNDING,
    "desk:founding_end": _FOUNDING,
    "desk:founding_invite": {"pk": "founding.pk", "interest_pk": "interest.pk"},
    "desk:founding_prepare": {"slug": "new_group.slug"},
    "companion:accompaniment": {"pk": "proposed.pk"},
    "group:show": _GROUP,
    "group:confirm": _GROUP,
    "group:consent_withdraw": _CONSENT,
    "federation:coordinator_new": {"slug": "contact_point.slug"},
    "federation:person_new": {"slug": "federation.slug"},
    "public:group": _GROUP,
    "public:contact_point": {"slug": "contact_point.slug"},
    "account_reset_password_from_key": {"uidb36": "companion.pk", "key": "mark"},
}


# Addresses whose gaps are no record of anybody.
PLAIN: Final[Mapping[str, Mapping[str, Any]]] = {
    "desk:figures_report": {"year": timezone.localdate().year, "kind": "json"},
}


def filled(route: Route, by: Office) -> dict[str, Any]:
    """What fills the gaps of an address with this office's records."""
    known = {gap: attrgetter(path)(by) for gap, path in FILLED.get(route.name, {}).items()}
    known |= PLAIN.get(route.name, {})
    assert set(known) == set(route.gaps), (
        f"teach me: tests/support/office.py does not say what fills {route.gaps} of {route.name}"
    )
    return known


def address(route: Route, by: Office) -> str:
    """The address with this office's records, and the query it cannot do without."""
    return route.url(filled(route, by)) + query(route, by)


def query(route: Route, by: Office) -> str:
    """What has to stand behind the question mark, if anything."""
    links = {
        "public:interest_confirm": (Link.CONFIRM, by.unconfirmed),
        "public:interest_keep": (Link.KEEP, by.interest),
        "public:interest_withdraw": (Link.WITHDRAW, by.interest),
    }
    if route.name in links:
        link, interest = links[route.name]
        return f"?t={token_of(interest, link)}"
    if route.name == "desk:interest_list":
        return f"?topic={by.topic.slug}&district=13072"
    return ""
