"""Contact persons of a group at the desk, and what of them may be shown where."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.groups import actions, queries
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium
from stuhlkreis.groups.models import ContactPerson
from stuhlkreis.web.desk.groups import group_or_404
from stuhlkreis.web.fields import day_input
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.steps import take

TEXT_VERSION: Final = "2026-1"
PURPOSE: Final = "Auffindbarkeit der Gruppe"
_WAYS: Final = [
    (ConsentWay.PAPER, ConsentWay.PAPER.label),
    (ConsentWay.SPOKEN, ConsentWay.SPOKEN.label),
]


class Person(forms.Form):
    """Who answers for the group; one way to reach them is enough."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    on = forms.DateField(label=_("Ansprechperson seit"), widget=day_input())

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class Release(forms.Form):
    """What of a person may be shown where, and how we know (rules 3 and 4)."""

    channels = forms.TypedMultipleChoiceField(
        label=_("Was darf gezeigt werden?"),
        coerce=Channel,
        widget=forms.CheckboxSelectMultiple,
    )
    shown_in = forms.TypedMultipleChoiceField(
        label=_("Wo?"), choices=Medium, coerce=Medium, widget=forms.CheckboxSelectMultiple
    )
    way = forms.TypedChoiceField(
        label=_("Wie wurde eingewilligt?"),
        choices=_WAYS,
        coerce=ConsentWay,
        widget=forms.RadioSelect,
    )
    given_on = forms.DateField(label=_("Wann?"), widget=day_input())
    text_version = forms.CharField(
        label=_("Fassung des Textes"),
        help_text=_("Sie steht unten auf dem Blatt."),
        max_length=40,
    )

    def __init__(self, data: QueryDict | None, *, person: ContactPerson) -> None:
        super().__init__(data, initial={"way": ConsentWay.PAPER, "text_version": TEXT_VERSION})
        stated = {
            Channel.NAME: person.name,
            Channel.PHONE: person.phone,
            Channel.EMAIL: person.email,
        }
        field = self.fields["channels"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- a word to the type checker
        field.choices = [(channel, channel.label) for channel in Channel if stated[channel]]

    def consents(self) -> dict[str, Any]:
        """The valid form as `record_consents` takes it; `media` is a word of Django's forms."""
        said = dict(self.cleaned_data)
        return {"media": said.pop("shown_in"), **said}


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def new(request: DeskRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    form = Person(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            person = actions.add_contact_person(
                group=group, **form.cleaned_data, at=timezone.now(), by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                gettext(
                    "Eingetragen. Gezeigt wird davon nichts, solange keine Einwilligung da ist."
                ),
            )
            return see_other("desk:consents", slug=group.slug, pk=person.pk)
    return render_form(request, "desk/contact_persons/new.html", form, group=group)


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def consents(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.persons_of(request.contact_point), pk=pk, group__slug=slug)
    form = Release(request.POST or None, person=person)
    if form.is_valid():
        try:
            stored = actions.record_consents(
                contact_person=person,
                **form.consents(),
                purpose=PURPOSE,
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, has_stored=bool(stored))
            return see_other("desk:group", slug=slug)
    return render_form(
        request, "desk/contact_persons/consents.html", form, group=person.group, person=person
    )


def _tell(request: DeskRequest, *, has_stored: bool) -> None:
    if has_stored:
        messages.success(request, gettext("Die Einwilligung ist eingetragen."))
    else:
        messages.warning(
            request, gettext("Diese Einwilligung wurde später widerrufen. Sie gilt nicht mehr.")
        )


@desk_view("POST", needs=Permission.EDIT_GROUPS)
def withdraw(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    consent = get_object_or_404(
        queries.consents_of(request.contact_point), pk=pk, contact_person__group__slug=slug
    )
    take(
        request,
        lambda: actions.withdraw_consent(
            consent=consent, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=gettext("Widerrufen. Ab sofort wird das nicht mehr gezeigt."),
    )
    return see_other("desk:group", slug=slug)


@desk_view("POST", needs=Permission.EDIT_GROUPS)
def end(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.persons_of(request.contact_point), pk=pk, group__slug=slug)
    take(
        request,
        lambda: actions.end_contact_person(
            contact_person=person, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=gettext("Die Person spricht nicht mehr für die Gruppe."),
    )
    return see_other("desk:group", slug=slug)
