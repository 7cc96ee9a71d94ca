"""How forms look: one template for all of them, one for each field."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders with the components `form` and `field`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
