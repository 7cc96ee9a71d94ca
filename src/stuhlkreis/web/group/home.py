"""What a contact person sees and says of their own group."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from stuhlkreis.groups import actions, queries
from stuhlkreis.groups.models import Group
from stuhlkreis.web.http import PersonRequest, person_view, see_other
from stuhlkreis.web.steps import take


@person_view("GET")
def home(request: PersonRequest) -> HttpResponse:
    """Straight to the one group, or the choice of several."""
    groups = list(queries.groups_spoken_for(request.user))
    if not groups:
        raise Http404
    if len(groups) == 1:
        return redirect("group:show", slug=groups[0].slug)
    return render(request, "group/group/list.html", {"groups": groups})


@person_view("GET")
def show(request: PersonRequest, slug: str) -> HttpResponse:
    group, today = _own(request, slug), timezone.localdate()
    context = {
        "group": group,
        "public": queries.public_group(group, on=today, now=timezone.now()),
        "is_listed": queries.public_groups(on=today).filter(pk=group.pk).exists(),
        "persons": queries.own_contact_persons(request.user, group),
        "today": today,
    }
    return render(request, "group/group/show.html", context)


@person_view("POST")
def confirm(request: PersonRequest, slug: str) -> HttpResponse:
    group = _own(request, slug)

    take(
        request,
        lambda: actions.confirm_group(
            group=group, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=_("Danke. Ihr Eintrag ist für heute bestätigt."),
    )
    return see_other("group:show", slug=slug)


@person_view("POST")
def withdraw(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    group = _own(request, slug)
    consents = queries.consents_of(group.contact_point).filter(
        contact_person__in=queries.own_contact_persons(request.user, group)
    )
    consent = get_object_or_404(consents, pk=pk)

    take(
        request,
        lambda: actions.withdraw_consent(
            consent=consent, on=timezone.localdate(), at=timezone.now(), by=request.user
        ),
        done=_("Zurückgezogen. Ab sofort wird das nicht mehr gezeigt."),
    )
    return see_other("group:show", slug=slug)


def _own(request: PersonRequest, slug: str) -> Group:
    """A group the reader answers for; another's does not exist here."""
    return get_object_or_404(queries.groups_spoken_for(request.user), slug=slug)
