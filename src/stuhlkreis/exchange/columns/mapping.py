"""Which field stands in which column: recognised from the headings, or said by a person."""

import json
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from stuhlkreis.core.text import fold
from stuhlkreis.exchange.errors import MappingNotReadable
from stuhlkreis.exchange.words import PERHAPS, Field, field_of

Columns = Mapping[Field, int]
"""Field → index of its column, counted from 0."""


def recognised(header: Sequence[str]) -> dict[Field, int]:
    """The columns whose headings we know; where two head one field, the surer, else the first.

    "Name" beside a heading that clearly names the group is the person's name.
    """
    found: dict[Field, tuple[int, int]] = {}
    weak_names: list[int] = []
    for index, heading in enumerate(header):
        meant = field_of(heading)
        if meant is None:
            continue
        field, sureness = meant
        if sureness == PERHAPS:
            weak_names.append(index)
        elif field not in found or found[field][0] < sureness:
            found[field] = (sureness, index)
    columns = {field: index for field, (_sureness, index) in found.items()}
    _place_weak_names(columns, weak_names)
    return {field: columns[field] for field in Field if field in columns}


def _place_weak_names(columns: dict[Field, int], weak_names: list[int]) -> None:
    for index in weak_names:
        field = Field.CONTACT_NAME if Field.NAME in columns else Field.NAME
        columns.setdefault(field, index)


def said_mapping(text: str, header: Sequence[str]) -> dict[Field, int]:
    """The mapping a person wrote: a JSON object or lines `field=Heading`.

    Fields are named as in `Field` or by their German label; headings compare folded; an empty
    heading takes the field out. Raises `MappingNotReadable`.
    """
    said = _pairs(text)
    columns = recognised(header)
    places = {fold(heading): index for index, heading in reversed(list(enumerate(header)))}
    for name, heading in said:
        field = _field_named(name)
        if not fold(heading):
            columns.pop(field, None)
        elif fold(heading) in places:
            columns = {other: at for other, at in columns.items() if at != places[fold(heading)]}
            columns[field] = places[fold(heading)]
        else:
            raise MappingNotReadable(
                _("Eine Spalte „%(heading)s“ hat die Tabelle nicht.") % {"heading": heading}
            )
    return columns


def mapping_from(stored: Mapping[str, object], width: int) -> dict[Field, int]:
    """The mapping as it was stored or posted: field names → column numbers; others are left out."""
    known = {field.value: field for field in Field}
    return {
        known[name]: index
        for name, index in stored.items()
        if name in known and isinstance(index, int) and 0 <= index < width
    }


def _pairs(text: str) -> list[tuple[str, str]]:
    if text.lstrip().startswith("{"):
        try:
            told = json.loads(text)
        except ValueError as error:
            raise MappingNotReadable(_("Die Zuordnung ist kein gültiges JSON.")) from error
        return [(str(name), str(heading or "")) for name, heading in told.items()]
    pairs = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, sign, heading = line.partition("=")
        if not sign:
            raise MappingNotReadable(
                _("„%(line)s“ ist keine Zuordnung wie „name=Gruppe“.") % {"line": line.strip()}
            )
        pairs.append((name.strip(), heading.strip()))
    return pairs


def _field_named(name: str) -> Field:
    wanted = fold(name)
    for field in Field:
        if wanted in {fold(field.value), fold(str(field.label))}:
            return field
    meant = field_of(name)
    if meant is None:
        raise MappingNotReadable(
            _("Ein Feld „%(name)s“ gibt es nicht. Möglich sind: %(fields)s.")
            % {"name": name, "fields": ", ".join(field.value for field in Field)}
        )
    return meant[0]
