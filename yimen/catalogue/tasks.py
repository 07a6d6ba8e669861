"""Jobs of the catalogue: safe to repeat."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from yimen.catalogue import actions
from yimen.catalogue.actions.exchanging import RUN
from yimen.catalogue.actions.receiving import TAKE


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalogue.begin_day", queueing_lock="catalogue.begin_day")
def begin_day(timestamp: int = 0, **_: Any) -> None:
    """Put in force what was decided for today: a house nobody visits has its new day too."""
    actions.begin_day(at=timezone.now())


@app.task(name=RUN)
def run_import(run_id: str, **_: Any) -> None:
    """Look through, or take in, a file brought in at the desk."""
    actions.run_import(UUID(run_id), at=timezone.now())


@app.task(name=TAKE)
def take_package(package_id: str, **_: Any) -> None:
    """Take in what another level's catalogue sent."""
    actions.take_waiting(UUID(package_id), at=timezone.now())
