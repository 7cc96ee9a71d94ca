"""What import and export refuse, each with its sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from stuhlkreis.core.errors import Refusal


class NotReadable(Refusal):
    """The file is no table we can read."""


class EmptyFile(NotReadable):
    """There is nothing in the file."""

    def __init__(self) -> None:
        super().__init__(_("Die Datei ist leer. Wählen Sie die Tabelle mit Ihren Gruppen."))


class FileTooLarge(NotReadable):
    """The file is larger than the setting allows."""

    def __init__(self, *, most_bytes: int) -> None:
        sentence = _("Die Datei ist zu groß. Möglich sind höchstens %(most)s MB.")
        super().__init__(sentence % {"most": f"{most_bytes / 1_048_576:.3g}".replace(".", ",")})


class WrongType(NotReadable):
    """The file is something else: a PDF, a picture, a text document."""

    def __init__(self, kind: str = "") -> None:
        found = _("Das ist keine Tabelle.")
        if kind:
            found = _("Das ist keine Tabelle, sondern: %(kind)s.") % {"kind": kind}
        advice = _("Speichern Sie die Liste als Excel- oder CSV-Datei und wählen Sie diese.")
        super().__init__(f"{found} {advice}")


class DamagedFile(NotReadable):
    """The file says what it is, but cannot be opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Die Datei ist beschädigt oder mit einem Kennwort geschützt. Speichern Sie sie neu.")
        )


class PackedTooTight(NotReadable):
    """Unpacked, the file would be unreasonably large (a bomb of a zip)."""

    def __init__(self) -> None:
        super().__init__(
            _("Die Datei ist ausgepackt viel zu groß. Speichern Sie die Tabelle neu, ohne Bilder.")
        )


class TooManyRows(NotReadable):
    """The table has more rows, columns or text than one import takes."""

    def __init__(self, *, most_rows: int, most_columns: int) -> None:
        sentence = _(
            "Die Tabelle ist zu groß. Möglich sind %(rows)s Zeilen und %(columns)s Spalten."
        )
        rows = f"{most_rows:,}".replace(",", ".")
        super().__init__(sentence % {"rows": rows, "columns": most_columns})


class MappingNotReadable(Refusal):
    """The file or text that maps fields to columns is wrong; the sentence says where."""


class NoNameColumn(Refusal):
    """No column holds the names of the groups."""

    def __init__(self, header: tuple[str, ...]) -> None:
        sentence = _("Welche Spalte nennt die Gruppe? Die Tabelle hat diese Spalten: %(columns)s.")
        shown = ", ".join(f"„{word}“" for word in header if word) or "–"
        super().__init__(sentence % {"columns": shown})


class RowsRefused(Refusal):
    """At least one row cannot be imported, and nobody asked to leave such rows out.

    `told` is the whole result as the command's JSON has it, so that every row can be named.
    """

    def __init__(self, lines: Sequence[int], told: Mapping[str, Any]) -> None:
        self.told = told
        if len(lines) == 1:
            start = _("Zeile %(line)s kann nicht übernommen werden.") % {"line": lines[0]}
        else:
            start = _("%(count)s Zeilen können nicht übernommen werden.") % {"count": len(lines)}
        super().__init__(f"{start} {_('Es wurde nichts gespeichert.')}")


class DraftGone(Refusal):
    """Somebody else has imported the waiting table, or dropped it."""

    def __init__(self) -> None:
        super().__init__(
            _("Diese Tabelle wartet nicht mehr. Jemand hat sie eingelesen oder verworfen.")
        )
