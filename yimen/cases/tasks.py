"""Jobs: thin, keyed by ids, safe to repeat. A sweep only finds and defers."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.kernel.codes import parse_region_code

BATCH = 500


@app.periodic(cron="7 * * * *")
@app.task(name="cases.sweep_silence", queueing_lock="cases.sweep_silence")
def sweep_silence(timestamp: int = 0, **_: Any) -> None:
    """Find applications five working days without an answer; hourly, so that no outage hides one.

    The index holds only cases that wait, so the cost is that of what is due.
    """
    silent = Case.objects.silently_accepted(timezone.localdate())
    for case_id in silent.order_by("acceptance_due_on", "pk").values_list("pk", flat=True):
        job = deem_accepted.configure(queueing_lock=f"cases.deem_accepted:{case_id}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(case_id=str(case_id))


@app.task(name="cases.deem_accepted")
def deem_accepted(case_id: str, **_: Any) -> None:
    """Accept one case by law, unless somebody answered in the meantime."""
    at = timezone.now()
    waiting = Case.objects.silently_accepted(timezone.localdate(at))
    if waiting.filter(pk=case_id).exists():
        actions.deem_accepted(UUID(case_id), at=at)


@app.task(name="cases.hand_over")
def hand_over_cases(item_id: str, organisation_id: str, reason: str, **_: Any) -> None:
    """Hand every running case of an item to its new organisation; one after the other, each whole.

    Interrupted, it is done again: cases already handed over are not found any more.
    """
    item, heir = UUID(item_id), UUID(organisation_id)
    running = Case.objects.open().filter(item=item).exclude(organisation=heir)
    for case_id in running.order_by("pk").values_list("pk", flat=True):
        actions.hand_over_case(case_id, heir, reason=reason, at=timezone.now())


@app.task(name="cases.refresh_region")
def refresh_region(region: str, **_: Any) -> None:
    """Recompute the due days of all open cases of a place whose calendar changed."""
    for batch in _open_cases(region):
        refresh_batch.defer(case_ids=[str(pk) for pk in batch])


@app.task(name="cases.refresh_batch")
def refresh_batch(case_ids: list[str], **_: Any) -> None:
    """Recompute the due days of some cases."""
    actions.refresh_dues([UUID(pk) for pk in case_ids], at=timezone.now())


def _open_cases(region: str) -> Iterator[list[UUID]]:
    """The open cases of a region, batch by batch in order of their ids."""
    prefix = parse_region_code(region).prefix if region else ""
    cases = Case.objects.open().in_region(prefix)
    ids = cases.order_by("pk").values_list("pk", flat=True)
    batch = list(ids[:BATCH])
    while batch:
        yield batch
        batch = list(ids.filter(pk__gt=batch[-1])[:BATCH])
