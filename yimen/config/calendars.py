"""Where calendars come from: the database, a holiday-cn file, or the package chinesecalendar."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yimen.kernel.workdays import WorkCalendar

FIRST_BUILTIN_YEAR = 2019
BUILTIN = "chinesecalendar"


@dataclass
class YearDays:
    """What one year's notice of the State Council's General Office says."""

    holidays: dict[date, str] = field(default_factory=dict)
    makeup: dict[date, str] = field(default_factory=dict)


class BadCalendarFile(ValueError):
    """The file is not a holiday-cn year; the text says where."""


def builtin_years() -> dict[int, YearDays]:
    """The years that the installed chinesecalendar knows."""
    from chinese_calendar import Holiday, constants

    names = {holiday.value: holiday.chinese for holiday in Holiday}
    years: dict[int, YearDays] = defaultdict(YearDays)
    for day, name in constants.holidays.items():
        years[day.year].holidays[day] = names.get(name, name)
    for day, name in constants.workdays.items():
        years[day.year].makeup[day] = names.get(name, name)
    return {year: days for year, days in sorted(years.items()) if year >= FIRST_BUILTIN_YEAR}


def builtin_calendar() -> WorkCalendar:
    """The national calendar when no database can be asked."""
    years = builtin_years()
    return WorkCalendar(
        holidays=_merged(days.holidays for days in years.values()),
        makeup=_merged(days.makeup for days in years.values()),
        years=frozenset(years),
    )


def _merged(parts: Iterable[dict[date, str]]) -> dict[date, str]:
    return {day: name for part in parts for day, name in part.items()}


def read_holiday_cn(path: Path) -> tuple[int, YearDays]:
    """One year in the form of the open data set holiday-cn (`year`, `days` with `isOffDay`)."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        year, days = int(content["year"]), YearDays()
        for entry in content["days"]:
            target = days.holidays if entry["isOffDay"] else days.makeup
            target[date.fromisoformat(entry["date"])] = str(entry["name"])
    except (ValueError, KeyError, TypeError) as problem:
        raise BadCalendarFile(
            f"{path} is not a holiday-cn year: expected year, days[].date, .name, .isOffDay "
            f"({type(problem).__name__}: {problem})"
        ) from None
    if not (days.holidays or days.makeup):
        raise BadCalendarFile(f"{path} holds no days: the notice for {year} is not in it yet")
    strays = [day for day in (*days.holidays, *days.makeup) if abs(day.year - year) > 1]
    if strays:
        raise BadCalendarFile(f"{path}: {strays[0]} does not belong to {year}")
    return year, days


def best_calendar(region: str) -> tuple[WorkCalendar, str]:
    """The database's calendar if there is one to be had, else the built-in; and which it is."""
    from yimen.config.boot import django_ready

    django_ready()
    from django.db import Error

    from yimen.orgs.queries import calendar_for

    try:
        calendar = calendar_for(region)
    except Error:
        calendar = WorkCalendar()
    if calendar.years:
        return calendar, f"of this site, {region}" if region else "of this site"
    return builtin_calendar(), f"built in ({BUILTIN}); the site's own was not to be had"
