"""Accompaniments at the desk: which run, and everything about one."""

from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.starters import actions, policies, queries
from stuhlkreis.starters.lifecycle import EndReason, State
from stuhlkreis.starters.models import Accompaniment
from stuhlkreis.web.fields import day_input
from stuhlkreis.web.http import DeskRequest, desk_view, see_other
from stuhlkreis.web.meeting_form import Note
from stuhlkreis.web.steps import Step, Steps

ON_A_PAGE = 50
TABS = (State.RUNNING, State.PROPOSED, State.ENDED)


class Answer(forms.Form):
    """What the person said on the phone; a no needs no reason."""

    accepts = forms.TypedChoiceField(
        label=gettext_lazy("Was hat die Person gesagt?"),
        choices=[("yes", gettext_lazy("Ja, sie begleitet")), ("no", gettext_lazy("Nein"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


class PlanMore(forms.Form):
    """Another number of meetings."""

    planned_meetings = forms.IntegerField(label=gettext_lazy("Geplante Treffen"), min_value=1)
    because = forms.CharField(
        label=gettext_lazy("Grund, wenn es mehr als üblich sind"),
        help_text=gettext_lazy("Bitte nichts zur Gesundheit Einzelner."),
        max_length=200,
        required=False,
    )


class End(forms.Form):
    """Last day and reason."""

    on = forms.DateField(
        label=gettext_lazy("Letzter Tag der Begleitung"),
        widget=day_input(),
    )
    reason = forms.TypedChoiceField(
        label=gettext_lazy("Grund"),
        choices=[("", gettext_lazy("Bitte wählen")), *EndReason.choices],
        coerce=EndReason,
    )


@desk_view("GET", needs=Permission.ASSIGN_STARTERS)
def index(request: DeskRequest) -> HttpResponse:
    chosen = request.GET.get("stand", State.RUNNING)
    shown = State(chosen) if chosen in TABS else State.RUNNING
    found = queries.accompaniments_of(request.contact_point).filter(state=shown)
    return render(
        request,
        "desk/accompaniments/list.html",
        {
            "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
            "shown": shown,
            "tabs": TABS,
            "talks": queries.talks_wanted(request.contact_point),
        },
    )


@desk_view("GET", "POST", needs=Permission.ASSIGN_STARTERS)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    steps = Steps(request, _steps(request, _found(request, pk)))
    if steps.taken():
        return see_other("desk:accompaniment", pk=pk)
    accompaniment = _found(request, pk)
    return render(
        request,
        "desk/accompaniments/show.html",
        {
            "accompaniment": accompaniment,
            "progress": queries.progress_of(accompaniment),
            "follow_up": getattr(accompaniment, "follow_up", None),
            "answers_alone": policies.answers_alone(accompaniment.starter),
            "steps": steps.forms,
        },
        status=steps.status,
    )


def _found(request: DeskRequest, pk: int) -> Accompaniment:
    try:
        return queries.accompaniment_of(request.contact_point, pk)
    except Accompaniment.DoesNotExist as error:
        raise Http404 from error


def _steps(request: DeskRequest, accompaniment: Accompaniment) -> dict[str, Step]:
    who: dict[str, Any] = {"at": timezone.now(), "by": request.user}
    steps: dict[str, Step] = {}
    if accompaniment.state == State.PROPOSED:
        steps |= _steps_of_proposal(accompaniment, who)
    if accompaniment.state == State.RUNNING:
        steps |= _steps_of_running(accompaniment, who)
    steps |= {
        f"talk{meeting.pk}": Step(
            run=partial(_settle, meeting=meeting, **who),
            done=_("Das Gespräch ist als geführt vermerkt."),
        )
        for meeting in accompaniment.meetings.all()
        if meeting.needs_talk and meeting.talked_at is None
    }
    return steps


def _settle(_data: dict[str, Any], **words: Any) -> None:  # noqa: ANN401 -- handed on
    actions.settle_talk(**words)


def _steps_of_proposal(accompaniment: Accompaniment, who: dict[str, Any]) -> dict[str, Step]:
    today = timezone.localdate()
    recall = Step(
        run=lambda _data: actions.withdraw_proposal(accompaniment=accompaniment, **who),
        done=_("Die Anfrage ist zurückgezogen."),
    )
    if policies.answers_alone(accompaniment.starter):
        return {"recall": recall}
    answer = Step(
        form=Answer,
        run=lambda data: actions.answer_proposal(
            accompaniment=accompaniment, on=today, **data, **who
        ),
        done=_("Die Antwort ist eingetragen."),
    )
    return {"answer": answer, "recall": recall}


def _steps_of_running(accompaniment: Accompaniment, who: dict[str, Any]) -> dict[str, Step]:
    today = timezone.localdate()
    planned = {"planned_meetings": accompaniment.planned_meetings}
    steps = {
        "plan": Step(
            form=partial(PlanMore, initial=planned),
            run=lambda data: actions.plan_more(accompaniment=accompaniment, **data, **who),
            done=_("Die Zahl der Treffen ist geändert."),
        ),
        "end": Step(
            form=partial(End, initial={"on": today}),
            run=lambda data: actions.end_accompaniment(accompaniment=accompaniment, **data, **who),
            done=_("Die Begleitung ist beendet. Die Nachbefragung ist vorgemerkt."),
        ),
    }
    if not policies.answers_alone(accompaniment.starter):
        steps["note"] = Step(
            form=partial(Note, today=today),
            run=lambda data: actions.note_meeting(
                accompaniment=accompaniment, on=today, **data, **who
            ),
            done=_("Der Vermerk ist gespeichert."),
        )
    return steps
