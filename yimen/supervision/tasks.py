"""Jobs: thin, safe to repeat."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.kernel.codes import prefix_of
from yimen.supervision.actions.conduct import judge_night, judge_offices
from yimen.supervision.actions.watching import watch_cases
from yimen.supervision.queries.terms import cases_touched
from yimen.supervision.rules.rates import month_before

BATCH = 500


@app.task(name="supervision.watch_region")
def watch_region(region: str, year: int, cause: int, **_: Any) -> None:
    """Look again at every case whose moments or cards the calendar of a place may have moved."""
    for batch in _batches(prefix_of(region), date(year, 1, 1)):
        watch_batch.defer(case_ids=[str(pk) for pk in batch], cause=cause)


@app.task(name="supervision.watch_batch")
def watch_batch(case_ids: list[str], cause: int, **_: Any) -> None:
    """Write the moments of some cases anew; take back the cards the new calendar makes untrue."""
    ids = [UUID(pk) for pk in case_ids]
    watch_cases(ids, at=timezone.now(), reason="calendar", told={"cause": cause})


def _batches(prefix: str, since: date) -> Iterator[list[UUID]]:
    after = UUID(int=0)
    while batch := cases_touched(prefix, since, after=after, most=BATCH):
        yield batch
        after = batch[-1]


@app.periodic(cron="51 6 * * *")
@app.task(name="supervision.judge_offices", queueing_lock="supervision.judge_offices")
def compare_offices(timestamp: int = 0, **_: Any) -> None:
    """Each morning: last night, and the last month that is over; judged again, nothing is new."""
    now = timezone.now()
    today = timezone.localdate(now)
    judge_night(today - timedelta(days=1), at=now)
    judge_offices(*month_before(today), at=now)
