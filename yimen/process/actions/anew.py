"""What a process asks about its subject has changed: conditions are judged by the new facts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.process.actions.running import (
    _close,
    _lock,
    _open,
    _open_tasks,
    _save,
    in_one_transaction,
)
from yimen.process.models import Definition, Process, Task
from yimen.process.queries import SKIPPED, plan_of
from yimen.process.rules.engine import Run

CHANGED = "changed"


@in_one_transaction
def begin_anew(
    definition: Definition, subject: UUID, *, facts: Mapping[str, Any], at: datetime
) -> None:
    """The process as it would stand had the facts been these from the start.

    Links done before are passed again with their outcomes, as far as the process still leads
    there; an open link that still waits keeps its task, its days and whoever holds it.
    """
    process, _old = _lock(subject)
    tasks = _open_tasks(process)
    run = Run.begin(plan_of(definition.digest), facts)
    _pass_again(process, run, at)
    process.definition = definition
    process.save(update_fields=["definition"])
    due_on = tasks[0].due_on if tasks else None
    waiting = {token.link: token for token in run.waiting()}
    for task in tasks:
        if task.link in waiting:
            task.token = waiting[task.link].id
    Task.objects.bulk_update(tasks, ["token"])
    kept = {task.link for task in tasks} & waiting.keys()
    _close([t for t in tasks if t.link not in kept], outcome=CHANGED, at=at, by=None)
    fresh = [token for link, token in waiting.items() if link not in kept]
    _open(process, run, fresh, due_on=due_on, at=at)
    _save(process, run, is_open=not run.is_over)


def _pass_again(process: Process, run: Run, at: datetime) -> None:
    """Walk to where the process stood; what it no longer leads to is history."""
    done = Task.objects.standing().filter(process=process, closed_at__isnull=False)
    for task in done.order_by("closed_at", "id"):
        token = next((one for one in run.waiting() if one.link == task.link), None)
        if token is None or task.seat or task.outcome == SKIPPED:
            task.undone_at = at
            task.save(update_fields=["undone_at"])
            continue
        run.complete(token.id, task.outcome, {})
        task.token = token.id
        task.save(update_fields=["token"])
