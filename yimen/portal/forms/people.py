"""What is asked about a person wherever somebody states who he is."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.codes import BadCode, parse_resident_id


class ResidentNumberField(forms.CharField):
    """An identity number; what cannot be one is said at its field."""

    def __init__(self, **more: Any) -> None:
        quiet = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(
            label=_("Resident identity number"),
            max_length=24,
            widget=forms.TextInput(attrs=quiet),
            **more,
        )

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        try:
            return parse_resident_id(number, today=timezone.localdate()).value
        except BadCode as error:
            raise forms.ValidationError(str(error)) from error


class PhoneField(forms.RegexField):
    """A telephone number, if there is one; `autocomplete` says whose."""

    def __init__(self, *, autocomplete: str) -> None:
        super().__init__(
            r"^\+?\d[\d \-]{5,19}$",
            label=_("Telephone"),
            required=False,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": autocomplete}),
            error_messages={"invalid": _("Please enter a telephone number.")},
        )
