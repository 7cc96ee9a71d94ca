"""Tags that draw the components; what they draw stands in `templates/components/`."""

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from stuhlkreis.groups.lifecycle import Openness, State
from stuhlkreis.web.drawings import ICONS
from stuhlkreis.web.navigation import Link, links

register = template.Library()

OPENNESS: Final[Mapping[str, tuple[str, str]]] = {
    Openness.OPEN: ("open", "check"),
    Openness.OPEN_AFTER_CONTACT: ("ask", "message"),
    Openness.CLOSED_FOR_NOW: ("full", "clock"),
    Openness.CLOSED: ("", "lock"),
}
# Kinds of badge for the states of everything that has states; others are plain.
STATES: Final[Mapping[str, tuple[str, str]]] = {
    State.FOUNDING: ("free", "sprout"),
    State.STARTING: ("new", "sprout"),
    State.ACTIVE: ("open", "check"),
    State.PAUSED: ("", "clock"),
    State.IN_TRANSITION: ("full", "repeat"),
    "open": ("new", ""),
    "unconfirmed": ("full", "clock"),
    "proposed": ("ask", "message"),
    "running": ("open", "check"),
    "matched": ("open", "check"),
}
NOTICES: Final[Mapping[str, str]] = {
    "info": "info",
    "good": "check",
    "warn": "warn",
    "bad": "warn",
}
LEVELS: Final[Mapping[str, str]] = {
    "debug": "info",
    "info": "info",
    "success": "good",
    "warning": "warn",
    "error": "bad",
}
SEAT_WIDTH: Final = 26


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our drawings, hidden from screen readers: the word beside it says the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 -- a drawing from our own source
    )


def _badge(kind: str, sign: str, label: str) -> SafeString:
    return format_html(
        '<span class="badge{}">{}{}</span>',
        f" badge--{kind}" if kind else "",
        icon(sign) if sign else "",
        label,
    )


@register.simple_tag
def badge(label: str, kind: str = "", sign: str = "") -> SafeString:
    """A state in words; `kind` (open, ask, full, free, new, bad) and `sign` repeat it."""
    return _badge(kind, sign, label)


@register.simple_tag
def openness(value: str) -> SafeString:
    """Whether new people can come."""
    kind, sign = OPENNESS[value]
    return _badge(kind, sign, str(Openness(value).label))


@register.simple_tag
def state_badge(state: str, label: str = "") -> SafeString:
    """Where a group stands; with `label`, where anything else stands."""
    kind, sign = STATES.get(state, ("", ""))
    return _badge(kind, sign, label or str(State(state).label))


@register.inclusion_tag("components/seats.html")
def seats(done: int, of: int) -> dict[str, object]:
    """Meetings as chairs: sat on, next, still empty."""
    count = max(done, of)
    kinds = ["done" if n < done else "next" if n == done else "open" for n in range(count)]
    chairs = [
        {"kind": kind, "x": 4 + n * SEAT_WIDTH, "back": 5 + n * SEAT_WIDTH}
        for n, kind in enumerate(kinds)
    ]
    return {"done": done, "of": of, "chairs": chairs, "width": count * SEAT_WIDTH}


@register.simple_tag
def bar(percent: float, kind: str = "1") -> SafeString:
    """A bar for a table cell that already says the number; `soft` for what is not assigned."""
    return format_html(
        '<svg class="bar bar--{}" aria-hidden="true" focusable="false">'
        '<rect width="{}%" height="100%" rx="3"/></svg>',
        kind,
        f"{min(max(percent, 0), 100):.1f}",
    )


@register.inclusion_tag("components/notice.html")
def notice(kind: str, title: str, text: str = "") -> dict[str, object]:
    """What happened or what to know; `kind` is info, good, warn or bad."""
    return {"kind": kind, "icon_name": NOTICES[kind], "title": title, "text": text}


@register.filter
def notice_kind(level: str) -> str:
    """The kind of notice for the level of a flash message."""
    return LEVELS[level]


@register.inclusion_tag("components/emergency.html")
def emergency(kind: str = "slim") -> dict[str, object]:
    """Whom to call now; `slim` on every public page, `loud` first where words sound like danger."""
    return {"kind": kind}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, object]:
    """Links to the pages of a list; everything else of the address stays."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    start = f"?{query.urlencode()}&page=" if query else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "start": start, "numbers": list(numbers), "gap": page.paginator.ELLIPSIS}


@register.simple_tag(takes_context=True)
def navigation(context: Context, area: str) -> list[Link]:
    """The links of an area's navigation for this reader."""
    return links(area, context["request"])


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choices(field: BoundField) -> bool:
    """Whether the field is a list of radio buttons or check boxes."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def first_control(field: BoundField) -> str:
    """The id a link to the field leads to."""
    return f"{field.auto_id}_0" if is_choices(field) else str(field.id_for_label)


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a form field in our classes."""
    attrs: dict[str, str | bool] = {}
    if not is_checkbox(field):
        attrs["class"] = f"input {field.field.widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs=attrs)
