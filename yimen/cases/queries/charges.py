"""What may be charged for a case, and what was."""

from collections.abc import Sequence

from yimen.cases.models import Case, Charge
from yimen.cases.queries.situation import narrowed
from yimen.catalogue.rules.elements import Fee


def fees_of(case: Case) -> Sequence[Fee]:
    """The fees its guide names for its situation."""
    return narrowed(case).fees


def charges_of(case: Case) -> Sequence[Charge]:
    """What was charged so far, oldest first."""
    return list(case.charges.select_related("by").order_by("at", "id"))
