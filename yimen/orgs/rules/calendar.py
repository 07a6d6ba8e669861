"""Holiday notices: the ones built in, the ones read from a file, and how layers combine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from chinese_calendar import holidays as _holidays
from chinese_calendar import workdays as _workdays

from yimen.kernel.workdays import WorkCalendar

#: The festivals of the State Council's notices, by the library's English name.
FESTIVALS: Mapping[str, str] = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
BUILTIN_YEARS = frozenset(day.year for day in _holidays)


@dataclass(frozen=True, slots=True)
class YearDays:
    """What one notice says: the days off and the days worked instead, each with its festival."""

    year: int
    holidays: Mapping[date, str]
    makeup: Mapping[date, str]
    source: str


def builtin_year(year: int) -> YearDays:
    """The State Council's notice for the year as the chinesecalendar package knows it.

    A year without a published notice has no days: the caller must treat it as provisional.
    """
    return YearDays(year, _of(year, _holidays), _of(year, _workdays), "chinesecalendar")


def _of(year: int, days: Mapping[date, str]) -> dict[date, str]:
    return {day: FESTIVALS.get(name, name) for day, name in days.items() if day.year == year}


@cache
def builtin_calendar() -> WorkCalendar:
    """The national calendar of all built-in years, for tools that need no database."""
    return merge([(True, builtin_year(year)) for year in sorted(BUILTIN_YEARS)])


def read_holiday_cn(notice: Mapping[str, object]) -> YearDays:
    """A notice in the public holiday-cn form: year, papers, days with name, date and isOffDay."""
    year, days, papers = notice["year"], notice["days"], notice.get("papers")
    if not isinstance(year, int) or not isinstance(days, list):
        raise ValueError("year and days")
    named = [(date.fromisoformat(d["date"]), str(d["name"]), bool(d["isOffDay"])) for d in days]
    if not named:
        raise ValueError(f"no days: the notice for {year} is not in it yet")
    strays = [day for day, _, _ in named if abs(day.year - year) > 1]
    if strays:
        raise ValueError(f"{strays[0]} does not belong to {year}")
    return YearDays(
        year,
        {day: name for day, name, is_off in named if is_off},
        {day: name for day, name, is_off in named if not is_off},
        " ".join(map(str, papers)) if isinstance(papers, list) and papers else "holiday-cn",
    )


def with_day(days: YearDays, day: date, *, is_workday: bool, name: str) -> YearDays:
    """The notice with one day more, or otherwise."""
    rest = without_day(days, day)
    if is_workday:
        return replace(rest, makeup={**rest.makeup, day: name})
    return replace(rest, holidays={**rest.holidays, day: name})


def without_day(days: YearDays, day: date) -> YearDays:
    """The notice without a day."""
    return replace(
        days,
        holidays={d: name for d, name in days.holidays.items() if d != day},
        makeup={d: name for d, name in days.makeup.items() if d != day},
    )


def differing_days(before: WorkCalendar, after: WorkCalendar) -> list[date]:
    """The days offices work by one calendar and not by the other."""
    named = {*before.holidays, *before.makeup, *after.holidays, *after.makeup}
    return sorted(day for day in named if before.is_workday(day) != after.is_workday(day))


def merge(layers: Iterable[tuple[bool, YearDays]]) -> WorkCalendar:
    """One calendar from layers, the later overriding the earlier day by day.

    The mark of a layer says whether it makes its year known: the State Council's notice does, a
    province's extra day (三月三, 古尔邦节) does not.
    """
    days: dict[date, tuple[bool, str]] = {}
    years = set()
    for is_notice, layer in layers:
        days.update({day: (False, name) for day, name in layer.holidays.items()})
        days.update({day: (True, name) for day, name in layer.makeup.items()})
        if is_notice and (layer.holidays or layer.makeup):
            years.add(layer.year)
    return WorkCalendar(
        holidays={day: name for day, (is_workday, name) in days.items() if not is_workday},
        makeup={day: name for day, (is_workday, name) in days.items() if is_workday},
        years=frozenset(years),
    )
