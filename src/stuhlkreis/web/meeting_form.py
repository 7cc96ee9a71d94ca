"""The note on a meeting, the same on a starter's own page and at the desk (rule 54)."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from stuhlkreis.starters.lifecycle import Phase, ProcessTopic
from stuhlkreis.web.fields import day_input


class Note(forms.Form):
    """Five fields; no names, nothing of what people said."""

    held_on = forms.DateField(
        label=_("Wann war das Treffen?"),
        widget=day_input(),
    )
    present = forms.IntegerField(
        label=_("Wie viele waren da?"), widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    phase = forms.TypedChoiceField(
        label=_("Wo steht die Gruppe?"),
        choices=Phase.choices,
        coerce=Phase,
        widget=forms.RadioSelect,
    )
    process_topics = forms.TypedMultipleChoiceField(
        label=_("Worum ging es beim Miteinander?"),
        choices=ProcessTopic.choices,
        coerce=ProcessTopic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_talk = forms.TypedChoiceField(
        label=_("Möchten Sie mit der Kontaktstelle sprechen?"),
        choices=[("no", _("Nein")), ("yes", _("Ja, bitte anrufen"))],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, prefix: str, *, today: date) -> None:
        super().__init__(data, prefix=prefix, initial={"held_on": today, "needs_talk": "no"})

    def clean(self) -> dict[str, Any]:
        """The action takes the topics as a tuple."""
        return self.cleaned_data | {
            "process_topics": tuple(self.cleaned_data.get("process_topics", ()))
        }
