"""What the parts of a proof on the list are called."""

from typing import Any

from django.utils.translation import pgettext_lazy

PROOF_PARTS: dict[str, Any] = {
    "organisation": pgettext_lazy("proof", "Kept by"),
    "key": pgettext_lazy("proof", "Key"),
    "name": pgettext_lazy("proof", "Name of the proof"),
    "purpose": pgettext_lazy("proof", "What it is needed for"),
    "basis": pgettext_lazy("proof", "Legal bases"),
    "demanded_by": pgettext_lazy("proof", "Asked by"),
    "issued_by": pgettext_lazy("proof", "Issued by"),
    "how_to_get": pgettext_lazy("proof", "How to get it"),
    "may_commit": pgettext_lazy("proof", "A written commitment is enough"),
    "commitment_note": pgettext_lazy("proof", "What is declared, and what follows if it is untrue"),
    "check_method": pgettext_lazy("proof", "How the commitment is checked"),
    "why_no_commitment": pgettext_lazy("proof", "Why a commitment is not enough"),
}
