"""What several actions check or do first."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from stuhlkreis.groups.errors import AlreadyOver, DayInTheFuture
from stuhlkreis.groups.lifecycle import OVER
from stuhlkreis.groups.models import Group


def lock(group: Group) -> None:
    """Lock the row and bring the caller's group up to date: who comes second sees what is now."""
    group.refresh_from_db(from_queryset=Group.objects.select_for_update(of=("self",)))


def check_has_come(on: date, at: datetime) -> None:
    """Refuse a day after the moment's day in Germany. Raises `DayInTheFuture`."""
    if on > timezone.localtime(at).date():
        raise DayInTheFuture(_("Dieser Tag liegt in der Zukunft."))


def check_is_there(group: Group) -> None:
    """Refuse to add to a group that is over. Raises `AlreadyOver`."""
    if group.state in OVER:
        raise AlreadyOver(_("Diese Gruppe gibt es nicht mehr."))
