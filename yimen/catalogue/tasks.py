"""Jobs of the catalogue: safe to repeat."""

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.catalogue import actions


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalogue.begin_day", queueing_lock="catalogue.begin_day")
def begin_day(timestamp: int = 0, **_: Any) -> None:
    """Put in force what was decided for today: a house nobody visits has its new day too."""
    actions.begin_day(at=timezone.now())
