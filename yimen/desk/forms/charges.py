"""What was charged for a case, as the officer who took it enters it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.rules.elements import Fee
from yimen.desk.forms.fields import KeyedForm, YuanField, offer_choices
from yimen.kernel.money import yuan

OTHER = "-"  # charged without a row of the guide


class ChargeForm(KeyedForm):
    """Which fee, how much, and the number of the receipt."""

    fee = forms.ChoiceField(label=_("Fee"))
    name = forms.CharField(
        label=_("What was charged"),
        max_length=100,
        required=False,
        help_text=_("Only if the guide does not name it: as on the receipt."),
    )
    amount = YuanField(label=_("Amount (yuan)"))
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=40)

    def __init__(self, *args: Any, fees: Sequence[Fee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fees = fees
        rows = [(fee.key, _line(fee)) for fee in fees]
        offer_choices(
            self, "fee", [("", _("Please choose")), *rows, (OTHER, _("Not in the guide"))]
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What the act is told."""
        said = self.cleaned_data
        fee = "" if said["fee"] == OTHER else said["fee"]
        facts = {"fee": fee, "name": said["name"], "fen": said["amount"]}
        return {**facts, "receipt": said["receipt"], "key": said["key"]}


class VoidForm(forms.Form):
    """Why a charge is struck out."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why"), max_length=200)


def _line(fee: Fee) -> str:
    standard = fee.standard or (yuan(fee.amount_fen) if fee.amount_fen is not None else "")
    return f"{fee.name}（{standard}）" if standard else fee.name
