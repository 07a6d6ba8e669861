"""From a limit to the moments at which each level is reached: pure, with one formula for all.

"Used" days are rounded up (domain.md §4.1): a level that asks for k used days is reached when k - 1
counted days have wholly passed. By the day that is the midnight after the last of them; to the
second it is the moment just after the time of day at which the thing began ("1 second over counts
as over"). Which days count is what the legal clock says (cases/rules/counting.py).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from yimen.cases.rules.counting import DAY, count_days
from yimen.cases.rules.facts import WORKING_DAYS, Limit
from yimen.cases.rules.figures import Figure
from yimen.kernel.workdays import WorkCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
TICK = timedelta(microseconds=1)
WHOLE = timedelta(days=1)
NO_DAYS: frozenset[date] = frozenset()
NO_PAUSES: Mapping[date, str] = {}
BY_DAY, BY_SECOND = "day", "second"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A level, and when it is reached: so many days before or after a limit, or a part of it."""

    level: int
    of: str  #: whose limit: promise, legal, acceptance, link, planned, delivery, answer
    unit: str  #: days | percent
    value: int

    def used(self, limit: int) -> int:
        """How many days must be used, of a limit of so many; at least one."""
        if self.unit == "percent":
            return max(1, -(-limit * self.value // 100))
        return max(1, limit + self.value)


@dataclass(frozen=True, slots=True)
class Run:
    """Something that runs from a moment under a limit: the days that use it up."""

    start: datetime
    counted: tuple[date, ...]  #: of the limit itself; the last one is its due day
    is_natural: bool = False
    paused: frozenset[date] = NO_DAYS

    @property
    def first(self) -> date:
        """The day it began, in Shanghai; not itself counted."""
        return self.start.astimezone(SHANGHAI).date()

    @property
    def due(self) -> date:
        """The last day of the limit."""
        return self.counted[-1] if self.counted else self.first


@dataclass(frozen=True, slots=True)
class Moment:
    """When a level is reached, if the thing is not done before, and under which limit."""

    level: int
    of: str
    at: datetime
    used: int  #: how many days are used up then
    limit: int  #: how many there are
    due: date  #: the last of them


def run_of(start: datetime, figure: Figure, paused: Iterable[date] = ()) -> Run:
    """What a figure of the legal clock says about a thing that began at that moment."""
    is_natural = figure.limit.unit != WORKING_DAYS
    return Run(start, figure.counted, is_natural, frozenset(paused))


def plain_run(
    start: datetime, days: int, calendar: WorkCalendar, paused: Mapping[date, str] = NO_PAUSES
) -> Run:
    """A thing with so many working days, less those of special procedures."""
    first = start.astimezone(SHANGHAI).date()
    counted = count_days(first, Limit(days), calendar, paused)
    return Run(start, tuple(day.day for day in counted if day.is_counted), paused=frozenset(paused))


def thresholds_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Threshold, ...]:
    """The thresholds in days and percent that a rule stores; counts belong to conduct."""
    return tuple(
        Threshold(int(row["level"]), str(row["of"]), str(row["unit"]), int(row["value"]))
        for row in rows
        if row["unit"] in ("days", "percent")
    )


def moments(
    thresholds: Iterable[Threshold],
    runs: Mapping[str, Run],
    precision: str,
    calendar: WorkCalendar,
) -> list[Moment]:
    """When each level is reached, lowest first; none that is reached no sooner than a higher one.

    `runs`: the limit of each name a threshold may speak of; one that is not there has no moment.
    """
    soonest: dict[int, Moment] = {}
    for one in thresholds:
        run = runs.get(one.of)
        if run is None:
            continue
        found = _found(one, run, precision, calendar)
        known = soonest.get(one.level)
        if known is None or found.at < known.at:
            soonest[one.level] = found
    return list(reversed(list(_below(soonest))))


def _found(one: Threshold, run: Run, precision: str, calendar: WorkCalendar) -> Moment:
    limit = len(run.counted)
    used = one.used(limit)
    return Moment(one.level, one.of, moment(run, used, precision, calendar), used, limit, run.due)


def _below(soonest: Mapping[int, Moment]) -> Iterator[Moment]:
    """From the highest level down, those that come before all above them."""
    least: datetime | None = None
    for level in sorted(soonest, reverse=True):
        found = soonest[level]
        if least is None or found.at < least:
            least = found.at
            yield found


def moment(run: Run, used: int, precision: str, calendar: WorkCalendar) -> datetime:
    """When so many days are used: all but one of them have wholly passed.

    What is to be done on the day itself (即办) is late at midnight, not a second after it began.
    """
    last = _day(run, used - 1, calendar)
    precision = precision if run.counted else BY_DAY
    if precision == BY_SECOND and (used == 1 or _counts(run, run.first, calendar)):
        return datetime.combine(last, _clock(run), SHANGHAI) + TICK
    if precision == BY_SECOND:  # a day that does not count uses up nothing: with the next that does
        return datetime.combine(_day(run, used, calendar), time(), SHANGHAI) + TICK
    return datetime.combine(last + DAY, time(), SHANGHAI)


def _clock(run: Run) -> time:
    return run.start.astimezone(SHANGHAI).time()


def _day(run: Run, number: int, calendar: WorkCalendar) -> date:
    """The counted day of that number after the first; those past the limit are counted on."""
    if number <= 0:
        return run.first
    if number <= len(run.counted):
        return run.counted[number - 1]
    day, left = run.due, number - len(run.counted)
    while left:
        day += DAY
        left -= _counts(run, day, calendar)
    return day


def _counts(run: Run, day: date, calendar: WorkCalendar) -> bool:
    return day not in run.paused and (run.is_natural or calendar.is_workday(day))


def level_at(
    thresholds: Iterable[Threshold],
    runs: Mapping[str, Run],
    precision: str,
    calendar: WorkCalendar,
    at: datetime,
) -> int:
    """The level of a thing at a moment (when it was done, or now); 0: nothing is reached.

    Told by counting what was used, not by the moments: the two are checked against each other.
    """
    reached = [
        one.level
        for one in thresholds
        if (run := runs.get(one.of)) is not None
        and used_days(run, precision, calendar, at) >= one.used(len(run.counted))
    ]
    return max(reached, default=0)


def used_days(run: Run, precision: str, calendar: WorkCalendar, at: datetime) -> int:
    """How many days were used by a moment, rounded up."""
    day = at.astimezone(SHANGHAI).date()
    whole = _counted_between(run, day, calendar)
    if precision != BY_SECOND or not run.counted:
        return whole + 1 if day > run.first else 0
    begun = run.start.astimezone(SHANGHAI)
    now = at.astimezone(SHANGHAI)
    if now <= begun:
        return 0
    if day == run.first:
        return 1
    starts_counted = _counts(run, run.first, calendar)
    rest = WHOLE - _since_midnight(begun) if starts_counted else timedelta()
    today = _since_midnight(now) if _is_counted(run, day, calendar) else timedelta()
    used = rest + whole * WHOLE + today
    return max(1, -(-used // WHOLE))


def _counted_between(run: Run, day: date, calendar: WorkCalendar) -> int:
    """The counted days after the first and before that day."""
    if day <= run.due:
        return bisect_left(run.counted, day)
    past = (run.due + DAY * n for n in range(1, (day - run.due).days))
    return len(run.counted) + sum(_counts(run, one, calendar) for one in past)


def _is_counted(run: Run, day: date, calendar: WorkCalendar) -> bool:
    return day in run.counted if day <= run.due else _counts(run, day, calendar)


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )
