"""How forms look: one template for all of them, one for each field."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.forms import BaseForm, BooleanField, ChoiceField, Field, FileField
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PLAIN: Final = "components/field_plain.html"
"""A field that may be empty now but is not voluntary."""

SLOTS: Final = "components/slots.html"
"""Check boxes over `core.slots.Slot`: the week as a table."""

TRAP: Final = "components/trap.html"
"""A field people do not see; who fills it in is a program."""

_NOT_CHOSEN: Final = _("Hier ist noch nichts gewählt. Bitte wählen Sie etwas aus.")
REQUIRED: Final[Mapping[type[Field], "StrOrPromise"]] = {
    Field: _("Hier steht noch nichts. Diese Angabe brauchen wir."),
    BooleanField: _("Hier fehlt noch Ihr Haken."),
    FileField: _("Hier fehlt noch die Datei."),
    ChoiceField: _NOT_CHOSEN,
    ModelChoiceField: _NOT_CHOSEN,
    ModelMultipleChoiceField: _NOT_CHOSEN,
}


class Renderer(TemplatesSetting):
    """Renders with the components `form` and `field`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


def draw_with(template: str, form: BaseForm, *names: str) -> None:
    """Let these fields of a form look as the template says."""
    for name in names:
        form.fields[name].template_name = template  # type: ignore[attr-defined]  # missing in the stubs


def speak_plainly() -> None:
    """Say what is there and what is needed where a field is empty that must not be.

    Changes Django's defaults; a field with a sentence of its own keeps it.
    """
    for kind, sentence in REQUIRED.items():
        kind.default_error_messages = {
            **vars(kind).get("default_error_messages", {}),
            "required": sentence,
        }
