"""Fields that several forms ask for: a day, times of the week, languages."""

from typing import TYPE_CHECKING

from django import forms

from stuhlkreis.core.slots import Slot
from stuhlkreis.starters.matching.wording import LANGUAGES_BY_NAME

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def day_input() -> forms.DateInput:
    """The browser's own control for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def slots_field(label: "StrOrPromise") -> forms.MultipleChoiceField:
    """Times of the week that suit; draw it with `forms.SLOTS`."""
    return forms.MultipleChoiceField(
        label=label,
        choices=Slot.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def languages_field(label: "StrOrPromise") -> forms.MultipleChoiceField:
    """Languages by name; German is chosen until somebody says otherwise."""
    return forms.MultipleChoiceField(
        label=label,
        choices=LANGUAGES_BY_NAME,
        required=False,
        initial=["de"],
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
