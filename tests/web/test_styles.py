"""Style sheets: one per component, each linked, both dark blocks alike, nothing from elsewhere."""

import re

from stuhlkreis.config.settings import PACKAGE

CSS = PACKAGE / "web" / "static" / "css"
TEMPLATES = PACKAGE / "web" / "templates"
ONLY_FOR_THE_GALLERY = {"gallery.css"}


def test_every_style_sheet_is_linked_once() -> None:
    linked = re.findall(
        r"css/([\w-]+\.css)", (TEMPLATES / "components" / "styles.html").read_text(encoding="utf-8")
    )
    assert sorted(linked) == sorted(
        {file.name for file in CSS.glob("*.css")} - ONLY_FOR_THE_GALLERY
    )


def test_the_dark_colours_are_the_same_for_system_and_own_choice() -> None:
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root(?::not)?\(?\[data-scheme=[^{]*\{([^}]*)\}", tokens)
    system, own = ([line.strip() for line in block.splitlines()] for block in blocks)
    assert system == own


def test_components_name_no_colour_of_their_own() -> None:
    for file in CSS.glob("*.css"):
        if file.name not in {"tokens.css", "print.css"}:
            text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not re.findall(r":[^;{]*#[0-9a-f]{3,6}\b", text), file.name


def test_templates_hold_no_inline_style_or_script_and_nothing_foreign() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", text), file.name
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text), file.name
