"""Taking back one's own last step, while nobody has built on it (撤回)."""

from datetime import date, datetime
from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.process import errors
from yimen.process.actions.running import _close, _lock, _open_tasks, _save, in_one_transaction
from yimen.process.models import Process, Task
from yimen.process.queries import SKIPPED
from yimen.process.rules.engine import Run

RECALLED = "recalled"


@in_one_transaction
def recall(subject: UUID, *, by: Actor, at: datetime) -> Task:
    """The link the officer closed last waits again, in his hands; what followed from it is ended.

    Where several give an opinion, those of the others stand, and the seats the rule had left over
    wait again. Refused once somebody else holds what followed.
    """
    process, run = _lock(subject)
    tasks = _open_tasks(process)
    mine = _last_closed(process, by)
    if mine.token not in {token.id for token in run.waiting()}:
        run.return_to(mine.link)
    gone = [task for task in tasks if task.token not in run.tokens()]
    for task in gone:
        if task.holder_id not in (None, by.staff_id):
            raise errors.HeldByAnother(holder=task.holder.name if task.holder else "")
    due_on = tasks[0].due_on if tasks else mine.due_on
    _close(gone, outcome=RECALLED, at=at, by=by)
    rows = [mine, *Task.objects.standing().filter(token=mine.token, outcome=SKIPPED)]
    fresh = [_anew(row, due_on, is_first=process.is_first) for row in rows]
    fresh[0].holder_id, fresh[0].claimed_at = by.staff_id, at
    _undo(process, run, rows, at)
    Task.objects.bulk_create(fresh)
    _save(process, run, is_open=True)
    return fresh[0]


def _last_closed(process: Process, by: Actor) -> Task:
    closed = Task.objects.standing().filter(process=process, closed_by=by.staff_id)
    mine: Task | None = closed.order_by("closed_at", "id").last()
    if mine is None:
        raise errors.NothingToRecall
    return mine


def _undo(process: Process, run: Run, rows: list[Task], at: datetime) -> None:
    closed = Task.objects.standing().filter(process=process, closed_at__isnull=False)
    closed.exclude(token__in=run.tokens()).update(undone_at=at)
    closed.filter(pk__in=[row.pk for row in rows]).update(undone_at=at)


def _anew(row: Task, due_on: date | None, *, is_first: bool) -> Task:
    """The same task, open; its own days run on from when it was first opened."""
    return row.another(seat=row.seat, opened_at=row.opened_at, due_on=due_on, is_first=is_first)
