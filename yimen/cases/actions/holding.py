"""Taking a task of a case in hand, and giving it back: part of the case's record, too."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.models import Case
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.process import actions as process
from yimen.process.models import Task


@transaction.atomic
def claim_task(case_id: UUID, task_id: UUID, *, by: Actor, at: datetime) -> Case:
    """An officer puts his name to a task of the case; again, and nothing changes."""
    case, task = lock(case_id, by=by), Task.objects.get(pk=task_id, subject=case_id)
    if process.claim(task_id, by=by, at=at, item=case.item_id):
        keep_last_step(case, by)
        if case.first_asked is None:
            case.first_asked = by.staff_id  # who receives it first answers for it
            case.save(update_fields=["first_asked"])
        facts = {"task": str(task_id), "link": task.link, "staff": [str(by.staff_id)]}
        write(STREAM, case.pk, "case.claimed", by=by, at=at, facts=facts)
    return case


@transaction.atomic
def release_task(case_id: UUID, task_id: UUID, *, by: Actor, at: datetime) -> Case:
    """The officer, his deputy or the manager of the house gives a task back to the post."""
    case, task = lock(case_id, by=by), Task.objects.get(pk=task_id, subject=case_id)
    if process.release(task_id, by=by, at=at):
        facts = {"task": str(task_id), "link": task.link, "staff": [str(task.holder_id)]}
        write(STREAM, case.pk, "case.released", by=by, at=at, facts=facts)
    return case


def keep_last_step(case: Case, by: Actor) -> None:
    """Once somebody else has taken the case up, the last step can no longer be taken back."""
    if case.recallable_by not in (None, by.staff_id):
        case.recallable_by = None
        case.save(update_fields=["recallable_by"])
