"""The times of a hearing (Administrative Licensing Law, arts. 46 to 48), in working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yimen.kernel.workdays import WorkCalendar

APPLY_DAYS = 5  # from being told of the right to apply (art. 47)
HOLD_DAYS = 20  # from the application to the hearing (art. 47)
NOTICE_DAYS = 7  # time and place are told at least so long before (art. 48(1))


@dataclass(frozen=True, slots=True)
class HearingTimes:
    """When those concerned were told of their right, applied, were told the day; and the day.

    Without an application the office held it of its own accord (art. 46).
    """

    announced_on: date
    day: date
    told_on: date | None = None
    applied_on: date | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A time that was not kept: which, and what the law allows."""

    field: str
    until: date


def late(times: HearingTimes, calendar: WorkCalendar) -> Iterator[Late]:
    """Every time that was not kept, in the order it ran."""
    if times.applied_on and times.told_on:
        apply_by = calendar.add(times.told_on, APPLY_DAYS)
        if not times.told_on <= times.applied_on <= apply_by:
            yield Late("applied_on", apply_by)
    if times.applied_on:
        hold_by = calendar.add(times.applied_on, HOLD_DAYS)
        if not times.applied_on <= times.day <= hold_by:
            yield Late("day", hold_by)
    announce_by = calendar.add(times.day, -NOTICE_DAYS)
    if times.announced_on > announce_by:
        yield Late("announced_on", announce_by)
