"""Rules about time and posts, in plain Python."""

from yimen.orgs.rules.calendar import (
    BUILTIN_YEARS,
    YearDays,
    builtin_calendar,
    builtin_year,
    merge,
    read_holiday_cn,
)
from yimen.orgs.rules.posts import GRANTS, reaches_within

__all__ = [
    "BUILTIN_YEARS",
    "GRANTS",
    "YearDays",
    "builtin_calendar",
    "builtin_year",
    "merge",
    "reaches_within",
    "read_holiday_cn",
]
