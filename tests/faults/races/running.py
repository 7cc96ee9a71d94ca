"""How a race is run: twice the same deed, one held open until the other has begun."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Barrier, Event, Thread
from typing import Final, TypeVar

from django.db import connections, transaction
from django.db.models import Model

from stuhlkreis.accounts.models import User
from stuhlkreis.core.errors import Refusal
from stuhlkreis.core.models import AuditEntry
from stuhlkreis.network.models import ContactPoint
from tests import make

HELD_SECONDS: Final = 0.1

M = TypeVar("M", bound=Model)
Facts = Mapping[str, object]
Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Race:
    """What two people do at once, and how the records stand afterwards."""

    first: Deed
    second: Deed
    facts: Callable[[], Facts]


def copies(record: M) -> tuple[M, M]:
    """The record as each of two browsers has it."""
    model = type(record)._default_manager
    return model.get(pk=record.pk), model.get(pk=record.pk)


def audited(action: str, record: Model) -> int:
    return AuditEntry.objects.filter(
        action=action, subject=record._meta.label, subject_id=str(record.pk)
    ).count()


def an_office() -> tuple[ContactPoint, User]:
    here = make.contact_point(districts=("13072",))
    return here, make.member(at=here)


def outcome(deed: Deed) -> str:
    """`done`, the name of the refusal, or what broke."""
    try:
        deed()
    except Refusal as refusal:
        return type(refusal).__name__
    except Exception as error:  # noqa: BLE001 -- whatever breaks is told to the test
        return f"{type(error).__name__}: {error}"
    return "done"


def overlapping(race: Race) -> list[str]:
    """The second begins while the first has written and not yet committed."""
    written, begun = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            try:
                race.first()
            finally:
                written.set()
            begun.wait(5)
            time.sleep(HELD_SECONDS)

    def follow() -> None:
        written.wait(5)
        begun.set()
        race.second()

    return _both(hold, follow)


def together(race: Race) -> list[str]:
    """Both begin at the same moment; nobody knows who is first."""
    start = Barrier(2)

    def at_the_start(deed: Deed) -> Deed:
        def run() -> None:
            start.wait(5)
            deed()

        return run

    return _both(at_the_start(race.first), at_the_start(race.second))


def _both(first: Deed, second: Deed) -> list[str]:
    came: dict[int, str] = {}

    def run(number: int, deed: Deed) -> None:
        came[number] = outcome(deed)
        connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [came.get(number, "hangs") for number in range(2)]
