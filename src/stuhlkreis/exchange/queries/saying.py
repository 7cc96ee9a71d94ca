"""What one row of a table says about a group: values and everything odd about them.

Refused is only a row without a name or with broken text; all else is a problem, said in German.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from stuhlkreis.core.text import fold, without_controls
from stuhlkreis.exchange.columns import Columns, values
from stuhlkreis.exchange.queries.placing import Placing
from stuhlkreis.exchange.table import Row
from stuhlkreis.exchange.table.writing import unguarded
from stuhlkreis.exchange.words import Field
from stuhlkreis.groups import rhythm
from stuhlkreis.groups.draft import LONGEST, LONGEST_OF_PLACE, MOST_TOPICS, GroupDraft, PlaceDraft
from stuhlkreis.groups.lifecycle import Audience, Format, Openness, State, Visibility
from stuhlkreis.topics.catalogue import Catalogue
from stuhlkreis.topics.understanding import topics_in

T = TypeVar("T")
_AUDIENCE_IN_NAME: Final = {"relatives": Audience.RELATIVES, "parents": Audience.PARENTS}
# A topic cell that lists relatives among other words leaves open whether others may come too.
_AUDIENCE_IN_TOPICS: Final = {"relatives": Audience.MIXED, "parents": Audience.PARENTS}


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a group, as the table has it; "" stands for nothing said."""

    name: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Saying:
    """One row, read. `given` names the fields of `GroupDraft` (and `PlaceDraft`) it states."""

    line: int
    draft: GroupDraft
    given: frozenset[str]
    given_of_place: frozenset[str]
    contact: Contact
    consent_since: date | None
    state: State | None
    unknown_words: tuple[str, ...]
    reading: rhythm.Reading
    problems: tuple[str, ...]
    is_refused: bool = False


@dataclass(slots=True)
class _Cells:
    """The cells of a row by field, and the list of what was odd."""

    row: Row
    columns: Columns
    problems: list[str] = field(default_factory=list)

    def text(self, wanted: Field) -> str:
        """The cell as it was meant, "" where the table has no such column."""
        index = self.columns.get(wanted)
        if index is None:
            return ""
        text = values.mended(unguarded(self.row.cells[index].strip()))
        return "" if values.is_blank(text) else text

    def value(self, wanted: Field, read: Callable[[str], tuple[T, str]]) -> T:
        """The value of the cell; a problem is noted with the name of the field."""
        value, problem = read(self.text(wanted))
        if problem:
            self.problems.append(f"{wanted.label}: {problem}")
        return value

    def cut(self, wanted: Field, most: int) -> str:
        """The text of the cell, at most as long as its column."""
        text = self.text(wanted)
        if wanted != Field.DESCRIPTION:
            text = without_controls(text)
        if len(text) > most:
            sentence = _("%(field)s: Nur die ersten %(most)s Zeichen werden übernommen.")
            self.problems.append(sentence % {"field": wanted.label, "most": most})
        return text[:most].strip()


@dataclass(frozen=True)
class Reader:
    """Reads the rows of one table, with the catalogue and the neighbourhood of the office."""

    columns: Columns
    catalogue: Catalogue
    placing: Placing
    on: date

    def read(self, row: Row) -> Saying:
        """What the row says."""
        cells = _Cells(row, self.columns)
        self._note_the_file(cells)
        name = cells.cut(Field.NAME, LONGEST["name"])
        refusal = self._refusal(cells, name)
        draft, unknown = self._with_topics(cells, self._plain(cells, name))
        draft, reading = _with_meeting(cells, draft)
        draft = replace(draft, place=self._place(cells))
        contact = _contact(cells)
        since = self._consent_since(cells, contact)
        state = cells.value(Field.STATE, lambda text: values.one_of(State, text))
        return Saying(
            row.line,
            draft,
            self._given(cells, draft),
            _given_of_place(cells, draft),
            contact,
            since,
            state,
            unknown,
            reading,
            (refusal, *cells.problems) if refusal else tuple(cells.problems),
            is_refused=bool(refusal),
        )

    def _note_the_file(self, cells: _Cells) -> None:
        if cells.row.notes:
            cells.problems.append(_("Ein Anführungszeichen wird nicht geschlossen."))
        if any(values.mended(cell) != cell for cell in cells.row.cells):
            cells.problems.append(_("Umlaute waren falsch gespeichert und wurden berichtigt."))

    def _refusal(self, cells: _Cells, name: str) -> str:
        if any(values.is_broken(values.mended(cell)) for cell in cells.row.cells):
            return _("Der Text ist beschädigt. Speichern Sie die Tabelle neu, als Excel-Datei.")
        if not fold(name):
            return _("Der Name der Gruppe fehlt.")
        if values.is_a_day(name):
            cells.problems.append(_("Der Name ist ein Datum. Hat Excel ihn umgewandelt?"))
        return ""

    def _plain(self, cells: _Cells, name: str) -> GroupDraft:
        """The fields that stand for themselves."""
        return GroupDraft(
            name=name,
            openness=cells.value(Field.OPENNESS, lambda text: values.one_of(Openness, text))
            or Openness.OPEN_AFTER_CONTACT,
            format=cells.value(Field.FORMAT, lambda text: values.one_of(Format, text))
            or Format.ON_SITE,
            languages=cells.value(Field.LANGUAGES, values.languages) or ("de",),
            is_young=bool(cells.value(Field.YOUNG, values.yes_or_no)),
            is_step_free=cells.value(Field.STEP_FREE, values.yes_or_no),
            description=cells.cut(Field.DESCRIPTION, LONGEST["description"]),
            website=cells.value(Field.WEBSITE, values.website),
            size=cells.value(Field.SIZE, values.size),
            external_id=cells.cut(Field.EXTERNAL_ID, LONGEST["external_id"]),
        )

    def _with_topics(self, cells: _Cells, draft: GroupDraft) -> tuple[GroupDraft, tuple[str, ...]]:
        """The draft with topics and audience; words nobody knows come back."""
        text = cells.text(Field.TOPICS)
        named = self._named(text)
        said, in_name = topics_in(text, self.catalogue), topics_in(draft.name, self.catalogue)
        slugs = named or said.slugs or in_name.slugs
        unknown = () if named else tuple(dict.fromkeys(word[:120] for word in said.unknown))
        for word in unknown:
            cells.problems.append(_("Das Wort „%(word)s“ ist noch kein Thema.") % {"word": word})
        audience = (
            cells.value(Field.AUDIENCE, lambda text: values.one_of(Audience, text))
            or _AUDIENCE_IN_NAME.get(in_name.audience or "")
            or _AUDIENCE_IN_TOPICS.get(said.audience or "")
        )
        says_no = values.yes_or_no(cells.text(Field.YOUNG))[0] is False
        sounds_young = "young" in {said.audience, in_name.audience}
        is_young = draft.is_young or (sounds_young and not says_no)
        draft = replace(draft, topic_slugs=slugs, is_young=is_young)
        return (replace(draft, audience=audience) if audience else draft), unknown

    def _named(self, text: str) -> tuple[str, ...]:
        """Topics by their very names, in the order of the cell, as we export them."""
        pieces = [fold(piece) for piece in text.split(";")]
        found = [self.names.get(piece, "") for piece in pieces]
        return tuple(dict.fromkeys(found)) if all(found) and len(found) <= MOST_TOPICS else ()

    @cached_property
    def names(self) -> dict[str, str]:
        """The slug of every topic by its folded name."""
        return {fold(entry.name): entry.slug for entry in self.catalogue.entries}

    def _place(self, cells: _Cells) -> PlaceDraft:
        place, problems = self.placing.place(
            cells.value(Field.POSTCODE, values.postcode),
            cells.cut(Field.PLACE, LONGEST_OF_PLACE["place"]),
        )
        cells.problems.extend(problems)
        return replace(
            place,
            name=cells.cut(Field.VENUE, LONGEST_OF_PLACE["name"]),
            street=cells.cut(Field.STREET, LONGEST_OF_PLACE["street"]),
            visibility=cells.value(Field.VISIBILITY, lambda text: values.one_of(Visibility, text)),
        )

    def _consent_since(self, cells: _Cells, contact: Contact) -> date | None:
        since = cells.value(Field.CONSENT_SINCE, values.day)
        if since is None:
            if cells.text(Field.CONSENT_BY):
                cells.problems.append(_("Eine Einwilligung zählt nur mit ihrem Datum."))
            return None
        if since > self.on:
            cells.problems.append(_("Die Einwilligung liegt in der Zukunft und zählt nicht."))
            return None
        if not contact:
            cells.problems.append(_("Zur Einwilligung fehlt die Ansprechperson."))
            return None
        return since

    def _given(self, cells: _Cells, draft: GroupDraft) -> frozenset[str]:
        """What the row states; an empty cell says nothing and changes nothing."""
        standard = GroupDraft(name="")
        stated = {
            name
            for name, of in (
                ("openness", Field.OPENNESS),
                ("format", Field.FORMAT),
                ("languages", Field.LANGUAGES),
                ("audience", Field.AUDIENCE),
            )
            if cells.text(of)
        }
        if cells.value(Field.YOUNG, lambda text: (values.yes_or_no(text)[0], "")) is not None:
            stated.add("is_young")
        differing = {
            name
            for name in GroupDraft.__dataclass_fields__
            if getattr(draft, name) != getattr(standard, name)
        }
        return frozenset(stated | differing) - {"place"}


def _given_of_place(cells: _Cells, draft: GroupDraft) -> frozenset[str]:
    stated = {name for name in ("name", "street") if getattr(draft.place, name)}
    if draft.place.visibility is not None:
        stated.add("visibility")
    if cells.text(Field.PLACE):
        stated.add("place")
    if cells.text(Field.POSTCODE) or any(map(str.isdigit, cells.text(Field.PLACE))):
        stated.add("postcode")
    return frozenset(stated)


def _with_meeting(cells: _Cells, draft: GroupDraft) -> tuple[GroupDraft, rhythm.Reading]:
    """The draft with its meeting phrase, and what the phrase says; nothing is guessed."""
    parts = [cells.text(Field.MEETING), cells.text(Field.WEEKDAY)]
    time = cells.text(Field.TIME)
    parts.append(f"{time} Uhr" if time.replace(":", "").replace(".", "").isdigit() else time)
    most = LONGEST["meeting_phrase"]
    phrase = without_controls(", ".join(filter(None, parts)))
    if len(phrase) > most:
        cells.problems.append(_("Treffen: Der Text ist zu lang und wird gekürzt."))
    phrase = phrase[:most].strip()
    reading = rhythm.read(phrase)
    if phrase and reading.unclear:
        cells.problems.append(_("Treffen: %(why)s") % {"why": reading.unclear})
    if reading.needs:
        cells.problems.append(_("Treffen: Ein Termin fehlt, von dem an gezählt wird."))
    return replace(draft, meeting_phrase=phrase), reading


def _contact(cells: _Cells) -> Contact:
    last_name, said_phone, said_email = values.contact_parts(cells.text(Field.CONTACT_NAME))
    names = (without_controls(cells.text(Field.CONTACT_FIRST_NAME)), last_name)
    name = " ".join(filter(None, names)) or without_controls(cells.text(Field.CONSENT_BY))
    phone = cells.value(Field.PHONE, values.phone)
    mobile = cells.value(Field.MOBILE, values.phone)
    if phone and mobile and phone != mobile:
        cells.problems.append(_("Mobiltelefon: Eine zweite Nummer wird nicht übernommen."))
    email = cells.value(Field.EMAIL, values.email)
    return Contact(name, phone or mobile or said_phone, email or said_email)
