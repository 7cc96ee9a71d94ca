"""Headers for every answer: what a browser may do with a page, and who may keep it."""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ALWAYS: Final[Mapping[str, str]] = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SIGNED: Final = "t"
"""The word in the address that holds the signed value or key of a link in a mail."""

Answer = Callable[[HttpRequest], HttpResponse]


def careful(get_response: Answer) -> Answer:
    """The middleware: pages for one person are kept by nobody, on any machine."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or SIGNED in request.GET:
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif response.cookies:
            # A form for anybody: no proxy keeps it, but going back keeps what was typed.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return answer
