"""What may be promised instead of handed in, and until when (容缺受理, 告知承诺)."""

from collections.abc import Collection, Iterable
from datetime import date

from yimen.catalogue.rules.elements import Material
from yimen.kernel.workdays import WorkCalendar

FOLLOWS, REPLACES = "follows", "replaces"  #: the paper comes later; the word stands for it
#: What follows when a paper does not come: no grant without it, the case ends, it is put on record.
HOLD, END, RECORD = "hold", "end", "record"
NEAR, DUE, OVER = "near", "due", "over"
NEAR_DAYS = 2  # so many working days before the day, the applicant is reminded
CHECK_DAYS = 20  # working days from the decision to check what was declared


def not_promised(
    materials: Iterable[Material], given: Collection[str], promised: Collection[str]
) -> list[Material]:
    """The papers that may follow by a day and were neither given nor promised."""
    return [m for m in materials if m.can_follow and m.key not in given and m.key not in promised]


def stage(due: date, today: date, calendar: WorkCalendar) -> str:
    """Where a promised day stands: empty (far off), near, due, over."""
    if today > due:
        return OVER
    if today == due:
        return DUE
    return NEAR if calendar.between(today, due) <= NEAR_DAYS else ""
