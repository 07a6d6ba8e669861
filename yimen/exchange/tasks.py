"""Jobs of the exchange. What systems are told is carried by the worker's messenger."""

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.exchange.actions import forget_old


@app.periodic(cron="40 3 * * *")
@app.task(name="exchange.forget_old", queueing_lock="exchange.forget_old")
def forget_keys(timestamp: int = 0, **_: Any) -> None:
    """Keys and counts of requests are not kept for ever."""
    forget_old(at=timezone.now())
