"""Looking for people for a new group: the form, and the pages behind the links in our mails."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.links import LinkNotValid, LinkTooOld
from stuhlkreis.core.text import without_controls
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.errors import InterestGone
from stuhlkreis.inquiries.letters import UNCONFIRMED_DAYS, Link
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.web.http import PublicRequest, public_view, render_form, see_other
from stuhlkreis.web.interests import LeaveInterest

LONGEST: Final = 100
URGENT: Final = {"sofort": "1"}
TOO_MANY: Final = gettext_lazy(
    "Das waren viele Einträge hintereinander. Bitte warten Sie zehn Minuten. "
    "Ihre Angaben stehen noch im Formular."
)


@public_view("GET", "POST")
def leave(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, LeaveInterest(initial=_wished(request)))
    form = LeaveInterest(request.POST)
    if form.is_trapped:
        # A program filled in what no person sees: it learns nothing.
        return see_other("public:interest_done")
    if form.is_valid():
        if not _is_within_ration(request, form.interest()):
            form.add_error(None, TOO_MANY)
            return _page(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
        try:
            actions.leave_interest(**form.interest(), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return see_other("public:interest_done", query=URGENT if form.is_danger else None)
    return _page(request, form)


def _page(
    request: PublicRequest, form: LeaveInterest, *, status: HTTPStatus | None = None
) -> HttpResponse:
    response = render_form(request, "public/interests/leave.html", form, is_danger=form.is_danger)
    response.status_code = status or response.status_code
    return response


def _is_within_ration(request: PublicRequest, interest: dict[str, Any]) -> bool:
    """Whether this connection and this address have not entered too much; no topic is counted."""
    reached = interest["email"] or interest["phone"]
    return bool(consume(request, action="leave_interest", key=reached))


@public_view("GET")
def done(request: PublicRequest) -> HttpResponse:
    context = {"days": UNCONFIRMED_DAYS, "is_danger": URGENT.keys() <= request.GET.keys()}
    return render(request, "public/interests/done.html", context)


@public_view("GET")
def topics(request: PublicRequest) -> HttpResponse:
    return render(request, "public/interests/topics.html", {"topics": queries.topics_by_area()})


def _with_link(
    view: Callable[[PublicRequest, str], HttpResponse],
) -> Callable[[PublicRequest], HttpResponse]:
    """Give the view its token; a link that no longer leads anywhere gets a page of its own."""

    @wraps(view)
    def wrapped(request: PublicRequest) -> HttpResponse:
        try:
            return view(request, request.GET.get("t", ""))
        except LinkTooOld:
            return render(request, "public/interests/link_too_old.html", status=410)
        except LinkNotValid:
            return render(request, "public/interests/link_not_valid.html", status=404)
        except InterestGone:
            return render(request, "public/interests/gone.html", status=410)

    return wrapped


@public_view("GET", "POST")
@_with_link
def confirm(request: PublicRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        actions.confirm_interest(token=token, at=timezone.now())
        return _same_page(request)
    interest = queries.interest_behind(Link.CONFIRM, token)
    is_done = interest.state != InterestState.UNCONFIRMED
    return render(
        request,
        "public/interests/confirm.html",
        {
            "interest": interest,
            "district": queries.district_label(interest.district_ags),
            "is_done": is_done,
        },
    )


@public_view("GET", "POST")
@_with_link
def keep(request: PublicRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        actions.keep_interest(token=token, on=timezone.localdate(), at=timezone.now())
        return _same_page(request)
    interest = queries.interest_behind(Link.KEEP, token)
    return render(
        request,
        "public/interests/keep.html",
        {"interest": interest, "is_done": interest.reminded_at is None},
    )


@public_view("GET", "POST")
@_with_link
def withdraw(request: PublicRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw_interest(token=token, at=timezone.now())
        return _same_page(request)
    try:
        interest = queries.interest_behind(Link.WITHDRAW, token)
    except InterestGone:
        return render(request, "public/interests/withdrawn.html")
    return render(request, "public/interests/withdraw.html", {"interest": interest})


def _same_page(request: HttpRequest) -> HttpResponse:
    """303 to the same address: the page shows what is now, and a second press does no harm."""
    response = HttpResponseRedirect(request.get_full_path())
    response.status_code = 303
    return response


def _wished(request: PublicRequest) -> dict[str, str]:
    """What a search hands over: `topic` (slug or word) and `near`."""
    topic, near = (
        without_controls(request.GET.get(name, ""))[:LONGEST] for name in ("topic", "near")
    )
    known = queries.topic_of(topic)
    return {"topic": known.name if known else topic, "place": near}
