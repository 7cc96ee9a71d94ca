"""Groups at the desk: list, show, enter, edit."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.languages import language_name
from stuhlkreis.groups import actions, queries
from stuhlkreis.groups.errors import ChangedMeanwhile
from stuhlkreis.groups.lifecycle import WAYS, Source, State, Visibility
from stuhlkreis.groups.models import Group
from stuhlkreis.starters.queries import fitting_groups
from stuhlkreis.web.desk.group_form import GroupForm, NewGroupForm
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other

ON_A_PAGE: Final = 50


class Filter(forms.Form):
    """What the list of groups can be narrowed to."""

    q = forms.CharField(label=_("Name, Thema oder Ort"), max_length=100, required=False)
    state = forms.TypedChoiceField(
        label=_("Stand"),
        choices=[("", _("alle")), *State.choices],
        coerce=State,
        empty_value=None,
        required=False,
    )
    not_confirmed = forms.BooleanField(label=_("nur lange nicht bestätigte"), required=False)

    def wish(self, today: date) -> dict[str, Any]:
        """What `queries.narrowed` takes; nothing where the address was made up."""
        if not self.is_valid():
            return {}
        return {
            "words": self.cleaned_data["q"],
            "state": self.cleaned_data["state"],
            "not_confirmed_on": today if self.cleaned_data["not_confirmed"] else None,
        }


def group_or_404(request: DeskRequest, slug: str) -> Group:
    """A group of the reader's own contact point; another's does not exist."""
    return get_object_or_404(queries.groups_of(request.contact_point), slug=slug)


@desk_view("GET", needs=Permission.EDIT_GROUPS)
def index(request: DeskRequest) -> HttpResponse:
    wished = Filter(request.GET or None)
    groups = queries.narrowed(request.contact_point, **wished.wish(timezone.localdate()))
    page = Paginator(groups, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/groups/list.html", {"filter": wished, "page": page})


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def show(request: DeskRequest, slug: str) -> HttpResponse:
    """One group; a POST opens who answers for it, because looking is noted (rule 16)."""
    group = group_or_404(request, slug)
    today = timezone.localdate()
    are_open = request.method == "POST"
    if are_open:
        actions.show_contact_persons(group=group, at=timezone.now(), by=request.user)
    context = {
        "group": group,
        "topics": [one.topic for one in group.group_topics.all()],
        "languages": [language_name(code) for code in group.languages],
        "visibility": Visibility(group.venue.visibility).label,
        "public": queries.public_group(group, on=today, now=timezone.now()),
        "is_listed": queries.public_groups(on=today).filter(pk=group.pk).exists(),
        "history": queries.history_of(group),
        "persons": queries.contact_persons_of(group),
        "are_open": are_open,
        "can_move": bool(WAYS[State(group.state)]),
        "can_ask_starter": fitting_groups(request.contact_point).filter(pk=group.pk).exists(),
        "today": today,
    }
    return render(request, "desk/groups/show.html", context)


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def new(request: DeskRequest) -> HttpResponse:
    form = NewGroupForm(request.POST or None, contact_point=request.contact_point)
    if form.is_valid() and "check" not in request.POST:
        state, today = form.cleaned_data["state"], timezone.localdate()
        is_founding = state == State.FOUNDING
        try:
            group = actions.create_group(
                contact_point=request.contact_point,
                draft=form.draft(),
                state=state,
                source=Source.OFFICE if is_founding else Source.GROUP_VIA_OFFICE,
                on=today,
                at=timezone.now(),
                by=request.user,
                confirmed_on=None if is_founding else today,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Die Gruppe ist eingetragen."))
            return see_other("desk:group", slug=group.slug)
    return render_form(request, "desk/groups/new.html", form)


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def edit(request: DeskRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    form = GroupForm(
        request.POST or None,
        contact_point=request.contact_point,
        standing=queries.draft_of(group),
    )
    if form.is_valid() and "check" not in request.POST:
        try:
            actions.change_group(
                group=group,
                draft=form.draft(),
                at=timezone.now(),
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except ChangedMeanwhile as refusal:
            form.show_standing(refusal, queries.draft_of(group))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Gespeichert."))
            return see_other("desk:group", slug=group.slug)
    return render_form(request, "desk/groups/edit.html", form, group=group)
