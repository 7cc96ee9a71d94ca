"""Words of tables that the catalogue does not know: an editor gives them a topic."""

from typing import Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.core.errors import Refusal
from stuhlkreis.network.models import ContactPoint
from stuhlkreis.topics.actions import answer_unknown_word
from stuhlkreis.topics.queries import topic_choices, topics_by_slug, unknown_words_of
from stuhlkreis.web.http import DeskRequest, desk_view, render_form, see_other

ON_A_PAGE: Final = 50
NO_TOPIC: Final = "-"


class Answer(forms.Form):
    """Which word belongs to which topic."""

    word = forms.TypedChoiceField(label=_("Wort"), coerce=int)
    topic = forms.ChoiceField(label=_("Thema"))

    def __init__(
        self, data: QueryDict | None, *, contact_point: ContactPoint, first: str | None
    ) -> None:
        super().__init__(data, initial={"word": first})
        self.words = {word.pk: word for word in unknown_words_of(contact_point)}
        self.fields["word"].choices = [(pk, word.word) for pk, word in self.words.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["topic"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("bitte wählen")),
            (NO_TOPIC, _("kein Thema, von der Liste streichen")),
            *topic_choices(),
        ]


@desk_view("GET", "POST", needs=Permission.EDIT_GROUPS)
def index(request: DeskRequest) -> HttpResponse:
    form = Answer(
        request.POST or None,
        contact_point=request.contact_point,
        first=request.GET.get("word"),
    )
    if request.method == "POST" and form.is_valid():
        word = form.words[form.cleaned_data["word"]]
        slug = form.cleaned_data["topic"]
        topic = topics_by_slug([slug]).get(slug)
        try:
            answer_unknown_word(word=word, topic=topic, at=timezone.now(), by=request.user)
        except Refusal as refusal:
            form.add_error("topic", str(refusal))
        else:
            messages.success(request, gettext("„%(word)s“ ist erledigt.") % {"word": word.word})
            return see_other("desk:unknown_words")
    page = Paginator(list(form.words.values()), ON_A_PAGE).get_page(request.GET.get("page"))
    return render_form(request, "desk/unknown_words/list.html", form, page=page)
