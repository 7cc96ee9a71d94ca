"""Pages of text: imprint, privacy, accessibility; and the sign of life for a watcher."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

from stuhlkreis.web.http import PublicRequest, public_view


@public_view("GET")
def imprint(request: PublicRequest) -> HttpResponse:
    return render(request, "public/pages/imprint.html")


@public_view("GET")
def privacy(request: PublicRequest) -> HttpResponse:
    return render(request, "public/pages/privacy.html")


@public_view("GET")
def accessibility(request: PublicRequest) -> HttpResponse:
    return render(request, "public/pages/accessibility.html")


@public_view("GET")
def healthz(_request: PublicRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
