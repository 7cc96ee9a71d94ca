"""The form for the interest list, on the public page and beside the phone at the desk."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from stuhlkreis.core.text import without_controls
from stuhlkreis.inquiries.letters import CONSENT_TEXTS, CONSENT_VERSION
from stuhlkreis.inquiries.queries import topics_meant
from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.locating import locate
from stuhlkreis.search.crisis import sounds_like_danger
from stuhlkreis.topics.models import Topic
from stuhlkreis.web.fields import slots_field
from stuhlkreis.web.forms import PLAIN, SLOTS, TRAP, draw_with

MOST_CHOICES = 8
LEAST_DIGITS = 5


class LeaveInterest(forms.Form):
    """Topic, place, a way to be reached, times that suit, and the consent.

    Where the words for topic or place can mean several, the form asks back with radio buttons.
    """

    topic = forms.CharField(
        label=gettext_lazy("Worum soll es in der Gruppe gehen?"),
        max_length=100,
        help_text=gettext_lazy("Ein Wort genügt, zum Beispiel „Trauer“ oder „Diabetes“."),
    )
    place = forms.CharField(
        label=gettext_lazy("Wo wohnen Sie ungefähr?"),
        max_length=100,
        help_text=gettext_lazy("Postleitzahl oder Ort. Die Straße brauchen wir nicht."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse"),
        required=False,
        help_text=gettext_lazy("E-Mail oder Telefon: Eines von beiden genügt."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefonnummer"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Ohne E-Mail-Adresse rufen wir Sie einmal an."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Wie dürfen wir Sie ansprechen?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Vorname oder ein anderer Name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    slots = slots_field(gettext_lazy("Wann hätten Sie Zeit?"))
    consent = forms.BooleanField(
        label=gettext_lazy("Ich willige ein"),
        help_text=CONSENT_TEXTS[CONSENT_VERSION],
        error_messages={
            "required": gettext_lazy("Ohne Ihr Einverständnis dürfen wir nichts speichern.")
        },
    )
    text_version = forms.CharField(max_length=40, initial=CONSENT_VERSION, widget=forms.HiddenInput)
    betreff = forms.CharField(
        label=gettext_lazy("Dieses Feld bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        draw_with(PLAIN, self, "email", "phone")
        draw_with(SLOTS, self, "slots")
        draw_with(TRAP, self, "betreff")
        asked = data if data is not None else {}
        self.topics = topics_meant(without_controls(asked.get("topic", "")))
        self.located = locate(asked.get("place", ""))
        if len(self.topics) > 1:
            self._ask_back(
                "topic_choice",
                _("Welches Thema meinen Sie?"),
                [(topic.slug, topic.name) for topic in self.topics[:MOST_CHOICES]],
            )
        if isinstance(self.located, Ambiguous):
            self._ask_back(
                "place_choice",
                self.located.sentence,
                [(each.ags, each.label) for each in self.located.choices[:MOST_CHOICES]],
            )

    def _ask_back(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Bitte wählen Sie eines aus.")},
        )
        self.order_fields(["topic", "topic_choice", "place", "place_choice"])

    @property
    def is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("betreff"))

    @property
    def is_danger(self) -> bool:
        """Whether the words for the topic speak of suicide or violence: help first (rule 20)."""
        return sounds_like_danger(str(self["topic"].value() or ""))

    def interest(self) -> dict[str, Any]:
        """The valid form as `leave_interest` takes it."""
        said = self.cleaned_data
        taken = ("email", "phone", "name", "slots", "text_version")
        return {
            "topic": said["chosen_topic"],
            "postcode": said["chosen_place"],
            **{name: said[name] for name in taken},
        }

    def clean_topic(self) -> str:
        """Only topics of the catalogue: a free word cannot bring people together."""
        text: str = without_controls(self.cleaned_data["topic"])
        if not self.topics:
            raise forms.ValidationError(
                _(
                    "Zu „%(text)s“ kennen wir noch kein Thema. "
                    "Versuchen Sie ein anderes Wort oder wählen Sie aus der Liste aller Themen."
                )
                % {"text": text}
            )
        return text

    def clean_place(self) -> str:
        """A place in Germany we know."""
        if isinstance(self.located, Unknown):
            raise forms.ValidationError(self.located.sentence)
        text: str = self.cleaned_data["place"]
        return text

    def clean_phone(self) -> str:
        """Anything with a few digits; how it is written is up to the person."""
        phone: str = without_controls(self.cleaned_data["phone"])
        if phone and sum(char.isdigit() for char in phone) < LEAST_DIGITS:
            raise forms.ValidationError(_("Diese Telefonnummer ist zu kurz."))
        return phone

    def clean(self) -> dict[str, object]:
        """One way to be reached is needed; what was asked back is settled."""
        reached = self.cleaned_data.get("email") or self.cleaned_data.get("phone")
        if not reached and not {"email", "phone"} & set(self.errors):
            self.add_error(
                "email",
                _("Wie erreichen wir Sie? Eine E-Mail-Adresse oder eine Telefonnummer genügt."),
            )
        self.cleaned_data["chosen_topic"] = self._chosen_topic()
        self.cleaned_data["chosen_place"] = self._chosen_place()
        return self.cleaned_data

    def _chosen_topic(self) -> Topic | None:
        if len(self.topics) > 1:
            wanted = self.cleaned_data.get("topic_choice")
            return next((topic for topic in self.topics if topic.slug == wanted), None)
        return self.topics[0] if self.topics else None

    def _chosen_place(self) -> Located | None:
        if isinstance(self.located, Ambiguous):
            wanted = self.cleaned_data.get("place_choice")
            return next((each for each in self.located.choices if each.ags == wanted), None)
        return self.located if isinstance(self.located, Located) else None
