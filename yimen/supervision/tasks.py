"""Jobs: thin, safe to repeat."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.supervision.actions.conduct import judge_night, judge_offices
from yimen.supervision.rules.rates import month_before


@app.periodic(cron="51 6 * * *")
@app.task(name="supervision.judge_offices", queueing_lock="supervision.judge_offices")
def compare_offices(timestamp: int = 0, **_: Any) -> None:
    """Each morning: last night, and the last month that is over; judged again, nothing is new."""
    now = timezone.now()
    today = timezone.localdate(now)
    judge_night(today - timedelta(days=1), at=now)
    judge_offices(*month_before(today), at=now)
