"""Rules about time and posts, in plain Python."""

from yimen.orgs.rules.calendar import (
    BUILTIN_YEARS,
    YearDays,
    builtin_calendar,
    builtin_year,
    differing_days,
    merge,
    read_holiday_cn,
    with_day,
    without_day,
)
from yimen.orgs.rules.posts import (
    AWAY_DAYS,
    GRANTS,
    HELD_TO_GIVE,
    LETTER_ACTS,
    MANAGING,
    may_entrust,
    may_pass_on,
)

__all__ = [
    "AWAY_DAYS",
    "BUILTIN_YEARS",
    "GRANTS",
    "HELD_TO_GIVE",
    "LETTER_ACTS",
    "MANAGING",
    "YearDays",
    "builtin_calendar",
    "builtin_year",
    "differing_days",
    "may_entrust",
    "may_pass_on",
    "merge",
    "read_holiday_cn",
    "with_day",
    "without_day",
]
