"""What a log of an older system amounts to: how late, how many open, where time went."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from yimen.figures.models import Log, LogCase
from yimen.figures.rules.logs.measures import LATE_STEPS, Span, reached, span
from yimen.kernel.actor import Actor
from yimen.orgs.queries import calendar_for
from yimen.supervision.models import Rule
from yimen.supervision.rules.levels import thresholds_of
from yimen.supervision.states import Level, Watched

MOST_ACTIVITIES = 200

#: Cases that end before they begin are counted and left out of all that measures time.
SUMS = (
    *("cases", "odd", "ended", "open", "open_late", "without_deadline", "on_time", "late"),
    *("median_days", "most_days", "late_median", "late_max"),
)
_CASES = """
    select count(*),
           count(*) filter (where ended_at < started_at),
           count(ended_at),
           count(*) filter (where ended_at is null),
           count(*) filter (where ended_at is null and deadline < %(last)s),
           count(*) filter (where deadline is null),
           count(*) filter (where ended_at <= deadline and ended_at >= started_at),
           count(*) filter (where ended_at > deadline and ended_at >= started_at),
           percentile_cont(0.5) within group (order by days)
               filter (where days >= 0),
           percentile_cont(0.9) within group (order by days)
               filter (where days >= 0),
           percentile_cont(0.5) within group (order by late_days)
               filter (where late_days > 0 and days >= 0),
           max(late_days) filter (where late_days > 0 and days >= 0)
    from (
        select *, extract(epoch from ended_at - started_at)::float8 / 86400 as days,
               extract(epoch from ended_at - deadline)::float8 / 86400 as late_days
        from figures_logcase where log_id = %(log)s
    ) measured
"""
_LATE = """
    select width_bucket(extract(epoch from ended_at - deadline)::float8 / 86400, %(steps)s),
           count(*)
    from figures_logcase
    where log_id = %(log)s and ended_at > deadline and ended_at >= started_at group by 1
"""
_CHANNELS = """
    select channel, count(*), count(*) filter (where ended_at > deadline and ended_at >= started_at)
    from figures_logcase where log_id = %(log)s and channel <> ''
    group by channel order by 2 desc, 1 limit 20
"""
#: A step is a start with its end (the n-th goes with the n-th), or an end alone.
#: It waited since the end before it in its case, and was worked on from its start to its end.
_STEPS = """
    with event as (
        select e.case_id, e.activity, e.at, e.line,
               coalesce(nullif(e.lifecycle, ''), 'complete') as what
        from figures_logevent e join figures_logcase c on c.id = e.case_id
        where c.log_id = %(log)s
    ), told as (
        select *,
            row_number() over (partition by case_id, activity, what order by at, line) as nth,
            max(at) filter (where what = 'complete') over (
                partition by case_id order by at, line rows between unbounded preceding
                and 1 preceding) as before
        from event where what in ('start', 'complete')
    ), step as (
        select s.activity, s.at - s.before as waited, e.at - s.at as worked
        from told s left join told e on e.what = 'complete' and e.case_id = s.case_id
            and e.activity = s.activity and e.nth = s.nth
        where s.what = 'start'
        union all
        select e.activity, e.at - e.before, null
        from told e left join told s on s.what = 'start' and s.case_id = e.case_id
            and s.activity = e.activity and s.nth = e.nth
        where e.what = 'complete' and s.case_id is null
    )
    select activity, count(*),
           extract(epoch from percentile_cont(0.5) within group (order by waited))::float8 / 86400,
           extract(epoch from avg(waited))::float8 / 86400,
           extract(epoch from max(waited))::float8 / 86400,
           extract(epoch from percentile_cont(0.5) within group (order by worked))::float8 / 86400,
           extract(epoch from avg(worked))::float8 / 86400,
           extract(epoch from max(worked))::float8 / 86400
    from step group by activity order by 2 desc, 1 limit %(most)s
"""


def log_list(actor: Actor) -> Any:
    """The logs that were taken over, newest first."""
    return Log.objects.visible_to(actor).order_by("-imported_at", "-pk")


def measured(log: Log) -> dict[str, Any]:
    """The report of a log, as it is kept with it. Times are days."""
    asked = {"log": log.pk, "last": log.last_at, "steps": [0.0, *map(float, LATE_STEPS)]}
    (row,) = _rows(_CASES, asked)
    late = Counter(dict(_rows(_LATE, asked)))
    return {
        **dict(zip(SUMS, row, strict=True)),
        "late_steps": [late[number] for number in range(1, len(LATE_STEPS) + 2)],
        "channels": [list(row) for row in _rows(_CHANNELS, asked)],
        "activities": [
            {"activity": name, "count": count, "waiting": times[:3], "working": times[3:]}
            for name, count, *times in _rows(_STEPS, {**asked, "most": MOST_ACTIVITIES})
        ],
        "spans": _spans(log),
    }


@dataclass(frozen=True, slots=True)
class Levels:
    """How many cases of a log would have reached each level of a rule; none: not to be known."""

    rule: Rule
    warning: int | None
    yellow: int | None
    red: int | None


def levels_of(log: Log, *, at: datetime) -> list[Levels]:
    """The old cases measured by each rule for whole cases that is in force.

    A level whose limit the log does not tell of any case is not known.
    """
    rules = Rule.objects.filter(watched=Watched.CASE, valid_from__lte=at).exclude(valid_to__lte=at)
    spans = [(Span(*days), number) for *days, number in log.report["spans"]]
    return [_levels(rule, spans) for rule in rules.order_by("region", "item_type", "code")]


def _levels(rule: Rule, spans: list[tuple[Span, int]]) -> Levels:
    counts: Counter[int] = Counter()
    thresholds = thresholds_of(rule.thresholds)
    for one, number in spans:
        for level in reached(one, thresholds):
            counts[level] += number
    told = {"promise": any(s.promised is not None for s, _ in spans)}
    told["legal"] = any(s.legal is not None for s, _ in spans)
    known = {one.level for one in thresholds if told.get(one.of)}
    return Levels(rule, *(counts[level] if level in known else None for level in Level))


def _spans(log: Log) -> list[list[int | None]]:
    """How many cases used so many of so many days; open ones until the end of the log."""
    calendar = calendar_for("")
    counts: Counter[Span] = Counter()
    rows = LogCase.objects.filter(log=log).values_list(
        "started_at", "ended_at", "deadline", "legal_deadline"
    )
    for start, end, *limits in rows.iterator(chunk_size=5000):
        until = end or log.last_at
        deadline, legal = (None if m is None else timezone.localdate(m) for m in limits)
        began, ended = timezone.localdate(start), timezone.localdate(until)
        counts[span(began, ended, deadline, legal, calendar)] += 1
    return [[*astuple(one), number] for one, number in counts.items()]


def _rows(sql: str, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())
