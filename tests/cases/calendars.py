"""Calendars for tests: the plain week, and the years of the State Council's notices."""

from datetime import date

from yimen.kernel.workdays import WorkCalendar

PLAIN = WorkCalendar(holidays={}, makeup={}, years=frozenset(range(2000, 2100)))

LABOUR_DAY = {date(2026, 5, day): "劳动节" for day in range(1, 6)}
SPRING = WorkCalendar(
    holidays=LABOUR_DAY, makeup={date(2026, 5, 9): "劳动节"}, years=frozenset({2026})
)


def of_vectors(vectors: dict) -> WorkCalendar:
    """The real calendar 2024–2026."""
    holidays: dict[date, str] = {}
    makeup: dict[date, str] = {}
    for year in vectors["calendar"].values():
        if not isinstance(year, dict) or "festivals" not in year:
            continue
        for name, days in year["festivals"].items():
            holidays |= {date.fromisoformat(day): name for day in days}
        makeup |= {date.fromisoformat(day): "调休" for day in year["makeup_workdays"]}
    return WorkCalendar(holidays=holidays, makeup=makeup, years=frozenset({2024, 2025, 2026}))
