"""The desk opens the door for a contact person of a group."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.groups import actions, queries
from stuhlkreis.web.http import DeskRequest, desk_view, see_other
from stuhlkreis.web.steps import take


@desk_view("POST", needs=Permission.EDIT_GROUPS)
def give(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    persons = queries.persons_of(request.contact_point)
    person = get_object_or_404(persons, pk=pk, group__slug=slug)
    take(
        request,
        lambda: actions.give_account(contact_person=person, at=timezone.now(), by=request.user),
        done=_("Der Zugang ist offen. Die E-Mail dazu ist unterwegs."),
    )
    return see_other("desk:group", slug=slug)
