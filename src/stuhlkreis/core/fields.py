"""A model column whose text is encrypted in the database."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute

from stuhlkreis.core import crypto


class _SealedAttribute(DeferredAttribute):
    """Opens the stored bytes when somebody reads the attribute, not before."""

    field: "SealedTextField"

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> Any:  # noqa: ANN401 -- a descriptor
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, bytes | memoryview):
            value = self.field.opened(bytes(value), instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.Field[str, str]):
    """Text that is sealed with the row's `uid` and the column's name.

    The model needs a `uid` (UUID, never changed): the database's own id is not known before the
    first write. Empty text is stored as empty bytes. Only `save`, `create` and `bulk_create` seal;
    `QuerySet.update` and filters refuse.
    """

    descriptor_class = _SealedAttribute
    empty_values = [None, ""]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """A column of bytes on both databases."""
        return "BinaryField"

    def deconstruct(self) -> Any:  # noqa: ANN401 -- Django's signature
        """Plain bytes for migrations, which must not import our code and never see the text."""
        name, _, _, _ = super().deconstruct()
        return name, "django.db.models.BinaryField", [], {"blank": True, "default": b""}

    def bound_to(self, instance: Model) -> str:
        """What the value is bound to: model, column and the row's uid."""
        return f"{instance._meta.label}.{self.attname}:{instance.uid}"  # type: ignore[attr-defined]  # noqa: SLF001 -- the field belongs to the model

    def opened(self, stored: bytes, instance: Model) -> str:
        """The text of the stored bytes. Raises `core.crypto.Unsealable`."""
        return crypto.unseal(stored, bound_to=self.bound_to(instance)) if stored else ""

    def pre_save(self, model_instance: Model, add: bool) -> Any:  # noqa: ANN401, ARG002, FBT001 -- Django's signature
        """The sealed bytes of the row's text."""
        text = getattr(model_instance, self.attname)
        return crypto.seal(text, bound_to=self.bound_to(model_instance)) if text else b""

    def get_db_prep_value(
        self,
        value: Any,  # noqa: ANN401 -- Django's signature
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: ARG002, FBT001, FBT002 -- Django's signature
    ) -> Any:  # noqa: ANN401 -- Django's signature
        """Bytes for the database. Raises `TypeError` for text: it was not sealed."""
        if isinstance(value, str):
            raise TypeError(f"{self.attname} is sealed: save the row, do not filter or update")
        return connection.Database.Binary(value)  # type: ignore[attr-defined]  # the driver's type for bytes
