"""Who does an open task: a named colleague (转办), a signer more or fewer (加签、减签)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, beside, lock, note
from yimen.cases.models import Case
from yimen.cases.permissions import may_arrange
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Staff
from yimen.process import actions as process
from yimen.process.errors import TaskNotOpen
from yimen.process.models import Task

Facts = dict[str, object]


@transaction.atomic
def assign_task(
    case_id: UUID,
    task_id: UUID,
    staff_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Hand an open task to a colleague whose post allows it; he is told."""

    def assign(task: Task) -> tuple[str, Facts]:
        staff = _colleague(staff_id)
        process.assign(task.pk, staff, by=by, at=at)
        return "assigned", {"staff": [str(staff.pk)]}

    return _arranged(case_id, task_id, "assign", assign, reason=reason, by=by, at=at, key=key)


@transaction.atomic
def add_signer(
    case_id: UUID,
    task_id: UUID,
    staff_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """One officer more signs beside the open task; the rule of the link counts him in."""

    def add(task: Task) -> tuple[str, Facts]:
        staff = _colleague(staff_id)
        process.add_signer(task.pk, staff, by=by, at=at)
        return "signer_added", {"staff": [str(staff.pk)]}

    return _arranged(case_id, task_id, "add_signer", add, reason=reason, by=by, at=at, key=key)


@transaction.atomic
def remove_signer(
    case_id: UUID,
    task_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Whose opinion is no longer needed signs no more; the rule may be decided by that."""

    def remove(task: Task) -> tuple[str, Facts]:
        result = process.remove_signer(task.pk, by=by, at=at)
        told = [str(task.holder_id)] if task.holder_id else []
        return "signer_removed", {"staff": told, "result": result}

    return _arranged(
        case_id, task_id, "remove_signer", remove, reason=reason, by=by, at=at, key=key
    )


def _arranged(
    case_id: UUID,
    task_id: UUID,
    name: str,
    do: Callable[[Task], tuple[str, Facts]],
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None,
) -> Case:
    case = lock(case_id, by=by)
    act: Act = beside(case, name, by=by, at=at, key=key)
    if act.is_repeat:
        return case
    task = Task.objects.open().filter(pk=task_id, subject=case_id).first()
    if task is None:
        raise TaskNotOpen
    if not may_arrange(by, case, task):
        raise NotAllowed
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    kind, facts = do(task)
    case.recallable_by = None
    case.save(update_fields=["recallable_by"])
    said: Facts = {"task": str(task_id), "link": task.link, "name": task.name, "reason": reason}
    return note(act, kind, {**said, **facts})


def _colleague(staff_id: UUID) -> Staff:
    staff = Staff.objects.active().filter(pk=staff_id).first()
    if staff is None:
        raise errors.NoSuchColleague(field="staff")
    found: Staff = staff
    return found
