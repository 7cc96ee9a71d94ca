"""Staff edit their own contact point's groups; a contact person speaks for theirs."""

import pytest

from stuhlkreis.core.errors import Forbidden
from stuhlkreis.groups.policies import check_may_edit, check_may_speak
from stuhlkreis.network.roles import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_staff_may_edit_and_speak_for_their_groups(role: Role) -> None:
    group = make.group()
    staff = make.member(at=group.contact_point, role=role)

    check_may_edit(staff, group.contact_point)
    check_may_speak(staff, group)


def test_staff_of_another_contact_point_may_not() -> None:
    group, other = make.group(), make.member()

    with pytest.raises(Forbidden):
        check_may_edit(other, group.contact_point)
    with pytest.raises(Forbidden):
        check_may_speak(other, group)


def test_a_contact_person_speaks_for_the_group_and_does_not_edit_it() -> None:
    group, user = make.group(), make.user()
    make.contact_person(of=group, user=user)

    check_may_speak(user, group)
    with pytest.raises(Forbidden):
        check_may_edit(user, group.contact_point)


def test_who_ended_or_is_locked_no_longer_speaks_for_the_group() -> None:
    group, gone, locked = make.group(), make.user(), make.user()
    ended = make.contact_person(of=group, user=gone)
    ended.until = make.TODAY
    ended.save()
    make.contact_person(of=group, user=locked)
    locked.is_active = False
    locked.save()

    for user in (gone, locked):
        with pytest.raises(Forbidden):
            check_may_speak(user, group)


def test_the_program_itself_may() -> None:
    group = make.group()

    check_may_edit(None, group.contact_point)
    check_may_speak(None, group)
