"""What the switches send."""

from django import forms
from django.conf import settings


class ReadingForm(forms.Form):
    """Elder version and language; each alone."""

    elder = forms.ChoiceField(choices=[("0", ""), ("1", "")], required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)


class RegionForm(forms.Form):
    """A region's code, or nothing for the whole site."""

    region = forms.RegexField(r"^(\d{12})?$", required=False)


class AfterForm(forms.Form):
    """Where a list goes on."""

    after = forms.UUIDField(required=False)
