"""Who works at the contact point: list, invite, change the role, lock and unlock."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.network import actions
from stuhlkreis.network.models import Membership
from stuhlkreis.network.queries import memberships_of
from stuhlkreis.network.roles import Role
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other

ROLES = [(role.value, role.label) for role in (Role.STAFF, Role.COORDINATOR)]


class Invite(forms.Form):
    """Whom somebody invites as what."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-Mail-Adresse"))
    role = forms.ChoiceField(label=gettext_lazy("Rolle"), choices=ROLES, initial=Role.STAFF)


class Change(forms.Form):
    """What somebody is from now on."""

    role = forms.ChoiceField(label=gettext_lazy("Rolle"), choices=ROLES)


@desk_view("GET", "POST", needs=Permission.INVITE_COLLEAGUES)
def index(request: DeskRequest) -> HttpResponse:
    form = Invite(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite_colleague(
                contact_point=request.contact_point,
                who=actions.Newcomer(
                    email=form.cleaned_data["email"], name=form.cleaned_data["name"]
                ),
                role=Role(form.cleaned_data["role"]),
                on=timezone.localdate(),
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("Eingeladen. Die Nachricht an %(email)s ist unterwegs.")
            messages.success(request, told % {"email": invited.user.email})
            return see_other("desk:colleagues")
    return _page(request, form)


@desk_view("POST", needs=Permission.INVITE_COLLEAGUES)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    asked = Change(request.POST)
    if not asked.is_valid():
        return _page(request, Invite(), refused=_("Diese Rolle gibt es hier nicht."))

    def step(membership: Membership) -> None:
        actions.change_role(
            membership=membership,
            role=Role(asked.cleaned_data["role"]),
            at=timezone.now(),
            by=request.user,
        )

    return _after(request, pk, step, _("Die Rolle ist geändert."))


@desk_view("POST", needs=Permission.INVITE_COLLEAGUES)
def lock(request: DeskRequest, pk: int) -> HttpResponse:
    def step(membership: Membership) -> None:
        actions.lock_colleague(membership=membership, at=timezone.now(), by=request.user)

    return _after(request, pk, step, _("Der Zugang ist gesperrt."))


@desk_view("POST", needs=Permission.INVITE_COLLEAGUES)
def unlock(request: DeskRequest, pk: int) -> HttpResponse:
    def step(membership: Membership) -> None:
        actions.unlock_colleague(membership=membership, at=timezone.now(), by=request.user)

    return _after(request, pk, step, _("Der Zugang ist wieder offen."))


def _after(
    request: DeskRequest, pk: int, step: Callable[[Membership], None], told: str
) -> HttpResponse:
    """Take the step with a colleague of this contact point (else 404) and say so."""
    membership = get_object_or_404(memberships_of(request.contact_point), pk=pk)
    try:
        step(membership)
    except Refusal as refusal:
        return _page(request, Invite(), refused=str(refusal))
    messages.success(request, told)
    return see_other("desk:colleagues")


def _page(request: DeskRequest, form: forms.Form, refused: str = "") -> HttpResponse:
    rows = [
        {
            "membership": membership,
            "is_self": membership.user_id == request.user.pk,
            "other_role": Role.STAFF if membership.role == Role.COORDINATOR else Role.COORDINATOR,
        }
        for membership in memberships_of(request.contact_point)
    ]
    response = render_form(request, "desk/colleagues/index.html", form, rows=rows, refused=refused)
    if refused:
        response.status_code = 422
    return response
