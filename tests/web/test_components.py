"""Components look and say what the look asks for."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from stuhlkreis.groups.lifecycle import Openness, State
from stuhlkreis.groups.rhythm import Meeting


def drawn(text: str, **context: Any) -> str:
    return Template("{% load components layout speech %}" + text).render(Context(context))


class Many(forms.Form):
    name = forms.CharField(label="Name", help_text="Vorname genügt")
    way = forms.ChoiceField(label="Weg", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Tage",
        help_text="Mehrere sind möglich",
        choices=[("a", "A")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    yes = forms.BooleanField(label="Ja", help_text="Bitte lesen")
    file = forms.FileField(label="Datei", help_text="Excel oder CSV", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class Plain(forms.Form):
    name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"class": "input--short"}))


def test_fields_have_labels_hints_and_our_classes() -> None:
    page = str(Many())
    assert '<label class="field__label" for="id_name">Name' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert '<fieldset class="field">' in page
    assert '<legend class="field__label">Weg' in page
    assert 'aria-describedby="id_days_helptext"' in page
    assert '<label class="choice__label" for="id_way_1">B</label>' in page
    assert '<label class="choice__label" for="id_yes">Ja</label>' in page
    assert "(freiwillig)" in page
    assert 'type="hidden" name="key"' in page
    assert "notice--bad" not in page
    assert 'class="input input--short"' in str(Plain())


def test_errors_stand_on_top_with_links_and_at_their_field() -> None:
    page = str(Many({}))
    assert "3 Angaben stimmen noch nicht" in page
    assert '<a href="#id_name">Name: ' in page
    assert '<a href="#id_way_0">Weg: ' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-describedby="id_way_error"' in page
    assert 'id="id_name_error"' in page
    assert "Eine Angabe stimmt noch nicht" in str(Plain({}))


def test_a_refusal_stands_on_top_without_counting() -> None:
    form = Plain({"name": "x"})
    form.add_error(None, "Die Gruppe wird schon begleitet.")
    page = str(form)
    assert "Das hat nicht geklappt" in page
    assert "Die Gruppe wird schon begleitet." in page


def test_what_was_typed_is_escaped_and_stays() -> None:
    form = Many({"name": '"><script>'})
    assert "<script>" not in str(form)
    assert "&quot;&gt;&lt;script&gt;" in str(form)


@pytest.mark.parametrize("value", list(Openness))
def test_openness_says_its_word(value: Openness) -> None:
    assert str(value.label) in drawn("{% openness value %}", value=value.value)


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_its_word(state: State) -> None:
    assert str(state.label) in drawn("{% state_badge state %}", state=state.value)


def test_other_states_bring_their_own_word() -> None:
    assert "läuft" in drawn("{% state_badge 'running' 'läuft' %}")
    assert drawn("{% badge 'neu' %}") == '<span class="badge">neu</span>'


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        drawn("{% icon 'nothing' %}")


@pytest.mark.parametrize(
    ("done", "of", "says"),
    [
        (0, 4, "noch kein Treffen, 4 geplant"),
        (3, 4, "3 von 4 Treffen"),
        (8, 8, "8 von 8 Treffen, fertig"),
    ],
)
def test_seats_count_meetings(done: int, of: int, says: str) -> None:
    page = drawn("{% seats done of %}", done=done, of=of)
    assert says in page
    assert page.count("<g ") == of


def test_seats_without_any_chair_have_no_drawing() -> None:
    assert "<svg" not in drawn("{% seats 0 0 %}")


@pytest.mark.parametrize(("percent", "width"), [(-3, "0.0"), (41.6, "41.6"), (140, "100.0")])
def test_a_bar_stays_in_its_cell(percent: float, width: str) -> None:
    assert f'width="{width}%"' in drawn("{% bar percent %}", percent=percent)


def test_notices_say_their_kind() -> None:
    assert 'class="notice notice--warn"' in drawn("{% notice 'warn' 'Achtung' 'Text' %}")
    good = drawn("{% notice 'good' 'Gespeichert' %}")
    assert 'role="status"' in good
    assert drawn("{{ 'error'|notice_kind }}") == "bad"


def test_pages_are_linked_with_the_rest_of_the_address(rf: RequestFactory) -> None:
    page = Paginator(range(200), 20).get_page(5)
    text = drawn("{% pagination page %}", page=page, request=rf.get("/?q=Angst&page=5"))
    assert 'href="?q=Angst&amp;page=4" rel="prev"' in text
    assert 'aria-current="page"' in text
    assert "…" in text
    assert "?page=1" in drawn("{% pagination page %}", page=page, request=rf.get("/"))


def test_the_first_and_last_page_have_one_way(rf: RequestFactory) -> None:
    pages = Paginator(range(40), 20)
    first = drawn("{% pagination page %}", page=pages.get_page(1), request=rf.get("/"))
    last = drawn("{% pagination page %}", page=pages.get_page(2), request=rf.get("/"))
    assert "Zurück" not in first
    assert "Weiter" not in last


def test_a_single_page_needs_no_links(rf: RequestFactory) -> None:
    page = Paginator(range(3), 20).get_page(1)
    assert not drawn("{% pagination page %}", page=page, request=rf.get("/")).strip()


def test_what_is_empty_leaves_no_frame() -> None:
    assert drawn("{% crumbs %} {% endcrumbs %}") == ""
    assert "Sie sind hier" in drawn("{% crumbs %}<li>Start</li>{% endcrumbs %}")
    one = drawn("{% columns %}Text{% beside %} {% endcolumns %}")
    assert one == '<div class="flow">Text</div>'
    assert "<aside" in drawn("{% columns %}Text{% beside %}Rand{% endcolumns %}")


def test_a_meeting_is_said_as_people_say_it() -> None:
    today = date(2026, 12, 31)
    said = {
        Meeting(today, None): "heute, Donnerstag, 31. Dezember",
        Meeting(date(2027, 1, 1), time(18)): "morgen, Freitag, 1. Januar 2027, 18:00\xa0Uhr",
        Meeting(date(2027, 1, 2), None): "Samstag, 2. Januar 2027",
    }
    for meeting, words in said.items():
        assert drawn("{{ meeting|meeting_day:today }}", meeting=meeting, today=today) == words


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("0381 0000-100", "03810000100"), ("+49 (0)381 / 12", "+4938112"), ("03 81.12", "038112")],
)
def test_phone_numbers_are_dialled_as_digits(phone: str, dialled: str) -> None:
    assert drawn("{{ phone|dial }}", phone=phone) == dialled
