"""Words beside a case, and phrases for opinions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.fields import KeyedForm, offer_choices


class NoteForm(KeyedForm):
    """A note that only officers read."""

    text = forms.CharField(
        label=pgettext_lazy("among officers", "Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_note_%s"


class UrgeForm(forms.Form):
    """What whoever has the case in hand should do."""

    text = forms.CharField(
        label=_("What should be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_urge_%s"


class ViewForm(forms.Form):
    """Under what name the list as it is shown is kept."""

    name = forms.CharField(
        label=_("Keep what is shown as"),
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": _("Name of the view")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_view_%s"


class PhraseForm(forms.Form):
    """A text for opinions, for oneself or for the house."""

    title = forms.CharField(label=pgettext_lazy("of a phrase", "Name"), max_length=40)
    text = forms.CharField(
        label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    house = forms.ChoiceField(label=pgettext_lazy("of a phrase", "For whom"), required=False)

    def __init__(self, *args: Any, houses: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_phrase_%s"
        if houses:
            offer_choices(self, "house", [("", _("Only for me")), *houses])
        else:
            del self.fields["house"]
