"""Holiday notices, and the days a place sets for itself."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import connection, transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import parse_region_code
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.models import CalendarDay, CalendarYear
from yimen.orgs.permissions import may_load_calendar
from yimen.orgs.queries import own_days
from yimen.orgs.rules import YearDays, builtin_year, with_day, without_day


@transaction.atomic
def load_calendar_year(
    year: int,
    holidays: Mapping[date, str],
    makeup: Mapping[date, str],
    *,
    source: str,
    region: str = "",
    by: Actor,
    at: datetime,
) -> CalendarYear:
    """Load a notice of days off and make-up days, for the country or for one place.

    It replaces what the same place's notice for that year said before.
    """
    code = _place(region, by=by)
    for day in sorted(holidays.keys() & makeup.keys()):
        raise errors.CalendarInvalid(day=day.isoformat())
    notice = _keep(YearDays(year, holidays, makeup, source), code, at=at)
    facts = {"source": source, "holidays": len(holidays), "makeup": len(makeup)}
    _record("loaded", code, year, by=by, at=at, facts=facts)
    return notice


def load_builtin_year(year: int, *, by: Actor, at: datetime) -> CalendarYear:
    """Load the country's notice for the year as the built-in package knows it."""
    days = builtin_year(year)
    return load_calendar_year(year, days.holidays, days.makeup, source=days.source, by=by, at=at)


@transaction.atomic
def set_calendar_day(
    region: str,
    day: date,
    *,
    is_workday: bool,
    name: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> bool:
    """Close the offices of a place on a day, or open them; the same again changes nothing.

    Never for the country: a notice of one day would stand in for the whole year's.
    """
    code = _place(region, by=by)
    if not code:
        raise NotAllowed
    _lock(code, day.year)
    before = own_days(code, day.year)
    after = with_day(before, day, is_workday=is_workday, name=name)
    if after == before:
        return False
    _keep(after, code, at=at)
    facts = {"day": day.isoformat(), "is_workday": is_workday, "name": name, "reason": reason}
    _record("day_set", code, day.year, by=by, at=at, facts=facts)
    return True


@transaction.atomic
def unset_calendar_day(region: str, day: date, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a day that a place set for itself."""
    code = _place(region, by=by)
    if not code:
        raise NotAllowed
    _lock(code, day.year)
    before = own_days(code, day.year)
    after = without_day(before, day)
    if after == before:
        raise errors.NotAmongOwnDays(day=day.isoformat(), field="day")
    _keep(after, code, at=at)
    facts = {"day": day.isoformat(), "reason": reason}
    _record("day_unset", code, day.year, by=by, at=at, facts=facts)


def _place(region: str, *, by: Actor) -> str:
    """The place's twelve digits, if the actor sets its days; empty for the country."""
    code = parse_region_code(region).value if region else ""
    if not may_load_calendar(by, code):
        raise NotAllowed
    return code


def _lock(code: str, year: int) -> None:
    """Hold the year of a place, which may have no row yet, until the transaction ends."""
    with connection.cursor() as cursor:
        key = f"calendar/{code}/{year}"
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [key])


def _keep(days: YearDays, code: str, *, at: datetime) -> CalendarYear:
    """Store what a notice says in place of what it said before.

    It is a new row, so that every process notices at its next question.
    """
    _lock(code, days.year)
    CalendarYear.objects.filter(region=code, year=days.year).delete()
    notice = CalendarYear.objects.create(
        region=code, year=days.year, source=days.source, loaded_at=at
    )
    rows = [(False, *row) for row in days.holidays.items()]
    rows += [(True, *row) for row in days.makeup.items()]
    CalendarDay.objects.bulk_create(
        CalendarDay(notice=notice, day=day, name=name, is_workday=is_workday)
        for is_workday, day, name in rows
    )
    return notice


def _record(
    what: str, code: str, year: int, *, by: Actor, at: datetime, facts: Mapping[str, object]
) -> None:
    subject = uuid5(NAMESPACE_URL, f"calendar/{code}/{year}")
    said = {"year": year, "region": code, **facts}
    write("calendar", subject, f"calendar.{what}", by=by, at=at, facts=said)
