"""Where somebody belongs after signing in."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.queries import groups_spoken_for
from stuhlkreis.network.queries import desk_membership_of, federation_of
from stuhlkreis.starters.models import Starter
from stuhlkreis.starters.queries import starter_for
from stuhlkreis.web.http import PersonRequest, person_view


def _has_desk(user: User) -> bool:
    return desk_membership_of(user) is not None


def _accompanies(user: User) -> bool:
    try:
        starter_for(user)
    except Starter.DoesNotExist:
        return False
    return True


def _speaks_for_a_group(user: User) -> bool:
    return groups_spoken_for(user).exists()


def _sees_a_federation(user: User) -> bool:
    return user.is_administrator or federation_of(user) is not None


AREAS: Final[Mapping[str, tuple[Promise, Callable[[User], bool]]]] = {
    "desk:today": (_("Arbeitsplatz der Kontaktstelle"), _has_desk),
    "companion:home": (_("Meine Begleitungen"), _accompanies),
    "group:home": (_("Meine Gruppe"), _speaks_for_a_group),
    "federation:home": (_("Verbund und Kontaktstellen"), _sees_a_federation),
}


@person_view("GET")
def home(request: PersonRequest) -> HttpResponse:
    """One role: straight there. Several: a choice. None: what to do about it."""
    areas = [(name, label) for name, (label, asks) in AREAS.items() if asks(request.user)]
    if len(areas) == 1:
        return redirect(areas[0][0])
    return render(request, "account/home.html", {"areas": areas})
