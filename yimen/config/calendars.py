"""Where calendars come from: the database, a holiday-cn file, or the notices built in."""

import json
from pathlib import Path

from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.rules import YearDays, builtin_calendar, read_holiday_cn


class BadCalendarFile(ValueError):
    """The file is not a holiday-cn year; the text says where."""


def read_year(path: Path) -> YearDays:
    """One year in the form of the open data set holiday-cn (`year`, `days` with `isOffDay`)."""
    try:
        return read_holiday_cn(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as problem:
        raise BadCalendarFile(
            f"{path} is not a holiday-cn year: expected year, days[].date, .name, .isOffDay "
            f"({type(problem).__name__}: {problem})"
        ) from None


def best_calendar(region: str) -> tuple[WorkCalendar, str]:
    """The database's calendar if it can be asked, else the built-in; and which it is."""
    from yimen.config.boot import django_ready

    django_ready()
    from django.db import Error

    from yimen.orgs.queries import calendar_for

    try:
        return calendar_for(region), f"of this site, {region}" if region else "of this site"
    except Error:
        return builtin_calendar(), "built in (chinesecalendar); the site's own was not to be had"
