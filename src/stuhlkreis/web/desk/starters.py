"""Starters at the desk: who there is, and everything about one."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.days import months_later
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.slots import Slot
from stuhlkreis.network.queries import setting
from stuhlkreis.starters import actions, queries
from stuhlkreis.starters.draft import StarterDraft
from stuhlkreis.starters.lifecycle import AgreementWay, StarterState
from stuhlkreis.starters.models import Starter
from stuhlkreis.topics.models import Topic
from stuhlkreis.topics.queries import topic_meaning
from stuhlkreis.web.fields import day_input, languages_field, slots_field
from stuhlkreis.web.forms import SLOTS, draw_with
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.steps import Step, Steps

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AGREED_MONTHS: Final = 24


def _day(label: "StrOrPromise") -> forms.DateField:
    return forms.DateField(label=label, widget=day_input())


class Data(forms.Form):
    """How to reach the person, when and how far they go."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-Mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    postcode = forms.RegexField(
        label=gettext_lazy("Postleitzahl"),
        regex=r"^\d{5}$",
        error_messages={"invalid": gettext_lazy("Eine Postleitzahl hat fünf Ziffern.")},
    )
    radius_km = forms.IntegerField(
        label=gettext_lazy("Weg höchstens, in Kilometern"),
        help_text=gettext_lazy("Leer heißt: was in den Einstellungen steht."),
        min_value=1,
        max_value=300,
        required=False,
    )
    most_accompaniments = forms.IntegerField(
        label=gettext_lazy("Gruppen gleichzeitig"), min_value=1, max_value=9, initial=2
    )
    languages = languages_field(gettext_lazy("Sprachen"))
    slots = slots_field(gettext_lazy("Wann hat die Person Zeit?"))

    def __init__(
        self, data: QueryDict | None, prefix: str = "", initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, prefix=prefix, initial=initial)
        draw_with(SLOTS, self, "slots")

    @staticmethod
    def draft(data: dict[str, Any]) -> StarterDraft:
        """The values as the module takes them."""
        lists = {name: tuple(data[name]) for name in ("languages", "slots")}
        return StarterDraft(**{**data, **lists})


class Training(forms.Form):
    """What stands on a certificate somebody has seen."""

    completed_on = _day(gettext_lazy("Abgeschlossen am"))
    issuer = forms.CharField(label=gettext_lazy("Bestätigt von"), max_length=120)
    hours = forms.IntegerField(label=gettext_lazy("Stunden"), min_value=1, max_value=500)
    for_existing_groups = forms.BooleanField(
        label=gettext_lazy("enthält die Zusatzschulung für bestehende Gruppen"), required=False
    )


class Sign(forms.Form):
    """The signed agreement: activity, services of the office, confidentiality (rule 47)."""

    text_version = forms.CharField(label=gettext_lazy("Fassung des Textes"), max_length=40)
    signed_on = _day(gettext_lazy("Unterschrieben am"))
    way = forms.TypedChoiceField(
        label=gettext_lazy("Wie"), choices=AgreementWay.choices, coerce=AgreementWay
    )
    valid_from = _day(gettext_lazy("Gilt ab"))
    valid_until = _day(gettext_lazy("Gilt bis"))


class NamedTopic(forms.Form):
    """A topic by its name or another word for it."""

    topic = forms.CharField(label=gettext_lazy("Thema"), max_length=120)

    def clean_topic(self) -> Topic:
        """The topic of the catalogue."""
        topic = topic_meaning(self.cleaned_data["topic"])
        if topic is None:
            raise forms.ValidationError(_("Dieses Thema steht nicht im Verzeichnis der Themen."))
        return topic


class LastDay(forms.Form):
    """When somebody stops."""

    on = _day(gettext_lazy("Letzter Tag"))


@desk_view("GET", needs=Permission.ASSIGN_STARTERS)
def index(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    hours = setting(request.contact_point, "training_hours")
    rows = [
        (starter, _standing(starter, hours=hours, on=today))
        for starter in queries.starters_of(request.contact_point)
    ]
    return render(
        request,
        "desk/starters/list.html",
        {"rows": rows, "may_edit": Permission.EDIT_STARTERS in request.rights},
    )


def _standing(starter: Starter, *, hours: int, on: date) -> list[str]:
    """What keeps the person from being asked, in words; empty if nothing does."""
    lacks = []
    if starter.state != StarterState.ACTIVE:
        lacks.append(str(StarterState(starter.state).label))
    if not queries.is_qualified(starter.qualifications.all(), hours=hours, on=on):
        lacks.append(_("Schulung nicht abgeschlossen"))
    if not queries.has_agreement(starter.agreements.all(), on=on):
        lacks.append(_("keine gültige Vereinbarung"))
    if queries.is_full(starter):
        lacks.append(_("schon genug Begleitungen"))
    return lacks


@desk_view("GET", "POST", needs=Permission.EDIT_STARTERS)
def new(request: DeskRequest) -> HttpResponse:
    form = Data(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_starter(
                contact_point=request.contact_point,
                draft=Data.draft(form.cleaned_data),
                since=timezone.localdate(),
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Person ist eingetragen."))
            return see_other("desk:starter", pk=made.pk)
    return render_form(request, "desk/starters/new.html", form)


@desk_view("GET", "POST", needs=Permission.ASSIGN_STARTERS)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    starter = _found(request, pk)
    may_edit = Permission.EDIT_STARTERS in request.rights and starter.state != StarterState.LEFT
    steps = Steps(request, _steps(request, starter) if may_edit else {})
    topics = _topics_asked_for(request, starter) if may_edit else None
    if topics is None and steps.taken():
        return see_other("desk:starter", pk=pk)
    starter = _found(request, pk)
    hours = setting(request.contact_point, "training_hours")
    return render(
        request,
        "desk/starters/show.html",
        {
            "starter": starter,
            "lacks": _standing(starter, hours=hours, on=timezone.localdate()),
            "slot_labels": [Slot(each).label for each in starter.slots],
            "accompaniments": queries.accompaniments_of(request.contact_point).filter(
                starter=starter
            ),
            "topics": topics,
            "may_edit": may_edit,
            "steps": steps.forms,
        },
        status=steps.status,
    )


def _found(request: DeskRequest, pk: int) -> Starter:
    try:
        return queries.starter_of(request.contact_point, pk)
    except Starter.DoesNotExist as error:
        raise Http404 from error


def _topics_asked_for(request: DeskRequest, starter: Starter) -> list[Topic] | None:
    # Shown only on request, by a button that writes who looked (rule 16): a GET cannot write.
    if request.POST.get("do") != "topics":
        return None
    return actions.read_excluded_topics(starter=starter, at=timezone.now(), by=request.user)


def _steps(request: DeskRequest, starter: Starter) -> dict[str, Step]:
    today = timezone.localdate()
    who: dict[str, Any] = {"starter": starter, "at": timezone.now(), "by": request.user}
    steps = {
        "data": Step(
            form=_data_form(starter),
            run=lambda data: actions.change_starter(draft=Data.draft(data), **who),
            done=_("Die Angaben sind gespeichert."),
        ),
        "training": Step(
            form=Training,
            run=lambda data: actions.record_qualification(**data, **who),
            done=_("Die Schulung ist eingetragen."),
        ),
        "agreement": Step(
            form=partial(Sign, initial=_usual_term(today)),
            run=lambda data: actions.sign_agreement(**data, **who),
            done=_("Die Vereinbarung ist eingetragen."),
        ),
        "exclude": Step(
            form=NamedTopic,
            run=lambda data: actions.exclude_topic(**data, **who),
            done=_("Das Thema ist ausgenommen."),
        ),
        "include": Step(
            form=NamedTopic,
            run=lambda data: actions.include_topic(**data, **who),
            done=_("Das Thema ist nicht mehr ausgenommen."),
        ),
        "leave": Step(
            form=partial(LastDay, initial={"on": today}),
            run=lambda data: actions.leave(**data, **who),
            done=_("Die Person ist ausgeschieden. Offene Gruppen warten wieder."),
        ),
    }
    if starter.user is None and starter.email:
        steps["account"] = Step(
            run=lambda _data: actions.give_account(**who),
            done=_("Das Konto ist eingerichtet. Die Person hat eine Nachricht bekommen."),
        )
    return steps | _pausing(starter, who)


def _pausing(starter: Starter, who: dict[str, Any]) -> dict[str, Step]:
    if starter.state == StarterState.ACTIVE:
        done = _("Die Person wird zurzeit nicht gefragt. Was läuft, läuft weiter.")
        return {"pause": Step(run=lambda _data: actions.pause(**who), done=done)}
    done = _("Die Person wird wieder gefragt.")
    return {"resume": Step(run=lambda _data: actions.resume(**who), done=done)}


def _data_form(starter: Starter) -> Any:  # noqa: ANN401 -- a form class with its first values
    names = list(Data.base_fields)

    def form(data: QueryDict | None, prefix: str) -> Data:
        initial = {name: getattr(starter, name) for name in names}
        return Data(data, prefix=prefix, initial=initial)

    return form


def _usual_term(today: date) -> dict[str, date]:
    until = months_later(today, AGREED_MONTHS) - timedelta(days=1)
    return {"signed_on": today, "valid_from": today, "valid_until": until}
