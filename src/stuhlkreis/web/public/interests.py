"""Looking for people for a new group: the form, and the pages behind the links in our mails."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.links import LinkNotValid, LinkTooOld
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.errors import InterestGone
from stuhlkreis.inquiries.letters import UNCONFIRMED_DAYS, Link
from stuhlkreis.inquiries.lifecycle import InterestState
from stuhlkreis.web.http import PublicRequest, public_view, render_form, see_other
from stuhlkreis.web.interests import LeaveInterest


@public_view("GET", "POST")
def leave(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        form = LeaveInterest(initial=_wished(request))
        return render_form(request, "public/interests/leave.html", form)
    form = LeaveInterest(request.POST)
    if form.is_trapped:
        # A program filled in what no person sees: it learns nothing.
        return see_other("public:interest_done")
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.leave_interest(
                topic=said["chosen_topic"],
                postcode=said["chosen_place"],
                email=said["email"],
                phone=said["phone"],
                name=said["name"],
                slots=said["slots"],
                text_version=said["text_version"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return see_other("public:interest_done")
    return render_form(request, "public/interests/leave.html", form)


@public_view("GET")
def done(request: PublicRequest) -> HttpResponse:
    return render(request, "public/interests/done.html", {"days": UNCONFIRMED_DAYS})


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
    topic = request.GET.get("topic", "")[:100]
    known = queries.topic_of(topic)
    return {"topic": known.name if known else topic, "place": request.GET.get("near", "")[:100]}
