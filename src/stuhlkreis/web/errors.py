"""Pages for what went wrong; none of them shows a traceback or needs the database."""

from collections.abc import Sequence
from typing import Final

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_MUCH: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", {"because": str(exception)}, status=403)


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """For addresses that only take a button's post, opened by hand or after a reload."""
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = ", ".join(allowed)
    return response


def not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def csrf_failure(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return HttpResponse(render_to_string("errors/500.html"), status=500)
