"""A starter's own pages: what they are asked, what runs, the note after a meeting (rule 15)."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from stuhlkreis.starters import actions, queries
from stuhlkreis.starters.lifecycle import State
from stuhlkreis.starters.models import Accompaniment, Starter
from stuhlkreis.web.http import PersonRequest, person_view, see_other
from stuhlkreis.web.meeting_form import Note
from stuhlkreis.web.steps import Step, Steps


@person_view("GET")
def home(request: PersonRequest) -> HttpResponse:
    starter = _starter(request)
    by_state: dict[str, list[Accompaniment]] = {state: [] for state in State}
    for accompaniment in queries.accompaniments_for(starter):
        by_state[accompaniment.state].append(accompaniment)
    return render(
        request,
        "companion/accompaniments/list.html",
        {
            "starter": starter,
            "proposed": by_state[State.PROPOSED],
            "running": by_state[State.RUNNING],
            "ended": by_state[State.ENDED],
        },
    )


@person_view("GET", "POST")
def show(request: PersonRequest, pk: int) -> HttpResponse:
    starter = _starter(request)
    steps = Steps(request, _steps(request, _found(starter, pk)))
    if steps.taken():
        return see_other("companion:home")
    accompaniment = _found(starter, pk)
    return render(
        request,
        "companion/accompaniments/show.html",
        {
            "starter": starter,
            "accompaniment": accompaniment,
            "progress": queries.progress_of(accompaniment),
            "steps": steps.forms,
        },
        status=steps.status,
    )


def _starter(request: PersonRequest) -> Starter:
    try:
        return queries.starter_for(request.user)
    except Starter.DoesNotExist as error:
        raise Http404 from error


def _found(starter: Starter, pk: int) -> Accompaniment:
    try:
        return queries.accompaniments_for(starter).get(pk=pk)
    except Accompaniment.DoesNotExist as error:
        raise Http404 from error


def _steps(request: PersonRequest, accompaniment: Accompaniment) -> dict[str, Step]:
    today = timezone.localdate()
    who: dict[str, Any] = {
        "accompaniment": accompaniment,
        "on": today,
        "at": timezone.now(),
        "by": request.user,
    }
    if accompaniment.state == State.PROPOSED:
        return {
            "accept": Step(
                run=lambda _data: actions.answer_proposal(accepts=True, **who),
                done=_("Danke. Die Kontaktstelle meldet sich wegen des ersten Treffens."),
            ),
            "decline": Step(
                run=lambda _data: actions.answer_proposal(accepts=False, **who),
                done=_("Ihr Nein ist angekommen. Einen Grund brauchen wir nicht."),
            ),
        }
    if accompaniment.state == State.RUNNING:
        return {
            "note": Step(
                form=partial(Note, today=today),
                run=lambda data: actions.note_meeting(**data, **who),
                done=_("Ihr Vermerk ist gespeichert."),
            )
        }
    return {}
