"""Whether an act came in time: read from its entry in the journal."""

from collections.abc import Mapping
from datetime import date

#: act → the due days of which the earliest says whether it was late
LIMITS: Mapping[str, tuple[str, ...]] = {
    "case.accepted": ("acceptance",),
    "case.declined": ("acceptance",),
    "case.supplement_requested": ("acceptance",),
    "case.granted": ("promised", "legal"),
    "case.refused": ("promised", "legal"),
    "case.delivered": ("delivery",),
}


def was_late(kind: str, dues: Mapping[str, str], day: date) -> bool | None:
    """Whether an act of that day came after its limit; none where it has no limit."""
    known = [date.fromisoformat(dues[name]) for name in LIMITS.get(kind, ()) if dues.get(name)]
    return day > min(known) if known else None
