"""Giving a file along with a material."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import CHOICES


class AttachForm(forms.Form):
    """A blank form or a sample, for one material."""

    use_required_attribute = False
    material = forms.CharField(widget=forms.HiddenInput, max_length=60)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kind = forms.ChoiceField(label=_("What it is"), choices=list(CHOICES["attachment"].items()))
    file = forms.FileField(label=_("File"))


class DetachForm(forms.Form):
    """The file to take off."""

    material = forms.CharField(max_length=60)
    name = forms.CharField(max_length=255)
    seen = forms.CharField(max_length=64)
