"""Forms of the exchange with other levels."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PackageForm(forms.Form):
    """What another level sent: a package, or the receipt of one of ours."""

    file = forms.FileField(
        label=_("Package or receipt"),
        help_text=_("At most 20 MB. A line that cannot be taken does not hold up the others."),
        widget=forms.ClearableFileInput(attrs={"accept": ".jsonl,.json"}),
    )
