"""The search on the terminal."""

import json

import pytest

from stuhlkreis.cli.main import main
from tests import make

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    return main(["search", *words])


def test_lines_name_the_group_its_place_and_the_distance(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make.group(name="Mut", topics=(make.topic(name="Angst und Panik"),))
    assert run("Panik", "--near", "Rostock") == 0
    assert capsys.readouterr().out.splitlines()[0] == "1 Gruppe"
    assert run("Panik") == 0
    assert "Mut – Güstrow\n" in capsys.readouterr().out


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    make.group(name="Mut", topics=(make.topic(name="Angst und Panik"),))
    assert run("Panik", "--near", "18273", "--json") == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1


def test_help_comes_first_where_words_sound_like_danger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("ich will nicht mehr leben") == 0
    assert capsys.readouterr().out.startswith("Hilfe sofort: Notruf 112.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("x", "--near", "Gustroww"), "kennen wir nicht. Meinten Sie Güstrow?"),
        (("x", "--near", "Neuenkirchen"), "Welchen meinen Sie?"),
        (("x", "--radius-km", "4"), "zwischen 5 und 200"),
        (("x", "--radius-km", "201"), "zwischen 5 und 200"),
        (("x", "--page", "0"), "ab 1"),
    ],
)
def test_what_cannot_be_searched_is_one_line_on_stderr(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert run(*words) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert captured.err.count("\n") == 1
