"""What an applicant says about the hearing in his case."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class HearingForm(forms.Form):
    """An answer that can be sent twice and counts once."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4()}
        super().__init__(*args, **kwargs)


class WordsForm(HearingForm):
    """Asking for a hearing, or taking that back; reasons help and are not owed."""

    words = forms.CharField(
        label=_("What you want to say for it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChairForm(HearingForm):
    """Asking that another preside."""

    reason = forms.CharField(
        label=_("Which interest of the chair in the matter stands against it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say which interest you mean.")},
    )
