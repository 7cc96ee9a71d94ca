"""Federations and their contact points: released figures, and what administrators make.

No personal data of a contact point is shown here (rule 75): counts only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.text import slugify
from stuhlkreis.groups.queries import public_counts
from stuhlkreis.inquiries.queries import founding_counts
from stuhlkreis.network import actions
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import contact_points, contact_points_of, federations
from stuhlkreis.network.roles import Role
from stuhlkreis.regions.places import STATES
from stuhlkreis.starters.queries import running_counts
from stuhlkreis.web.federation.office import OfficeForm
from stuhlkreis.web.http import (
    FederationRequest,
    PlainView,
    View,
    federation_view,
    render_form,
    see_other,
)

LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """What a federation sees of a contact point."""

    contact_point: ContactPoint
    groups: int
    foundings: int
    accompaniments: int


class NewFederation(forms.Form):
    """A federation and the state it is for."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    state_ags = forms.ChoiceField(label=gettext_lazy("Land"), choices=list(STATES.items()))


class Invite(forms.Form):
    """Whom an administrator invites."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-Mail-Adresse"))

    def newcomer(self) -> actions.Newcomer:
        """What the actions take."""
        return actions.Newcomer(email=self.cleaned_data["email"], name=self.cleaned_data["name"])


def _administrators(view: View[FederationRequest, ...]) -> PlainView[...]:
    """Let administrators in, nobody else of a federation."""

    def asked(request: FederationRequest, **kwargs: str) -> HttpResponse:
        if not request.user.is_administrator:
            raise PermissionDenied
        return view(request, **kwargs)

    return federation_view("GET", "POST")(asked)


def _lines(offices: Iterable[ContactPoint]) -> list[Line]:
    groups = public_counts(on=timezone.localdate())
    foundings, running = founding_counts(), running_counts()
    return [
        Line(
            contact_point=office,
            groups=groups.get(office.pk, 0),
            foundings=foundings.get(office.pk, 0),
            accompaniments=running.get(office.pk, 0),
        )
        for office in offices
    ]


@federation_view("GET")
def home(request: FederationRequest) -> HttpResponse:
    if request.user.is_administrator:
        offices, known = contact_points(), federations()
    else:
        assert request.federation is not None  # noqa: S101 -- the decorator let nobody else in
        offices, known = contact_points_of(request.federation), federations().none()
    context = {
        "federation": request.federation,
        "lines": _lines(offices),
        "federations": known,
        "is_administrator": request.user.is_administrator,
    }
    return render(request, "federation/home/show.html", context)


@_administrators
def new_federation(request: FederationRequest) -> HttpResponse:
    form = NewFederation(request.POST or None)
    if form.is_valid():
        try:
            actions.create_federation(
                slug=slugify(form.cleaned_data["name"])[:LONGEST_SLUG],
                **form.cleaned_data,
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Der Verbund ist angelegt."))
            return see_other("federation:home")
    return _page(request, form, heading=_("Verbund anlegen"), button=_("Verbund anlegen"))


@_administrators
def new_contact_point(request: FederationRequest) -> HttpResponse:
    form = OfficeForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_contact_point(
                office=form.office(),
                federation=form.cleaned_data["federation"],
                districts=form.cleaned_data["districts"],
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, _("Die Kontaktstelle ist angelegt. Laden Sie jetzt die Koordination ein.")
            )
            return see_other("federation:coordinator_new", slug=made.slug)
    return _page(
        request, form, heading=_("Kontaktstelle anlegen"), button=_("Kontaktstelle anlegen")
    )


@_administrators
def invite_coordinator(request: FederationRequest, slug: str) -> HttpResponse:
    office = get_object_or_404(contact_points(), slug=slug)
    return _inviting(
        request,
        partial(actions.invite_colleague, contact_point=office, role=Role.COORDINATOR),
        heading=_("Koordination einladen: %(where)s") % {"where": office.name},
    )


@_administrators
def invite_person(request: FederationRequest, slug: str) -> HttpResponse:
    federation = get_object_or_404(federations(), slug=slug)
    return _inviting(
        request,
        partial(actions.invite_to_federation, federation=federation),
        heading=_("Jemanden in den Verbund einladen: %(where)s") % {"where": federation.name},
    )


def _inviting(
    request: FederationRequest, invite: Callable[..., object], *, heading: str
) -> HttpResponse:
    form = Invite(request.POST or None)
    if form.is_valid():
        try:
            invite(who=form.newcomer(), on=timezone.localdate(), at=timezone.now(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Eingeladen. Die Nachricht ist unterwegs."))
            return see_other("federation:home")
    return _page(request, form, heading=heading, button=_("Einladen"))


def _page(
    request: FederationRequest, form: forms.Form, *, heading: str, button: str
) -> HttpResponse:
    return render_form(request, "federation/home/form.html", form, heading=heading, button=button)
