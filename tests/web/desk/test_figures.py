"""The page and the files with the figures of a year."""

import io
import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from stuhlkreis.network.models import ContactPoint
from stuhlkreis.starters.lifecycle import FollowUpResult, State
from stuhlkreis.statistics.figures import FIGURES
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

PAGE = "/arbeitsplatz/kennzahlen/"
LONG_AGO = datetime(2023, 12, 31, 23, 30, tzinfo=UTC)  # in Germany the year 2024 has begun


@pytest.fixture
def home(client: Client) -> ContactPoint:
    made = make.contact_point(name="Kontaktstelle Seestadt", slug="seestadt")
    client.force_login(make.member(at=made))
    return made


def follow_up(at: ContactPoint, result: FollowUpResult) -> None:
    one = make.follow_up(of=make.accompaniment(at=at, state=State.ENDED))
    one.result, one.answered_on = result, make.TODAY
    one.save()


def test_every_figure_stands_with_its_number_its_definition_and_its_version(
    client: Client, home: ContactPoint
) -> None:
    make.group(at=home)

    page = client.get(PAGE).content.decode()

    assert "Kennzahlen 2026" in page
    assert "Kontaktstelle Seestadt, Stand 21. November 2026." in page
    assert "Das Jahr ist noch offen." in page
    assert "<strong>1&nbsp;Gruppe</strong>" in page
    for figure in FIGURES.values():
        assert figure.name in page
        assert figure.definition in page
        assert f"Kennzahl {figure.id}, Fassung {figure.version}" in page


def test_rule_57_the_number_of_unknown_is_shown_beside_the_share(
    client: Client, home: ContactPoint
) -> None:
    follow_up(home, FollowUpResult.STILL_MEETING)
    follow_up(home, FollowUpResult.UNKNOWN)

    page = client.get(PAGE).content.decode()

    assert "<strong>100&nbsp;Prozent</strong>" in page
    assert "Prozent; 1 nicht bekannt" in page
    assert page.count('<svg class="bar bar--soft"') == 1


def test_where_nothing_is_known_a_dash_says_why(client: Client, home: ContactPoint) -> None:
    page = client.get(PAGE).content.decode()

    assert "– In diesem Jahr ist keine Begleitung zu Ende gegangen." in page
    assert "– Aus diesem Jahr ist noch keine Antwort bekannt." in page


def test_in_the_first_weeks_the_reason_is_the_young_year(
    client: Client, home: ContactPoint
) -> None:
    with time_machine.travel(date(2027, 1, 12), tick=False):
        client.force_login(make.member(at=home))
        page = client.get(PAGE).content.decode()

    assert "– Das Jahr beginnt gerade." in page


def test_a_year_can_be_chosen_since_something_was_recorded(
    client: Client, home: ContactPoint
) -> None:
    make.group(at=home).state_changes.update(recorded_at=LONG_AGO)

    page = client.get(PAGE, {"jahr": "2025"}).content.decode()

    assert "Kennzahlen 2025" in page
    assert "Das Jahr ist noch offen." not in page
    assert '<option value="2025" selected>' in page
    assert '<option value="2024">' in page
    assert '<option value="2023">' not in page


def test_how_old_a_group_is_opens_no_year_nobody_recorded(
    client: Client, home: ContactPoint
) -> None:
    make.group(at=home).state_changes.update(on=date(1998, 5, 2))

    assert '<option value="2025">' not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("2031", "Das Jahr 2031 hat noch nicht begonnen."),
        ("2019", "Für 2019 gibt es hier keine Zahlen. Die ersten sind aus dem Jahr 2026."),
    ],
)
def test_a_year_without_figures_is_answered_with_a_sentence(
    client: Client, home: ContactPoint, year: str, sentence: str
) -> None:
    answer = client.get(PAGE, {"jahr": year})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("year", ["", "bald", "2026.5"])
def test_what_is_no_year_is_not_found(client: Client, home: ContactPoint, year: str) -> None:
    assert client.get(PAGE, {"jahr": year}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
    ],
)
def test_the_report_comes_as_a_file_nobody_opens_as_something_else(
    client: Client, home: ContactPoint, kind: str, content_type: str
) -> None:
    address = reverse("desk:figures_report", args=[2026, kind])
    assert address in client.get(PAGE).content.decode()

    file = client.get(address)

    assert file.status_code == 200
    assert file["Content-Type"] == content_type
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Disposition"] == f'attachment; filename="bericht-2026-seestadt.{kind}"'
    assert file.content.startswith({"pdf": b"%PDF", "xlsx": b"PK", "json": b"{"}[kind])


def test_the_files_say_what_the_page_says(client: Client, home: ContactPoint) -> None:
    make.group(at=home)

    told = json.loads(client.get(reverse("desk:figures_report", args=[2026, "json"])).content)
    book = client.get(reverse("desk:figures_report", args=[2026, "xlsx"])).content

    groups, mean = told["figures"][0], told["figures"][5]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert (groups["number_text"], groups["unit_text"]) == ("1", "Gruppe")
    assert (mean["value"], mean["unit_text"]) == (None, "")
    assert ["Selbsthilfegruppen nach Stand", 1.0, "Gruppe"] in [row[:3] for row in rows]
    assert ["    trifft sich", 1.0, "Gruppen"] in [row[:3] for row in rows]
    assert ["Begleitete Treffen je Begleitung", "–", mean["why_unknown"]] in [
        row[:3] for row in rows
    ]


@pytest.mark.parametrize(
    "path", ["bericht-2026.docx", "bericht-2031.pdf", "bericht-0.pdf", "bericht-bald.pdf"]
)
def test_other_files_are_not_found(client: Client, home: ContactPoint, path: str) -> None:
    assert client.get(f"{PAGE}{path}").status_code == 404


def test_a_report_that_cannot_be_printed_is_said_above_the_figures(
    client: Client, home: ContactPoint
) -> None:
    home.name = "Kontaktstelle \U0001f9ff\u1234"
    home.save()

    answer = client.get(reverse("desk:figures_report", args=[2026, "pdf"]))

    assert answer.status_code == 422
    assert "Der Bericht lässt sich nicht drucken" in answer.content.decode()


def test_another_contact_points_records_are_never_counted(
    client: Client, home: ContactPoint
) -> None:
    other = make.contact_point()
    make.group(at=other).state_changes.update(recorded_at=LONG_AGO)
    follow_up(other, FollowUpResult.STILL_MEETING)

    page = client.get(PAGE).content.decode()

    assert "<strong>0&nbsp;Gruppen</strong>" in page
    assert "100&nbsp;Prozent" not in page
    assert '<option value="2024">' not in page


@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_takes_the_same_queries_for_any_number_of_records(
    client: Client,
    home: ContactPoint,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        follow_up(home, FollowUpResult.PAUSED)

    with django_assert_num_queries(11):
        client.get(PAGE)


def test_who_works_at_no_contact_point_sees_no_figures(client: Client) -> None:
    client.force_login(make.federation_member())

    assert client.get(PAGE).status_code == 403
    assert client.get(reverse("desk:figures_report", args=[2026, "json"])).status_code == 403
