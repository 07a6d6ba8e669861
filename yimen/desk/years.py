"""A year of a place's calendar, as twelve small months and as a list."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.rules import YearDays
from yimen.ui.clock import Cell, Month


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row that differ from the plain week for one reason."""

    first: date
    last: date
    name: str
    is_workday: bool
    is_own: bool  #: set by the place itself

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def months_of(days: WorkCalendar, year: int, own: YearDays, *, today: date) -> list[Month]:
    """The twelve months of a year, each day by how offices work on it."""
    rows = calendar.Calendar()
    mine = {*own.holidays, *own.makeup}
    return [
        Month(
            date(year, month, 1),
            tuple(
                tuple(_cell(day, month, days, mine, today) for day in week)
                for week in rows.monthdatescalendar(year, month)
            ),
        )
        for month in range(1, 13)
    ]


def _cell(day: date, month: int, days: WorkCalendar, own: set[date], today: date) -> Cell:
    if day.month != month:
        return Cell()
    kind = "plain"
    if day in days.makeup:
        kind = "makeup"
    elif day in days.holidays:
        kind = "off"
    elif day.weekday() > 4:
        kind = "weekend"
    return Cell(day.day, f"{kind} is-own" if day in own else kind, is_today=day == today)


def spans_of(days: WorkCalendar, year: int, own: YearDays) -> list[Span]:
    """What differs from the plain week, runs of days in one line."""
    named = [(day, name, False) for day, name in days.holidays.items() if day.year == year]
    named += [(day, name, True) for day, name in days.makeup.items() if day.year == year]
    mine = {*own.holidays, *own.makeup}
    return list(_joined((*one, one[0] in mine) for one in sorted(named)))


def _joined(days: Iterator[tuple[date, str, bool, bool]]) -> Iterator[Span]:
    """Neighbours of one name become one span; a place's own days stay apart: each can go."""
    span: Span | None = None
    for day, name, is_workday, is_own in days:
        if span and not is_own and _goes_on(span, day, name, is_workday):
            span = Span(span.first, day, name, is_workday, is_own)
            continue
        if span:
            yield span
        span = Span(day, day, name, is_workday, is_own)
    if span:
        yield span


def _goes_on(span: Span, day: date, name: str, is_workday: bool) -> bool:
    same = (span.name, span.is_workday) == (name, is_workday) and not span.is_own
    return same and span.last + timedelta(days=1) == day
