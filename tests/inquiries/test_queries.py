"""Questions about lists and foundings; every answer is the office's own."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from stuhlkreis.inquiries import queries
from stuhlkreis.inquiries.lifecycle import FoundingState, InterestState
from stuhlkreis.inquiries.models import Founding, Interest
from tests import make

pytestmark = pytest.mark.django_db


def test_waiting_lists_count_by_topic_and_district_in_three_states() -> None:
    office, topic = make.contact_point(), make.topic(name="Trauer")
    founding = make.founding(at=office, on=topic)
    make.interest(at=office, on=topic)
    make.interest(at=office, on=topic, state=InterestState.UNCONFIRMED)
    make.interest(at=office, on=topic, state=InterestState.INVITED, invited_to=founding)
    make.interest(at=office, on=topic, state=InterestState.CLOSED)
    make.interest(at=office, on=topic, district_ags="13003")
    make.interest(on=topic)
    lines = queries.waiting_lists(office)
    assert [(line.district, line.open, line.invited, line.unconfirmed) for line in lines] == [
        ("Rostock", 1, 0, 0),
        ("Landkreis Rostock", 1, 1, 1),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_lists_ask_twice_however_many_topics(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = make.contact_point()
    for _ in range(count):
        make.interest(at=office)
    with django_assert_num_queries(2):
        assert len(queries.waiting_lists(office)) == count


def test_rule_41_three_confirmed_people_in_one_district_make_a_founding_possible() -> None:
    office, topic = make.contact_point(), make.topic()
    for _ in range(2):
        make.interest(at=office, on=topic)
    make.interest(at=office, on=topic, state=InterestState.UNCONFIRMED)
    make.interest(at=office, on=topic, district_ags="13003")
    assert queries.possible_foundings(office) == []
    make.interest(at=office, on=topic)
    (line,) = queries.possible_foundings(office)
    assert (line.topic, line.district_ags, line.open) == (topic, "13072", 3)


def test_rule_41_the_number_is_the_offices_setting_and_the_longest_list_comes_first() -> None:
    office = make.contact_point()
    office.settings.create(name="founding_threshold", value=2)
    two, three = make.topic(name="Allergie"), make.topic(name="Trauer")
    for topic, count in ((two, 2), (three, 3)):
        for _ in range(count):
            make.interest(at=office, on=topic)
    assert [line.topic for line in queries.possible_foundings(office)] == [three, two]


def test_rule_41_says_nothing_while_a_founding_is_in_preparation() -> None:
    office, topic = make.contact_point(), make.topic()
    founding = make.founding(at=office, on=topic)
    for _ in range(3):
        make.interest(at=office, on=topic)
    assert queries.possible_foundings(office) == []
    Founding.objects.filter(pk=founding.pk).update(
        state=FoundingState.ENDED, ended_on=make.TODAY, ended_because="Niemand kam"
    )
    assert len(queries.possible_foundings(office)) == 1


def test_to_call_names_lone_phones_that_wait_for_their_confirmation() -> None:
    office = make.contact_point()
    phone: dict[str, Any] = {"at": office, "phone": "0381 0000 300"}
    waiting = make.interest(**phone, state=InterestState.UNCONFIRMED)
    make.interest(**phone)
    make.interest(at=office, state=InterestState.UNCONFIRMED)
    make.interest(phone="0381 0000 301", state=InterestState.UNCONFIRMED)
    assert list(queries.to_call(office)) == [waiting]


def test_candidates_are_open_interests_in_the_topic_nearest_district_first() -> None:
    founding = make.founding()
    home: dict[str, Any] = {"at": founding.contact_point, "on": founding.topic}
    farther = make.interest(**home, district_ags="13003")
    near = make.interest(**home)
    make.interest(**home, state=InterestState.UNCONFIRMED)
    make.interest(at=founding.contact_point)
    make.interest(on=founding.topic)
    assert queries.candidates_for(founding) == [near, farther]


def test_another_offices_interest_and_founding_do_not_exist() -> None:
    office = make.contact_point()
    with pytest.raises(Interest.DoesNotExist):
        queries.interest_of(office, make.interest().pk)
    with pytest.raises(Founding.DoesNotExist):
        queries.founding_of(office, make.founding().pk)


def test_foundings_in_preparation_come_first_with_their_invited() -> None:
    office = make.contact_point()
    waiting = make.founding(at=office)
    over = make.founding(at=office)
    Founding.objects.filter(pk=over.pk).update(
        state=FoundingState.ENDED, ended_on=make.TODAY, ended_because="Niemand kam"
    )
    make.founding()
    for _ in range(2):
        make.interest(at=office, on=waiting.topic, state=InterestState.INVITED, invited_to=waiting)
    found = [vars(founding) for founding in queries.foundings_of(office)]
    assert [(each["id"], each["invited"]) for each in found] == [(waiting.pk, 2), (over.pk, 0)]


def test_districts_are_those_of_the_area_and_of_the_lists() -> None:
    office = make.contact_point(districts=("13003",))
    make.interest(at=office)
    make.interest(district_ags="09162")
    assert queries.districts_of(office) == [
        ("13072", "Landkreis Rostock"),
        ("13003", "Rostock"),
    ]


def test_an_unknown_district_is_called_by_its_key() -> None:
    assert queries.district_label("99999") == "99999"


def test_topics_meant_takes_a_name_at_its_word() -> None:
    topic = make.topic(name="Zwillinge und mehr")
    assert queries.topics_meant(" zwillinge UND mehr ") == [topic]


def test_topics_meant_understands_a_synonym_and_knows_only_topics_in_use() -> None:
    grief = make.topic(name="Trauer allgemein")
    assert queries.topics_meant("trauernd") == [grief]
    grief.is_active = False
    grief.save()
    assert queries.topics_meant("trauernd") == []
    assert queries.topic_of("trauer-allgemein") is None


def test_topics_by_area_list_all_in_use() -> None:
    first, second = make.topic(name="Trauer"), make.topic(name="Angst", area="Psyche")
    assert {topic.pk for topic in queries.topics_by_area()} == {first.pk, second.pk}
    assert queries.topic_of("angst") == second


def test_rule_75_foundings_in_preparation_are_counted_by_office() -> None:
    office = make.contact_point()
    make.founding(at=office)
    make.founding(at=office)
    over = make.founding()
    Founding.objects.filter(pk=over.pk).update(
        state=FoundingState.ENDED, ended_on=make.TODAY, ended_because="Niemand kam"
    )
    assert queries.founding_counts() == {office.pk: 2}


def test_records_are_called_by_their_number_only() -> None:
    founding, interest = make.founding(), make.interest(email="toni@example.org")
    assert str(founding) == f"founding {founding.pk}"
    assert str(interest) == f"interest {interest.pk}"
