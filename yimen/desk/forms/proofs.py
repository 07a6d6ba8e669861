"""The form of a proof on the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import PROOF_PARTS
from yimen.catalogue.models import Proof
from yimen.desk.forms.items.fields import choice_field, text_field
from yimen.ui.forms import RowField

KEY = r"^[a-z0-9][a-z0-9-]{1,39}$"


class ProofForm(forms.Form):
    """What an entry of the list says; a commitment is either allowed or refused with a reason."""

    name = text_field(PROOF_PARTS["name"], 200, required=True)
    purpose = text_field(PROOF_PARTS["purpose"], 2000, required=True, rows=2)
    basis = text_field(PROOF_PARTS["basis"], 2000, required=True, rows=2)
    demanded_by = text_field(PROOF_PARTS["demanded_by"], 200, required=True)
    issued_by = text_field(PROOF_PARTS["issued_by"], 200, required=True)
    how_to_get = text_field(PROOF_PARTS["how_to_get"], 4000, required=True, rows=3)
    may_commit = forms.BooleanField(label=PROOF_PARTS["may_commit"], required=False)
    commitment_note = text_field(PROOF_PARTS["commitment_note"], 4000, rows=3)
    check_method = choice_field(PROOF_PARTS["check_method"], Proof.Check.choices)
    why_no_commitment = text_field(PROOF_PARTS["why_no_commitment"], 2000, rows=2)

    def clean(self) -> dict[str, Any]:
        """With a commitment: its words and how it is checked; without one: why not."""
        facts = super().clean() or {}
        if facts.get("may_commit"):
            if not facts.get("commitment_note"):
                self.add_error("commitment_note", _("Say what is declared, and what follows."))
            if facts.get("check_method") == Proof.Check.NONE:
                self.add_error("check_method", _("Say how the commitment is checked."))
            return {**facts, "why_no_commitment": ""}
        if not facts.get("why_no_commitment"):
            self.add_error("why_no_commitment", _("Say why a commitment is not enough."))
        return {**facts, "commitment_note": "", "check_method": Proof.Check.NONE}


class NewProofForm(ProofForm):
    """A proof for the list: who keeps the entry, and its key."""

    field_order = ("organisation", "key")

    organisation: RowField = RowField(None, label=PROOF_PARTS["organisation"])
    key = forms.RegexField(
        KEY,
        label=PROOF_PARTS["key"],
        help_text=_("Small letters, digits and hyphens; it stays for good."),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = RowField(organisations, label=PROOF_PARTS["organisation"])
        self.order_fields(self.field_order)
