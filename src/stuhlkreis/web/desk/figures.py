"""The figures of a year at the desk, on the screen and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.starters.lifecycle import FollowUpResult
from stuhlkreis.statistics import report as reports
from stuhlkreis.statistics.figures import Answer
from stuhlkreis.statistics.queries import answers, year_of, years
from stuhlkreis.web.http import DeskRequest, desk_view


class YearForm(forms.Form):
    """Which year is shown."""

    jahr = forms.IntegerField(label=gettext_lazy("Jahr"))

    def __init__(self, data: QueryDict | dict[str, int], *, known: Sequence[int]) -> None:
        super().__init__(data)
        self.known = known
        self.fields["jahr"].widget = forms.Select(
            choices=[(year, str(year)) for year in known], attrs={"class": "input--short"}
        )

    def clean_jahr(self) -> int:
        """A year there are figures for, or why there are none."""
        year: int = self.cleaned_data["jahr"]
        if year > self.known[0]:
            raise forms.ValidationError(
                _("Das Jahr %(year)s hat noch nicht begonnen. Wählen Sie ein Jahr aus der Liste.")
                % {"year": year}
            )
        if year < self.known[-1]:
            raise forms.ValidationError(
                _("Für %(year)s gibt es hier keine Zahlen. Die ersten sind aus dem Jahr %(first)s.")
                % {"year": year, "first": self.known[-1]}
            )
        return year


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a figure with its bar: percent of the largest part, and the kind of bar."""

    name: str
    count: int
    percent: float
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the page shows it; `anchor` leads to its table and definition."""

    answer: Answer
    anchor: str
    number: str
    unit: str
    rows: list[Row]
    unknown_count: int


@desk_view("GET", needs=Permission.SEE_FIGURES)
def index(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    known = years([request.contact_point], today=today)
    form = YearForm(request.GET if "jahr" in request.GET else {"jahr": today.year}, known=known)
    if form.is_valid():
        return _page(request, form, form.cleaned_data["jahr"])
    if form.has_error("jahr", "invalid") or form.has_error("jahr", "required"):
        raise Http404
    return render(
        request, "desk/figures/show.html", {"form": form, "year": None, "notice": ""}, status=422
    )


@desk_view("GET", needs=Permission.SEE_FIGURES)
def report(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """The year as a file; only years the page offers, only kinds there are."""
    today, here = timezone.localdate(), request.contact_point
    known = years([here], today=today)
    if year not in known or kind not in reports.CONTENT_TYPES:
        raise Http404
    found = answers(year_of([here], year, today=today))
    contents = reports.as_json(year=year, of=here.name, answers=found, on=today)
    try:
        file = reports.as_file(kind, contents, found)
    except Refusal as refusal:
        return _page(request, YearForm({"jahr": year}, known=known), year, notice=str(refusal))
    name = f"bericht-{year}-{here.slug}.{kind}"
    return HttpResponse(
        file,
        content_type=reports.CONTENT_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _page(request: DeskRequest, form: YearForm, year: int, *, notice: str = "") -> HttpResponse:
    today = timezone.localdate()
    found = answers(year_of([request.contact_point], year, today=today))
    context = {
        "form": form,
        "year": year,
        "today": today,
        "is_open": year == today.year,
        "shown": [_shown(answer) for answer in found],
        "notice": notice,
    }
    return render(request, "desk/figures/show.html", context, status=422 if notice else 200)


def _shown(answer: Answer) -> Shown:
    largest = max((count for _name, count in answer.parts), default=0) or 1
    unknown = str(FollowUpResult.UNKNOWN.label)
    return Shown(
        answer=answer,
        anchor=answer.figure.id.replace(".", "-").replace("_", "-"),
        number=reports.number_text(answer),
        unit=reports.unit_text(answer),
        rows=[
            Row(name, count, 100 * count / largest, "soft" if name == unknown else "1")
            for name, count in answer.parts
        ],
        unknown_count=sum(count for name, count in answer.parts if name == unknown),
    )
