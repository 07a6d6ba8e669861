"""Counting days one by one, so that the list of days is the explanation."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from yimen.cases.rules.facts import MONTHS, WORKING_DAYS, Limit, Stop
from yimen.cases.rules.figures import Day, PauseReport
from yimen.kernel.workdays import WorkCalendar, months_after

DAY = timedelta(days=1)


def report_pause(stop: Stop, calendar: WorkCalendar, today: date) -> PauseReport:
    """What a special procedure left out of the limit: its working days, at most those told."""
    until = stop.ended or max(today, stop.started)
    actual = calendar.between(stop.started, until)
    return PauseReport(
        kind=stop.kind,
        started=stop.started,
        planned_days=stop.planned_days,
        planned_end=calendar.add(stop.started, stop.planned_days),
        ended=stop.ended,
        actual_days=actual,
        left_out_days=min(actual, stop.planned_days),
    )


def days_of_pauses(pauses: Iterable[PauseReport]) -> Iterator[tuple[date, str]]:
    """The days a limit leaves out. An open pause is taken to last as long as it was told."""
    for pause in pauses:
        day, last = pause.started, min(pause.ended or pause.planned_end, pause.planned_end)
        while day < last:
            day += DAY
            yield day, pause.kind


def count_days(
    start: date, limit: Limit, calendar: WorkCalendar, paused: Mapping[date, str]
) -> list[Day]:
    """The days of a limit; natural days and months roll to a working day (Civil Code 203)."""
    if limit.unit == WORKING_DAYS:
        return _walk(start, limit.amount, calendar, paused)
    amount = limit.amount
    if limit.unit == MONTHS:
        amount = (months_after(start, amount) - start).days
    days = _walk(start, amount, calendar, paused, natural=True)
    if days and not calendar.is_workday(days[-1].day):
        days += _walk(days[-1].day, 1, calendar, paused)
    return days


def _walk(
    start: date,
    amount: int,
    calendar: WorkCalendar,
    paused: Mapping[date, str],
    *,
    natural: bool = False,
) -> list[Day]:
    """Each day after the start, until so many of them have counted."""
    days: list[Day] = []
    day, left = start, amount
    while left > 0:
        day += DAY
        works = natural or calendar.is_workday(day)
        if not works:
            name = calendar.holidays.get(day, "")
            days.append(Day(day, "holiday" if name else "weekend", name))
        elif day in paused:
            days.append(Day(day, "pause", paused[day]))
        else:
            days.append(Day(day))
            left -= 1
    return days


def days_after(
    due: date, until: date, limit: Limit, calendar: WorkCalendar, paused: Mapping[date, str]
) -> int:
    """How many days of the limit's kind lie after the due day, pauses not counted."""
    if until <= due:
        return 0
    if limit.unit == WORKING_DAYS:
        count = calendar.between(due, until)
        return count - sum(due < d <= until and calendar.is_workday(d) for d in paused)
    return (until - due).days - sum(due < d <= until for d in paused)
