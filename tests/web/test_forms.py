"""What every form says where something is missing."""

import pytest
from django import forms

from stuhlkreis.topics.models import Topic
from stuhlkreis.web.forms import REQUIRED


class Everything(forms.Form):
    """One required field of each kind."""

    name = forms.CharField()
    day = forms.DateField()
    file = forms.FileField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    topic = forms.ModelChoiceField(Topic.objects.none())
    topics = forms.ModelMultipleChoiceField(Topic.objects.none())
    agreed = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "Sagen Sie uns den Ort."})


@pytest.mark.django_db
def test_an_empty_field_says_what_is_there_and_what_is_needed() -> None:
    errors = Everything({}).errors

    assert errors["name"] == errors["day"] == ["Hier steht noch nichts. Diese Angabe brauchen wir."]
    assert errors["agreed"] == ["Hier fehlt noch Ihr Haken."]
    assert errors["file"] == ["Hier fehlt noch die Datei."]
    for name in ("kind", "kinds", "topic", "topics"):
        assert errors[name] == ["Hier ist noch nichts gewählt. Bitte wählen Sie etwas aus."]


def test_a_field_with_a_sentence_of_its_own_keeps_it() -> None:
    assert Everything({}).errors["own"] == ["Sagen Sie uns den Ort."]


def test_the_other_sentences_stay() -> None:
    errors = Everything({"kind": "b"}).errors

    assert str(forms.EmailField().error_messages["required"]) == str(REQUIRED[forms.Field])
    assert errors["kind"] == ["Bitte eine gültige Auswahl treffen. b ist keine gültige Auswahl."]
