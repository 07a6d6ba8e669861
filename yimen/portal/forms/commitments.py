"""Signing commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.queries import CommitmentOffer


@dataclass(frozen=True)
class Choice:
    """An offer with its checkbox."""

    offer: CommitmentOffer
    id: str
    is_chosen: bool


class CommitForm(forms.Form):
    """Which papers, and the signature: one's own name, typed, and that one has read it."""

    use_required_attribute = False

    chosen = forms.MultipleChoiceField(
        label=_("What you commit to"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one paper.")},
    )
    agreed = forms.BooleanField(
        label=_("I have read the text above in full and sign it of my own will."),
        error_messages={"required": _("Confirm that you have read it.")},
    )
    name = forms.CharField(
        label=_("Your name, as signature"),
        max_length=100,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, offers: Sequence[CommitmentOffer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.material.name) for one in offers]

    @property
    def choices(self) -> list[Choice]:
        """Each offer with its checkbox, as it stands."""
        chosen = self["chosen"].value() or []
        return [
            Choice(one, f"id_chosen_{place}", one.key in chosen)
            for place, one in enumerate(self.offers)
        ]
