"""Words and filters for laws and proofs."""

from django import forms

from yimen.catalogue.models import Law

FARTHEST = 100_000


class WordsForm(forms.Form):
    """What is looked for; what makes no sense is not looked for."""

    q = forms.CharField(required=False, max_length=100)
    start = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)

    def said(self, name: str) -> str:
        """What was asked; nothing where it was no answer to the question."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def passed(self) -> int:
        """How many rows come before this page."""
        self.is_valid()
        return int(self.cleaned_data.get("start") or 0)


class LawsForm(WordsForm):
    """Laws by words and by who made them."""

    kind = forms.ChoiceField(required=False, choices=[("", ""), *Law.Kind.choices])
