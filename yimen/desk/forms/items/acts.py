"""Small forms around an item: a new one, a reason, what was seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import ELEMENTS
from yimen.desk.forms.items.fields import DayInput, text_field
from yimen.kernel.codes import BadCode, parse_item_code
from yimen.ui.forms import RowField


class ReasonForm(forms.Form):
    """An act that has to be explained."""

    reason = text_field(_("Reason"), 1000, required=True, rows=3, min_length=2)


class BeginForm(ReasonForm):
    """A new version, and whether it only puts right what was wrong."""

    is_correction = forms.BooleanField(
        label=_("Correction: the present version was wrong from the beginning"), required=False
    )


class PublishForm(forms.Form):
    """Publishing what the page showed, at once or on a day."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    on = forms.DateField(
        label=_("From which day"),
        required=False,
        help_text=_("Leave empty to publish at once."),
        widget=DayInput(format="%Y-%m-%d"),
    )


class SeenForm(forms.Form):
    """An act on what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class NewItemForm(forms.Form):
    """An item for the list: who implements it, its code, its name."""

    organisation: RowField = RowField(None, label=ELEMENTS["organisation"])
    code = text_field(
        ELEMENTS["code"],
        50,
        required=True,
        help_text=_("31 characters, or 33 for a handling item."),
    )
    local_code = text_field(ELEMENTS["local_code"], 50)
    name = text_field(ELEMENTS["name"], 1000, required=True)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = RowField(organisations, label=ELEMENTS["organisation"])

    def clean_code(self) -> str:
        """The code as the standard writes it; what is wrong with it stands at the field."""
        try:
            return parse_item_code(self.cleaned_data["code"]).value
        except BadCode as error:
            raise forms.ValidationError(str(error)) from error
