"""Rules about time and posts, in plain Python."""

from yimen.orgs.rules.calendar import (
    BUILTIN_YEARS,
    YearDays,
    builtin_calendar,
    builtin_year,
    merge,
    read_holiday_cn,
)
from yimen.orgs.rules.posts import GRANTS, HELD_TO_GIVE, MANAGING, may_pass_on

__all__ = [
    "BUILTIN_YEARS",
    "GRANTS",
    "HELD_TO_GIVE",
    "MANAGING",
    "YearDays",
    "builtin_calendar",
    "builtin_year",
    "may_pass_on",
    "merge",
    "read_holiday_cn",
]
