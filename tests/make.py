"""Makes records for tests: one function per model, the least that is valid, typed."""

from datetime import UTC, date, datetime, time
from itertools import count

from stuhlkreis.accounts.models import User
from stuhlkreis.core import crypto
from stuhlkreis.core.text import fold, slugify
from stuhlkreis.groups import lifecycle as groups_lifecycle
from stuhlkreis.groups.models import Consent, ContactPerson, Group, GroupTopic, Venue
from stuhlkreis.inquiries.lifecycle import ConfirmedBy, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint, Federation, Membership
from stuhlkreis.network.roles import Role
from stuhlkreis.starters import lifecycle
from stuhlkreis.starters.models import (
    Accompaniment,
    Agreement,
    ExcludedTopic,
    FollowUp,
    Qualification,
    Starter,
    StartRequest,
)
from stuhlkreis.topics.models import Topic, TopicArea

_number = count(1)

# Saturday; Güstrow, Rostock and Schwerin as points.
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
GUESTROW = (53.79, 12.18)
ROSTOCK = (54.09, 12.10)


def federation(*, name: str = "") -> Federation:
    n = next(_number)
    return Federation.objects.create(
        slug=f"verbund-{n}", name=name or f"Verbund {n}", state_ags="13"
    )


def contact_point(
    *,
    name: str = "",
    slug: str = "",
    of: Federation | None = None,
    districts: tuple[str, ...] = (),
) -> ContactPoint:
    n = next(_number)
    made = ContactPoint.objects.create(
        slug=slug or f"kontaktstelle-{n}",
        name=name or f"Kontaktstelle {n:06}",
        federation=of,
        email=f"stelle-{n}@example.org",
        phone="0381 0000 100",
        postcode="18273",
        place="Güstrow",
        lat=GUESTROW[0],
        lon=GUESTROW[1],
    )
    for ags in districts:
        made.catchment_areas.create(district_ags=ags)
    return made


def user(*, name: str = "", email: str = "", is_administrator: bool = False) -> User:
    n = next(_number)
    made = User(
        email=email or f"person-{n}@example.org",
        name=name or f"Person Nummer{n:06}",
        is_administrator=is_administrator,
        joined_at=AT,
    )
    made.set_password("sehr geheim 1")
    made.save()
    return made


def member(
    *, at: ContactPoint | None = None, role: Role = Role.COORDINATOR, name: str = ""
) -> User:
    made = user(name=name)
    Membership.objects.create(
        user=made, contact_point=at or contact_point(), role=role, since=TODAY
    )
    return made


def federation_member(*, of: Federation | None = None) -> User:
    made = user()
    Membership.objects.create(
        user=made, federation=of or federation(), role=Role.FEDERATION, since=TODAY
    )
    return made


def topic(*, name: str = "", area: str = "Seele", is_sensitive: bool = False) -> Topic:
    name = name or f"Thema {next(_number):06}"
    home, _ = TopicArea.objects.get_or_create(
        slug=slugify(area), defaults={"name": area, "position": 1}
    )
    made, _ = Topic.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "area": home, "is_sensitive": is_sensitive}
    )
    return made


def group(
    *,
    at: ContactPoint | None = None,
    name: str = "",
    topics: tuple[Topic, ...] = (),
    state: groups_lifecycle.State = groups_lifecycle.State.ACTIVE,
    place: str = "Güstrow",
    confirmed_on: date | None = TODAY,
) -> Group:
    n = next(_number)
    name = name or f"Gruppe {n:06}"
    made = Group.objects.create(
        contact_point=at or contact_point(),
        slug=f"{slugify(name)}-{n}",
        name=name,
        folded_name=fold(name),
        state=state,
        created_on=TODAY,
        confirmed_on=confirmed_on,
    )
    for position, one in enumerate(topics or (topic(),), start=1):
        GroupTopic.objects.create(group=made, topic=one, position=position)
    Venue.objects.create(
        group=made,
        name="Haus am Markt",
        street="Marktstraße 1",
        postcode="18273",
        place=place,
        lat=GUESTROW[0],
        lon=GUESTROW[1],
        district_ags="13072",
    )
    made.state_changes.create(state=state, on=TODAY, recorded_at=AT, source="office")
    return made


def contact_person(*, of: Group | None = None, user: User | None = None) -> ContactPerson:
    email, phone = f"ansprech-{next(_number)}@example.org", "0381 0000 123"
    return ContactPerson.objects.create(
        group=of or group(),
        name="Erika Beispiel",
        phone=phone,
        email=email,
        phone_hash=crypto.phone_hash(phone),
        mail_hash=crypto.mail_hash(email),
        user=user,
        since=TODAY,
    )


def consent(
    *,
    by: ContactPerson,
    channel: groups_lifecycle.Channel = groups_lifecycle.Channel.PHONE,
    medium: groups_lifecycle.Medium = groups_lifecycle.Medium.WEB,
    given_on: date = TODAY,
) -> Consent:
    return Consent.objects.create(
        contact_person=by,
        channel=channel,
        medium=medium,
        purpose="Auffindbarkeit der Gruppe",
        text_version="2026-1",
        way=groups_lifecycle.ConsentWay.PAPER,
        given_on=given_on,
        recorded_at=AT,
    )


def interest(
    *,
    at: ContactPoint | None = None,
    on: Topic | None = None,
    state: InterestState = InterestState.OPEN,
    email: str = "",
    phone: str = "",
    district_ags: str = "13072",
    invited_to: Founding | None = None,
    expires_on: date = date(2027, 5, 21),
) -> Interest:
    confirmed = state != InterestState.UNCONFIRMED
    if not email and not phone:
        email = f"suchend-{next(_number)}@example.org"
    return Interest.objects.create(
        contact_point=at or contact_point(),
        topic=on or topic(),
        postcode="18273",
        district_ags=district_ags,
        email=email,
        phone=phone,
        mail_hash=crypto.mail_hash(email),
        phone_hash=crypto.phone_hash(phone),
        founding=invited_to,
        invited_at=AT if invited_to else None,
        consent_text_version="2026-1",
        consented_at=AT,
        state=state,
        created_at=AT,
        confirmed_at=AT if confirmed else None,
        confirmed_how=ConfirmedBy.MAIL_LINK if confirmed else "",
        expires_on=expires_on,
        closed_at=AT if state == InterestState.CLOSED else None,
    )


def founding(
    *, at: ContactPoint | None = None, on: Topic | None = None, ready: bool = False
) -> Founding:
    home, subject = at or contact_point(), on or topic()
    made = Founding.objects.create(
        contact_point=home,
        group=group(at=home, topics=(subject,), state=groups_lifecycle.State.FOUNDING),
        topic=subject,
        district_ags="13072",
        opened_on=TODAY,
    )
    if ready:
        made.meets_on, made.meets_at, made.minutes = date(2026, 12, 8), time(18, 0), 90
        made.room, made.opener = "Raum 2", "Silke W."
        made.save()
    return made


def starter(
    *,
    at: ContactPoint | None = None,
    name: str = "",
    user: User | None = None,
    is_qualified: bool = True,
    has_agreement: bool = True,
    for_existing_groups: bool = False,
    excluded: tuple[str, ...] = (),
    most_accompaniments: int = 2,
) -> Starter:
    n = next(_number)
    made = Starter.objects.create(
        contact_point=at or contact_point(),
        user=user,
        name=name or f"Ingrid P{n:06}",
        email=f"begleitung-{n}@example.org",
        phone="0381 0000 200",
        postcode="18273",
        lat=GUESTROW[0],
        lon=GUESTROW[1],
        slots=["tue_evening", "wed_evening"],
        languages=["de"],
        most_accompaniments=most_accompaniments,
        since=date(2025, 1, 15),
    )
    if is_qualified:
        Qualification.objects.create(
            starter=made,
            completed_on=date(2025, 1, 12),
            issuer="In-Gang-Setzer-Projekt",
            hours=33,
            for_existing_groups=for_existing_groups,
            seen_by=member(at=made.contact_point),
        )
    if has_agreement:
        Agreement.objects.create(
            starter=made,
            text_version="2026-1",
            signed_on=date(2026, 1, 10),
            way=lifecycle.AgreementWay.PAPER,
            valid_from=date(2026, 1, 10),
            valid_until=date(2028, 1, 9),
        )
    for slug in excluded:
        ExcludedTopic.objects.create(starter=made, topic_slug=slug)
    return made


def start_request(
    *,
    of: Group | None = None,
    at: ContactPoint | None = None,
    kind: lifecycle.RequestKind = lifecycle.RequestKind.NEW,
    state: lifecycle.RequestState = lifecycle.RequestState.OPEN,
) -> StartRequest:
    of = of or group(at=at, state=groups_lifecycle.State.STARTING)
    return StartRequest.objects.create(
        group=of,
        kind=kind,
        state=state,
        planned_meetings=4,
        slots=["tue_evening"],
        languages=["de"],
        whole_group_wishes_on=TODAY,
        created_at=AT,
        created_by=member(at=of.contact_point),
    )


def accompaniment(
    *,
    of: StartRequest | None = None,
    at: ContactPoint | None = None,
    by: Starter | None = None,
    state: lifecycle.State = lifecycle.State.RUNNING,
) -> Accompaniment:
    begun = state in {lifecycle.State.RUNNING, lifecycle.State.ENDED}
    found = lifecycle.RequestState.SERVED if begun else lifecycle.RequestState.OPEN
    asked = of or start_request(at=at, state=found)
    over = state == lifecycle.State.ENDED
    return Accompaniment.objects.create(
        request=asked,
        group=asked.group,
        starter=by or starter(at=asked.group.contact_point),
        state=state,
        planned_meetings=asked.planned_meetings,
        asked_at=AT,
        answered_at=None if state == lifecycle.State.PROPOSED else AT,
        started_on=TODAY if begun else None,
        ended_on=TODAY if over else None,
        end_reason=lifecycle.EndReason.PLANNED if over else "",
    )


def follow_up(*, of: Accompaniment | None = None, due_on: date = TODAY) -> FollowUp:
    return FollowUp.objects.create(
        accompaniment=of or accompaniment(state=lifecycle.State.ENDED), due_on=due_on
    )
