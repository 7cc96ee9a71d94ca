"""Records name themselves by keys, never by people; constraints hold what always is true."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.db.models import Model

from stuhlkreis.groups.models import Group, GroupTopic, MeetingSeries, StateChange, Venue
from tests import make

pytestmark = pytest.mark.django_db


def test_records_name_themselves_without_names_of_people() -> None:
    consent = make.consent(by=make.contact_person())
    person, group = consent.contact_person, consent.contact_person.group
    series = MeetingSeries(group=group, rule="FREQ=DAILY")

    assert str(group) == group.slug
    assert str(group.group_topics.get()).startswith(f"{group.pk} ")
    assert str(group.venue) == f"venue of {group.pk}"
    assert str(series) == "FREQ=DAILY"
    assert str(group.state_changes.get()) == f"{group.pk} active 2026-11-21"
    assert str(person) == f"contact person {person.pk}"
    assert str(consent) == "phone in web"


def twice(record: Model) -> None:
    record.pk = None
    record._state.adding = True
    record.save()


def test_rule_27_a_topic_stands_once_and_at_most_in_third_place() -> None:
    group = make.group()
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        twice(group.group_topics.get())


def test_rule_27_there_is_no_fourth_place() -> None:
    with pytest.raises(IntegrityError, match="grouptopic_at_most_three"):
        GroupTopic.objects.create(group=make.group(), topic=make.topic(), position=4)


def test_a_consent_stands_once_per_channel_and_medium() -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        twice(make.consent(by=make.contact_person()))


def test_rule_4_a_consent_without_its_text_cannot_be_stored() -> None:
    consent = make.consent(by=make.contact_person())
    consent.text_version = ""
    with pytest.raises(IntegrityError, match="consent_counts_only_with_its_text"):
        consent.save()


def test_a_consent_is_not_withdrawn_before_it_was_given() -> None:
    consent = make.consent(by=make.contact_person())
    consent.withdrawn_on = date(2026, 11, 20)
    with pytest.raises(IntegrityError, match="consent_given_before_withdrawn"):
        consent.save()


def test_nobody_ends_before_they_begin() -> None:
    person = make.contact_person()
    person.until = date(2026, 11, 20)
    with pytest.raises(IntegrityError, match="contactperson_since_before_until"):
        person.save()


def test_a_place_has_both_coordinates_or_none() -> None:
    venue = make.group().venue
    venue.lat = None
    with pytest.raises(IntegrityError, match="venue_has_both_coordinates_or_none"):
        venue.save()


def test_an_external_id_names_one_group_of_a_contact_point() -> None:
    first = make.group()
    second = make.group(at=first.contact_point)
    for group in (first, second):
        group.external_id = "7"
    first.save()
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        second.save()


def test_rule_1_no_model_holds_a_list_of_members() -> None:
    to_people = {
        (model.__name__, field.name)
        for model in (Group, GroupTopic, MeetingSeries, StateChange, Venue)
        for field in model._meta.get_fields()
        if field.related_model is not None and field.related_model.__name__ == "User"
    }

    assert to_people == {("StateChange", "by")}  # who wrote it, not who belongs to it
