"""The form in which the desk describes a group."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.core.languages import language_code, language_name
from stuhlkreis.groups import rhythm
from stuhlkreis.groups.draft import (
    LARGEST,
    LONGEST,
    LONGEST_OF_PLACE,
    MOST_TOPICS,
    GroupDraft,
    PlaceDraft,
    fingerprint,
)
from stuhlkreis.groups.errors import ChangedMeanwhile
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.regions.answers import Ambiguous, Located, Unknown
from stuhlkreis.regions.gazetteer import postcode as known_postcode
from stuhlkreis.regions.locating import locate
from stuhlkreis.regions.places import Point
from stuhlkreis.topics.queries import topic_choices, topics_by_slug
from stuhlkreis.web.fields import day_input

DIGITS: Final = 5
CHOICES_NAMED: Final = 4
_STEP_FREE: Final = {True: "yes", False: "no", None: ""}
_STEP_FREE_CHOICES: Final = [
    ("", _("nicht bekannt")),
    ("yes", _("ja")),
    ("no", _("nein")),
]
# How a group comes to the desk: it is being founded here, or it says that it is already there.
_BEGINNINGS: Final = [
    (State.FOUNDING, _("Sie entsteht gerade")),
    (State.ACTIVE, _("Sie trifft sich schon, sagt die Gruppe")),
    (State.PAUSED, _("Sie macht Pause, sagt die Gruppe")),
]


class GroupForm(forms.Form):
    """What the desk says about a group; `draft` gives it on."""

    name = forms.CharField(label=_("Name der Gruppe"), max_length=LONGEST["name"])
    topic_1 = forms.ChoiceField(label=_("Hauptthema"))
    topic_2 = forms.ChoiceField(label=_("Zweites Thema"), required=False)
    topic_3 = forms.ChoiceField(label=_("Drittes Thema"), required=False)
    audience = forms.TypedChoiceField(label=_("Für wen"), choices=Audience, coerce=Audience)
    description = forms.CharField(
        label=_("Beschreibung"),
        help_text=_("Zwei oder drei Sätze, so wie die Gruppe sich selbst beschreibt."),
        max_length=LONGEST["description"],
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    openness = forms.TypedChoiceField(
        label=_("Können Neue kommen?"), choices=Openness, coerce=Openness
    )
    meeting_phrase = forms.CharField(
        label=_("Treffen"), max_length=LONGEST["meeting_phrase"], required=False
    )
    first_meeting_on = forms.DateField(
        label=_("Ein Tag, an dem sich die Gruppe trifft"),
        help_text=_("Nur nötig, wenn die Gruppe sich alle zwei, drei oder mehr Wochen trifft."),
        widget=day_input(),
        required=False,
    )
    format = forms.TypedChoiceField(label=_("Wo"), choices=Format, coerce=Format)
    venue_name = forms.CharField(
        label=_("Haus oder Raum"), max_length=LONGEST_OF_PLACE["name"], required=False
    )
    street = forms.CharField(
        label=_("Straße und Hausnummer"), max_length=LONGEST_OF_PLACE["street"], required=False
    )
    postcode = forms.CharField(
        label=_("Postleitzahl"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )
    place = forms.CharField(label=_("Ort"), max_length=LONGEST_OF_PLACE["place"], required=False)
    visibility = forms.TypedChoiceField(
        label=_("So steht der Ort auf der öffentlichen Seite"),
        coerce=Visibility,
        empty_value=None,
        required=False,
    )
    is_step_free = forms.TypedChoiceField(
        label=_("Ohne Stufen erreichbar"),
        choices=_STEP_FREE_CHOICES,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    is_young = forms.BooleanField(label=_("Junge Selbsthilfe, 18 bis 35"), required=False)
    languages = forms.CharField(
        label=_("Sprachen"),
        help_text=_("Mit Komma getrennt, zum Beispiel: Deutsch, Ukrainisch"),
        max_length=300,
        required=False,
    )
    size = forms.IntegerField(
        label=_("Größe, ungefähr"),
        help_text=_("Nur eine Zahl, nie Namen. Sie steht nicht auf der öffentlichen Seite."),
        min_value=1,
        max_value=LARGEST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    website = forms.URLField(
        label=_("Internetseite"),
        max_length=LONGEST["website"],
        assume_scheme="https",
        required=False,
    )
    # What the page showed when it was opened, so that nobody overwrites what they have not seen.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        contact_point: ContactPoint,
        standing: GroupDraft | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(standing or GroupDraft("")))
        self._near = Point(contact_point.lat, contact_point.lon)
        self._standing = standing
        self._located = PlaceDraft()
        if standing is None:
            del self.fields["seen"]
        self._offer_topics(standing)
        self._offer("visibility", _visibilities(is_new=standing is None))
        self["meeting_phrase"].help_text = self._reading()

    def draft(self) -> GroupDraft:
        """The valid form as a draft."""
        said = self.cleaned_data
        topics = (said[f"topic_{number}"] for number in range(1, MOST_TOPICS + 1))
        return GroupDraft(
            name=said["name"],
            topic_slugs=tuple(filter(None, topics)),
            audience=said["audience"],
            openness=said["openness"],
            format=said["format"],
            languages=said["languages"],
            is_young=said["is_young"],
            is_step_free=said["is_step_free"],
            description=said["description"],
            website=said["website"],
            size=said["size"],
            meeting_phrase=said["meeting_phrase"],
            first_meeting_on=said["first_meeting_on"],
            external_id=self._standing.external_id if self._standing else "",
            place=replace(
                self._located,
                name=said["venue_name"],
                street=said["street"],
                visibility=self._stated_visibility(),
            ),
        )

    def _stated_visibility(self) -> Visibility | None:
        """None where nobody changed it: then a topic that is newly sensitive decides (rule 8)."""
        said: Visibility | None = self.cleaned_data["visibility"]
        return None if self._standing and said == self._standing.place.visibility else said

    def show_standing(self, refusal: ChangedMeanwhile, standing: GroupDraft) -> None:
        """Put what is stored now beside what was typed; saving once more is then meant so."""
        typed, stored = _initial(self.draft()), _initial(standing)
        typed["visibility"] = self.cleaned_data["visibility"] or ""
        self.add_error(None, str(refusal))
        for name in [name for name in self.fields if name != "seen"]:
            if typed.get(name, "") != stored.get(name, ""):
                shown = _shown(self.fields[name], stored.get(name, ""))
                self.add_error(name, gettext("Gespeichert ist: %(value)s") % {"value": shown})
        self.data = dict(self.data.items()) | {"seen": fingerprint(standing)}

    def clean_postcode(self) -> str:
        """Five digits that exist, or nothing; what stands already may stay."""
        said: str = self.cleaned_data["postcode"].replace(" ", "")
        if not said or (self._standing and said == self._standing.place.postcode):
            return said
        if not (said.isascii() and said.isdigit()):
            raise forms.ValidationError(gettext("Eine Postleitzahl besteht aus fünf Ziffern."))
        if len(said) != DIGITS:
            raise forms.ValidationError(
                gettext("Diese Postleitzahl hat %(number)d Ziffern, es müssen fünf sein.")
                % {"number": len(said)}
            )
        if known_postcode(said) is None:
            raise forms.ValidationError(
                gettext("Die Postleitzahl %(code)s kennen wir nicht.") % {"code": said}
            )
        return said

    def clean_languages(self) -> tuple[str, ...]:
        """The codes of the languages, in the order they were typed."""
        names = [name.strip() for name in self.cleaned_data["languages"].split(",") if name.strip()]
        standing = self._standing.languages if self._standing else ()
        codes = {name: name if name in standing else language_code(name) for name in names}
        if unknown := [name for name, code in codes.items() if code is None]:
            raise forms.ValidationError(
                gettext("Die Sprache „%(name)s“ kennen wir nicht.") % {"name": unknown[0]}
            )
        return tuple(dict.fromkeys(filter(None, codes.values())))

    def clean(self) -> dict[str, Any]:
        """Find the place with our own map (rule 9); ask back where it is not clear."""
        said = self.cleaned_data
        if "postcode" in said and "place" in said:
            self._locate(said["postcode"], said["place"])
        return said

    def _locate(self, postcode: str, place: str) -> None:
        standing = self._standing.place if self._standing else PlaceDraft()
        if (postcode, place) == (standing.postcode, standing.place):
            self._located = standing
            return
        if not postcode and not place:
            return
        answer = locate(f"{postcode} {place}".strip(), self._near)
        if isinstance(answer, Located):
            self._located = _place_draft(answer, postcode, place)
        else:
            self.add_error("place", _asking_back(answer))

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- a word to the type checker
        field.choices = choices

    def _offer_topics(self, standing: GroupDraft | None) -> None:
        offered: list[tuple[str, Any]] = [("", _("– keins –")), *topic_choices()]
        # A topic that was switched off stays with the groups that have it.
        kept = topics_by_slug(standing.topic_slugs if standing else ()).values()
        offered += [(topic.slug, topic.name) for topic in kept if not topic.is_active]
        for number in range(1, MOST_TOPICS + 1):
            self._offer(f"topic_{number}", offered)
        # An import may have left the topic to an editor; other changes need not wait for that.
        self.fields["topic_1"].required = standing is None or bool(standing.topic_slugs)

    def _reading(self) -> str:
        """How the program reads what stands in the field for the meetings."""
        phrase = str(self["meeting_phrase"].value() or "").strip()
        if not phrase:
            return gettext("Zum Beispiel: jeden 2. und 4. Dienstag im Monat, 18:30–20:00 Uhr")
        return reading_sentence(phrase, has_first_day=bool(self["first_meeting_on"].value()))


class NewGroupForm(GroupForm):
    """A group that comes into the records at the desk (rule 22)."""

    state = forms.TypedChoiceField(
        label=_("Wie steht es um die Gruppe?"),
        choices=_BEGINNINGS,
        coerce=State,
        widget=forms.RadioSelect,
    )
    field_order = ["state"]


def reading_sentence(phrase: str, *, has_first_day: bool) -> str:
    """What the program understood of a meeting phrase, in a sentence for the desk."""
    reading = rhythm.read(phrase)
    if reading.unclear:
        kept = gettext("Ihr Text steht so auf der Seite, dazu: Termin nennt die Gruppe.")
        return f"{reading.unclear} {kept}"
    said = gettext("So lesen wir es: %(reading)s.") % {"reading": reading.reading}
    if reading.needs and not has_first_day:
        ask = gettext("Bitte nennen Sie einen Tag, an dem sich die Gruppe trifft.")
        return f"{said} {ask}"
    return said


def _initial(draft: GroupDraft) -> dict[str, object]:
    topics = {f"topic_{n}": slug for n, slug in enumerate(draft.topic_slugs, start=1)}
    return {
        "name": draft.name,
        **topics,
        "audience": draft.audience,
        "openness": draft.openness,
        "format": draft.format,
        "languages": ", ".join(map(language_name, draft.languages)),
        "is_young": draft.is_young,
        "is_step_free": _STEP_FREE[draft.is_step_free],
        "description": draft.description,
        "website": draft.website,
        "size": draft.size,
        "meeting_phrase": draft.meeting_phrase,
        "first_meeting_on": draft.first_meeting_on,
        "venue_name": draft.place.name,
        "street": draft.place.street,
        "postcode": draft.place.postcode,
        "place": draft.place.place,
        "visibility": draft.place.visibility or "",
        "seen": fingerprint(draft),
    }


def _shown(field: forms.Field, value: object) -> str:
    """A stored value as the form's reader would say it."""
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices  # the stub of `flatten_choices` is too narrow
        return str(dict(flatten_choices(choices))[value])
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nein")
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    return str(value or gettext("nichts"))


def _visibilities(*, is_new: bool) -> list[tuple[str, Any]]:
    usual = [("", _("wie beim Thema üblich"))] if is_new else []
    return [*usual, *Visibility.choices]


def _place_draft(found: Located, postcode: str, place: str) -> PlaceDraft:
    """The place as it was typed, with what the map knows of it."""
    name = found.label.removeprefix(f"{postcode} ") if postcode else found.label
    return PlaceDraft(
        postcode=postcode or found.postcode or "",
        place=place or name,
        lat=found.point.lat,
        lon=found.point.lon,
        district_ags=found.district.ags,
    )


def _asking_back(answer: Ambiguous | Unknown) -> str:
    if isinstance(answer, Unknown):
        return answer.sentence
    labels = "; ".join(choice.label for choice in answer.choices[:CHOICES_NAMED])
    return gettext("%(sentence)s Zum Beispiel: %(labels)s.") % {
        "sentence": answer.sentence,
        "labels": labels,
    }
