"""Tables at the desk: upload, look at what would happen, import; and the full way out."""

from typing import Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.exchange import actions, queries
from stuhlkreis.exchange.errors import DraftGone
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.exchange.queries import Preview, Sheet
from stuhlkreis.exchange.table import as_csv, as_json, as_xlsx
from stuhlkreis.exchange.words import Field
from stuhlkreis.topics.queries import topics_by_slug, unknown_words_of
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other

ON_A_PAGE: Final = 200
LONGEST_EXAMPLE: Final = 60
NOT_READ: Final = "-"
KINDS: Final = {
    "xlsx": (
        as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _("Excel"),
    ),
    "csv": (as_csv, "text/csv; charset=utf-8", _("CSV")),
    "json": (as_json, "application/json", _("JSON")),
}


class Upload(forms.Form):
    """The file with the table."""

    file = forms.FileField(
        label=_("Tabelle"),
        help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods) oder CSV"),
        allow_empty_file=True,
        error_messages={"required": _("Wählen Sie zuerst eine Datei.")},
    )


class Export(forms.Form):
    """In which form everything goes out."""

    kind = forms.ChoiceField(
        label=_("Dateiart"), choices=[(kind, label) for kind, (_w, _t, label) in KINDS.items()]
    )


class ColumnsForm(forms.Form):
    """What each column of the table means."""

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        super().__init__(data)
        fields = {index: field.value for field, index in sheet.columns.items()}
        for index, heading in enumerate(sheet.table.header):
            example = next(
                (cell for row in sheet.table.rows if (cell := row.cells[index].strip())), ""
            )
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=heading or gettext("Spalte %(number)s") % {"number": index + 1},
                help_text=gettext("zum Beispiel: %(text)s") % {"text": example[:LONGEST_EXAMPLE]},
                choices=[(NOT_READ, _("nicht einlesen")), *Field.choices],
                initial=fields.get(index, NOT_READ),
            )

    def clean(self) -> None:
        """Of two columns with one meaning the second gets an error."""
        chosen = set[str]()
        for name, value in list(self.cleaned_data.items()):
            if value in chosen:
                self.add_error(name, gettext("Das ist schon einer anderen Spalte zugeordnet."))
            elif value != NOT_READ:
                chosen.add(value)

    def columns(self) -> dict[Field, int]:
        """The mapping of a valid form."""
        return {
            Field(value): int(name.removeprefix("column_"))
            for name, value in self.cleaned_data.items()
            if value != NOT_READ
        }


class Import(forms.Form):
    """Whether rows that cannot be imported are left out."""

    skip_bad_rows = forms.BooleanField(
        label=_("Zeilen, die nicht gehen, weglassen"), required=False
    )


@desk_view("GET", "POST", needs=Permission.IMPORT_GROUPS)
def index(request: DeskRequest) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Upload(*posted)
    if form.is_valid():
        try:
            draft = _drafted(request, form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return see_other("desk:import_preview", uid=draft.uid)
    return render_form(
        request,
        "desk/imports/new.html",
        form,
        export=Export(),
        unknown_count=unknown_words_of(request.contact_point).count(),
    )


def _drafted(request: DeskRequest, file: "UploadedFile[bytes]") -> ImportDraft:
    return actions.draft_import(
        contact_point=request.contact_point,
        file_name=file.name or "",
        content=file.read(settings.UPLOAD_MAX_BYTES + 1),
        at=timezone.now(),
        by=request.user,
    )


@desk_view("GET", needs=Permission.IMPORT_GROUPS)
def preview(request: DeskRequest, uid: UUID) -> HttpResponse:
    draft = _draft_or_404(request, uid)
    sheet = queries.sheet_of(draft)
    return _page(request, draft, ColumnsForm(None, sheet=sheet), Import())


@desk_view("POST", needs=Permission.IMPORT_GROUPS)
def columns(request: DeskRequest, uid: UUID) -> HttpResponse:
    draft = _draft_or_404(request, uid)
    form = ColumnsForm(request.POST, sheet=queries.sheet_of(draft))
    if not form.is_valid():
        return _page(request, draft, form, Import())
    try:
        actions.map_draft(draft=draft, columns=form.columns(), at=timezone.now(), by=request.user)
    except DraftGone as gone:
        return _gone(request, gone)
    messages.success(request, gettext("Die Zuordnung ist geändert."))
    return see_other("desk:import_preview", uid=draft.uid)


@desk_view("POST", needs=Permission.IMPORT_GROUPS)
def run(request: DeskRequest, uid: UUID) -> HttpResponse:
    draft = _draft_or_404(request, uid)
    form = Import(request.POST)
    form.full_clean()
    try:
        done = actions.import_draft(
            draft=draft,
            skip_bad_rows=form.cleaned_data["skip_bad_rows"],
            at=timezone.now(),
            by=request.user,
        )
    except DraftGone as gone:
        return _gone(request, gone)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, draft, ColumnsForm(None, sheet=queries.sheet_of(draft)), form)
    if done.entry is None:
        messages.success(request, gettext("Alles war schon da. Es hat sich nichts geändert."))
        return see_other("desk:import")
    return see_other("desk:import_result", pk=done.entry)


@desk_view("POST", needs=Permission.IMPORT_GROUPS)
def cancel(request: DeskRequest, uid: UUID) -> HttpResponse:
    draft = _draft_or_404(request, uid)
    try:
        actions.drop_draft(draft=draft, at=timezone.now(), by=request.user)
    except DraftGone as gone:
        return _gone(request, gone)
    messages.success(request, gettext("Abgebrochen. Von der Tabelle ist nichts gespeichert."))
    return see_other("desk:import")


@desk_view("GET", needs=Permission.IMPORT_GROUPS)
def result(request: DeskRequest, pk: int) -> HttpResponse:
    try:
        entry = queries.result_of(request.contact_point, pk)
    except AuditEntry.DoesNotExist as error:
        raise Http404 from error
    context = {
        "entry": entry,
        "counts": entry.detail,
        "unknown_count": unknown_words_of(request.contact_point).count(),
    }
    return render(request, "desk/imports/result.html", context)


@desk_view("POST", needs=Permission.IMPORT_GROUPS)
def export(request: DeskRequest) -> HttpResponse:
    form = Export(request.POST)
    if not form.is_valid():
        return see_other("desk:import")
    kind = form.cleaned_data["kind"]
    write, content_type, _label = KINDS[kind]
    header, rows = actions.export_groups(
        contact_point=request.contact_point, at=timezone.now(), by=request.user
    )
    name = f"gruppen-{timezone.localdate():%Y-%m-%d}.{kind}"
    return HttpResponse(
        write(header, rows),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _gone(request: DeskRequest, gone: DraftGone) -> HttpResponse:
    """Somebody was faster, between the reading of this table and the step with it."""
    messages.error(request, str(gone))
    return see_other("desk:import")


def _draft_or_404(request: DeskRequest, uid: UUID) -> ImportDraft:
    try:
        return queries.draft_of(request.contact_point, uid)
    except ImportDraft.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: DeskRequest, draft: ImportDraft, columns_form: ColumnsForm, form: Import
) -> HttpResponse:
    """The preview; 422 if one of its two forms has errors."""
    sheet = queries.sheet_of(draft)
    context: dict[str, object] = {
        "draft": draft,
        "columns_form": columns_form,
        "form": form,
        "row_count": len(sheet.table.rows),
    }
    try:
        read = queries.preview(request.contact_point, sheet, on=timezone.localdate())
    except Refusal as refusal:
        context["refusal"] = str(refusal)
    else:
        context |= _rows(request, read)
    has_errors = any(one.is_bound and one.errors for one in (columns_form, form))
    return render(request, "desk/imports/preview.html", context, status=422 if has_errors else 200)


def _rows(request: DeskRequest, read: Preview) -> dict[str, object]:
    only_odd = request.GET.get("show") == "problems"
    rows = read.odd if only_odd else list(read.rows)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    topics = topics_by_slug(slug for row in page for slug in row.draft.topic_slugs)
    shown = [
        (row, ", ".join(topics[slug].name for slug in row.draft.topic_slugs if slug in topics))
        for row in page
    ]
    return {
        "refusal": "",
        "page": page,
        "rows": shown,
        "only_odd": only_odd,
        "counts": queries.counts_of(read.rows),
        "odd_count": len(read.odd),
    }
