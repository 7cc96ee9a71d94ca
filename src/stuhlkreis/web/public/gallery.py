"""The living page of all components; only a demonstration shows it."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from stuhlkreis.groups.lifecycle import Audience, Openness, State
from stuhlkreis.web.drawings import ICONS
from stuhlkreis.web.fields import day_input
from stuhlkreis.web.http import PublicRequest, public_view


class Everything(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Eine Zeile"), help_text=_("Hinweis zum Ausfüllen"))
    postcode = forms.CharField(label=_("Postleitzahl"), min_length=5, max_length=5)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    count = forms.IntegerField(label=_("Zahl"), min_value=1, required=False)
    day = forms.DateField(label=_("Tag"), widget=day_input(), required=False)
    at = forms.TimeField(
        label=_("Uhrzeit"), widget=forms.TimeInput(attrs={"type": "time"}), required=False
    )
    text = forms.CharField(label=_("Mehrere Zeilen"), widget=forms.Textarea, required=False)
    one = forms.ChoiceField(label=_("Auswahl"), choices=Audience.choices)
    radio = forms.ChoiceField(
        label=_("Eines von mehreren"), choices=Openness.choices, widget=forms.RadioSelect
    )
    many = forms.MultipleChoiceField(
        label=_("Mehrere"),
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    yes = forms.BooleanField(label=_("Ja, so ist es"), required=False)
    file = forms.FileField(label=_("Datei"), required=False)


@public_view("GET")
def gallery(request: PublicRequest) -> HttpResponse:
    if not settings.IS_DEMO:
        raise Http404
    context = {
        "icons": list(ICONS),
        "openness_values": list(Openness),
        "states": list(State),
        "form": Everything(),
        "wrong": Everything({"postcode": "1827"}, auto_id="wrong_%s"),
        "page": Paginator(range(200), 20).get_page(3),
    }
    return render(request, "components/gallery.html", context)
