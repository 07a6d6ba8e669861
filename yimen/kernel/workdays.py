"""Counting working days: Administrative Licensing Law, art. 82; Civil Code, arts. 201–203."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

#: The name given to days left out because they are a Saturday or Sunday.
WEEKEND = "weekend"


def _plain(ordinal: int) -> int:
    """Mondays to Fridays from the first day of the era up to this one (day 1 was a Monday)."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _plain_day(number: int) -> int:
    """The ordinal of the Monday-to-Friday day of that number."""
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1


def months_after(day: date, n: int) -> date:
    """The same day n months on, or that month's last day (Civil Code, art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class _Table:
    """The days that differ from the plain week, and how many working days lie up to each."""

    days: list[int]  #: ordinals, ascending
    shift: list[int]  #: working days gained or lost before the i-th of them
    worked: list[int]  #: working days of the era up to and including the i-th of them

    def up_to(self, ordinal: int) -> int:
        return _plain(ordinal) + self.shift[bisect_right(self.days, ordinal)]

    def day(self, number: int) -> int:
        index = bisect_left(self.worked, number)
        ordinal = _plain_day(number - self.shift[index])
        return ordinal if index == len(self.days) else min(ordinal, self.days[index])


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """The days offices work: Monday to Friday, less holidays, plus make-up days (调休)."""

    holidays: Mapping[date, str] = field(default_factory=dict)  #: day off → name of the festival
    makeup: Mapping[date, str] = field(default_factory=dict)  #: day worked → what it makes up for
    years: frozenset[int] = frozenset()  #: years whose holiday notice is known

    @cached_property
    def _table(self) -> _Table:
        changes = {d.toordinal(): -1 for d in self.holidays if d.weekday() < 5}
        changes |= {d.toordinal(): 1 for d in self.makeup if d.weekday() >= 5}
        for both in self.holidays.keys() & self.makeup.keys():
            changes.pop(both.toordinal(), None)
            if both.weekday() >= 5:
                changes[both.toordinal()] = 1
        days = sorted(changes)
        shift = [0, *accumulate(changes[d] for d in days)]
        return _Table(days, shift, [_plain(d) + s for d, s in zip(days, shift[1:], strict=True)])

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day; a make-up day wins over a holiday."""
        if day in self.makeup:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def add(self, day: date, n: int) -> date:
        """The n-th working day after this one, which is not counted; before it if n is negative."""
        if n == 0:
            return day
        table, ordinal = self._table, day.toordinal()
        number = table.up_to(ordinal) + n if n > 0 else table.up_to(ordinal - 1) + n + 1
        return date.fromordinal(table.day(number))

    def count(self, first: date, last: date) -> int:
        """The working days from the first to the last day, both counted."""
        return self._table.up_to(last.toordinal()) - self._table.up_to(first.toordinal() - 1)

    def between(self, start: date, end: date) -> int:
        """The working days after start up to and including end; negative if end lies before."""
        return self._table.up_to(end.toordinal()) - self._table.up_to(start.toordinal())

    def next_workday(self, day: date) -> date:
        """This day if offices work on it, else the next that they do (Civil Code, art. 203)."""
        table, ordinal = self._table, day.toordinal()
        return date.fromordinal(table.day(table.up_to(ordinal - 1) + 1))

    def add_natural_days(self, day: date, n: int) -> date:
        """The last day of a period of calendar days, rolled off days off (arts. 201, 203)."""
        return self.next_workday(day + timedelta(days=n))

    def add_months(self, day: date, n: int) -> date:
        """The same day n months on, or the month's last, rolled off days off (arts. 202, 203)."""
        return self.next_workday(months_after(day, n))

    def left_out(self, start: date, end: date) -> tuple[tuple[date, str], ...]:
        """The days after start up to end that do not count, each with the reason."""
        span = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
        return tuple((d, self.holidays.get(d, WEEKEND)) for d in span if not self.is_workday(d))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether the span touches a year whose holiday notice is not known yet."""
        return any(year not in self.years for year in range(start.year, end.year + 1))
