"""Number and code of a case."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _


class QueryForm(forms.Form):
    """What stands on the receipt; spaces between the groups do not matter."""

    number = forms.CharField(
        label=_("Case number"),
        help_text=_("As it stands on your receipt; spaces do not matter."),
        max_length=90,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the case number.")},
    )
    code = forms.CharField(
        label=_("Query code"),
        help_text=_("Six digits, below the number on your receipt."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Enter the query code.")},
    )

    def clean_number(self) -> str:
        number = re.sub(r"[\s-]", "", self.cleaned_data["number"]).upper()
        if not re.fullmatch(r"[0-9A-Z]{8,50}", number):
            raise forms.ValidationError(_("A case number has only digits and letters, at most 50."))
        return number

    def clean_code(self) -> str:
        code = re.sub(r"\s", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", code):
            raise forms.ValidationError(_("The query code has six digits."))
        return code
