import json

import pytest

from stuhlkreis.cli.main import main
from stuhlkreis.starters.lifecycle import RequestState
from tests import make

pytestmark = pytest.mark.django_db


def test_json_holds_one_object_per_open_request(capsys: pytest.CaptureFixture[str]) -> None:
    request = make.start_request()
    home = request.group.contact_point
    slug = request.group.topics.get().slug
    starter = make.starter(at=home)
    make.starter(at=home, excluded=(slug,))
    make.start_request(at=home, state=RequestState.WITHDRAWN)

    assert main(["match", "--contact-point", home.slug, "--json"]) == 0

    [line] = capsys.readouterr().out.splitlines()
    said = json.loads(line)
    [proposal] = said["proposals"]
    assert (said["request"], said["group"]) == (request.pk, request.group.slug)
    assert (said["assigned"], said["excluded"]) == (starter.pk, {"excluded": 1})
    assert (proposal["starter"], proposal["rank"], proposal["km"]) == (starter.pk, 1, 0.0)
    assert proposal["score"] > 50
    assert "dienstags abends frei" in proposal["reasons"]
    assert slug not in line


@pytest.mark.parametrize("words", [[], ["--all"]])
def test_lines_name_group_people_and_who_is_assigned(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    request = make.start_request()
    make.starter(at=request.group.contact_point, name="Hanne Trost")
    make.starter(at=request.group.contact_point, name="Zoe Zander")
    lonely = make.start_request()

    assert main(["match", *words]) == 0

    said = capsys.readouterr().out
    assert request.group.name in said
    assert "1. Hanne T., " in said
    assert said.count(" *: ") == 1
    assert f"{lonely.group.name} (Anforderung {lonely.pk})\n  Zurzeit passt niemand." in said


def test_nothing_open_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match"]) == 0
    assert "Gerade wartet keine Gruppe" in capsys.readouterr().out

    assert main(["match", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_an_unknown_contact_point_is_one_line_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["match", "--contact-point", "nirgends"]) == 1
    assert capsys.readouterr().err == "stuhlkreis: Die Kontaktstelle „nirgends“ gibt es nicht.\n"
