"""Every setting of the contact point on one page, and who changed what."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.network import actions
from stuhlkreis.network.queries import setting_changes, settings_of
from stuhlkreis.network.registry import SETTINGS, Declared
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other


class Values(forms.Form):
    """One number for each setting of the registry."""

    def __init__(self, data: QueryDict | None, *, chosen: dict[str, int]) -> None:
        super().__init__(data, initial=chosen)
        self.fields |= {name: _field(declared) for name, declared in SETTINGS.items()}


def _field(declared: Declared) -> forms.IntegerField:
    bounds = _("Voreinstellung %(default)s, möglich sind %(least)s bis %(most)s.") % {
        "default": declared.default,
        "least": declared.least,
        "most": declared.most,
    }
    return forms.IntegerField(
        label=f"{declared.label} … {declared.unit}",
        min_value=declared.least,
        max_value=declared.most,
        help_text=f"{declared.hint} {bounds}".strip(),
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )


@desk_view("GET", "POST", needs=Permission.EDIT_SETTINGS)
def index(request: DeskRequest) -> HttpResponse:
    form = Values(request.POST or None, chosen=settings_of(request.contact_point))
    if request.method == "POST" and form.is_valid():
        # Nothing to refuse: the form asked for the right bounds, the decorator for the right.
        changed = actions.change_settings(
            contact_point=request.contact_point,
            values=form.cleaned_data,
            at=timezone.now(),
            by=request.user,
        )
        messages.success(request, _told(len(changed)))
        return see_other("desk:settings")
    return render_form(
        request,
        "desk/settings/index.html",
        form,
        changes=setting_changes(request.contact_point),
    )


def _told(count: int) -> str:
    if not count:
        return _("Es war nichts zu ändern.")
    return ngettext(
        "Eine Einstellung ist geändert.", "%(count)s Einstellungen sind geändert.", count
    ) % {"count": count}
