"""The interest lists at the desk: who waits for what, whom to call, and one person at a time."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.text import without_controls
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.letters import CONSENT_TEXTS, CONSENT_VERSION
from stuhlkreis.inquiries.models import Interest
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.interests import LeaveInterest
from stuhlkreis.web.steps import take


class TakeInterest(LeaveInterest):
    """The same answers, given on the phone; the desk reads the consent out."""

    consent = forms.BooleanField(
        label=gettext_lazy("Ich habe den Text vorgelesen, und die Person willigt ein"),
        help_text=CONSENT_TEXTS[CONSENT_VERSION],
        error_messages={
            "required": gettext_lazy("Ohne Einverständnis dürfen wir nichts speichern.")
        },
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        del self.fields["betreff"]


@desk_view("GET", needs=Permission.EDIT_FOUNDINGS)
def index(request: DeskRequest) -> HttpResponse:
    here = request.contact_point
    return render(
        request,
        "desk/interests/index.html",
        {
            "possible": queries.possible_foundings(here),
            "to_call": queries.to_call(here),
            "to_ask_again": queries.to_ask_again(here),
            "lines": queries.waiting_lists(here),
        },
    )


@desk_view("GET", needs=Permission.EDIT_FOUNDINGS)
def people(request: DeskRequest) -> HttpResponse:
    slug, ags = (without_controls(request.GET.get(name, "")) for name in ("topic", "district"))
    topic = queries.topic_of(slug)
    if topic is None:
        raise Http404
    waiting = queries.waiting_for(request.contact_point, topic_slug=topic.slug, district_ags=ags)
    return render(
        request,
        "desk/interests/people.html",
        {"topic": topic, "district": queries.district_label(ags), "people": waiting},
    )


@desk_view("GET", "POST", needs=Permission.EDIT_FOUNDINGS)
def new(request: DeskRequest) -> HttpResponse:
    form = TakeInterest(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_interest(**form.interest(), at=timezone.now(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Person steht auf der Interessenliste."))
            return see_other("desk:interests")
    return render_form(request, "desk/interests/new.html", form)


@desk_view("GET", "POST", needs=Permission.EDIT_FOUNDINGS)
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """One person; a POST opens name, phone and mail, because looking is noted (rule 16)."""
    interest = _interest_or_404(request, pk)
    contact = None
    if request.method == "POST":
        contact = actions.show_contact(interest=interest, at=timezone.now(), by=request.user)
    return render(
        request,
        "desk/interests/person.html",
        {
            "interest": interest,
            "district": queries.district_label(interest.district_ags),
            "contact": contact,
        },
    )


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    act = partial(actions.confirm_interest_by_call, at=timezone.now())
    return _taken(request, pk, act, _("Bestätigt. Die Person zählt jetzt mit."))


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    act = partial(actions.keep_interest_by_call, on=timezone.localdate(), at=timezone.now())
    return _taken(request, pk, act, _("Eingetragen: Die Person sucht noch."))


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    act = partial(actions.withdraw_interest_by_call, at=timezone.now())
    return _taken(request, pk, act, _("Alle Angaben dieser Person sind gelöscht."))


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def back(request: DeskRequest, pk: int) -> HttpResponse:
    act = partial(actions.return_to_list, on=timezone.localdate(), at=timezone.now())
    return _taken(request, pk, act, _("Die Person steht wieder auf der Interessenliste."))


def _interest_or_404(request: DeskRequest, pk: int) -> Interest:
    try:
        return queries.interest_of(request.contact_point, pk)
    except Interest.DoesNotExist as error:
        raise Http404 from error


def _taken(request: DeskRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    """Do it with this office's person; the lists show what is now."""
    interest = _interest_or_404(request, pk)
    take(request, lambda: act(interest=interest, by=request.user), done=done)
    return see_other("desk:interests")
