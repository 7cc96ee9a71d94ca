"""A disk that is full: the page says so in our words, and nothing is half-written."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from stuhlkreis.core.models import AuditEntry
from stuhlkreis.groups.models import Group, StateChange, Venue
from tests import make
from tests.support.databases import is_postgres

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(is_postgres(), reason="its disk cannot be filled from within a test"),
]
TRIES = 60
GROUP = {
    "state": "founding", "name": "Volle Platte", "topic_1": "narkolepsie", "audience": "affected",
    "openness": "open_after_contact", "format": "on_site", "description": "x" * 1900,
    "postcode": "18273", "place": "Güstrow", "languages": "Deutsch",
}  # fmt: skip


def pragma(words: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {words}")
        return int(cursor.fetchone()[0])


@contextmanager
def full_disk() -> Iterator[None]:
    """From here on the database gets no page more than it has."""
    usual = pragma("max_page_count")
    pragma(f"max_page_count = {pragma('page_count')}")
    try:
        yield
    finally:
        pragma(f"max_page_count = {usual}")


def test_a_full_disk_is_told_and_leaves_nothing_half() -> None:
    make.topic(name="Narkolepsie")
    desk, enter = Client(raise_request_exception=False), reverse("desk:group_new")
    desk.force_login(make.member())
    entered, answer = 0, desk.get(enter)
    with full_disk():
        for _ in range(TRIES):
            answer = desk.post(enter, GROUP)
            if answer.status_code != 303:
                break
            entered += 1
        lists = desk.get(reverse("desk:groups"))

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Bei uns ist etwas schiefgegangen" in page
    assert "112" in page
    assert "Traceback" not in page
    assert lists.status_code == 200
    noted = AuditEntry.objects.filter(action="create_group").count()
    counts = {model.objects.count() for model in (Group, StateChange, Venue)}
    assert counts | {noted} == {entered}

    assert desk.post(enter, GROUP).status_code == 303
