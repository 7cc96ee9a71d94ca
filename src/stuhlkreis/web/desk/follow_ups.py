"""Follow-ups at the desk: whether groups still meet a year later (rule 57)."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.starters import actions, queries
from stuhlkreis.starters.lifecycle import FollowUpResult
from stuhlkreis.starters.models import FollowUp
from stuhlkreis.web.http import DeskRequest, desk_view, see_other
from stuhlkreis.web.steps import Step, Steps


class Answer(forms.Form):
    """One of the five results."""

    result = forms.TypedChoiceField(
        label=gettext_lazy("Wie geht es der Gruppe heute?"),
        choices=[("", gettext_lazy("Bitte wählen")), *FollowUpResult.choices],
        coerce=FollowUpResult,
    )


@desk_view("GET", "POST", needs=Permission.ASSIGN_STARTERS)
def index(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    due = list(queries.follow_ups_due(request.contact_point, on=today))
    steps = Steps(request, {f"answer{each.pk}": _step(request, each) for each in due})
    if steps.taken():
        return see_other("desk:follow_ups")
    rows = [(each, f"answer{each.pk}", steps.forms[f"answer{each.pk}"]) for each in due]
    return render(request, "desk/follow_ups/list.html", {"rows": rows}, status=steps.status)


def _step(request: DeskRequest, follow_up: FollowUp) -> Step:
    return Step(
        form=Answer,
        run=partial(_answer, request, follow_up),
        done=_("Die Antwort ist gespeichert."),
    )


def _answer(request: DeskRequest, follow_up: FollowUp, data: dict[str, Any]) -> None:
    actions.answer_follow_up(
        follow_up=follow_up,
        on=timezone.localdate(),
        at=timezone.now(),
        by=request.user,
        **data,
    )
