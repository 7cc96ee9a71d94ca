"""The week as a table: a day a row, a time of day a column."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget

register = template.Library()
TIMES_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One row: the name of the day, its first two letters, and its check boxes."""

    name: str
    short: str
    options: list[BoundWidget]


@register.filter
def slot_days(field: BoundField) -> list[Day]:
    """The check boxes of a field over `core.slots.Slot`, by day."""
    boxes = list(field)
    rows = (boxes[at : at + TIMES_A_DAY] for at in range(0, len(boxes), TIMES_A_DAY))
    return [_day(row) for row in rows]


def _day(options: list[BoundWidget]) -> Day:
    name = str(options[0].choice_label).split()[0]
    return Day(name, name[:2], options)
