"""The times of a hearing (Licensing Law, arts. 46 to 48), in working days (art. 82)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yimen.kernel.workdays import WorkCalendar

APPLY_DAYS = 5  # from being told of the right to apply (art. 47)
HOLD_DAYS = 20  # from the application to the hearing (art. 47)
NOTICE_DAYS = 7  # time and place are told at least so long before (art. 48(1))
RECORD_DAYS = 2  # to write its record and have it signed; told with the time it takes (art. 45)


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
        until = apply_by(times.told_on, calendar)
        if not times.told_on <= times.applied_on <= until:
            yield Late("applied_on", until)
    if times.applied_on:
        until = hold_by(times.applied_on, calendar)
        if not times.applied_on <= times.day <= until:
            yield Late("day", until)
    until = announce_by(times.day, calendar)
    if times.announced_on > until:
        yield Late("announced_on", until)


def apply_by(told_on: date, calendar: WorkCalendar) -> date:
    """The last day to apply for a hearing."""
    return calendar.add(told_on, APPLY_DAYS)


def hold_by(applied_on: date, calendar: WorkCalendar) -> date:
    """The last day to hold a hearing that was applied for."""
    return calendar.add(applied_on, HOLD_DAYS)


def announce_by(day: date, calendar: WorkCalendar) -> date:
    """The last day to tell those concerned of a hearing on that day."""
    return calendar.add(day, -NOTICE_DAYS)


def earliest(today: date, calendar: WorkCalendar) -> date:
    """The first day a hearing told of today can be held on."""
    return calendar.add(calendar.next_workday(today), NOTICE_DAYS)


def days_taken(today: date, day: date, calendar: WorkCalendar) -> int:
    """The working days a hearing takes: until it is held, and until its record is signed."""
    return calendar.between(today, day) + RECORD_DAYS


@dataclass(frozen=True, slots=True)
class Said:
    """What one of those told of their right has answered, and until when he may."""

    answer: str
    apply_by: date


def outcome(answers: Iterable[Said], today: date) -> str:
    """What all answers come to: applied, told (some may still apply), waived, withdrawn, lapsed."""
    answers = list(answers)
    if any(one.answer == "applied" for one in answers):
        return "applied"
    open_ones = [one for one in answers if not one.answer]
    if any(today <= one.apply_by for one in open_ones):
        return "told"
    if any(one.answer == "withdrawn" for one in answers):
        return "withdrawn"
    return "lapsed" if open_ones else "waived"
