"""The desk uploads a table, looks at what would happen, and imports."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from stuhlkreis.accounts.models import User
from stuhlkreis.exchange import queries
from stuhlkreis.exchange.models import ImportDraft
from stuhlkreis.groups.models import Group
from stuhlkreis.network.models import ContactPoint
from tests import make
from tests.exchange.tables import content

pytestmark = pytest.mark.django_db

LICHT = "Licht;Depression;18273;Güstrow;dienstags 18 Uhr;Erika Beispiel;3843000012;;4.5.2026"
MUT = "Mut;Quastenflosserei;;Olten (CH);;;;;"
BAD = ";Depression;;Rostock;;;;;"


@pytest.fixture
def office() -> ContactPoint:
    make.topic(name="Depression")
    return make.contact_point()


def upload(desk: Client, *rows: str, **more: str) -> ImportDraft:
    file = SimpleUploadedFile("gruppen.csv", content(*rows, **more))
    answer = desk.post(reverse("desk:import"), {"file": file})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    waiting = ImportDraft.objects.order_by("-pk")[0]
    assert answer["Location"] == reverse("desk:import_preview", args=[waiting.uid])
    return waiting


def page(desk: Client, name: str, *args: object, query: str = "") -> str:
    answer = desk.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_the_page_says_what_is_read(desk: Client) -> None:
    shown = page(desk, "import")
    assert "Überschriften dürfen heißen, wie sie bei Ihnen heißen" in shown
    assert "Wort hat noch kein Thema" not in shown


def test_an_upload_leads_to_its_preview_and_writes_no_group(desk: Client) -> None:
    waiting = upload(desk, LICHT, MUT)
    shown = page(desk, "import_preview", waiting.uid)
    assert not Group.objects.exists()
    for words in (
        "gruppen.csv: 2 Zeilen. Noch ist nichts gespeichert.",
        "jeden Dienstag, 18:00",
        "Depression",
        "Erika Beispiel",
        "Einwilligung seit 4. Mai 2026",
        "Das Wort „Quastenflosserei“ ist noch kein Thema.",
        "Den Ort „Olten (CH)“ kennen wir nicht.",
        "mit Hinweis: 2",
    ):
        assert words in shown
    assert "weglassen" not in shown


def test_the_preview_can_be_narrowed_to_rows_with_a_problem(desk: Client) -> None:
    waiting = upload(desk, "Klar;Depression;;Güstrow;;;;;", MUT)
    shown = page(desk, "import_preview", waiting.uid, query="?show=problems")
    assert ">Klar<" not in shown
    assert ">Mut<" in shown


@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "Das ist keine Tabelle, sondern: eine PDF-Datei."),
        ("a.csv", b"", "Die Datei ist leer."),
        ("a.csv", b"x" * 2000, "Die Datei ist zu groß."),
        ("a.xlsx", b"PK\x03\x04damaged", "Die Datei ist beschädigt"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field(
    desk: Client, settings: Settings, name: str, file: bytes, sentence: str
) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    answer = desk.post(reverse("desk:import"), {"file": SimpleUploadedFile(name, file)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.content.decode()


def test_no_file_at_all_is_told(desk: Client) -> None:
    answer = desk.post(reverse("desk:import"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Wählen Sie zuerst eine Datei." in answer.content.decode()


def test_importing_writes_the_groups_and_shows_the_result(desk: Client) -> None:
    waiting = upload(desk, LICHT, MUT)
    answer = desk.post(reverse("desk:import_run", args=[waiting.uid]), follow=True)
    shown = answer.content.decode()
    assert "Die Tabelle ist eingelesen" in shown
    assert "Ein Wort hat noch kein Thema" in shown
    assert Group.objects.count() == 2
    assert not ImportDraft.objects.exists()
    assert "Ein Wort hat noch kein Thema" in page(desk, "import")


def test_the_same_table_again_changes_nothing(desk: Client) -> None:
    desk.post(reverse("desk:import_run", args=[upload(desk, LICHT).uid]))
    again = desk.post(reverse("desk:import_run", args=[upload(desk, LICHT).uid]), follow=True)
    assert "Alles war schon da." in again.content.decode()
    assert Group.objects.count() == 1


def test_a_refused_row_stops_the_import_until_it_is_left_out(desk: Client) -> None:
    waiting = upload(desk, LICHT, BAD)
    address = reverse("desk:import_run", args=[waiting.uid])
    answer = desk.post(address)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    shown = answer.content.decode()
    assert "Zeile 3 kann nicht übernommen werden. Es wurde nichts gespeichert." in shown
    assert "Der Name der Gruppe fehlt." in shown
    assert not Group.objects.exists()
    assert desk.post(address, {"skip_bad_rows": "on"}).status_code == HTTPStatus.SEE_OTHER
    assert Group.objects.count() == 1


def test_the_mapping_is_shown_and_can_be_changed(desk: Client) -> None:
    waiting = upload(desk, "Licht;Güstrow;A", header="Verein;Ort;xyz")
    shown = page(desk, "import_preview", waiting.uid)
    assert "Welche Spalte nennt die Gruppe?" in shown
    assert "Importieren" not in shown
    assert "zum Beispiel: Licht" in shown
    address = reverse("desk:import_columns", args=[waiting.uid])
    answer = desk.post(
        address, {"column_0": "name", "column_1": "place", "column_2": "-"}, follow=True
    )
    assert "Die Zuordnung ist geändert." in answer.content.decode()
    assert ">Licht<" in answer.content.decode()


@pytest.mark.parametrize(
    ("second", "sentence"),
    [("name", "schon einer anderen Spalte zugeordnet"), ("nonsense", "nonsense")],
)
def test_a_mapping_that_contradicts_itself_is_told(
    desk: Client, second: str, sentence: str
) -> None:
    waiting = upload(desk, "Licht;Güstrow", header="Gruppe;Ort")
    answer = desk.post(
        reverse("desk:import_columns", args=[waiting.uid]),
        {"column_0": "name", "column_1": second},
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.content.decode()


def test_cancelling_keeps_nothing(desk: Client) -> None:
    waiting = upload(desk, LICHT)
    answer = desk.post(reverse("desk:import_cancel", args=[waiting.uid]), follow=True)
    assert "Von der Tabelle ist nichts gespeichert." in answer.content.decode()
    assert not ImportDraft.objects.exists()


def test_another_offices_table_and_result_do_not_exist(desk: Client, client: Client) -> None:
    waiting = upload(desk, LICHT)
    other = upload(desk, MUT)
    done = desk.post(reverse("desk:import_run", args=[other.uid]))["Location"]
    client.force_login(make.member())
    assert client.get(done).status_code == HTTPStatus.NOT_FOUND
    address = reverse("desk:import_preview", args=[waiting.uid])
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    for name in ("columns", "run", "cancel"):
        answer = client.post(reverse(f"desk:import_{name}", args=[waiting.uid]))
        assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("kind", "beginning"), [("csv", "\ufeffName".encode()), ("xlsx", b"PK"), ("json", b"[")]
)
def test_everything_goes_out_as_a_file(
    desk: Client, office: ContactPoint, kind: str, beginning: bytes
) -> None:
    make.group(at=office)
    answer = desk.post(reverse("desk:export"), {"kind": kind})
    assert answer.content.startswith(beginning)
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert answer["Cache-Control"] == "no-store"


def test_no_other_kind_of_file_goes_out(desk: Client) -> None:
    answer = desk.post(reverse("desk:export"), {"kind": "exe"})
    assert answer["Location"] == reverse("desk:import")


def test_a_stranger_sees_nothing(client: Client) -> None:
    person: User = make.federation_member()
    client.force_login(person)
    assert client.get(reverse("desk:import")).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("step", ["import_columns", "import_run", "import_cancel"])
def test_who_comes_second_to_a_waiting_table_is_told(
    desk: Client, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = upload(desk, LICHT)
    stale = ImportDraft.objects.get(pk=waiting.pk)
    waiting.delete()
    # Read before, gone after: what happens between the two in another browser.
    monkeypatch.setattr(queries, "draft_of", lambda *_: stale)

    columns = {f"column_{number}": "-" for number in range(1, 9)}
    answer = desk.post(
        reverse(f"desk:{step}", args=[stale.uid]), columns | {"column_0": "name"}, follow=True
    )

    assert "Diese Tabelle wartet nicht mehr" in answer.content.decode()
    assert not Group.objects.exists()
