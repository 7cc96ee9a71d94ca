"""The form for a new contact point; the place becomes a position, names become districts."""

from itertools import groupby
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.core.text import slugify
from stuhlkreis.network.actions import Office
from stuhlkreis.network.models import Federation
from stuhlkreis.network.queries import federations
from stuhlkreis.regions.answers import Located
from stuhlkreis.regions.gazetteer import districts_of_state
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.places import STATES

LONGEST_SLUG: Final = 60


def _districts() -> list[tuple[str, list[tuple[str, str]]]]:
    """All districts by state, as a select shows them."""
    listed = [each for ags in STATES for each in districts_of_state(ags)]
    return [
        (state, [(each.ags, each.label) for each in of_state])
        for state, of_state in groupby(listed, key=lambda each: each.state)
    ]


class FederationChoice(forms.ModelChoiceField[Federation]):
    """A federation by its name."""

    def label_from_instance(self, obj: Federation) -> str:
        """What stands in the list."""
        return obj.name


class OfficeForm(forms.Form):
    """What an administrator says about a contact point."""

    name = forms.CharField(label=gettext_lazy("Name der Kontaktstelle"), max_length=200)
    federation = FederationChoice(
        queryset=None,
        label=gettext_lazy("Verbund"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("ohne Verbund"),
    )
    place = forms.CharField(
        label=gettext_lazy("Postleitzahl und Ort"),
        max_length=120,
        help_text=gettext_lazy("Zum Beispiel: 18273 Güstrow"),
    )
    street = forms.CharField(label=gettext_lazy("Straße"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-Mail-Adresse"), required=False)
    opening_hours = forms.CharField(
        label=gettext_lazy("Sprechzeiten"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    districts = forms.MultipleChoiceField(
        label=gettext_lazy("Für welche Kreise ist sie da?"),
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=gettext_lazy("Mehrere wählen Sie mit gedrückter Strg-Taste."),
    )
    is_programme_site = forms.BooleanField(
        label=gettext_lazy("Nimmt am In-Gang-Setzer®-Programm teil"), required=False
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        federation, districts = self.fields["federation"], self.fields["districts"]
        assert isinstance(federation, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(districts, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        federation.queryset = federations()
        districts.choices = _districts()

    def clean_place(self) -> Located:
        """The place with its postcode, or what to ask back."""
        text = self.cleaned_data["place"]
        match locate(text):
            case Located(postcode=str()) as found:
                return found
            case Located():
                raise forms.ValidationError(_("Hier brauchen wir die Postleitzahl dazu."))
            case asked:
                raise forms.ValidationError(asked.sentence)

    def office(self) -> Office:
        """What the action takes."""
        values: dict[str, Any] = dict(self.cleaned_data)
        found: Located = values.pop("place")
        del values["federation"], values["districts"]
        return Office(
            slug=slugify(values["name"])[:LONGEST_SLUG],
            place=found.label.removeprefix(f"{found.postcode} "),
            postcode=found.postcode or "",
            lat=found.point.lat,
            lon=found.point.lon,
            **values,
        )
