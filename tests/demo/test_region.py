"""The demo region, loaded once: whole, seeded, and as the seed documents describe it."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core import mail as outbox

from stuhlkreis.demo import logins
from stuhlkreis.demo.region import is_loaded, load
from stuhlkreis.groups.models import Group
from stuhlkreis.inquiries.queries import possible_foundings
from stuhlkreis.network.queries import contact_points
from stuhlkreis.starters.models import Accompaniment, FollowUp, Starter
from stuhlkreis.topics.actions import load_catalogue
from stuhlkreis.topics.catalogue import shipped
from tests import make


@pytest.mark.django_db
def test_the_region_is_what_the_documents_describe(tmp_path: Path) -> None:
    load_catalogue(catalogue=shipped())
    assert not is_loaded()

    load(now=make.AT, home=tmp_path)

    assert is_loaded()
    offices = list(contact_points())
    assert {office.slug for office in offices} == {
        "rostock", "schwerin", "wismar", "guestrow", "neubrandenburg", "stralsund",
        "neustrelitz", "hagenow",
    }  # fmt: skip
    assert len({office.federation for office in offices}) == 1
    assert Starter.objects.count() == 24
    assert 370 <= Group.objects.count() <= 430
    topics = set(Group.objects.values_list("topics__name", flat=True))
    assert {"Allergien", "Zwillinge und Mehrlinge"} <= topics
    assert set(Accompaniment.objects.values_list("state", flat=True)) >= {"running", "ended"}
    assert FollowUp.objects.exclude(result="").exists()
    assert any(possible_foundings(office) for office in offices)
    assert outbox.outbox == []

    shown = logins.read(tmp_path)
    assert len({login.role for login in shown}) == 6
    for login in shown:
        assert authenticate(None, email=login.email, password=login.password) is not None


def test_without_a_demonstration_there_are_no_log_ins(tmp_path: Path) -> None:
    assert logins.read(tmp_path) == []
