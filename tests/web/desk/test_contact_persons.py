"""The desk enters contact persons and what of them may be shown where."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from stuhlkreis.groups.lifecycle import State
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.network.models import ContactPoint
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
RELEASE = {
    "channels": ["phone", "email"],
    "shown_in": ["web"],
    "way": "paper",
    "given_on": "2026-11-02",
    "text_version": "2026-1",
}


@pytest.fixture
def group(office: ContactPoint) -> Group:
    return make.group(at=office)


def test_a_contact_person_is_entered_and_the_consent_asked_next(desk: Client, group: Group) -> None:
    url = reverse("desk:contact_person_new", args=[group.slug])
    assert desk.get(url).status_code == HTTPStatus.OK

    answer = desk.post(url, {"name": "Eva B.", "phone": "0381 0000 1", "on": "2026-11-21"})

    person = ContactPerson.objects.get()
    assert (person.name, person.phone, person.since) == ("Eva B.", "0381 0000 1", make.TODAY)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer["Location"] == reverse("desk:consents", args=[group.slug, person.pk])


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({}, "Eine Angabe brauchen wir."),
        ({"name": "Eva", "on": "2026-11-22"}, "liegt in der Zukunft"),
        ({"name": "Eva", "email": "eva"}, "E-Mail"),
        ({"name": "Eva", "on": ""}, "Ansprechperson seit"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    posted: dict[str, str], message: str, desk: Client, group: Group
) -> None:
    url = reverse("desk:contact_person_new", args=[group.slug])

    answer = desk.post(url, {"on": "2026-11-21"} | posted)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message in answer.content.decode()
    assert not ContactPerson.objects.exists()


def test_only_stated_channels_are_offered(desk: Client, group: Group) -> None:
    person = make.contact_person(of=group)
    person.email = ""
    person.save()

    page = desk.get(reverse("desk:consents", args=[group.slug, person.pk])).content.decode()

    assert 'value="phone"' in page
    assert 'value="email"' not in page


def test_a_consent_on_paper_releases_what_it_says(desk: Client, group: Group) -> None:
    person = make.contact_person(of=group)

    answer = desk.post(reverse("desk:consents", args=[group.slug, person.pk]), RELEASE, follow=True)

    assert "Die Einwilligung ist eingetragen." in answer.content.decode()
    assert [(consent.channel, consent.medium) for consent in person.consents.all()] == [
        ("phone", "web"),
        ("email", "web"),
    ]


def test_an_older_paper_does_not_bring_back_what_was_withdrawn(desk: Client, group: Group) -> None:
    person = make.contact_person(of=group)
    for channel in ("phone", "email"):
        person.consents.create(
            channel=channel,
            medium="web",
            purpose="x",
            text_version="1",
            way="paper",
            given_on="2026-11-01",
            recorded_at=make.AT,
            withdrawn_on="2026-11-10",
        )

    answer = desk.post(reverse("desk:consents", args=[group.slug, person.pk]), RELEASE, follow=True)

    assert "wurde später widerrufen" in answer.content.decode()
    assert person.consents.count() == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"given_on": "2026-11-22"}, "liegt in der Zukunft"),
        ({"given_on": ""}, "Wann?"),
        ({"channels": []}, "Was darf gezeigt werden?"),
        ({"shown_in": []}, "Wo?"),
        ({"way": "online"}, "Wie wurde eingewilligt?"),
        ({"text_version": ""}, "Fassung des Textes"),
    ],
)
def test_rule_4_an_incomplete_consent_is_refused(
    changes: dict[str, object], message: str, desk: Client, group: Group
) -> None:
    person = make.contact_person(of=group)

    answer = desk.post(reverse("desk:consents", args=[group.slug, person.pk]), RELEASE | changes)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message in answer.content.decode()
    assert not person.consents.exists()


def test_rule_5_a_consent_is_withdrawn_with_one_button(desk: Client, group: Group) -> None:
    consent = make.consent(by=make.contact_person(of=group))
    url = reverse("desk:consent_withdraw", args=[group.slug, consent.pk])

    first = desk.post(url, follow=True).content.decode()
    second = desk.post(url, follow=True).content.decode()

    consent.refresh_from_db()
    assert consent.withdrawn_on == make.TODAY
    assert "Ab sofort wird das nicht mehr gezeigt." in first
    assert "gilt schon nicht mehr" in second


def test_a_contact_person_ends_with_one_button(desk: Client, group: Group) -> None:
    person = make.contact_person(of=group)
    url = reverse("desk:contact_person_end", args=[group.slug, person.pk])

    first = desk.post(url, follow=True).content.decode()
    second = desk.post(url, follow=True).content.decode()

    person.refresh_from_db()
    assert person.until == make.TODAY
    assert first.count("spricht nicht mehr für die Gruppe") == 1
    assert "Diese Person spricht nicht mehr für die Gruppe." in second


def test_nobody_is_added_to_a_group_that_is_over(desk: Client, office: ContactPoint) -> None:
    over = make.group(at=office, state=State.DISSOLVED)

    answer = desk.post(
        reverse("desk:contact_person_new", args=[over.slug]), {"name": "Eva", "on": "2026-11-21"}
    )

    assert "Diese Gruppe gibt es nicht mehr." in answer.content.decode()


@pytest.mark.parametrize("name", ["consents", "contact_person_end", "consent_withdraw"])
def test_another_contact_points_people_do_not_exist(name: str, desk: Client, group: Group) -> None:
    person = make.contact_person()
    consent = make.consent(by=person)
    pk = consent.pk if name == "consent_withdraw" else person.pk

    for slug in (person.group.slug, group.slug):
        answer = desk.post(reverse(f"desk:{name}", args=[slug, pk]), RELEASE)
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_the_desk_alone_sees_contact_data(desk: Client, group: Group) -> None:
    make.contact_person(of=group)
    page = desk.post(reverse("desk:group", args=[group.slug])).content.decode()
    assert "Erika Beispiel" in page

    shown = desk.get(reverse("public:group", args=[group.slug])).content.decode()
    assert "Erika" not in shown
