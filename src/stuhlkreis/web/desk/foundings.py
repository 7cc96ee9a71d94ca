"""Foundings at the desk: open one, invite people, settle the first meeting, begin or give up."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.groups.errors import ChangedMeanwhile
from stuhlkreis.inquiries import actions, queries
from stuhlkreis.inquiries.lifecycle import (
    FirstMeetingFact,
    FoundingState,
    facts_fingerprint,
    missing_for_start,
)
from stuhlkreis.inquiries.models import Founding, Interest
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.web.fields import day_input
from stuhlkreis.web.forms import PLAIN, draw_with
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.steps import take

USUAL_MINUTES = 90
LONGEST_MINUTES = 600


class Open(forms.Form):
    """Which group is to be, on what, where."""

    name = forms.CharField(
        label=gettext_lazy("Wie soll die Gruppe heißen?"),
        max_length=200,
        help_text=gettext_lazy("Der Name steht öffentlich bei „entsteht gerade“."),
    )

    def __init__(
        self, data: QueryDict | None, *, at: ContactPoint, initial: dict[str, str]
    ) -> None:
        super().__init__(data, initial=initial)
        self.topics = {topic.slug: topic for topic in queries.topics_by_area()}
        chosen = [(slug, topic.name) for slug, topic in self.topics.items()]
        self.fields["topic"] = forms.ChoiceField(
            label=gettext_lazy("Thema"),
            choices=[("", "–"), *sorted(chosen, key=lambda pair: pair[1])],
        )
        self.fields["district"] = forms.ChoiceField(
            label=gettext_lazy("Kreis"), choices=[("", "–"), *queries.districts_of(at)]
        )


class Plan(forms.Form):
    """What is known about the first meeting; each fact may follow later (rule 43)."""

    meets_on = forms.DateField(
        label=gettext_lazy("Tag"),
        required=False,
        widget=day_input(),
    )
    meets_at = forms.TimeField(
        label=gettext_lazy("Uhrzeit"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Dauer in Minuten"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        required=False,
    )
    room = forms.CharField(
        label=gettext_lazy("Raum"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Mit Adresse, so wie die Eingeladenen ihn finden."),
    )
    opener = forms.CharField(
        label=gettext_lazy("Wer öffnet den Raum?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Sehen nur Sie und Ihr Team."),
    )
    # What the page showed when it was opened, so that nobody overwrites what they have not seen.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    @classmethod
    def of(cls, founding: Founding, data: QueryDict | None = None) -> "Plan":
        """The form as the founding stands."""
        known = {fact.value: getattr(founding, fact.value) for fact in FirstMeetingFact}
        known["minutes"] = founding.minutes or USUAL_MINUTES
        known["seen"] = facts_fingerprint(vars(founding))
        form = cls(data, initial=known, prefix="plan")
        draw_with(PLAIN, form, *FirstMeetingFact.values)
        return form

    def show_meanwhile(self, refusal: ChangedMeanwhile, founding: Founding) -> None:
        """Put what stands now beside what was typed; saving again is then deliberate."""
        self.add_error(None, str(refusal))
        for fact in FirstMeetingFact:
            stands = getattr(founding, fact.value)
            if self.cleaned_data.get(fact.value) != stands:
                said = _("Gespeichert ist: %(value)s") % {"value": _shown(stands)}
                self.add_error(fact.value, said)
        seen = {self.add_prefix("seen"): facts_fingerprint(vars(founding))}
        self.data = dict(self.data.items()) | seen


class End(forms.Form):
    """Why the attempt ends."""

    because = forms.CharField(
        label=gettext_lazy("Warum kommt die Gruppe nicht zustande?"),
        max_length=200,
        help_text=gettext_lazy("Ein Satz für die Akten, ohne Namen."),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist."""

    label: str
    is_done: bool


@desk_view("GET", needs=Permission.EDIT_FOUNDINGS)
def index(request: DeskRequest) -> HttpResponse:
    here = request.contact_point
    return render(
        request,
        "desk/foundings/index.html",
        {
            "foundings": queries.foundings_of(here),
            "possible": queries.possible_foundings(here),
            "alone": queries.groups_without_founding(here),
        },
    )


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def prepare(request: DeskRequest, slug: str) -> HttpResponse:
    """Take over a group that is being founded without a founding of ours."""
    group = get_object_or_404(queries.groups_without_founding(request.contact_point), slug=slug)
    try:
        founding = actions.prepare_founding(
            group=group, on=timezone.localdate(), at=timezone.now(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return see_other("desk:foundings")
    return see_other("desk:founding", pk=founding.pk)


@desk_view("GET", "POST", needs=Permission.EDIT_FOUNDINGS)
def new(request: DeskRequest) -> HttpResponse:
    here = request.contact_point
    wished = {name: request.GET.get(name, "") for name in ("topic", "district")}
    form = Open(request.POST if request.method == "POST" else None, at=here, initial=wished)
    running = None
    if request.method == "POST" and form.is_valid():
        topic, ags = form.topics[form.cleaned_data["topic"]], form.cleaned_data["district"]
        running = queries.founding_in_preparation(here, topic, ags)
        try:
            founding = actions.open_founding(
                contact_point=here,
                topic=topic,
                district_ags=ags,
                name=form.cleaned_data["name"],
                on=timezone.localdate(),
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return see_other("desk:founding", pk=founding.pk)
    return render_form(request, "desk/foundings/new.html", form, running=running)


@desk_view("GET", needs=Permission.EDIT_FOUNDINGS)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, _founding_or_404(request, pk))


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    founding = _founding_or_404(request, pk)
    form = Plan.of(founding, request.POST)
    if form.is_valid():
        try:
            to_call = actions.plan_first_meeting(
                founding=founding, **form.cleaned_data, at=timezone.now(), by=request.user
            )
        except ChangedMeanwhile as refusal:
            founding.refresh_from_db()
            form.show_meanwhile(refusal, founding)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _planned(to_call))
            return see_other("desk:founding", pk=pk)
    return _page(request, founding, plan=form)


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def invite(request: DeskRequest, pk: int, interest_pk: int) -> HttpResponse:
    founding = _founding_or_404(request, pk)
    try:
        interest = queries.interest_of(request.contact_point, interest_pk)
    except Interest.DoesNotExist as error:
        raise Http404 from error
    done = _("Die Einladung ist unterwegs.") if interest.has_mail else _("Der Anruf ist notiert.")
    take(
        request,
        lambda: actions.invite(
            founding=founding, interest=interest, at=timezone.now(), by=request.user
        ),
        done=done,
    )
    return see_other("desk:founding", pk=pk)


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def start(request: DeskRequest, pk: int) -> HttpResponse:
    founding = _founding_or_404(request, pk)
    take(
        request,
        lambda: actions.start_founding(
            founding=founding, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=_("Die Gruppe beginnt. Wir wünschen ihr einen guten Start."),
    )
    return see_other("desk:founding", pk=pk)


@desk_view("POST", needs=Permission.EDIT_FOUNDINGS)
def end(request: DeskRequest, pk: int) -> HttpResponse:
    founding = _founding_or_404(request, pk)
    form = End(request.POST, prefix="end")
    if form.is_valid():
        try:
            actions.end_founding(
                founding=founding,
                because=form.cleaned_data["because"],
                on=timezone.localdate(),
                at=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Die Gründung ist beendet. Die Eingeladenen stehen wieder auf der Liste."),
            )
            return see_other("desk:founding", pk=pk)
    return _page(request, founding, end=form)


def _page(
    request: DeskRequest, founding: Founding, *, plan: Plan | None = None, end: End | None = None
) -> HttpResponse:
    """The founding with everything around it; 422 if one of its forms has errors."""
    missing = missing_for_start(vars(founding))
    is_over = founding.state == FoundingState.ENDED
    is_running = not is_over and founding.group.state in queries.BEING_FOUNDED
    context: dict[str, Any] = {
        "founding": founding,
        "district": queries.district_label(founding.district_ags),
        "checks": [Check(str(fact.label), fact not in missing) for fact in FirstMeetingFact],
        "is_ready": not missing,
        "is_running": is_running,
        "can_start": is_running and founding.state == FoundingState.PREPARING,
        "candidates": queries.candidates_for(founding) if is_running else [],
        "invited": queries.invited_to(founding),
        "plan": plan or Plan.of(founding),
        "end": end or End(prefix="end"),
    }
    status = 422 if plan or end else 200
    return render(request, "desk/foundings/show.html", context, status=status)


def _shown(value: object) -> str:
    """A fact as people read it."""
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, time):
        return time_format(value, "H:i")
    return str(value or _("nichts"))


def _founding_or_404(request: DeskRequest, pk: int) -> Founding:
    try:
        return queries.founding_of(request.contact_point, pk)
    except Founding.DoesNotExist as error:
        raise Http404 from error


def _planned(to_call: int) -> str:
    if not to_call:
        return _("Gespeichert.")
    return ngettext(
        "Gespeichert. Eine eingeladene Person hat nur ein Telefon: Bitte rufen Sie an.",
        "Gespeichert. %(count)s Eingeladene haben nur ein Telefon: Bitte rufen Sie an.",
        to_call,
    ) % {"count": to_call}
