"""An uploaded table waits, sealed, for at most a week."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.exchange import actions, queries
from stuhlkreis.exchange.errors import FileTooLarge
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.exchange.words import Field
from stuhlkreis.groups.models import Group
from tests import make
from tests.exchange.tables import content

pytestmark = pytest.mark.django_db

ROW = "Licht;;;Güstrow;;Erika Beispiel;0381 0000;;"


def draft(at: datetime) -> ImportDraft:
    office = make.contact_point()
    return actions.draft_import(
        contact_point=office,
        file_name="C:\\gruppen\x00.csv",
        content=content(ROW),
        at=at,
        by=make.member(at=office),
    )


def test_an_upload_is_kept_sealed_with_its_mapping(at: datetime) -> None:
    waiting = draft(at)
    assert "Erika" not in str(ImportDraft.objects.values_list("rows").get())
    found = queries.draft_of(waiting.contact_point, waiting.uid)
    sheet = queries.sheet_of(found)
    assert sheet.table.rows[0].cells[0] == "Licht"
    assert sheet.columns[Field.NAME] == 0
    assert found.file_name == "C:\\gruppen.csv"
    assert str(found).startswith("import draft")
    with pytest.raises(ImportDraft.DoesNotExist):
        queries.draft_of(make.contact_point(), waiting.uid)


def test_an_upload_that_is_too_large_is_not_kept(at: datetime, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(FileTooLarge):
        draft(at)


def test_people_of_another_office_may_not_upload(at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.draft_import(
            contact_point=make.contact_point(),
            file_name="a.csv",
            content=content(ROW),
            at=at,
            by=make.member(),
        )


def test_a_mapping_may_be_said_by_hand(at: datetime) -> None:
    waiting = draft(at)
    actions.map_draft(draft=waiting, columns={Field.NAME: 3}, at=at, by=waiting.created_by)
    waiting.refresh_from_db()
    assert queries.sheet_of(waiting).columns == {Field.NAME: 3}


def test_an_import_uses_the_waiting_table_up(at: datetime) -> None:
    waiting = draft(at)
    result = actions.import_draft(draft=waiting, skip_bad_rows=False, at=at, by=waiting.created_by)
    assert result.counts["new"] == 1
    assert Group.objects.get().imported_as.get().folded_place == "gustrow"
    assert str(Group.objects.get().imported_as.get()) == "licht gustrow"
    assert not ImportDraft.objects.exists()


def test_a_waiting_table_may_be_dropped(at: datetime) -> None:
    waiting = draft(at)
    actions.drop_draft(draft=waiting, at=at, by=waiting.created_by)
    assert not ImportDraft.objects.exists()
    assert not Group.objects.exists()


def test_after_a_week_a_waiting_table_is_gone(at: datetime) -> None:
    draft(at)
    assert actions.drop_old_drafts(at=at + timedelta(days=7)) == 0
    assert actions.drop_old_drafts(at=at + timedelta(days=7, seconds=1)) == 1
    assert not ImportDraft.objects.exists()
