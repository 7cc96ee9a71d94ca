"""Every form on a page as a browser would post it: its fields with what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

WRITTEN: Final = frozenset(
    {"text", "email", "tel", "url", "search", "number", "date", "time", "password", "textarea"}
)


@dataclass(slots=True)
class Field:
    """One name in a form: how it is filled in, the values it offers, what stands in it."""

    name: str
    kind: str
    offered: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether somebody types into it."""
        return self.kind in WRITTEN


@dataclass(slots=True)
class Form:
    """A form that posts to `url`; `button` is the name and value of the button pressed."""

    url: str
    fields: dict[str, Field] = field(default_factory=dict)
    button: tuple[str, str] | None = None
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def each_button(self) -> Iterator["Form"]:
        """One form for each way to send it."""
        yield from [replace(self, button=button) for button in self.buttons] or [self]

    def filled(self) -> dict[str, list[str]]:
        """The form filled in with something that could be right."""
        said = {name: _usual(one) for name, one in self.fields.items()}
        if self.button:
            said[self.button[0]] = [self.button[1]]
        return said


class Forms(HTMLParser):
    """Collects the forms of a page that post."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.found = url, list[Form]()
        self._form: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = Form(urljoin(self.url, said.get("action", "")))
            self.found.append(self._form)
        elif self._form is not None:
            self._inside(self._form, tag, said)

    def _inside(self, form: Form, tag: str, said: Mapping[str, str]) -> None:
        name = said.get("name", "")
        if tag == "option" and self._select is not None:
            self._offer(self._select, said, is_chosen="selected" in said)
        elif not name:
            return
        elif tag == "button":
            form.buttons.append((name, said.get("value", "")))
        elif tag == "select":
            self._select = form.fields.setdefault(name, Field(name, "select"))
        elif tag == "textarea":
            self._area = form.fields.setdefault(name, Field(name, "textarea"))
        elif tag == "input":
            self._input(form, name, said)

    def _input(self, form: Form, name: str, said: Mapping[str, str]) -> None:
        one = form.fields.setdefault(name, Field(name, said.get("type", "text")))
        if one.kind in {"radio", "checkbox"}:
            self._offer(one, said, is_chosen="checked" in said)
        elif said.get("value"):
            one.values.append(said["value"])

    def _offer(self, one: Field, said: Mapping[str, str], *, is_chosen: bool) -> None:
        value = said.get("value", "on")
        one.offered.append(value)
        if is_chosen and value:
            one.values.append(value)

    def handle_data(self, data: str) -> None:
        if self._area is not None and data.strip():
            self._area.values = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


_BY_KIND: Final = {
    "email": "neu@example.org", "url": "https://example.org", "number": "3",
    "date": "2026-11-20", "time": "18:00", "tel": "0381 0000 111",
}  # fmt: skip
_BY_NAME: Final = {
    "topic": "Narkolepsie", "place": "18273 Güstrow", "postcode": "18273", "phone": "0381 0000 111",
    "betreff": "", "meeting_phrase": "dienstags 18 Uhr", "languages": "Deutsch",
}  # fmt: skip


def _usual(one: Field) -> list[str]:
    if one.values:
        return one.values
    if one.kind in {"radio", "checkbox", "select"}:
        return [value for value in one.offered if value][:1]
    if one.kind in {"hidden", "file"}:
        return []
    short = one.name.rpartition("-")[2]
    return [_BY_NAME.get(short, _BY_KIND.get(one.kind, "Text"))]


def forms_on(page: str, url: str) -> list[Form]:
    """The forms of a page, one for each button."""
    parser = Forms(url)
    parser.feed(page)
    return [each for form in parser.found for each in form.each_button()]
