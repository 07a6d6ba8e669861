"""Jobs of the outbox. Messages themselves are carried by the worker's messenger, not by jobs."""

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.notify.actions import ask_for_reports
from yimen.notify.ports import has_sms


@app.periodic(cron="*/5 * * * *")
@app.task(name="notify.ask_for_reports", queueing_lock="notify.ask_for_reports")
def find_reports(timestamp: int = 0, **_: Any) -> None:
    """Ask the carrier of text messages what became of those it has not reported."""
    if has_sms():
        ask_for_reports(at=timezone.now())
