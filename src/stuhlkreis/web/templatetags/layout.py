"""Tags for the frame of a page: what is empty leaves no empty frame behind."""

from dataclasses import dataclass

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_block_tag
def crumbs(content: SafeString) -> SafeString:
    """The way back, as list items; nothing where the page gives none."""
    if not content.strip():
        return SafeString("")
    return format_html(
        '<nav class="breadcrumb" aria-label="{}"><ol>{}</ol></nav>', _("Sie sind hier"), content
    )


@dataclass
class Columns(Node):
    """The page's text, and beside it what the page gives for the side."""

    main: NodeList
    side: NodeList
    child_nodelists = ("main", "side")

    def render(self, context: Context) -> SafeString:
        """One column, or two where the side holds something."""
        main, side = self.main.render(context), self.side.render(context)
        if not side.strip():
            return format_html('<div class="flow">{}</div>', main)
        return format_html(
            '<div class="split"><div class="flow">{}</div><aside class="flow">{}</aside></div>',
            main,
            side,
        )


@register.tag
def columns(parser: Parser, _token: Token) -> Columns:
    """`{% columns %}` main `{% beside %}` side `{% endcolumns %}`."""
    main = parser.parse(("beside",))
    parser.delete_first_token()
    side = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return Columns(main, side)
