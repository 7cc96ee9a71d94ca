"""The order in which actions lock: the group, the starter, then what joins them."""

from datetime import date, datetime

from django.utils import timezone

from stuhlkreis.groups.models import Group
from stuhlkreis.starters.models import Accompaniment, Starter, StartRequest


def locked_group(pk: int) -> Group:
    """The group as it stands now; whoever comes second waits here."""
    return Group.objects.select_for_update(of=("self",)).select_related("contact_point").get(pk=pk)


def locked_starter(pk: int) -> Starter:
    """The starter as they stand now."""
    return (
        Starter.objects.select_for_update(of=("self",))
        .select_related("contact_point", "user")
        .get(pk=pk)
    )


def locked_request(request: StartRequest) -> StartRequest:
    """The request as it stands now, its group locked before it."""
    group = locked_group(request.group_id)
    fresh = StartRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    fresh.group = group
    return fresh


def locked_accompaniment(accompaniment: Accompaniment) -> Accompaniment:
    """The accompaniment as it stands now, its group and starter locked before it."""
    group = locked_group(accompaniment.group_id)
    starter = locked_starter(accompaniment.starter_id)
    fresh = (
        Accompaniment.objects.select_for_update(of=("self",))
        .select_related("request")
        .get(pk=accompaniment.pk)
    )
    fresh.group, fresh.starter = group, starter
    return fresh


def day_of(at: datetime) -> date:
    """The day of a moment where the offices are."""
    return timezone.localtime(at).date()
