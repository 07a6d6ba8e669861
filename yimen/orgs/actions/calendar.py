"""Holiday notices."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import parse_region_code
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.models import CalendarDay, CalendarYear
from yimen.orgs.permissions import may_load_calendar
from yimen.orgs.rules import builtin_year


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
    code = parse_region_code(region).value if region else ""
    if not may_load_calendar(by, code):
        raise NotAllowed
    for day in sorted(holidays.keys() & makeup.keys()):
        raise errors.CalendarInvalid(day=day.isoformat())
    CalendarYear.objects.select_for_update().filter(region=code, year=year).delete()
    notice = CalendarYear.objects.create(region=code, year=year, source=source, loaded_at=at)
    rows = [(False, *row) for row in holidays.items()] + [(True, *row) for row in makeup.items()]
    CalendarDay.objects.bulk_create(
        CalendarDay(notice=notice, day=day, name=name, is_workday=is_workday)
        for is_workday, day, name in rows
    )
    facts = {"year": year, "region": code, "source": source}
    facts |= {"holidays": len(holidays), "makeup": len(makeup)}
    subject = uuid5(NAMESPACE_URL, f"calendar/{code}/{year}")
    write("calendar", subject, "calendar.loaded", by=by, at=at, facts=facts)
    return notice


def load_builtin_year(year: int, *, by: Actor, at: datetime) -> CalendarYear:
    """Load the country's notice for the year as the built-in package knows it."""
    days = builtin_year(year)
    return load_calendar_year(year, days.holidays, days.makeup, source=days.source, by=by, at=at)
