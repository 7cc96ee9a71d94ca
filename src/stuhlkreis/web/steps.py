"""Small things to do from a page: with one button, or several with a form each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from stuhlkreis.core.errors import Refusal


def take(request: HttpRequest, act: Callable[[], object], *, done: str) -> None:
    """Do what a button without a form says, and tell so or why not on the page that follows."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its form, the action that takes the form's values, what is said after it.

    `form` is called with the posted values or None, and the name of the step as `prefix`.
    """

    run: Callable[[dict[str, Any]], object]
    done: str
    form: Callable[..., forms.Form] = forms.Form


class Steps:
    """The steps a page offers now; the button's `do` says which one was posted."""

    def __init__(self, request: HttpRequest, offered: Mapping[str, Step]) -> None:
        self._request = request
        self._offered = offered
        self._posted = request.POST.get("do", "") if request.method == "POST" else None
        self.forms = {
            name: step.form(request.POST if name == self._posted else None, prefix=name)
            for name, step in offered.items()
        }

    def taken(self) -> bool:
        """Run the posted step; True: show the page anew. False: a form may hold the errors."""
        if self._posted is None:
            return False
        if self._posted not in self._offered:
            # A page of yesterday, or somebody was faster: the page as it stands now says why.
            messages.warning(self._request, _("Das geht nicht mehr. Das ist der neue Stand:"))
            return True
        step, form = self._offered[self._posted], self.forms[self._posted]
        if not form.is_valid():
            return False
        try:
            step.run(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(self._request, step.done)
        return True

    @property
    def status(self) -> int:
        """422 if a form has errors."""
        return 422 if any(form.is_bound and form.errors for form in self.forms.values()) else 200
