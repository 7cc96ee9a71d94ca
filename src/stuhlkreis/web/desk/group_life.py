"""A group's life at the desk: its next step, its confirmation, its restart."""

from datetime import date
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.groups import actions
from stuhlkreis.groups.lifecycle import WAYS, Source, State
from stuhlkreis.web.desk.groups import group_or_404
from stuhlkreis.web.fields import day_input
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.steps import take

_WORDS: Final = [
    (Source.GROUP_VIA_OFFICE, _("die Gruppe hat es uns gesagt")),
    (Source.OFFICE, _("wir als Kontaktstelle")),
]


class Step(forms.Form):
    """Where the group moves, since when and on whose word (rules 21–23)."""

    to = forms.TypedChoiceField(label=_("Neuer Stand"), coerce=State, widget=forms.RadioSelect)
    source = forms.TypedChoiceField(
        label=_("Wer sagt das?"),
        help_text=_("Eine Pause oder das Ende bestimmt nur die Gruppe selbst."),
        choices=_WORDS,
        coerce=Source,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Seit wann"), widget=day_input())
    because = forms.CharField(
        label=_("Grund"),
        help_text=_("Ein kurzer Satz für die Akte, ohne Namen und ohne Diagnosen."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, here: State, today: date) -> None:
        super().__init__(data, initial={"on": today, "source": Source.GROUP_VIA_OFFICE})
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- a word to the type checker
        field.choices = [(state, state.label) for state in State if state in WAYS[here]]


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def move(request: DeskRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    form = Step(request.POST or None, here=State(group.state), today=timezone.localdate())
    if form.is_valid():
        try:
            actions.move_group(group=group, **form.cleaned_data, at=timezone.now(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Der neue Stand ist eingetragen."))
            return see_other("desk:group", slug=group.slug)
    return render_form(request, "desk/groups/move.html", form, group=group)


@desk_view("POST", needs=Permission.EDIT_GROUPS)
def confirm(request: DeskRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    take(
        request,
        lambda: actions.confirm_group(
            group=group, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=gettext("Die Angaben sind heute bestätigt."),
    )
    return see_other("desk:group", slug=group.slug)


@desk_view("POST", needs=Permission.EDIT_GROUPS)
def restart(request: DeskRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    try:
        group = actions.restart_group(
            group=group,
            source=Source.OFFICE,
            on=timezone.localdate(),
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Die Gruppe beginnt neu. Die alte bleibt in der Akte."))
    return see_other("desk:group", slug=group.slug)
