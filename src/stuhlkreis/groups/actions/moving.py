"""A group moves through its life, and is confirmed to be still there."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stuhlkreis.accounts.models import User
from stuhlkreis.core import audit
from stuhlkreis.groups import policies, queries, signals
from stuhlkreis.groups.actions.locking import check_has_come, check_is_there, lock
from stuhlkreis.groups.errors import DayBeforeTheLast, NotOnTheGroupsWord
from stuhlkreis.groups.lifecycle import ON_THE_GROUPS_WORD, Source, State, check_way
from stuhlkreis.groups.models import Group

_GROUPS_WORD = frozenset({Source.GROUP, Source.GROUP_VIA_OFFICE})


@transaction.atomic
def move_group(  # noqa: PLR0913 -- who, whereto, on whose word, when, by whom, why (rule 23)
    *,
    group: Group,
    to: State,
    source: Source,
    on: date,
    at: datetime,
    by: User | None,
    because: str = "",
) -> None:
    """Record that the group took a step in its life, and tell the modules above (rules 21–23).

    Raises `NotThisWay`, `NotOnTheGroupsWord`, `DayInTheFuture`, `DayBeforeTheLast`,
    `core.errors.Forbidden`, and whatever a receiver of `group_moved` refuses.
    """
    _check_may_move(by, group, source)
    lock(group)
    here = State(group.state)
    check_way(here, to)
    if to in ON_THE_GROUPS_WORD and source not in _GROUPS_WORD:
        raise NotOnTheGroupsWord(_("Das entscheidet nur die Gruppe selbst."))
    check_has_come(on, at)
    _check_not_before_last(group, on)
    group.state = to
    group.save(update_fields=["state"])
    group.state_changes.create(
        state=to, on=on, recorded_at=at, by=by, source=source, because=because
    )
    audit.record(
        "move_group", group, at=at, by=by, detail={"from": here, "to": to, "source": source}
    )
    signals.group_moved.send(
        sender=Group, group=group, here=here, there=to, on=on, at=at, by=by, because=because
    )


@transaction.atomic
def confirm_group(*, group: Group, on: date, at: datetime, by: User | None) -> None:
    """Note that the group is there and its entry right; an earlier day never replaces a later.

    Raises `AlreadyOver`, `DayInTheFuture` or `core.errors.Forbidden`.
    """
    policies.check_may_speak(by, group)
    lock(group)
    check_is_there(group)
    check_has_come(on, at)
    group.confirmed_on = max(on, group.confirmed_on or on)
    group.save(update_fields=["confirmed_on"])
    audit.record("confirm_group", group, at=at, by=by)


def _check_may_move(by: User | None, group: Group, source: Source) -> None:
    if source == Source.GROUP:
        policies.check_may_speak(by, group)
    else:
        policies.check_may_edit(by, group.contact_point)


def _check_not_before_last(group: Group, on: date) -> None:
    last = queries.last_change(group)
    if last is not None and on < last.on:
        raise DayBeforeTheLast(
            _("Der letzte Schritt war am %(day)s. Der neue kann nicht davor liegen.")
            % {"day": date_format(last.on, "j. F Y")}
        )
