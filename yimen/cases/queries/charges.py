"""What may be charged for a case, and what was."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from yimen.cases.models import Case, Charge
from yimen.cases.queries.situation import narrowed
from yimen.catalogue.rules.elements import Fee


def fees_of(case: Case) -> Sequence[Fee]:
    """The fees its guide names for its situation."""
    return narrowed(case).fees


def charges_of(case: Case) -> Sequence[Charge]:
    """What was charged so far, oldest first."""
    return list(case.charges.select_related("by").order_by("at", "id"))


def charge_receipted(case_id: UUID, receipt: str) -> Charge | None:
    """The charge of a receipt: the one that counts, or else the last one struck out."""
    found = Charge.objects.filter(case=case_id, receipt=receipt.strip())
    return found.order_by(F("voided_at").desc(nulls_first=True)).first()
