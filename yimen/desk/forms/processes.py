"""What is entered about a drawn process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import CHOICES, LINK_KINDS, PARTS
from yimen.desk.forms.items.fields import choice_field, number_field, text_field
from yimen.process.rules.source import MAX_CHARACTERS

MAX_BYTES = 2_000_000


class DrawingForm(forms.Form):
    """A drawing as its text, or as a file; the page it was drawn on shows `seen`."""

    drawing = forms.CharField(
        label=_("The drawing as text (BPMN 2.0)"),
        required=False,
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("BPMN file"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def clean_file(self) -> str:
        """The text of the file; a large one is not read at all."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than a process can be."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is no text in UTF-8.")) from error

    def clean(self) -> dict[str, Any]:
        """One of the two; a file wins over what lies on the page."""
        data = super().clean() or self.cleaned_data
        data["xml"] = data.get("file") or data.get("drawing") or ""
        if not data["xml"] and not self.errors:
            raise forms.ValidationError(_("Choose a file, or draw a process."))
        return data


class StepForm(forms.Form):
    """What is said about the step chosen in the drawing; read and written by desk/process.js."""

    name = text_field(PARTS["name"], 100)
    name_en = text_field(PARTS["name_en"], 100)
    kind = choice_field(PARTS["kind"], {"": "—", **LINK_KINDS}, required=False)
    grant = choice_field(PARTS["grant"], {"": "—", **CHOICES["grant"]}, required=False)
    days = number_field(PARTS["days"], 365)
    rule = choice_field(PARTS["rule"], CHOICES["rule"], required=False)
    voters = number_field(PARTS["voters"], 30)
    seats = text_field(_("Who, by name"), 400, help_text=_("Several are separated by commas."))
    share = number_field(PARTS["share"], 100)


class PathForm(forms.Form):
    """What is said about the path chosen in the drawing."""

    name = text_field(_("When it is taken, in words"), 100)
    condition = text_field(
        _("Condition"),
        500,
        rows=2,
        help_text=_("For example: outcome == 'failed', situation.area > 500"),
    )
    is_default = forms.BooleanField(label=_("Taken where no condition holds"), required=False)
