"""Jobs: thin, safe to repeat."""

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.figures.actions.reminding import remind_to_publish


@app.periodic(cron="40 8 * * *")
@app.task(name="figures.remind_to_publish", queueing_lock="figures.remind_to_publish")
def chase_months(timestamp: int = 0, **_: Any) -> None:
    """Each morning: who may close the month that is over hears that nobody has."""
    remind_to_publish(at=timezone.now())
