"""Start requests at the desk: who waits, ask for a starter, choose one."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.groups.lifecycle import State as GroupState
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.network.queries import contact_points, settings_of
from stuhlkreis.regions.places import Point, distance_km
from stuhlkreis.starters import actions, queries
from stuhlkreis.starters.lifecycle import RequestKind, RequestState, State, kind_for
from stuhlkreis.starters.matching.wording import why_not
from stuhlkreis.starters.models import Starter, StartRequest
from stuhlkreis.web.fields import day_input, languages_field, slots_field
from stuhlkreis.web.forms import SLOTS, draw_with
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other
from stuhlkreis.web.steps import Step, Steps

SHOWN: Final = 5
NEAREST: Final = 2
BY_HAND: Final = "manual"


class Ask(forms.Form):
    """For which group, since when the whole group wishes it, when and how."""

    group = forms.ChoiceField(label=gettext_lazy("Gruppe"))
    whole_group_wishes_on = forms.DateField(
        label=gettext_lazy("Die ganze Gruppe wünscht es am"),
        help_text=gettext_lazy("An diesem Tag haben Sie alle gefragt, nicht nur eine Person."),
        widget=day_input(),
    )
    planned_meetings = forms.IntegerField(
        label=gettext_lazy("Geplante Treffen"),
        min_value=1,
        required=False,
    )
    first_meeting_on = forms.DateField(
        label=gettext_lazy("Erstes Treffen mit Begleitung"),
        required=False,
        widget=day_input(),
    )
    reason = forms.CharField(
        label=gettext_lazy("Was soll die Person können?"),
        help_text=gettext_lazy("Bitte nichts zur Gesundheit Einzelner und keine Namen."),
        max_length=200,
        required=False,
    )
    languages = languages_field(gettext_lazy("Sprachen der Gruppe"))
    slots = slots_field(gettext_lazy("Wann trifft sich die Gruppe?"))

    def __init__(self, data: QueryDict | None, *, contact_point: ContactPoint, slug: str) -> None:
        super().__init__(data, initial={"group": slug})
        draw_with(SLOTS, self, "slots")
        self._groups = {group.slug: group for group in queries.fitting_groups(contact_point)}
        self.fields["group"] = forms.ChoiceField(
            label=_("Gruppe"),
            choices=[("", _("Bitte wählen")), *map(_named, self._groups.values())],
            error_messages={"invalid_choice": _("Für diese Gruppe geht das gerade nicht.")},
        )
        chosen = settings_of(contact_point)
        self.fields["planned_meetings"].help_text = _(
            "Leer heißt: %(new)d für eine neue, %(existing)d für eine bestehende Gruppe."
        ) % {
            "new": chosen["planned_meetings_new"],
            "existing": chosen["planned_meetings_existing"],
        }

    def clean_group(self) -> Group:
        """The group of the chosen address."""
        return self._groups[self.cleaned_data["group"]]


def _named(group: Group) -> tuple[str, str]:
    # The state is said, for it decides which kind of request it becomes.
    return group.slug, f"{group.name} ({GroupState(group.state).label})"


class Choose(forms.Form):
    """One of the proposals, or somebody else by hand with a reason."""

    starter = forms.CharField(required=False)
    manual = forms.CharField(required=False)
    because = forms.CharField(required=False, max_length=200)

    def __init__(self, data: QueryDict | None, prefix: str, *, contact_point: ContactPoint) -> None:
        super().__init__(data, prefix=prefix)
        self._contact_point = contact_point

    def clean(self) -> dict[str, Any]:
        """Find the person. Every sentence stands above the list: the fields are drawn as cards."""
        by_hand = self.cleaned_data.get("starter") == BY_HAND
        pk = self.cleaned_data.get("manual" if by_hand else "starter", "")
        if by_hand and pk and not self.cleaned_data.get("because"):
            raise forms.ValidationError(_("Bitte schreiben Sie kurz, warum diese Person."))
        return {
            "starter": self._starter(pk),
            "because": self.cleaned_data.get("because", "") if by_hand else "",
        }

    def _starter(self, pk: str) -> Starter:
        try:
            return queries.starter_of(self._contact_point, int(pk))
        except (ValueError, Starter.DoesNotExist) as error:
            raise forms.ValidationError(_("Bitte wählen Sie eine Person.")) from error


@desk_view("GET", needs=Permission.REQUEST_STARTERS)
def index(request: DeskRequest) -> HttpResponse:
    waiting = queries.open_requests_of(request.contact_point)
    asked = queries.accompaniments_to_answer(request.contact_point)
    today = timezone.localdate()
    return render(
        request,
        "desk/start_requests/list.html",
        {
            "waiting": [(each, _days(each.created_at, today)) for each in waiting],
            "asked": [(each, _days(each.asked_at, today)) for each in asked],
        },
    )


def _days(since: datetime, today: date) -> int:
    return (today - timezone.localdate(since)).days


@desk_view("GET", "POST", needs=Permission.REQUEST_STARTERS)
def new(request: DeskRequest) -> HttpResponse:
    form = Ask(
        request.POST or None,
        contact_point=request.contact_point,
        slug=request.GET.get("gruppe", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _ask(request, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Anforderung ist angelegt. Wer passt?"))
            return see_other("desk:match", pk=made.pk)
    return render_form(request, "desk/start_requests/new.html", form)


def _ask(
    request: DeskRequest,
    *,
    group: Group,
    slots: list[str],
    languages: list[str],
    **rest: Any,  # noqa: ANN401 -- the other fields
) -> StartRequest:
    made = actions.request_starter(
        group=group,
        kind=kind_for(GroupState(group.state)) or RequestKind.NEW,
        slots=tuple(slots),
        languages=tuple(languages),
        at=timezone.now(),
        by=request.user,
        **rest,
    )
    usual = settings_of(request.contact_point)[f"warn_meetings_{made.kind}"]
    if made.planned_meetings > usual:
        messages.warning(
            request,
            _("Geplant sind %(planned)d Treffen. Üblich sind höchstens %(usual)d.")
            % {"planned": made.planned_meetings, "usual": usual},
        )
    return made


@desk_view("GET", "POST", needs=Permission.ASSIGN_STARTERS)
def match(request: DeskRequest, pk: int) -> HttpResponse:
    asked = _found(request.contact_point, pk)
    steps = Steps(request, _steps(request, asked))
    if steps.taken():
        return see_other("desk:match", pk=pk)
    # Read again: somebody may have been faster.
    asked = _found(request.contact_point, pk)
    taken = queries.taken_by(asked.group)
    is_waiting = asked.state == RequestState.OPEN and taken is None
    fit = queries.ranking_for(asked, on=timezone.localdate()) if is_waiting else None
    context: dict[str, object] = {"asked": asked, "taken": taken, "fit": fit, "steps": steps.forms}
    if fit is not None:
        context |= _shown(fit)
        context["neighbours"] = [] if fit.candidates else _neighbours(request.contact_point)
    return render(request, "desk/start_requests/match.html", context, status=steps.status)


def _found(contact_point: ContactPoint, pk: int) -> StartRequest:
    try:
        return queries.start_request_of(contact_point, pk)
    except StartRequest.DoesNotExist as error:
        raise Http404 from error


def _steps(request: DeskRequest, asked: StartRequest) -> dict[str, Step]:
    if asked.state != RequestState.OPEN:
        return {}
    who: dict[str, Any] = {"at": timezone.now(), "by": request.user}
    steps = {
        "propose": Step(
            form=partial(Choose, contact_point=request.contact_point),
            run=lambda data: actions.propose_starter(request=asked, **data, **who),
            done=_("Die Person ist angefragt. Sie darf ohne Grund ablehnen."),
        ),
        "withdraw": Step(
            run=lambda _data: actions.withdraw_request(request=asked, **who),
            done=_("Die Anforderung ist zurückgezogen."),
        ),
    }
    proposals = [each for each in asked.accompaniments.all() if each.state == State.PROPOSED]
    if proposals:
        steps["recall"] = Step(
            run=lambda _data: actions.withdraw_proposal(accompaniment=proposals[0], **who),
            done=_("Die Anfrage an die Person ist zurückgezogen."),
        )
    return steps


def _shown(fit: queries.Fit) -> dict[str, object]:
    return {
        "proposals": fit.candidates[:SHOWN],
        "others": [*_further(fit.candidates[SHOWN:]), *_allowed(fit.by_hand)],
        "excluded": [(number, why_not(code)) for code, number in fit.excluded.items()],
        "excluded_sum": sum(fit.excluded.values()),
        "by_hand": BY_HAND,
    }


def _neighbours(contact_point: ContactPoint) -> list[ContactPoint]:
    """The nearest other offices: somebody there may be able to help out."""
    here = Point(contact_point.lat, contact_point.lon)
    others = contact_points().exclude(pk=contact_point.pk)
    return sorted(others, key=lambda each: distance_km(here, Point(each.lat, each.lon)))[:NEAREST]


def _further(candidates: Iterable[queries.Candidate]) -> Iterable[tuple[int, str]]:
    for each in candidates:
        fit = _("Passung %(score)d") % {"score": round(each.proposal.score)}
        yield each.starter.pk, f"{each.starter.short_name} – {fit}"


def _allowed(people: Iterable[queries.ByHand]) -> Iterable[tuple[int, str]]:
    for each in people:
        yield each.starter.pk, f"{each.starter.short_name} – {each.because}"
