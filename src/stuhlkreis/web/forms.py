"""How forms look: one template for all of them, one for each field."""

from typing import Final

from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting

PLAIN: Final = "components/field_plain.html"
"""A field that may be empty now but is not voluntary."""

SLOTS: Final = "components/slots.html"
"""Check boxes over `core.slots.Slot`: the week as a table."""

TRAP: Final = "components/trap.html"
"""A field people do not see; who fills it in is a program."""


class Renderer(TemplatesSetting):
    """Renders with the components `form` and `field`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


def draw_with(template: str, form: BaseForm, *names: str) -> None:
    """Let these fields of a form look as the template says."""
    for name in names:
        form.fields[name].template_name = template  # type: ignore[attr-defined]  # missing in the stubs
