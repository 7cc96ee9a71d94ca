"""The contact points: people to talk to."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from stuhlkreis.groups.queries import public_groups
from stuhlkreis.network.queries import contact_points, districts_of
from stuhlkreis.regions.gazetteer import district
from stuhlkreis.web.http import PublicRequest, public_view


@public_view("GET")
def index(request: PublicRequest) -> HttpResponse:
    return render(request, "public/contact_points/list.html", {"offices": contact_points()})


@public_view("GET")
def show(request: PublicRequest, slug: str) -> HttpResponse:
    office = get_object_or_404(contact_points(), slug=slug)
    found = [district(ags) for ags in districts_of(office)]
    context = {
        "office": office,
        "districts": [one.label for one in found if one],
        "count": public_groups(on=timezone.localdate()).filter(contact_point=office).count(),
    }
    return render(request, "public/contact_points/show.html", context)
