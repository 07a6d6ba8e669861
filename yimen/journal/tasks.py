"""Jobs of the journal."""

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.journal.actions import make_months


@app.periodic(cron="20 2 * * *")
@app.task(name="journal.make_partitions", queueing_lock="journal.make_partitions")
def make_partitions(timestamp: int = 0, **_: Any) -> None:
    """Have the partitions of the coming months ready before they are needed."""
    make_months(timezone.localdate())
