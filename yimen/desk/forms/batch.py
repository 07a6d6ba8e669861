"""Confirming a batch: which act, which cases as they stood, in which words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.rules.batches import WITH_WORDS
from yimen.desk.forms.fields import KeyedForm

LABELS: dict[str, Any] = {"examine": _("Opinion"), "grant": _("Reasons")}


class BatchForm(KeyedForm):
    """What goes with every case of the batch."""

    move = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        max_length=4000,
        min_length=2,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Places like {申请人} and {事项} are filled in for each case."),
    )

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"move": move})
        super().__init__(*args, **kwargs)
        if move in WITH_WORDS:
            self.fields["words"].label = LABELS[move]
        else:
            del self.fields["words"]
