"""The start page: one question, three ways on, help in a crisis."""

import json
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from stuhlkreis.groups.queries import public_groups
from stuhlkreis.web.http import PublicRequest, public_view

# Broad topics to begin with: an editor's choice, never a count of queries (rule 19).
EXAMPLES: Final = (
    "Angst und Panik", "Depression", "Trauer", "Alkohol", "Pflege von Angehörigen", "Krebs",
    "Long Covid", "AD(H)S", "Trennung", "Einsamkeit",
)  # fmt: skip


@public_view("GET")
def start(request: PublicRequest) -> HttpResponse:
    context = {
        "count": public_groups(on=timezone.localdate()).count(),
        "examples": EXAMPLES,
        "demo_logins": _demo_logins(),
    }
    return render(request, "public/search/start.html", context)


def _demo_logins() -> list[dict[str, str]]:
    """What `stuhlkreis demo` wrote down: role, email and password of each role's account."""
    file = settings.HOME / "demo-logins.json"
    if not settings.IS_DEMO or not file.exists():
        return []
    logins: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return logins
