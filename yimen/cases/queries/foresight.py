"""What a change of calendar would do to the open cases of a place, before it is made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yimen.cases.models import Case
from yimen.cases.queries.clock import clock_of
from yimen.kernel.codes import prefix_of
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for, calendar_if
from yimen.orgs.rules import YearDays, differing_days

#: Due days as an officer ranks them: what counts most comes first.
FIGURES = ("promised", "legal", "acceptance", "delivery")
MOST = 2000


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose due day would be another."""

    case: Case
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Foresight:
    """What would change: which days, and the due days of which open cases."""

    days: tuple[date, ...]
    moved: tuple[Moved, ...] = ()
    looked_at: int = 0
    is_whole: bool = True  #: false: there are more open cases than were looked at


def foresee(place: str, days: YearDays, *, today: date) -> Foresight:
    """The open cases of a place whose due days move if it says this about a year.

    Only cases due on or after the first day that differs can move.
    """
    changed = differing_days(calendar_for(place), calendar_if(place, place=place, days=days))
    if not changed:
        return Foresight(())
    due = Q()
    for name in FIGURES:
        due |= Q(**{f"{name}_due_on__gte": changed[0]})
    open_cases = Case.objects.open().in_region(prefix_of(place)).filter(due)
    found = list(open_cases.with_names().with_clock().order_by("pk")[: MOST + 1])
    moved = _moved(found[:MOST], place, days, today)
    return Foresight(tuple(changed), tuple(moved), min(len(found), MOST), len(found) <= MOST)


def _moved(cases: list[Case], place: str, days: YearDays, today: date) -> list[Moved]:
    calendars: dict[str, WorkCalendar] = {}
    moved = []
    for case in cases:
        region = case.organisation.region_id
        if region not in calendars:
            calendars[region] = calendar_if(region, place=place, days=days)
        clock = clock_of(case, today, calendar=calendars[region])
        for name in FIGURES:
            before, figure = getattr(case, f"{name}_due_on"), getattr(clock, name)
            if before and figure and figure.due and figure.due != before:
                moved.append(Moved(case, before, figure.due))
                break
    return moved
