"""Every form of the site, found on its pages, filled in with what no form expects."""

import html
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from stuhlkreis.accounts.models import User
from tests import make
from tests.exchange.tables import whole_database
from tests.support.forms import Field, Form, forms_on
from tests.support.office import Office, address, office
from tests.support.routes import Route, routes

pytestmark = pytest.mark.django_db
LONG, NUL, SURROGATE, BROKEN = "x" * 10_000, "a\0b", "SURROGATE", "BROKEN"
FACES, BACKWARDS = "\N{GRINNING FACE}" * 300, "\N{RIGHT-TO-LEFT OVERRIDE}nov\N{RIGHT-TO-LEFT MARK}"
TAGS = "'\"><script>x</script>{{ 7 }}"
# Kept as typed on a page that comes back; what cannot be shown at all is not asked for.
KEPT = {LONG, FACES, TAGS}
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "number": ("-1", "0", "9" * 30, "1e309", "NaN", "3,5", "40000"),
    "date": ("31.02.2026", "2026-02-31", "0001-01-01", "9999-12-31", "gestern"),
    "time": ("25:61", "00:00", "23:59:59.999999"),
    "text": (LONG, NUL, SURROGATE, FACES, BACKWARDS, TAGS, "   ", "-"),
    "chosen": ("unbekannt", "9" * 30),
}
IN_AN_ADDRESS = (LONG[:2000], NUL, SURROGATE, BROKEN, "9" * 30, "-1", "nan,inf")
ANSWERS = {200, 303, 422}
PARAMETERS = (
    "q", "near", "page", "t", "topic", "district", "stand", "jahr", "word", "gruppe", "radius_km",
    "sort", "audience", "openness", "format", "state", "not_confirmed", "show", "next", "do",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a browser."""

    client: Client
    areas: frozenset[str]


@pytest.fixture
def own() -> Office:
    return office()


@pytest.fixture
def people(own: Office, settings: Settings) -> list[Person]:
    """Everybody there is, each with the areas that are theirs."""

    def person(user: User | None, *areas: str) -> Person:
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        return Person(client, frozenset(areas))

    return [
        person(own.coordinator, "desk"),
        person(own.companion, "companion"),
        person(own.speaker, "group"),
        person(make.user(is_administrator=True), "federation"),
        person(make.user(), "account"),
        person(None, "public", "account"),
    ]


def pages(person: Person, own: Office) -> Iterator[tuple[Route, str, Any]]:
    for route in routes():
        if route.area in person.areas:
            url = address(route, own)
            yield route, url, person.client.get(url)


def forms(person: Person, own: Office) -> list[Form]:
    """Every form on every page of this person, once each."""
    found: dict[object, Form] = {}
    for _route, url, answer in pages(person, own):
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            for form in forms_on(answer.content.decode(), url):
                found.setdefault((form.url, tuple(form.fields), form.button), form)
    return list(found.values())


@contextmanager
def undone(client: Client) -> Iterator[list[str]]:
    """Take back whatever happens inside; tells which statements wrote something of ours."""
    wrote: list[str] = []
    cookies = deepcopy(client.cookies)

    def note(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not _is_housekeeping(sql):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        yield wrote
        transaction.set_rollback(True)
    cache.clear()
    client.cookies = cookies


def _is_housekeeping(sql: str) -> bool:
    return any(f'"{table}"' in sql[:40] for table in ("django_session", "cache"))


def body(said: Mapping[str, list[str]]) -> str:
    """The form as a browser, or somebody without one, sends it."""
    pairs = (f"{quote_plus(name)}={_sent(value)}" for name in said for value in said[name])
    return "&".join(pairs)


def _sent(value: str) -> str:
    return {SURROGATE: "%ED%A0%80", BROKEN: "%FF%FE"}.get(value, quote_plus(value))


def spoiled(form: Form) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """The form with garbage in all fields of a kind, while the others are right."""
    usual = form.filled()
    by_kind: dict[str, list[str]] = {}
    for one in form.fields.values():
        if one.name != "csrfmiddlewaretoken":
            by_kind.setdefault(_kind(one), []).append(one.name)
    for kind, names in by_kind.items():
        for garbage in OF_KIND[kind]:
            yield kind, garbage, usual | {name: [garbage] for name in names}
    written = [name for kind in by_kind if kind != "chosen" for name in by_kind[kind]]
    yield "all", LONG, usual | {name: [LONG] for name in written}
    yield "all", "twice", {name: [*values, "zwei", "drei"] for name, values in usual.items()}
    yield "nothing", "", {"csrfmiddlewaretoken": ["x"]}


def _kind(one: Field) -> str:
    if not one.is_written:
        return "chosen"
    return one.kind if one.kind in OF_KIND else "text"


def lost(form: Form, said: Mapping[str, list[str]], answer: Any) -> list[str]:
    """What was typed and is not on the page that came back."""
    shown = html.unescape(answer.content.decode())
    return [
        name
        for name, one in form.fields.items()
        if one.is_written and one.kind != "password"
        for value in said.get(name, ())
        if value in KEPT and value not in shown
    ]


def wrong(form: Form, client: Client, said: Mapping[str, list[str]], before: object) -> str:
    """What is wrong with the answer to a spoiled form; empty if nothing."""
    with undone(client) as wrote:
        answer = client.post(form.url, body(said), content_type="application/x-www-form-urlencoded")
        if answer.status_code not in ANSWERS:
            return str(answer.status_code)
        if answer.status_code == 303:
            return _after(client, answer["Location"])
        if answer.status_code == 200:  # a look, which at most is noted (rule 16)
            return "writes" * any('"core_auditentry"' not in sql for sql in wrote)
        if answer.status_code == 422:
            if wrote and whole_database() != before:
                return "writes"
            return ", ".join(lost(form, said, answer))
    return ""


def _after(client: Client, url: str) -> str:
    """What was let through must not spoil the page it leads to."""
    status = client.get(url).status_code
    return f"then {status}" * (status not in {200, 302})


@pytest.mark.parametrize("number", range(6))
def test_garbage_in_a_form_is_told_at_the_form_and_changes_nothing(
    number: int, people: list[Person], own: Office
) -> None:
    person = people[number]
    before, tried, found = whole_database(), 0, []
    for form in forms(person, own):
        for where, garbage, said in spoiled(form):
            tried += 1
            if problem := wrong(form, person.client, said, before):
                found.append(f"{form.url} {form.button} {where}={garbage[:20]!r}: {problem}")

    assert tried, "no form found"
    assert not found, "\n".join([f"{len(found)} of {tried}", *found])


def test_garbage_in_an_address_is_never_an_error_of_ours(people: list[Person], own: Office) -> None:
    found = []
    for person in people:
        for _route, url, answer in pages(person, own):
            for garbage in IN_AN_ADDRESS if answer.status_code == 200 else ():
                query = body({name: [garbage, garbage] for name in PARAMETERS})
                status = person.client.get(f"{url.partition('?')[0]}?{query}").status_code
                if status >= 500:
                    found.append(f"{url} {garbage[:20]!r}: {status}")

    assert found == []


def test_a_body_that_is_no_form_is_never_an_error_of_ours(
    people: list[Person], own: Office
) -> None:
    bodies = {
        "application/json": b"{",
        "multipart/form-data": b"--x",
        "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="do"\r\n',
        "text/plain": b"\xff\xfe\x00",
        "application/x-www-form-urlencoded": b"&".join(b"a=1" for _ in range(3000)),
    }
    found = []
    for person in people:
        for _route, url, _answer in pages(person, own):
            for kind, sent in bodies.items():
                with undone(person.client):
                    answer = person.client.generic("POST", url, sent, content_type=kind)
                    status = answer.status_code
                if status >= 500:
                    found.append(f"{url} {kind}: {status}")

    assert found == []
