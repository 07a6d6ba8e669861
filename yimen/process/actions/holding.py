"""Putting one's name to a task, and taking it off again."""

from datetime import datetime
from uuid import UUID

from yimen.kernel.actor import Actor, Kind
from yimen.process import errors
from yimen.process.actions.running import in_one_transaction
from yimen.process.models import Process, Task
from yimen.process.rules.holding import hands_of

#: Who may take an absent officer's name off a task.
MANAGE = "org.manage"


@in_one_transaction
def claim(task_id: UUID, *, by: Actor, at: datetime) -> bool:
    """The officer puts his name to a task, for all to see; a second one is told who has it.

    Whether anything changed: his name may stand there already.
    """
    task = _lock(task_id)
    if by.kind is not Kind.STAFF or not _reaches(by, task.grant, task):
        raise errors.NotYours
    if task.holder_id == by.staff_id:
        return False
    if task.holder is not None:  # fetched now, not joined in before the lock was had
        raise errors.HeldByAnother(holder=task.holder.name)
    Task.objects.filter(pk=task.pk).update(holder=by.staff_id, claimed_at=at)
    return True


@in_one_transaction
def release(task_id: UUID, *, by: Actor, at: datetime) -> bool:
    """The officer takes his name off; for one who is away, his deputy or the house's manager.

    Whether anything changed: nobody's name may stand there.
    """
    task = _lock(task_id)
    if task.holder is None:
        return False
    is_his = task.holder_id in hands_of(by) or by.kind is Kind.SYSTEM
    if not is_his and not _reaches(by, MANAGE, task):
        raise errors.HeldByAnother(holder=task.holder.name)
    Task.objects.filter(pk=task.pk).update(holder=None, claimed_at=None)
    return True


@in_one_transaction
def hand_over(subject: UUID, organisation_id: UUID) -> None:
    """What is open, and what will be, is another organisation's work; nobody holds it there yet."""
    Process.objects.filter(subject=subject).update(organisation=organisation_id)
    tasks = Task.objects.open().filter(subject=subject)
    tasks.update(organisation=organisation_id, holder=None, claimed_at=None)


def _lock(task_id: UUID) -> Task:
    tasks = Task.objects.select_for_update(of=("self",), no_key=True)
    task = tasks.select_related("organisation").filter(pk=task_id).first()
    if task is None or task.closed_at is not None:
        raise errors.TaskNotOpen
    return task


def _reaches(by: Actor, grant: str, task: Task) -> bool:
    place = task.organisation
    return by.may(grant, path=place.path, region=place.region_id)
