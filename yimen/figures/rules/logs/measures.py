"""What a case of an older system amounts to: the days it used of the days it had."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yimen.kernel.workdays import WorkCalendar
from yimen.supervision.rules.levels import Threshold

DAY = timedelta(days=1)
#: Upper ends, in days, of the steps in which lateness is shown; the last step has none.
LATE_STEPS = (1, 3, 7, 14, 30, 90)


@dataclass(frozen=True, slots=True)
class Span:
    """Working days a case used, of those promised and those the law gave (none: not known)."""

    used: int
    promised: int | None
    legal: int | None


def span(
    start: date, until: date, deadline: date | None, legal: date | None, calendar: WorkCalendar
) -> Span:
    """A case measured by the calendar."""
    promised, lawful = (
        None if day is None else max(calendar.between(start, day), 0) for day in (deadline, legal)
    )
    return Span(used_days(start, until, calendar), promised, lawful)


def used_days(start: date, until: date, calendar: WorkCalendar) -> int:
    """The days a case has used, a day begun counted as whole, as supervision counts them.

    The day of the start does not count; what ends on a day off after its last day is over it.
    """
    return calendar.between(start, until - DAY) + 1 if until > start else 0


def reached(case: Span, thresholds: Iterable[Threshold]) -> frozenset[int]:
    """The levels of a supervision rule that the days a case used would have reached."""
    limits = {"promise": case.promised, "legal": case.legal}
    return frozenset(
        one.level
        for one in thresholds
        if (limit := limits.get(one.of)) is not None and case.used >= one.used(limit)
    )
