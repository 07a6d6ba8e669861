"""Adding and removing a signer while a counter-signature is open (加签、减签)."""

from datetime import datetime
from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff
from yimen.process import errors
from yimen.process.actions.holding import able, lock_task
from yimen.process.actions.running import (
    NAME_ROOM,
    _keep_step,
    _lock,
    _open_tasks,
    in_one_transaction,
)
from yimen.process.models import Task
from yimen.process.queries import SKIPPED
from yimen.process.rules.countersign import MAX_SEATS, MIN_SEATS, verdict

REMOVED = "removed"


@in_one_transaction
def add_signer(task_id: UUID, staff: Staff, *, by: Actor, at: datetime) -> Task:
    """One officer more gives his opinion beside the open ones; the rule counts him in."""
    task = _seated(task_id)
    rows = Task.objects.filter(token=task.token)
    signers = rows.standing()
    if signers.count() >= MAX_SEATS:
        raise errors.TooManySigners(most=MAX_SEATS)
    able(task, staff, at=at)
    taken = {holder for pair in signers.values_list("holder", "closed_by") for holder in pair}
    if staff.pk in taken:
        raise errors.SignsAlready(name=staff.name)
    number = 1 + max(int(seat) for seat in rows.values_list("seat", flat=True))
    link = task.name.rpartition(" · ")[0] or task.name
    added = task.another(
        seat=str(number),
        name=f"{link} · {staff.name}"[:NAME_ROOM],
        holder=staff,
        claimed_at=at,
        opened_at=at,
    )
    added.save(force_insert=True)
    return added


@in_one_transaction
def remove_signer(task_id: UUID, *, by: Actor, at: datetime) -> str:
    """One who has not signed need not any more; what the rule then comes to, if it is decided."""
    subject = _seated(task_id).subject
    process, run = _lock(subject)
    tasks = _open_tasks(process)
    task = next((task for task in tasks if task.pk == task_id), None)
    if task is None:
        raise errors.TaskNotOpen
    signers = Task.objects.standing().filter(token=task.token)
    seats = signers.count() - 1
    if seats < MIN_SEATS:
        raise errors.TooFewSigners(least=MIN_SEATS)
    Task.objects.filter(pk=task.pk).update(
        closed_at=at, outcome=REMOVED, closed_by=by.staff_id, undone_at=at
    )
    given = list(signers.filter(closed_at__isnull=False).values_list("outcome", flat=True))
    result = verdict(run.plan.links[task.link], given, seats=seats)
    if result:
        run.complete(task.token, result, {})
        rest = [one for one in tasks if one is not task]
        _keep_step(process, run, rest, task.due_on, SKIPPED, at)
    return result


def _seated(task_id: UUID) -> Task:
    task = lock_task(task_id)
    if not task.seat:
        raise errors.NoSeats(name=task.name)
    return task
