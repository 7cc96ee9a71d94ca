"""How pages say values: dates, phone numbers, languages, and where a group stands."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext as _

from stuhlkreis.groups.lifecycle import Format, State
from stuhlkreis.groups.queries import PublicGroup
from stuhlkreis.groups.rhythm import Meeting
from stuhlkreis.web.templatetags.components import openness, state_badge

register = template.Library()

HARD_SPACE: Final = "\N{NO-BREAK SPACE}"


@register.filter
def meeting_day(meeting: Meeting, today: date) -> str:
    """A meeting as people say it: "morgen, Dienstag, 24. November, 18:30 Uhr"."""
    pattern = "l, j. F" if meeting.on.year == today.year else "l, j. F Y"
    parts = [date_format(meeting.on, pattern)]
    soon = {today: _("heute"), today + timedelta(days=1): _("morgen")}
    if meeting.on in soon:
        parts.insert(0, soon[meeting.on])
    if meeting.start is not None:
        parts.append(f"{meeting.start:%H:%M}{HARD_SPACE}{_('Uhr')}")
    return ", ".join(parts)


@register.filter
def dial(phone: str) -> str:
    """A phone number as a telephone dials it: digits, and a plus at the beginning."""
    return re.sub(r"[^\d+]", "", phone.replace("(0)", ""))


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """Languages in words; a code nobody knows stays a code."""
    return ", ".join(_language(code) for code in codes)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def place_icon(group: PublicGroup) -> str:
    """The drawing beside the place of a group."""
    return "laptop" if group.format == Format.ONLINE else "place"


@register.simple_tag
def standing(group: PublicGroup) -> SafeString:
    """What a reader must know first: open for new people, or founding, pausing, changing."""
    if group.state == State.ACTIVE:
        return openness(group.openness)
    return state_badge(group.state)
