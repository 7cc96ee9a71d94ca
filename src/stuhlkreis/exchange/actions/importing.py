"""Writes what a table says: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.exchange import policies
from stuhlkreis.exchange.actions.drafting import locked_draft
from stuhlkreis.exchange.errors import RowsRefused
from stuhlkreis.exchange.models import ImportDraft, ImportedAs
from stuhlkreis.exchange.queries.drafts import sheet_of
from stuhlkreis.exchange.queries.knowing import (
    MEDIUM,
    ContactChange,
    channels_of,
    key_of,
)
from stuhlkreis.exchange.queries.preview import Outcome, ReadRow, Sheet, counts_of, preview
from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.lifecycle import BEGINNINGS, Channel, ConsentWay, Source, State
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics import actions as topics

TEXT_VERSION: Final = "Papier"
PURPOSE: Final = "Verzeichnis der Selbsthilfegruppen"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did with each row; `entry` is its audit entry, None if it wrote nothing."""

    rows: tuple[ReadRow, ...]
    counts: Mapping[str, int]
    entry: int | None = None

    def as_json(self) -> dict[str, object]:
        """The object of the contract (`import groups --json`)."""
        return {"rows": [row.as_json() for row in self.rows], **self.counts}


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who writes when; the day is the one in Germany."""

    at: datetime
    by: User | None

    @property
    def on(self) -> date:
        return timezone.localtime(self.at).date()


@transaction.atomic
def import_groups(
    *,
    contact_point: ContactPoint,
    sheet: Sheet,
    skip_bad_rows: bool,
    at: datetime,
    by: User | None,
) -> ImportResult:
    """Bring the groups of a table into the records; the same table again changes nothing.

    While a row is refused nothing is written, unless such rows are skipped. The day of the import
    confirms no group. Contact data are sealed and stay hidden until a consent (rule 3). Raises
    `NoNameColumn`, `RowsRefused`, `core.errors.Forbidden`, and what `groups.actions` refuse.
    """
    policies.check_may_exchange(by, contact_point)
    # Two imports at once would both find a group missing: the second waits and finds it.
    ContactPoint.objects.select_for_update(of=("self",)).get(pk=contact_point.pk)
    hand = _Hand(at, by)
    read = preview(contact_point, sheet, on=hand.on)
    counts = counts_of(read.rows)
    if read.refused and not skip_bad_rows:
        told = ImportResult(read.rows, counts).as_json()
        raise RowsRefused([row.line for row in read.refused], told)
    written = [row for row in read.rows if row.outcome in {Outcome.NEW, Outcome.CHANGED}]
    for row in written:
        _write(contact_point, row, hand)
    if not written:
        return ImportResult(read.rows, counts)
    words = [word for row in written for word in row.saying.unknown_words]
    topics.keep_unknown_words(contact_point=contact_point, words=words, on=hand.on)
    entry = audit.record("import_groups", contact_point, at=at, by=by, detail=counts)
    return ImportResult(read.rows, counts, entry.pk)


@transaction.atomic
def import_draft(
    *, draft: ImportDraft, skip_bad_rows: bool, at: datetime, by: User
) -> ImportResult:
    """Import a waiting table and throw it away.

    Raises `DraftGone` and what `import_groups` raises.
    """
    # The office first, as in every import; then the table, which somebody else may have taken.
    ContactPoint.objects.select_for_update(of=("self",)).get(pk=draft.contact_point_id)
    draft = locked_draft(draft)
    result = import_groups(
        contact_point=draft.contact_point,
        sheet=sheet_of(draft),
        skip_bad_rows=skip_bad_rows,
        at=at,
        by=by,
    )
    draft.delete()
    return result


def _write(contact_point: ContactPoint, row: ReadRow, hand: _Hand) -> None:
    group = row.group or _create(contact_point, row, hand)
    if row.change is not None and row.change.changes_group:
        groups.change_group(
            group=group, draft=row.change.draft, source=Source.IMPORT, at=hand.at, by=hand.by
        )
    contact = row.change.contact if row.change else ContactChange(adds=bool(row.saying.contact))
    if contact.adds:
        _add_contact(group, row, hand)
    elif contact.person is not None and contact.consents:
        _record_consents(contact.person, contact.consents, row, hand)


def _create(contact_point: ContactPoint, row: ReadRow, hand: _Hand) -> Group:
    said = row.saying.state or State.ACTIVE
    group = groups.create_group(
        contact_point=contact_point,
        draft=row.saying.draft,
        state=said if said in BEGINNINGS else State.PAUSED,
        source=Source.IMPORT,
        on=hand.on,
        at=hand.at,
        by=hand.by,
    )
    folded_name, folded_place = key_of(row.saying.draft)
    ImportedAs.objects.create(
        contact_point=contact_point,
        group=group,
        folded_name=folded_name,
        folded_place=folded_place,
    )
    return group


def _add_contact(group: Group, row: ReadRow, hand: _Hand) -> None:
    contact = row.saying.contact
    person = groups.add_contact_person(
        group=group,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        on=hand.on,
        at=hand.at,
        by=hand.by,
    )
    _record_consents(person, channels_of(contact), row, hand)


def _record_consents(
    person: ContactPerson, channels: tuple[Channel, ...], row: ReadRow, hand: _Hand
) -> None:
    if row.saying.consent_since is not None:
        groups.record_consents(
            contact_person=person,
            channels=channels,
            media=(MEDIUM,),
            way=ConsentWay.PAPER,
            text_version=TEXT_VERSION,
            purpose=PURPOSE,
            given_on=row.saying.consent_since,
            at=hand.at,
            by=hand.by,
        )
