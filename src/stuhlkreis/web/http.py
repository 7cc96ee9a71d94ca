"""The request as our views see it, and the decorators every view wears."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from stuhlkreis.accounts.models import User
from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Forbidden
from stuhlkreis.network.models import ContactPoint, Federation
from stuhlkreis.network.queries import desk_membership_of, federation_of
from stuhlkreis.network.roles import RIGHTS, Role
from stuhlkreis.web.errors import wrong_method

P = ParamSpec("P")
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "WITH", "EXPLAIN")


class PublicRequest(HttpRequest):
    """A request by anybody."""

    htmx: HtmxDetails


class DeskRequest(HttpRequest):
    """A request by somebody who works at a contact point."""

    user: User
    htmx: HtmxDetails
    contact_point: ContactPoint
    rights: frozenset[Permission]


class PersonRequest(HttpRequest):
    """A request by somebody who signed in, whatever their role."""

    user: User
    htmx: HtmxDetails


class FederationRequest(HttpRequest):
    """A request by somebody who acts for a federation, or by an administrator (no federation)."""

    user: User
    htmx: HtmxDetails
    federation: Federation | None


R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def only_reading(
    execute: Callable[..., Any],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001 -- Django's signature
    context: dict[str, Any],
) -> object:
    """Let a query through only if it reads (for `connection.execute_wrapper`)."""
    if not sql.lstrip("( \n").upper().startswith(READING):
        raise RuntimeError(f"A reading view tried to write: {sql[:40]}")
    return execute(sql, params, many, context)


def _anybody(_request: HttpRequest) -> None:
    """Nothing more is asked."""


def _guard(request: HttpRequest) -> AbstractContextManager[None]:
    if request.method == "POST":
        return nullcontext()
    return connection.execute_wrapper(only_reading)


def _wearing(
    prepare: Callable[[R], None], methods: tuple[str, ...]
) -> Callable[[View[R, P]], PlainView[P]]:
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def decorate(view: View[R, P]) -> PlainView[P]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in allowed:
                return wrong_method(request, allowed)
            ours = cast("R", request)
            prepare(ours)
            try:
                with _guard(request):
                    return view(ours, *args, **kwargs)
            except Forbidden as refusal:  # rights can end between the door and the action
                raise PermissionDenied(str(refusal)) from refusal

        return wrapped

    return decorate


def public_view(*methods: str) -> Callable[[View[PublicRequest, P]], PlainView[P]]:
    """Let anybody in; a GET cannot write."""

    def decorate(view: View[PublicRequest, P]) -> PlainView[P]:
        wearing: Callable[[View[PublicRequest, P]], PlainView[P]] = _wearing(_anybody, methods)
        return login_not_required(wearing(view))

    return decorate


def desk_view(
    *methods: str, needs: Permission = Permission.SEE_DESK
) -> Callable[[View[DeskRequest, P]], PlainView[P]]:
    """Let staff with this right in and give the view its contact point; a GET cannot write."""

    def prepare(request: DeskRequest) -> None:
        membership = desk_membership_of(request.user)
        if membership is None or membership.contact_point is None:
            raise PermissionDenied
        request.contact_point = membership.contact_point
        request.rights = RIGHTS[Role(membership.role)]
        if needs not in request.rights:
            raise PermissionDenied

    return _wearing(prepare, methods)


def person_view(*methods: str) -> Callable[[View[PersonRequest, P]], PlainView[P]]:
    """Let everybody in who signed in; the view asks for what is theirs."""
    return _wearing(_anybody, methods)


def federation_view(*methods: str) -> Callable[[View[FederationRequest, P]], PlainView[P]]:
    """Let a federation's people and administrators in; a GET cannot write."""

    def prepare(request: FederationRequest) -> None:
        request.federation = federation_of(request.user)
        if request.federation is None and not request.user.is_administrator:
            raise PermissionDenied

    return _wearing(prepare, methods)


def see_other(
    name: str, *, query: Mapping[str, str] | None = None, **kwargs: object
) -> HttpResponseRedirect:
    """303: what was posted is done, the result stands there."""
    response = HttpResponseRedirect(reverse(name, kwargs=kwargs or None, query=query))
    response.status_code = 303
    return response


def render_form(
    request: HttpRequest, template: str, form: forms.Form, **context: object
) -> HttpResponse:
    """A page with a form; 422 if the form has errors, with everything that was typed."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
