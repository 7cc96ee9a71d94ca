"""What follows here when something happens to a group."""

from datetime import date, datetime

from django.dispatch import receiver
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.groups.lifecycle import OVER, State as GroupState
from stuhlkreis.groups.models import ContactPerson, Group
from stuhlkreis.groups.signals import contact_person_added, group_moved
from stuhlkreis.starters import actions, queries
from stuhlkreis.starters.errors import StarterIsContactPerson


@receiver(group_moved)
def end_with_the_group(
    *, group: Group, there: str, on: date, at: datetime, by: User | None, **_others: object
) -> None:
    """A group that is over is accompanied no longer, and nobody looks for a starter."""
    if GroupState(there) in OVER:
        actions.end_for_group(group=group, on=on, at=at, by=by)


@receiver(contact_person_added)
def refuse_the_groups_starter(*, contact_person: ContactPerson, **_others: object) -> None:
    """Whoever accompanies a group, or is asked to, cannot speak for it (rule 49)."""
    if queries.accompanies(contact_person):
        raise StarterIsContactPerson(
            _("Diese Person begleitet die Gruppe und kann nicht ihre Ansprechperson sein.")
        )
