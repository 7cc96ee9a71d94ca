import base64
from typing import Any, cast

import pytest
from django.db import connection, transaction
from django.test import override_settings

from stuhlkreis.core import crypto
from stuhlkreis.core.crypto import FieldKeysWrong, Unsealable, keys_from, new_key, seal, unseal
from tests import make


def test_a_sealed_text_opens_where_it_was_sealed_and_nowhere_else() -> None:
    sealed = seal("0381 0000 123", bound_to="row 1")

    assert unseal(sealed, bound_to="row 1") == "0381 0000 123"
    with pytest.raises(Unsealable):
        unseal(sealed, bound_to="row 2")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal("a", bound_to="row") != seal("a", bound_to="row")


def test_a_retired_key_still_opens_and_an_unknown_one_does_not() -> None:
    old, new = new_key("old"), new_key("new")
    with override_settings(FIELD_KEYS=old):
        sealed = seal("text", bound_to="row")

    with override_settings(FIELD_KEYS=f"{new}, {old}"):
        assert unseal(sealed, bound_to="row") == "text"
    with override_settings(FIELD_KEYS=new), pytest.raises(Unsealable):
        unseal(sealed, bound_to="row")


@pytest.mark.parametrize(
    "text", ["", "a", "a:!", "a:" + base64.b64encode(b"short").decode(), ":" + "A" * 43 + "="]
)
def test_wrong_field_keys_are_refused(text: str) -> None:
    with pytest.raises(FieldKeysWrong):
        keys_from(text)


def test_phone_numbers_compare_equal_however_they_are_written() -> None:
    written = ["0381 / 0000-123", "+49 381 0000123", "0049 381 0000123", "03810000123"]

    assert len({crypto.phone_hash(one) for one in written}) == 1
    assert crypto.phone_hash("keine") == ""


def test_mail_addresses_compare_equal_in_upper_and_lower_case() -> None:
    assert crypto.mail_hash(" A@Example.org") == crypto.mail_hash("a@example.org")
    assert crypto.mail_hash(" ") == ""


@pytest.mark.django_db
def test_a_sealed_column_is_not_readable_in_the_database() -> None:
    person = make.contact_person()

    stored = type(person).objects.values_list("phone", flat=True).get(pk=person.pk)

    assert b"0381" not in bytes(cast("Any", stored))
    assert type(person).objects.get(pk=person.pk).phone == "0381 0000 123"


@pytest.mark.django_db
def test_a_value_copied_to_another_row_does_not_open() -> None:
    one, other = make.contact_person(), make.contact_person()
    table = type(one)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            # Table names come from our own models.
            f"UPDATE {table} SET phone = (SELECT phone FROM {table} WHERE id = %s) WHERE id = %s",  # noqa: S608 -- our own table name
            [one.pk, other.pk],
        )

    with pytest.raises(Unsealable):
        _ = type(one).objects.get(pk=other.pk).phone


@pytest.mark.django_db
def test_an_update_or_filter_with_plain_text_is_refused() -> None:
    person = make.contact_person()

    with pytest.raises(TypeError), transaction.atomic():
        type(person).objects.filter(pk=person.pk).update(phone="0381 1")
    person.phone = ""
    person.save()
    assert type(person).objects.get(pk=person.pk).phone == ""
