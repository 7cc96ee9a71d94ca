"""The decorators of views: who may in, by which method, and that a GET cannot write."""

from collections.abc import Callable

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.network.models import Federation
from stuhlkreis.network.roles import Role
from stuhlkreis.web.http import (
    DeskRequest,
    FederationRequest,
    PersonRequest,
    PublicRequest,
    desk_view,
    federation_view,
    person_view,
    public_view,
    render_form,
    see_other,
)
from tests import make

pytestmark = pytest.mark.django_db


@public_view("GET", "POST")
def writes(request: PublicRequest, name: str = "neu") -> HttpResponse:
    make.federation(name=name)
    return HttpResponse("geschrieben")


@public_view("GET")
def reads(request: PublicRequest) -> HttpResponse:
    return HttpResponse(str(Federation.objects.count()))


@public_view("POST")
def only_posts(request: PublicRequest) -> HttpResponse:
    return HttpResponse("getan")


@desk_view("GET")
def desk(request: DeskRequest) -> HttpResponse:
    return HttpResponse(request.contact_point.slug)


@desk_view("GET", needs=Permission.EDIT_SETTINGS)
def settings_page(request: DeskRequest) -> HttpResponse:
    return HttpResponse("Einstellungen")


@person_view("POST")
def forbids(request: PersonRequest) -> HttpResponse:
    raise Forbidden("Das darf nur die Koordination.")


@person_view("GET")
def person(request: PersonRequest) -> HttpResponse:
    return HttpResponse(request.user.email)


@federation_view("GET")
def federation(request: FederationRequest) -> HttpResponse:
    return HttpResponse(request.federation.slug if request.federation else "alle")


def asked(rf: RequestFactory, user: "User | AnonymousUser", method: str = "GET") -> HttpRequest:
    request = rf.generic(method, "/")
    request.user = user
    return request


def test_a_reading_view_reads(rf: RequestFactory) -> None:
    make.federation()
    assert reads(asked(rf, AnonymousUser())).content == b"1"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_cannot_write(rf: RequestFactory, method: str) -> None:
    with pytest.raises(RuntimeError, match="tried to write"), transaction.atomic():
        writes(asked(rf, AnonymousUser(), method))
    assert not Federation.objects.exists()


def test_a_post_may_write(rf: RequestFactory) -> None:
    assert writes(asked(rf, AnonymousUser(), "POST"), name="Verbund").status_code == 200
    assert Federation.objects.get().name == "Verbund"


@pytest.mark.parametrize(
    ("view", "method", "allowed"),
    [(reads, "POST", "GET, HEAD"), (reads, "DELETE", "GET, HEAD"), (only_posts, "GET", "POST")],
)
def test_other_methods_are_refused(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse], method: str, allowed: str
) -> None:
    response = view(asked(rf, AnonymousUser(), method))
    assert response.status_code == 405
    assert response["Allow"] == allowed


def test_staff_see_the_desk_of_their_contact_point(rf: RequestFactory) -> None:
    office = make.contact_point(slug="guestrow")
    member = make.member(at=office, role=Role.STAFF)
    assert desk(asked(rf, member)).content == b"guestrow"


def test_a_right_the_role_lacks_is_403(rf: RequestFactory) -> None:
    office = make.contact_point()
    with pytest.raises(PermissionDenied):
        settings_page(asked(rf, make.member(at=office, role=Role.STAFF)))
    coordinator = make.member(at=office, role=Role.COORDINATOR)
    assert settings_page(asked(rf, coordinator)).status_code == 200


def test_who_works_nowhere_has_no_desk(rf: RequestFactory) -> None:
    for somebody in (make.user(), make.federation_member()):
        with pytest.raises(PermissionDenied):
            desk(asked(rf, somebody))


def test_a_locked_membership_opens_nothing(rf: RequestFactory) -> None:
    member = make.member()
    member.memberships.update(locked_at=make.AT)
    with pytest.raises(PermissionDenied):
        desk(asked(rf, member))


def test_everybody_who_signed_in_has_pages_of_their_own(rf: RequestFactory) -> None:
    somebody = make.user()
    assert person(asked(rf, somebody)).content.decode() == somebody.email


def test_a_federation_is_for_its_people_and_administrators(rf: RequestFactory) -> None:
    home = make.federation()
    assert federation(asked(rf, make.federation_member(of=home))).content.decode() == home.slug
    assert federation(asked(rf, make.user(is_administrator=True))).content == b"alle"
    with pytest.raises(PermissionDenied):
        federation(asked(rf, make.member()))


def test_who_is_not_signed_in_is_sent_to_the_log_in(client: Client) -> None:
    response = client.get("/arbeitsplatz/gruppen/")
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/")


def test_after_a_write_the_reader_is_sent_on_with_303() -> None:
    response = see_other("public:group", slug="krokus")
    assert response.status_code == 303
    assert response["Location"] == "/gruppen/krokus/"
    assert see_other("public:start")["Location"] == "/"


class Name(forms.Form):
    name = forms.CharField(label="Name")


@pytest.mark.parametrize(("data", "status"), [(None, 200), ({"name": "x"}, 200), ({}, 422)])
def test_a_form_with_errors_is_422(
    rf: RequestFactory, data: dict[str, str] | None, status: int
) -> None:
    template = "errors/404.html"
    response = render_form(asked(rf, AnonymousUser()), template, Name(data), more="x")
    assert response.status_code == status


def test_reading_is_guarded_only_while_the_view_runs() -> None:
    assert not connection.execute_wrappers


def test_a_right_that_ended_on_the_way_to_the_action_is_a_403() -> None:
    with pytest.raises(PermissionDenied, match="nur die Koordination"):
        forbids(RequestFactory().post("/"))
