"""Putting one's name to a task, and taking it off again."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Staff
from yimen.orgs.queries import officers_with
from yimen.process import errors
from yimen.process.actions.running import in_one_transaction
from yimen.process.models import Process, Task
from yimen.process.rules.holding import hands_of

#: Who may take an absent officer's name off a task.
MANAGE = "org.manage"


@in_one_transaction
def claim(task_id: UUID, *, by: Actor, at: datetime, item: UUID | None = None) -> bool:
    """The officer puts his name to a task, for all to see; a second one is told who has it.

    `item`: what the subject is about, for powers that are good for some items only.

    Whether anything changed: his name may stand there already.
    """
    task = lock_task(task_id)
    if by.kind is not Kind.STAFF or not _reaches(by, task.grant, task, item):
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
    task = lock_task(task_id)
    if task.holder is None:
        return False
    is_his = task.holder_id in hands_of(by) or by.kind is Kind.SYSTEM
    if not is_his and not _reaches(by, MANAGE, task):
        raise errors.HeldByAnother(holder=task.holder.name)
    Task.objects.filter(pk=task.pk).update(holder=None, claimed_at=None)
    return True


@in_one_transaction
def hand_back(task_id: UUID, holder_id: UUID, *, at: datetime) -> None:
    """A task his deputy had in hand is again that of the officer who is back."""
    task = lock_task(task_id)
    Task.objects.filter(pk=task.pk).update(holder=holder_id, claimed_at=at)


@in_one_transaction
def assign(task_id: UUID, staff: Staff, *, by: Actor, at: datetime) -> None:
    """The officer, or the manager of the house, hands the task to a named colleague (转办)."""
    task = lock_task(task_id)
    if not _reaches(by, MANAGE, task):
        if task.holder is not None and task.holder_id not in hands_of(by):
            raise errors.HeldByAnother(holder=task.holder.name)
        if not _reaches(by, task.grant, task):
            raise errors.NotYours
    able(task, staff, at=at)
    if Task.objects.standing().filter(token=task.token, closed_by=staff.pk).exists():
        raise errors.SignsAlready(name=staff.name)
    Task.objects.filter(pk=task.pk).update(holder=staff, claimed_at=at)


def able(task: Task, staff: Staff, *, at: datetime) -> None:
    """Raise unless a post of the officer's lets him do the task that day."""
    if staff.pk not in officers_with(task.grant, task.organisation, on=timezone.localdate(at)):
        raise errors.MayNotDoIt(field="staff", name=staff.name)


@in_one_transaction
def hand_over(subject: UUID, organisation_id: UUID) -> None:
    """What is open, and what will be, is another organisation's work; nobody holds it there yet."""
    Process.objects.filter(subject=subject).update(organisation=organisation_id)
    tasks = Task.objects.open().filter(subject=subject)
    tasks.update(organisation=organisation_id, holder=None, claimed_at=None)


def lock_task(task_id: UUID) -> Task:
    """The open task, held until the transaction ends."""
    tasks = Task.objects.select_for_update(of=("self",), no_key=True)
    task = tasks.select_related("organisation").filter(pk=task_id).first()
    if task is None or task.closed_at is not None:
        raise errors.TaskNotOpen
    return task


def _reaches(by: Actor, grant: str, task: Task, item: UUID | None = None) -> bool:
    place = task.organisation
    return by.may(grant, path=place.path, region=place.region_id, item=item)
