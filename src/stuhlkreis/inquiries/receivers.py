"""What foundings do when the life of a group moves."""

from datetime import date, datetime

from django.dispatch import receiver

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.lifecycle import State
from stuhlkreis.groups.models import Group
from stuhlkreis.groups.signals import group_moved
from stuhlkreis.inquiries.actions import Step, follow_group


@receiver(group_moved, dispatch_uid="inquiries.group_moved")
def on_group_moved(
    *,
    group: Group,
    there: State,
    on: date,
    at: datetime,
    by: User | None,
    because: str,
    **_more: object,
) -> None:
    """The founding and the interest list follow the group (rules 43 and 44)."""
    follow_group(group=group, step=Step(there, on=on, at=at, by=by, because=because))
