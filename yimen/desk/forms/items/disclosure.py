"""What the public sees of an item's cases."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.fields import offer_choices
from yimen.figures.models import Disclosure

PERSONS = {
    Disclosure.Person.FIRST: pgettext_lazy("a name in public", "The first letter"),
    Disclosure.Person.HIDDEN: pgettext_lazy("a name in public", "Hidden"),
}
BODIES = {
    Disclosure.Body.ENDS: pgettext_lazy("a name in public", "Beginning and end"),
    Disclosure.Body.WHOLE: pgettext_lazy("a name in public", "Whole"),
    Disclosure.Body.HIDDEN: pgettext_lazy("a name in public", "Hidden"),
}


class DisclosureForm(forms.Form):
    """Whether cases are shown, and how their applicants are named."""

    is_public = forms.TypedChoiceField(
        label=_("Are its cases shown to everybody?"),
        choices=[
            ("yes", _("Yes, in the list of public cases")),
            ("no", _("No, they are secret: none is shown")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    person = forms.ChoiceField(label=_("Name of a person"), widget=forms.RadioSelect)
    body = forms.ChoiceField(label=_("Name of a company or body"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, samples: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("person", PERSONS), ("body", BODIES)):
            shown = [(key, f"{word}: {samples[name][key]}") for key, word in words.items()]
            offer_choices(self, name, shown)
