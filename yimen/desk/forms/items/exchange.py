"""Forms of what is brought in, and of the words that mean the same."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_WORD = 60


class ImportForm(forms.Form):
    """A file with items."""

    file = forms.FileField(
        label=_("Workbook or JSON lines"),
        help_text=_("At most 20 MB. It is looked through first; nothing changes before you agree."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.jsonl"}),
    )
    hand_in = forms.BooleanField(
        label=_("Hand drafts that are ready to review at once"), required=False
    )


class SynonymForm(forms.Form):
    """A group of words."""

    words = forms.CharField(
        label=_("Words that mean the same"),
        help_text=_("One a line. A word with a space stands for all of its parts."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    note = forms.CharField(label=pgettext_lazy("synonyms", "Note"), max_length=200, required=False)

    def clean_words(self) -> list[str]:
        """The words, apart."""
        words = [word.strip() for word in re.split(r"[\n/／、]+", self.cleaned_data["words"])]
        return [word[:LONGEST_WORD] for word in words if word]
